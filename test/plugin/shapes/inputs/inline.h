/* inline.h - bodies in a header of the driver, one of which is reached. */
static inline long CloseInHeader(PVOID Handle) {
  return ZwClose(Handle); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) is reachable from interrupt routine 'Isr' (DIRQL)}}
}

static inline long NotReached(PVOID Handle) { return ZwClose(Handle); }
