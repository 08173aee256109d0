// False alarm: what a PHW_ variable holds is taken for a root though nothing registers it.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

static VOID Pause(PVOID Extension) { KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); }

static PHW_TIMER Spare = Pause;

VOID Stop(PVOID Extension) { Spare(Extension); }
