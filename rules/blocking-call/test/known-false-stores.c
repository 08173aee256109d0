// False alarms: function values stored where a parameter rules it out, by a function that nobody calls, and behind one that does not return.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

typedef VOID STEP(VOID);

typedef struct {
  STEP *Chosen, *Left, *Behind;
} DEVICE;

static KEVENT Idle;

HW_INTERRUPT HwInterrupt;
HW_FIND_ADAPTER HwFindAdapter;

static VOID Slow(VOID) { KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); }
static VOID Quick(VOID) {}
static VOID Stop(VOID) { KeBugCheckEx(0xD1, 0, 0, 0, 0); }

static VOID Choose(DEVICE *Device, BOOLEAN Poll) {
  if (Poll)
    Device->Chosen = Slow;
  else
    Device->Chosen = Quick;
}

static VOID Nobody(DEVICE *Device) { Device->Left = Slow; }

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Device->Chosen();
  Device->Left();
  Device->Behind();
  return TRUE;
}

ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Configuration, PUCHAR Again) {
  DEVICE *Device = Extension;
  Choose(Device, FALSE);
  Device->Left = Device->Behind = Quick;
  if (Context) {
    Stop();
    Device->Behind = Slow;
  }
  return SP_RETURN_FOUND;
}
