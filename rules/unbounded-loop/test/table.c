// A walk from element to element may meet the last one, of a text or a table; one
// from object to object may not.
//
// CLAIM: silent 2
// CLAIM: fires 3
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct _ITEM {
  struct _ITEM *Next;
  ULONG Number;
} ITEM;

HW_INTERRUPT HwInterrupt; // #root

static const char Message[] = "interrupt";
static const char *const Names[] = {"reset", "abort", NULL};

BOOLEAN HwInterrupt(PVOID Extension) {
  const char *text;
  const char *const *name;
  WCHAR *wide = Extension;
  ITEM *item = Extension;
  for (text = Message; *text; text++)
    StorPortWriteRegisterUchar(Extension, Extension, (UCHAR)*text);
  for (name = Names; *name; name++)
    StorPortWriteRegisterUchar(Extension, Extension, (UCHAR)**name);
  while (*wide)
    wide++;
  while (item->Number) // an array of them
    item++;
  // CHECK: :[[#@LINE+1]]:3: warning: loop is bounded only by the data that it follows in interrupt routine 'HwInterrupt' (DIRQL)
  while (item) // #walk
    item = item->Next;
  return TRUE;
}
// expected-warning@#walk {{loop is bounded only by the data that it follows}}
// expected-note@#walk {{this exit depends on 'ITEM.Next', memory that the loop walks through}}
// expected-note@#root {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{count the turns, and end at a limit}}
