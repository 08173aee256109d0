/* cycles.c - cycles of calls: behind the call that closes one stands "= kind".
 *
 * ../test_loop.c reads cycles.facts, made as loops.facts is. */

typedef unsigned char BOOLEAN;
typedef unsigned int ULONG;

typedef struct _ENTRY {
  struct _ENTRY *Next;
  ULONG Key;
} ENTRY;

typedef struct _EXT {
  volatile ULONG *Regs;
  ULONG Depth, Mode;
  void (*Hook)(struct _EXT *);
  void (*Two)(struct _EXT *);
} EXT;

ULONG READ_REGISTER_ULONG(volatile ULONG *Register);
void WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);
void KeStallExecutionProcessor(ULONG Microseconds);
ULONG Ask(ULONG What);

void Endless(EXT *ext) {
  WRITE_REGISTER_ULONG(ext->Regs, 1);
  Endless(ext); /* = none */
}

void Unguarded(EXT *ext) {
  if (ext->Mode)
    return;
  Unguarded(ext); /* = none */
}

void CountsDown(EXT *ext, ULONG n) {
  if (!n)
    return;
  CountsDown(ext, n - 1); /* = undecided */
}

void HandsOn(EXT *ext, ULONG n) {
  if (!n)
    return;
  HandsOn(ext, n); /* = none */
}

ULONG Walks(ENTRY *entry) {
  return entry ? entry->Key + Walks(entry->Next) : 0; /* = data */
}

void Polls(EXT *ext) {
  if (READ_REGISTER_ULONG(ext->Regs) & 1)
    return;
  KeStallExecutionProcessor(10);
  Polls(ext); /* = device stalls */
}

void CountsInMemory(EXT *ext) {
  if (ext->Depth > 8)
    return;
  ext->Depth++;
  CountsInMemory(ext); /* = undecided */
}

void Asks(EXT *ext) {
  if (Ask(1))
    return;
  Asks(ext); /* = call */
}

void PingOne(EXT *ext);
static void PongOne(EXT *ext) { PingOne(ext); /* = none */ }
void PingOne(EXT *ext) { PongOne(ext); }

void PingCounts(EXT *ext, ULONG n);
static void PongCounts(EXT *ext, ULONG n) {
  PingCounts(ext, n); /* = undecided */
}
void PingCounts(EXT *ext, ULONG n) {
  if (n < 10)
    PongCounts(ext, n + 1);
}

static void HookOne(EXT *ext) { ext->Hook(ext); /* = none */ }
void SetHook(EXT *ext) { ext->Hook = HookOne; }

void Dead(EXT *ext) {
  if (0)
    Dead(ext);
}

void Once(EXT *ext, BOOLEAN again) {
  WRITE_REGISTER_ULONG(ext->Regs, 1);
  if (!again)
    Once(ext, 1); /* = undecided */
}

typedef struct _CHILD {
  struct _PARENT *Parent;
  ULONG Busy;
} CHILD;
typedef struct _PARENT {
  CHILD *Child[4];
  ULONG Next;
} PARENT;
void RunChild(CHILD *child);
static void RunNext(PARENT *parent) {
  RunChild(parent->Child[parent->Next]); /* = undecided */
}
void RunChild(CHILD *child) {
  if (child->Busy)
    RunNext(child->Parent);
}

static void TwoA(EXT *ext) { ext->Two(ext); /* = undecided */ }
static void TwoB(EXT *ext) { WRITE_REGISTER_ULONG(ext->Regs, 2); }
void SetTwo(EXT *ext) { ext->Two = ext->Mode ? TwoA : TwoB; }

void PingUnchanged(EXT *ext, ULONG n);
static void PongSteps(EXT *ext, ULONG n) {
  PingUnchanged(ext, n + 1); /* = undecided */
}
void PingUnchanged(EXT *ext, ULONG n) {
  if (n < 10)
    PongSteps(ext, n);
}

void PingSame(EXT *ext, ULONG n);
static void PongSame(EXT *ext, ULONG n) { PingSame(ext, n); /* = none */ }
void PingSame(EXT *ext, ULONG n) {
  if (n < 10)
    PongSame(ext, n);
}
