/* ops.c - which routine serves which model; there is one model so far. */
#include "tiny.h"

VOID OpsAssign(PTINY_ADAPTER Adapter) { Adapter->Ops.Drain = QueueDrain; }
