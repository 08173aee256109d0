/* small.h - as much of a driver's headers as the tests of shapes need: one role,
 * and one routine that may be called at PASSIVE_LEVEL only. */
#ifndef SMALL_H
#define SMALL_H

typedef void *PVOID;
typedef unsigned char BOOLEAN;
typedef unsigned long ULONG;
typedef BOOLEAN HW_INTERRUPT(PVOID Extension);

long ZwClose(PVOID Handle);

#endif
