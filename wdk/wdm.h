/* wdm.h - the kernel routines of <wdm.h> that mingw-w64 does not declare.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_WDM_H
#define ISRLINT_WDM_H

/* The machine-check part has a DEVICE_FLAGS that clashes with drivers' own. */
#define _DEVICE_FLAGS _ISRLINT_CM_DEVICE_FLAGS
#define DEVICE_FLAGS ISRLINT_CM_DEVICE_FLAGS
#define PDEVICE_FLAGS PISRLINT_CM_DEVICE_FLAGS
#include_next <wdm.h>
#undef _DEVICE_FLAGS
#undef DEVICE_FLAGS
#undef PDEVICE_FLAGS

#ifdef __cplusplus
extern "C" {
#endif

/* Push locks. */
typedef ULONG_PTR EX_PUSH_LOCK, *PEX_PUSH_LOCK;

/* Memory barriers. */
#define KeMemoryBarrier() __faststorefence()
#define KeMemoryBarrierWithoutFence() _ReadWriteBarrier()
#ifndef MemoryBarrier
#define MemoryBarrier() __faststorefence()
#endif
#ifndef BarrierAfterRead
#define BarrierAfterRead() KeMemoryBarrier()
#endif

/* Pool. */
#ifndef POOL_FLAG_NON_PAGED
typedef ULONG64 POOL_FLAGS;
#define POOL_FLAG_REQUIRED_START 0x0000000000000001UI64
#define POOL_FLAG_USE_QUOTA 0x0000000000000001UI64
#define POOL_FLAG_UNINITIALIZED 0x0000000000000002UI64
#define POOL_FLAG_SESSION 0x0000000000000004UI64
#define POOL_FLAG_CACHE_ALIGNED 0x0000000000000008UI64
#define POOL_FLAG_RESERVED1 0x0000000000000010UI64
#define POOL_FLAG_RAISE_ON_FAILURE 0x0000000000000020UI64
#define POOL_FLAG_NON_PAGED 0x0000000000000040UI64
#define POOL_FLAG_NON_PAGED_EXECUTE 0x0000000000000080UI64
#define POOL_FLAG_PAGED 0x0000000000000100UI64
#endif

typedef enum _POOL_EXTENDED_PARAMETER_TYPE {
  PoolExtendedParameterInvalidType = 0,
  PoolExtendedParameterPriority,
  PoolExtendedParameterSecurePool,
  PoolExtendedParameterNumaNode,
  PoolExtendedParameterMax
} POOL_EXTENDED_PARAMETER_TYPE;

typedef struct _POOL_EXTENDED_PARAMETER {
  ULONG64 Type : 8;
  ULONG64 Optional : 1;
  ULONG64 Reserved : 55;
  union {
    ULONG64 Reserved2;
    PVOID Reserved3;
    EX_POOL_PRIORITY Priority;
    PVOID SecurePoolParams;
    ULONG PreferredNode;
  };
} POOL_EXTENDED_PARAMETER, *PPOOL_EXTENDED_PARAMETER;
typedef const POOL_EXTENDED_PARAMETER *PCPOOL_EXTENDED_PARAMETER;

NTKERNELAPI PVOID NTAPI ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes,
                                        ULONG Tag);
NTKERNELAPI PVOID NTAPI
ExAllocatePool3(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag,
                PCPOOL_EXTENDED_PARAMETER ExtendedParameters, ULONG Count);
NTKERNELAPI VOID NTAPI ExFreePool2(PVOID P, ULONG Tag,
                                   PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
                                   ULONG Count);
