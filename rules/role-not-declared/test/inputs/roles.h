// The declarations of a driver, as its header has them.
#include <storport.h>

HW_INTERRUPT InHeader;
BOOLEAN InHeaderPlain(PVOID Extension);
