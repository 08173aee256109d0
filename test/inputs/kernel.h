/* kernel.h - the few names of the kernel that the drivers here use, so that
 * they are parsed in no time. */
#ifndef KERNEL_H
#define KERNEL_H

typedef void *PVOID;
typedef unsigned char BOOLEAN;
typedef unsigned int ULONG;

typedef BOOLEAN HW_INTERRUPT(PVOID DeviceExtension);
typedef HW_INTERRUPT *PHW_INTERRUPT;

int KeWaitForSingleObject(PVOID Object, int WaitReason, char WaitMode,
                          BOOLEAN Alertable, PVOID Timeout);
ULONG StorPortInitialize(PVOID DriverObject, PVOID RegistryPath, PVOID Data,
                         PVOID Unused);

#endif