NTKERNELAPI PVOID NTAPI ExAllocatePoolZero(POOL_TYPE PoolType,
                                           SIZE_T NumberOfBytes, ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePoolUninitialized(POOL_TYPE PoolType,
                                                    SIZE_T NumberOfBytes,
                                                    ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePoolQuotaZero(POOL_TYPE PoolType,
                                                SIZE_T NumberOfBytes,
                                                ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePoolQuotaUninitialized(POOL_TYPE PoolType,
                                                         SIZE_T NumberOfBytes,
                                                         ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePoolPriorityZero(POOL_TYPE PoolType,
                                                   SIZE_T NumberOfBytes,
                                                   ULONG Tag,
                                                   EX_POOL_PRIORITY Priority);
NTKERNELAPI PVOID NTAPI
ExAllocatePoolPriorityUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
                                    ULONG Tag, EX_POOL_PRIORITY Priority);

#define DrvRtPoolNxOptIn 0x00000001
NTKERNELAPI VOID NTAPI ExInitializeDriverRuntime(ULONG RuntimeFlags);

/* Reader-writer spin locks and push locks. */
typedef volatile LONG EX_SPIN_LOCK, *PEX_SPIN_LOCK;

NTKERNELAPI KIRQL NTAPI ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI KIRQL NTAPI ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock,
                                                  KIRQL OldIrql);
NTKERNELAPI VOID NTAPI ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock,
                                               KIRQL OldIrql);
NTKERNELAPI VOID NTAPI
ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI
ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI
ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI
ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI LOGICAL NTAPI
ExTryConvertSharedSpinLockExclusive(PEX_SPIN_LOCK SpinLock);

NTKERNELAPI VOID NTAPI ExAcquirePushLockExclusive(PULONG_PTR PushLock);
NTKERNELAPI VOID NTAPI ExAcquirePushLockShared(PULONG_PTR PushLock);
NTKERNELAPI VOID NTAPI ExReleasePushLockExclusive(PULONG_PTR PushLock);
NTKERNELAPI VOID NTAPI ExReleasePushLockShared(PULONG_PTR PushLock);

/* Time and scheduling. */
NTKERNELAPI VOID NTAPI KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime);
NTKERNELAPI ULONG64 NTAPI KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp);
NTKERNELAPI LOGICAL NTAPI KeShouldYieldProcessor(VOID);
NTKERNELAPI LOGICAL NTAPI KeIsExecutingDpc(VOID);
NTKERNELAPI USHORT NTAPI KeQueryNodeActiveProcessorCount(USHORT NodeNumber);
NTKERNELAPI VOID NTAPI ExQueryTimerResolution(PULONG MaximumTime,
                                              PULONG MinimumTime,
                                              PULONG CurrentTime);

/* Memory. */
#ifndef MM_ANY_NODE_OK
#define MM_ANY_NODE_OK 0x80000000
#endif
NTKERNELAPI PVOID NTAPI MmMapIoSpaceEx(PHYSICAL_ADDRESS PhysicalAddress,
                                       SIZE_T NumberOfBytes, ULONG Protect);
NTKERNELAPI PVOID NTAPI MmAllocateContiguousNodeMemory(
    SIZE_T NumberOfBytes, PHYSICAL_ADDRESS LowestAcceptableAddress,
    PHYSICAL_ADDRESS HighestAcceptableAddress,
    PHYSICAL_ADDRESS BoundaryAddressMultiple, ULONG Protect,
    NODE_REQUIREMENT PreferredNode);

/* Registers of 64 bits, and buffers without a fence. */
NTKERNELAPI ULONG64 NTAPI READ_REGISTER_ULONG64(volatile ULONG64 *Register);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_ULONG64(volatile ULONG64 *Register,
                                              ULONG64 Value);
NTKERNELAPI VOID NTAPI READ_REGISTER_BUFFER_ULONG64(volatile ULONG64 *Register,
                                                    PULONG64 Buffer,
                                                    ULONG Count);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_BUFFER_ULONG64(volatile ULONG64 *Register,
                                                     PULONG64 Buffer,
                                                     ULONG Count);
