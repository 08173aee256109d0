/* tiny.h - a miniport for an imaginary controller with 32 command slots. */
#ifndef TINY_H
#define TINY_H

#include <ntddk.h>
#include <storport.h>

#define TINY_SLOTS 32
#define TINY_SEGMENTS 16
#define TINY_TRANSFER (64 * 1024)

#define TINY_STATUS_DONE 0x1
#define TINY_ENABLE_DONE 0x1
#define TINY_RESET_BUS 0x1

/* Registers, in memory. */
typedef struct _TINY_REGISTERS {
  ULONG Status;   /* why it interrupts; a bit is cleared by writing it */
  ULONG Enable;   /* which bits of Status interrupt */
  ULONG Done;     /* slots it has finished; cleared by writing them */
  ULONG Reset;    /* TINY_RESET_BUS: forget all slots */
  ULONG Doorbell; /* write a slot's number: start it */
  ULONG Reserved;
  ULONG64 Command[TINY_SLOTS]; /* physical address of each slot's command */
} TINY_REGISTERS, *PTINY_REGISTERS;

/* What the controller reads: the extension of a request. */
typedef struct _TINY_COMMAND {
  UCHAR Cdb[16];
  ULONG SegmentCount;
  ULONG Reserved;
  struct {
    ULONG64 Address;
    ULONG64 Length;
  } Segment[TINY_SEGMENTS];
} TINY_COMMAND, *PTINY_COMMAND;

typedef struct _TINY_ADAPTER TINY_ADAPTER, *PTINY_ADAPTER;

/* What differs between models of the controller. */
typedef struct _TINY_OPS {
  VOID (*Drain)(PTINY_ADAPTER Adapter);
} TINY_OPS;

struct _TINY_ADAPTER {
  PTINY_REGISTERS Registers;
  TINY_OPS Ops;
  STOR_DPC Dpc;
  STOR_EVENT Collected;                 /* the DPC has taken Done */
  volatile LONG Done;                   /* slots for the DPC to complete */
  PSCSI_REQUEST_BLOCK Slot[TINY_SLOTS]; /* under the start-I/O lock */
};

VOID OpsAssign(PTINY_ADAPTER Adapter);

VOID QueueDrain(PTINY_ADAPTER Adapter);
BOOLEAN QueueSubmit(PTINY_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb);
VOID QueueComplete(PTINY_ADAPTER Adapter, ULONG Slots, UCHAR SrbStatus);

#endif /* TINY_H */
