/* vendor.h - a system header with bodies. */
static inline long VendorClose(PVOID Handle) { return ZwClose(Handle); }
static inline void VendorCall(long (*Routine)(PVOID), PVOID Handle) {
  Routine(Handle);
}
