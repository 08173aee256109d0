/* macros.h - a macro in a header of the driver. */
#define CLOSE(Handle) (void)ZwClose(Handle)
