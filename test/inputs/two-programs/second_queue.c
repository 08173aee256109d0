/* second_queue.c - the rest of the second driver. */
#include "../kernel.h"

static int Event;

void Settle(void) { KeWaitForSingleObject(&Event, 0, 0, 0, 0); }
