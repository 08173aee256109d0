/* mods.c - functions and what they may write; see ../test_mods.c.
 *
 * mods.facts is made from this file as loops.facts is. */

typedef unsigned char UCHAR;
typedef unsigned int ULONG;
typedef void *PVOID;

typedef union _CMD {
  ULONG AsUlong;
  struct {
    ULONG ST : 1;
    ULONG FRE : 1;
    ULONG Rest : 30;
  };
} CMD;

typedef struct _INNER {
  ULONG X, Y;
} INNER;

typedef struct _EXT {
  ULONG Count, Limit;
  CMD Cmd, Other;
  INNER In;
  ULONG Table[4];
  UCHAR Small;
  ULONG Taken;
  void (*Hook)(struct _EXT *);
} EXT;

typedef struct _LONE {
  ULONG Count;
} LONE;

void KeStallExecutionProcessor(ULONG Microseconds);
void RtlZeroMemory(PVOID To, ULONG Length);
void KeSetEvent(PVOID Object);
void Outside(PVOID Anything);

ULONG Global;
static ULONG Own;

void Nothing(EXT *ext) {
  ULONG n = ext->Count;
  n++;
}
void StoresCount(EXT *ext) { ext->Count = 1; }
void CallsIt(EXT *ext) { StoresCount(ext); }
void CallsThatTwice(EXT *ext) {
  CallsIt(ext);
  Nothing(ext);
}
void RoundOne(EXT *ext, ULONG n);
void RoundTwo(EXT *ext, ULONG n) {
  ext->Limit = n;
  RoundOne(ext, n);
}
void RoundOne(EXT *ext, ULONG n) {
  if (n)
    RoundTwo(ext, n - 1);
}
void StoresBit(EXT *ext) { ext->Cmd.FRE = 1; }
void StoresUnion(CMD *cmd) { cmd->AsUlong = 0; }
void StoresInner(EXT *ext, INNER *from) { ext->In = *from; }
void StoresWhole(EXT *ext, EXT *from) { *ext = *from; }
void StoresElement(EXT *ext, ULONG i) { ext->Table[i] = 1; }
void StoresGlobal(void) { Global = 1; }
void StoresOwn(void) { Own = 1; }
void StoresThrough(ULONG *p) { *p = 1; }
void TakesAddress(EXT *ext) { StoresThrough(&ext->Taken); }
void Stalls(void) { KeStallExecutionProcessor(1); }
void CallsStalls(void) { Stalls(); }
void ZeroesInner(EXT *ext) { RtlZeroMemory(&ext->In, sizeof(ext->In)); }
void HandsOver(EXT *ext) { KeSetEvent(ext); }
void CallsOutside(EXT *ext) { Outside(ext); }
void CallsPointer(EXT *ext, void (*f)(EXT *)) { f(ext); }
void SetHook(EXT *ext) { ext->Hook = StoresCount; }
void CallsHook(EXT *ext) { ext->Hook(ext); }

/* The places that are asked for. */
void Places(EXT *ext, LONE *lone, CMD *cmd, INNER *inner) {
  ULONG local = 0;
  ext->Count = 1;
  ext->Limit = 1;
  ext->Cmd.ST = 1;
  ext->Cmd.FRE = 1;
  ext->Other.AsUlong = 1;
  cmd->ST = 1;
  ext->In.X = 1;
  inner->Y = 1;
  ext->Table[2] = 1;
  ext->Taken = 1;
  lone->Count = 1;
  Global = 1;
  Own = 1;
  local = 1;
}

void Decays(EXT *ext) { StoresThrough(ext->Table); }
void HandsFunction(EXT *ext) { KeSetEvent((PVOID)StoresCount); }
void AFirst(EXT *ext);
void BSecond(EXT *ext);
void CThird(EXT *ext) { StoresCount(ext); }
void BSecond(EXT *ext) { CThird(ext); }
void AFirst(EXT *ext) { BSecond(ext); }
