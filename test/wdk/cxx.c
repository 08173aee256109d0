// RUN: %clang_kernel -x c++ -std=c++14 -Wno-c++11-narrowing -fsyntax-only %s

// The same headers under C++.
#include <ntddk.h>
#include <ntddscsi.h>
#include <ntddstor.h>
#include <srbhelper.h>
#include <storport.h>

extern "C" HW_INTERRUPT Interrupt;
extern "C" DRIVER_INITIALIZE DriverEntry;

struct Adapter {
  _IRQL_requires_max_(DISPATCH_LEVEL) bool Handle();
};

BOOLEAN Interrupt(PVOID Extension) {
  return static_cast<Adapter *>(Extension)->Handle();
}
