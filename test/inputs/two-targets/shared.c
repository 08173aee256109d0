/* shared.c - waits in the driver that is built with MAY_WAIT. */
#include "../kernel.h"

static int Event;

void Settle(void) {
#ifdef MAY_WAIT
  KeWaitForSingleObject(&Event, 0, 0, 0, 0);
#else
  Event = 0;
#endif
}
