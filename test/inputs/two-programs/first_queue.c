/* first_queue.c - the rest of the first driver. */
#include "../kernel.h"

static int Event;

void Collect(void) { KeWaitForSingleObject(&Event, 0, 0, 0, 0); }
