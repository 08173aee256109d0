// A walk over characters ends where the text ends; one over other elements may
// not.
//
// CLAIM: silent 2
// CLAIM: fires 3
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

HW_INTERRUPT HwInterrupt; // #root

static const char Message[] = "interrupt";

BOOLEAN HwInterrupt(PVOID Extension) {
  const char *text;
  WCHAR *wide = Extension;
  ULONG *number = Extension;
  for (text = Message; *text; text++)
    StorPortWriteRegisterUchar(Extension, Extension, (UCHAR)*text);
  while (*wide)
    wide++;
  // CHECK: :[[#@LINE+1]]:3: warning: loop is bounded only by the data that it follows in interrupt routine 'HwInterrupt' (DIRQL)
  while (*number) // #walk
    number++;
  return TRUE;
}
// expected-warning@#walk {{loop is bounded only by the data that it follows}}
// expected-note@#walk 0-1 {{this exit depends on}}
// expected-note@#root {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{count the turns, and end at a limit}}
