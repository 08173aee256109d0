// A header with a suppression of its own.
static KEVENT Idle;

static inline VOID WaitInHeader(VOID) {
  // isrlint: allow(blocking-call) the event is signalled before
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

static inline VOID WaitInHeaderTold(VOID) {
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}
