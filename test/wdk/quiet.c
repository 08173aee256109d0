// RUN: %clang_kernel -Weverything -Wno-pre-c11-compat -Werror -fsyntax-only %s

// The headers are system headers: whatever a driver's build warns of, they are
// silent, and what stands in them counts as the system's.
#include <ntddk.h>
#include <ntddscsi.h>
#include <ntddstor.h>
#include <srbhelper.h>
#include <storport.h>

_Static_assert(sizeof(PVOID) == 8 && sizeof(long) == 4, "64-bit Windows");