NTKERNELAPI UCHAR NTAPI READ_REGISTER_NOFENCE_UCHAR(volatile UCHAR *Register);
NTKERNELAPI USHORT NTAPI
READ_REGISTER_NOFENCE_USHORT(volatile USHORT *Register);
NTKERNELAPI ULONG NTAPI READ_REGISTER_NOFENCE_ULONG(volatile ULONG *Register);
NTKERNELAPI ULONG64 NTAPI
READ_REGISTER_NOFENCE_ULONG64(volatile ULONG64 *Register);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_NOFENCE_UCHAR(volatile UCHAR *Register,
                                                    UCHAR Value);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_NOFENCE_USHORT(volatile USHORT *Register,
                                                     USHORT Value);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_NOFENCE_ULONG(volatile ULONG *Register,
                                                    ULONG Value);
NTKERNELAPI VOID NTAPI
WRITE_REGISTER_NOFENCE_ULONG64(volatile ULONG64 *Register, ULONG64 Value);
NTKERNELAPI VOID NTAPI READ_REGISTER_NOFENCE_BUFFER_UCHAR(
    volatile UCHAR *Register, PUCHAR Buffer, ULONG Count);
NTKERNELAPI VOID NTAPI READ_REGISTER_NOFENCE_BUFFER_USHORT(
    volatile USHORT *Register, PUSHORT Buffer, ULONG Count);
NTKERNELAPI VOID NTAPI READ_REGISTER_NOFENCE_BUFFER_ULONG(
    volatile ULONG *Register, PULONG Buffer, ULONG Count);
NTKERNELAPI VOID NTAPI READ_REGISTER_NOFENCE_BUFFER_ULONG64(
    volatile ULONG64 *Register, PULONG64 Buffer, ULONG Count);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_NOFENCE_BUFFER_UCHAR(
    volatile UCHAR *Register, PUCHAR Buffer, ULONG Count);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_NOFENCE_BUFFER_USHORT(
    volatile USHORT *Register, PUSHORT Buffer, ULONG Count);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_NOFENCE_BUFFER_ULONG(
    volatile ULONG *Register, PULONG Buffer, ULONG Count);
NTKERNELAPI VOID NTAPI WRITE_REGISTER_NOFENCE_BUFFER_ULONG64(
    volatile ULONG64 *Register, PULONG64 Buffer, ULONG Count);

/* Interlocked and plain access by compiler builtins. */
#ifndef InterlockedIncrement16
#define InterlockedIncrement16 _InterlockedIncrement16
#define InterlockedDecrement16 _InterlockedDecrement16
#endif
#ifndef InterlockedCompareExchange16
#define InterlockedCompareExchange16 _InterlockedCompareExchange16
#endif
#ifndef InterlockedExchange8
#define InterlockedExchange8 _InterlockedExchange8
#define InterlockedExchange16 _InterlockedExchange16
#endif
#ifndef BitScanForward64
#define BitScanForward64 _BitScanForward64
#define BitScanReverse64 _BitScanReverse64
#endif

FORCEINLINE LONG ReadNoFence(LONG const volatile *Source) { return *Source; }
FORCEINLINE LONG ReadAcquire(LONG const volatile *Source) { return *Source; }
FORCEINLINE LONG ReadRaw(LONG const volatile *Source) { return *Source; }
FORCEINLINE ULONG ReadULongNoFence(ULONG const volatile *Source) {
  return *Source;
}
FORCEINLINE ULONG ReadULongAcquire(ULONG const volatile *Source) {
  return *Source;
}
FORCEINLINE PVOID ReadPointerNoFence(PVOID const volatile *Source) {
  return (PVOID)*Source;
}
FORCEINLINE PVOID ReadPointerAcquire(PVOID const volatile *Source) {
  return (PVOID)*Source;
}
FORCEINLINE VOID WriteNoFence(LONG volatile *Destination, LONG Value) {
  *Destination = Value;
}
FORCEINLINE VOID WriteRelease(LONG volatile *Destination, LONG Value) {
  *Destination = Value;
}
FORCEINLINE VOID WriteULongNoFence(ULONG volatile *Destination, ULONG Value) {
  *Destination = Value;
}
FORCEINLINE VOID WriteULongRelease(ULONG volatile *Destination, ULONG Value) {
  *Destination = Value;
}

#ifdef __cplusplus
}
#endif

#endif /* ISRLINT_WDM_H */
