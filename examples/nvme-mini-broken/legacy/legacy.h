/* legacy.h - a miniport for the card that came before NVMe: one command at a
 * time, no queues. */
#ifndef LEGACY_H
#define LEGACY_H

#include <ntddk.h>
#include <storport.h>

#define LEGACY_SEGMENTS 17
#define LEGACY_TRANSFER (64 * 1024)

/* LEGACY_REGISTERS.Status */
#define LEGACY_DONE 0x1
#define LEGACY_FAILED 0x2

typedef struct _LEGACY_REGISTERS {
  ULONG Status;    /* a bit is cleared by writing it */
  ULONG Interrupt; /* 1: LEGACY_DONE interrupts */
  ULONG Reset;     /* write 1: forget the command */
  ULONG Start;     /* write 1: start the command */
  ULONG64 Command; /* physical address of a LEGACY_COMMAND */
} LEGACY_REGISTERS, *PLEGACY_REGISTERS;

/* What the card reads: the extension of a request. */
typedef struct _LEGACY_COMMAND {
  UCHAR Cdb[16];
  ULONG SegmentCount;
  ULONG Reserved;
  struct {
    ULONG64 Address;
    ULONG64 Length;
  } Segment[LEGACY_SEGMENTS];
} LEGACY_COMMAND, *PLEGACY_COMMAND;

typedef struct _LEGACY_CARD {
  PLEGACY_REGISTERS Registers;
  PVOID volatile Active;  /* the request that the card has; interlocked */
  volatile LONG Finished; /* how it ended; written by the interrupt routine */
  STOR_DPC Dpc;
} LEGACY_CARD, *PLEGACY_CARD;

/* request.c */
HW_STARTIO LegacyStartIo;
HW_DPC_ROUTINE LegacyDpc;
VOID LegacyFinish(PLEGACY_CARD Card);
VOID LegacyComplete(PLEGACY_CARD Card, UCHAR SrbStatus);

#endif /* LEGACY_H */
