/* hasty_queue.c - 'Drain' of the driver that waits. */
#include "../kernel.h"

static int Event;

void Drain(void) { KeWaitForSingleObject(&Event, 0, 0, 0, 0); }
