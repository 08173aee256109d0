/* loops.c - loops and what is to be said of them: behind each keyword stands
 * "= kind turns", with "stalls" when the body stalls the processor.
 *
 * ../test_loop.c reads loops.facts, which the extractor makes from this file:
 *
 *   isrlint-extract-19 --unit loops.c --facts loops.facts --
 *     clang -target x86_64-pc-windows-msvc -fms-extensions -w -c loops.c */

typedef unsigned char UCHAR;
typedef unsigned short USHORT;
typedef unsigned int ULONG;
typedef unsigned long long ULONG64;
typedef int BOOLEAN;
typedef void *PVOID;

typedef union _CMD {
  ULONG AsUlong;
  struct {
    ULONG ST : 1;
    ULONG FRE : 1;
    ULONG Rest : 30;
  };
} CMD;

typedef struct _ENTRY {
  struct _ENTRY *Next;
  ULONG Key;
} ENTRY;

typedef struct _CQE {
  ULONG Dword0;
  USHORT Phase;
} CQE;

typedef struct _QUEUE {
  ENTRY *Head;
  CQE *Cqe;
  ULONG Tail, Depth, Phase;
} QUEUE;

typedef struct _EXT {
  volatile ULONG *Regs;
  ULONG Count, Limit, Other;
  UCHAR Narrow;
  ULONG Nibble : 4;
  CMD Cmd;
  QUEUE Queue;
  ENTRY *List;
  ULONG Table[16];
  BOOLEAN Done;
  volatile BOOLEAN Seen;
} EXT;

#define MAX 100
#define Quiet(value) WRITE_REGISTER_ULONG(0, value) /* writes nothing of ours */

ULONG READ_REGISTER_ULONG(volatile ULONG *Register);
void KeStallExecutionProcessor(ULONG Microseconds);
void StorPortNotification(ULONG Type, PVOID Ext, ...);
void Outside(PVOID Anything);
ULONG Ask(ULONG What);
void WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);

ULONG Shared;
static ULONG Private;

/* ---- the poll and its mutations ---- */

void Poll(EXT *ext) {
  ULONG n = 0;
  for (;;) { /* = constant 101 stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (++n > MAX)
      break;
  }
}

void PollNoStep(EXT *ext) {
  ULONG n = 0;
  for (;;) { /* = device stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (n > MAX)
      break;
  }
}

void PollResetFirst(EXT *ext) {
  ULONG n = 0;
  for (;;) { /* = device stalls */
    n = 0;
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (++n > MAX)
      break;
  }
}

void PollResetLast(EXT *ext) {
  ULONG n = 0;
  for (;;) { /* = device stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (++n > MAX)
      break;
    n = 0;
  }
}

void PollResetOnDevice(EXT *ext) {
  ULONG n = 0;
  for (;;) { /* = device stalls */
    ULONG status = READ_REGISTER_ULONG(ext->Regs);
    if (status & 1)
      break;
    if (status & 2)
      n = 0;
    KeStallExecutionProcessor(10);
    if (++n > MAX)
      break;
  }
}

void PollRare(EXT *ext, BOOLEAN x) {
  ULONG n = 0;
  for (;;) { /* = device stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (x)
      if (++n > MAX)
        break;
  }
}

void PollRareField(EXT *ext) {
  ULONG n = 0;
  for (;;) { /* = device stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (ext->Other && ++n > MAX)
      break;
  }
}

void PollLimit(EXT *ext, ULONG max) {
  ULONG n = 0;
  for (;;) { /* = undecided stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (++n > max)
      break;
  }
}

void PollFor(EXT *adapter) {
  ULONG tries;
  for (tries = 0; tries <= MAX; tries++) { /* = constant 101 stalls */
    if (READ_REGISTER_ULONG(adapter->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
  }
}

void PollForNoStep(EXT *adapter) {
  ULONG tries;
  for (tries = 0; tries <= MAX;) { /* = device stalls */
    if (READ_REGISTER_ULONG(adapter->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
  }
}

void PollForReset(EXT *adapter) {
  ULONG tries;
  for (tries = 0; tries <= MAX; tries++) { /* = device stalls */
    tries = 0;
    if (READ_REGISTER_ULONG(adapter->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
  }
}

void PollForLimit(EXT *adapter, ULONG max) {
  ULONG tries;
  for (tries = 0; tries < max; tries++) { /* = invariant stalls */
    if (READ_REGISTER_ULONG(adapter->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
  }
}

void PollField(EXT *ext) {
  ext->Count = 0;
  for (;;) { /* = constant 101 stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (++ext->Count > MAX)
      break;
  }
}

void PollFieldNoStep(EXT *ext) {
  ext->Count = 0;
  for (;;) { /* = device stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (ext->Count > MAX)
      break;
  }
}

void PollFieldReset(EXT *ext) {
  ext->Count = 0;
  for (;;) { /* = device stalls */
    ext->Count = 0;
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (++ext->Count > MAX)
      break;
  }
}

void PollFieldRare(EXT *ext, BOOLEAN x) {
  ext->Count = 0;
  for (;;) { /* = device stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (x)
      if (++ext->Count > MAX)
        break;
  }
}

void PollFieldLimit(EXT *ext) {
  ext->Count = 0;
  for (;;) { /* = undecided stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    KeStallExecutionProcessor(10);
    if (++ext->Count > ext->Limit)
      break;
  }
}

static void StepOther(EXT *ext) { ext->Other++; }
static void ResetCount(EXT *ext) { ext->Count = 0; }

void PollFieldCallOther(EXT *ext) {
  ext->Count = 0;
  for (;;) { /* = constant 101 */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    StepOther(ext);
    if (++ext->Count > MAX)
      break;
  }
}

void PollFieldCallReset(EXT *ext) {
  ext->Count = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    ResetCount(ext);
    if (++ext->Count > MAX)
      break;
  }
}

void PollFieldOutside(EXT *ext) {
  ext->Count = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    Outside(ext->List);
    if (++ext->Count > MAX)
      break;
  }
}

void PollOtherObject(EXT *ext, EXT *other) {
  ext->Count = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    other->Count = 0;
    if (++ext->Count > MAX)
      break;
  }
}

void PollThroughPointer(EXT *ext, ULONG *p) {
  ULONG *q = &ext->Count;
  *q = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    *p = 0;
    if (++ext->Count > MAX)
      break;
  }
}

void PollEscaped(EXT *ext) {
  ULONG n = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    Outside(&n);
    if (++n > MAX)
      break;
  }
}

void PollVolatile(EXT *ext) {
  volatile ULONG n = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (++n > MAX)
      break;
  }
}

void PollStepNotAlways(EXT *ext, BOOLEAN x) {
  ULONG n = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (x)
      n++;
    if (n > MAX)
      break;
  }
}

void PollBothArms(EXT *ext, BOOLEAN x) {
  ULONG n = 0;
  for (;;) { /* = constant 101 */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (x) {
      if (++n > MAX)
        break;
    } else {
      if (++n > 50)
        break;
    }
  }
}

void PollTwoCounters(EXT *ext, BOOLEAN x) {
  ULONG n = 0, m = 0;
  for (;;) { /* = constant 31 */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (x) {
      if (++n > 10)
        break;
    } else {
      if (++m > 20)
        break;
    }
  }
}

void PollGuardTestsCounter(EXT *ext) {
  ULONG n = 0;
  for (;;) { /* = constant 101 stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    ++n;
    if (n > 50) {
      KeStallExecutionProcessor(10);
      if (n > MAX)
        break;
    }
  }
}

void PollLeast(EXT *ext) {
  ULONG n = 0, m;
  for (m = 0; m < 500; m++) { /* = constant 21 */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (++n > 20)
      break;
  }
}

void PollCarry(EXT *ext) {
  ULONG n = 0, m = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (++n == 1000) {
      n = 0;
      if (++m > 10)
        break;
    }
  }
}

void PollRareCall(EXT *ext) {
  ULONG n = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (Ask(1))
      if (++n > MAX)
        break;
  }
}

void PollFlag(EXT *ext) {
  ULONG n = 0;
  BOOLEAN done = 0;
  while (!done) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      done = 1;
    if (++n > MAX)
      done = 1;
  }
}

void PollFlagOnly(EXT *ext) {
  BOOLEAN done = 0;
  while (!done) { /* = device stalls */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      done = 1;
    KeStallExecutionProcessor(10);
  }
}

void PollNested(EXT *ext) {
  ULONG i, j;
  for (i = 0; i < 10; i++) { /* = constant 10 stalls */
    for (j = 0; j < 20; j++) { /* = constant 20 stalls */
      if (READ_REGISTER_ULONG(ext->Regs) & 1)
        return;
      KeStallExecutionProcessor(1);
    }
  }
}

void PollInnerResets(EXT *ext) {
  ULONG i;
  for (i = 0; i < 10; i++) { /* = undecided */
    for (i = 0; i < 5; i++) { /* = constant 5 */
      if (READ_REGISTER_ULONG(ext->Regs) & 1)
        return;
    }
  }
}

void PollAnd(EXT *ext) {
  ULONG n = 0;
  while (!(READ_REGISTER_ULONG(ext->Regs) & 1) && n++ < MAX) /* = constant 100 stalls */
    KeStallExecutionProcessor(10);
}

void PollDo(EXT *ext) {
  ULONG n = MAX;
  do { /* = constant 100 stalls */
    KeStallExecutionProcessor(10);
  } while (!(READ_REGISTER_ULONG(ext->Regs) & 1) && --n);
}

void PollDown(EXT *ext) {
  int n;
  for (n = 9; n >= 0; n--) { /* = constant 10 */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
  }
}

void PollDownNever(EXT *ext) {
  ULONG n;
  for (n = 9; n >= 0; n--) { /* = device */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
  }
}

void PollNarrow(EXT *ext) {
  UCHAR n = 0;
  for (;;) { /* = device */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (++n > 300)
      break;
  }
}

void PollNarrowLimit(EXT *ext, ULONG max) {
  UCHAR n;
  for (n = 0; n < max; n++) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
  }
}

void PollNarrowFits(EXT *ext) {
  UCHAR n;
  for (n = 0; n < 200; n++) { /* = constant 200 */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
  }
}

void PollNibble(EXT *ext) {
  ext->Nibble = 0;
  for (;;) { /* = device */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    ext->Nibble++;
    if (ext->Nibble > 15)
      break;
  }
}

/* ---- other counters ---- */

void CountDown(ULONG count) {
  while (count--) /* = invariant */
    Quiet(1);
}

void CountDownKnown(void) {
  ULONG count = 7;
  while (count--) /* = constant 7 */
    Quiet(1);
}

void DoDown(ULONG n) {
  do { /* = invariant */
    Quiet(1);
  } while (--n);
}

void DoDownKnown(void) {
  ULONG n = 12;
  do { /* = constant 12 */
    Quiet(1);
  } while (--n);
}

void PointerUp(char *from, char *end) {
  char *p;
  for (p = from; p < end; p++) /* = invariant */
    Quiet(1);
  for (p = from; p != end; p++) /* = invariant */
    Quiet(1);
}

void ByStep(ULONG n) {
  while (n > 0) { /* = undecided */
    ULONG done = Ask(n);
    n -= done;
  }
}

void ByStepOfDevice(EXT *ext, ULONG n) {
  while (n > 0) /* = undecided */
    n -= READ_REGISTER_ULONG(ext->Regs);
}

void ByTwo(void) {
  ULONG i;
  for (i = 0; i != 20; i += 2) /* = constant 10 */
    Quiet(1);
  for (i = 0; i != 21; i += 2) /* = undecided */
    Quiet(1);
}

void ByTwoTo(ULONG n) {
  ULONG i;
  for (i = 0; i != n; i += 2) /* = undecided */
    Quiet(1);
  for (i = 0; i < n; i += 2) /* = undecided */
    Quiet(1);
  for (i = 0; i != n; i++) /* = invariant */
    Quiet(1);
}

void BySpan(ULONG x) {
  ULONG i;
  for (i = 0; i < 100; i += (x & 3) + 1) /* = constant 100 */
    Quiet(1);
  for (i = 0; i < 100; i += x & 3) /* = undecided */
    Quiet(1);
}

void Truncated(void) {
  UCHAR n = 0;
  while (n < 10) /* = undecided */
    n += 256;
}

void Jumps(void) {
  UCHAR n;
  for (n = 0; n < 250; n += 100) /* = undecided */
    Quiet(1);
  for (n = 0; n < 250; n += 50) /* = constant 5 */
    Quiet(1);
}

void Closed(ULONG max, UCHAR small) {
  ULONG i;
  for (i = 0; i <= max; i++) /* = undecided */
    Quiet(1);
  for (i = 0; i <= small; i++) /* = invariant */
    Quiet(1);
}

void Shifts(ULONG mask, int value) {
  ULONG bit;
  while (mask) { /* = capped 32 */
    if (mask & 1)
      Quiet(1);
    mask >>= 1;
  }
  for (bit = 1; bit; bit <<= 1) /* = capped 32 */
    Quiet(bit);
  for (bit = 1; bit < 0x100; bit <<= 1) /* = constant 8 */
    Quiet(bit);
  for (bit = 1; bit < 0xC0000000; bit <<= 1) /* = undecided */
    Quiet(bit);
  while (value) /* = undecided */
    value >>= 1;
}

void LowestBits(ULONG mask) {
  while (mask) { /* = capped 32 */
    Quiet(mask);
    mask &= mask - 1;
  }
}

void ClearedBits(ULONG mask) {
  while (mask) { /* = call */
    ULONG i = Ask(mask);
    mask &= ~(1u << i);
  }
}

void ClearedByIndex(ULONG mask) {
  ULONG i = 0;
  while (mask) { /* = undecided */
    mask &= ~(1u << i);
    i++;
  }
}

void Digits(ULONG value) {
  while (value) { /* = capped 32 */
    Quiet(value % 10);
    value /= 10;
  }
}

void Search(ULONG *a, ULONG n, ULONG key) {
  ULONG low = 0, high = n;
  while (low < high) { /* = undecided */
    ULONG middle = (low + high) / 2;
    if (a[middle] < key)
      low = middle + 1;
    else
      high = middle;
  }
}

void Collatz(ULONG x) {
  while (x != 1) /* = undecided */
    x = x & 1 ? 3 * x + 1 : x / 2;
}

void Rotating(ULONG a, ULONG b, ULONG c) {
  while (a) { /* = undecided */
    Quiet(a);
    a = b;
    b = c;
    c = 0;
  }
}

void BothWays(ULONG n, BOOLEAN x) {
  while (n < 100) { /* = undecided */
    if (x)
      n++;
    else
      n--;
  }
}

void LimitMoves(ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++) /* = undecided */
    n++;
}

void LimitOfDevice(EXT *ext) {
  ULONG i;
  for (i = 0; i < READ_REGISTER_ULONG(ext->Regs); i++) /* = undecided */
    Quiet(i);
  for (i = 0; i < (READ_REGISTER_ULONG(ext->Regs) & 31); i++) /* = capped 31 */
    Quiet(i);
}

void KnownLimit(void) {
  ULONG limit = 40, i;
  for (i = 0; i < limit; i++) /* = constant 40 */
    Quiet(i);
}

void Globals(void) {
  for (Private = 0; Private < 5; Private++) /* = constant 5 stalls */
    KeStallExecutionProcessor(1);
  for (Shared = 0; Shared < 5; Shared++) /* = undecided */
    Outside(0);
}

void StopsEarly(ULONG *a, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++) { /* = invariant */
    if (a[i] == 3)
      return;
    if (a[i] == 4)
      goto out;
    if (a[i] == 5)
      continue;
    Quiet(i);
  }
out:
  Quiet(0);
}

void ParsesTwo(char *text, ULONG n) {
  ULONG i = 0;
  while (i < n) { /* = undecided */
    if (text[i] == '\\')
      i++;
    i++;
  }
}

void SkipsInside(char *text) {
  ULONG i = 0;
  while (i < 100) { /* = constant 100 */
    while (i < 100 && text[i] == ' ') /* = invariant */
      i++;
    i++;
  }
}

/* ---- the device ---- */

void PollUnion(EXT *ext) {
  CMD cmd;
  do { /* = device stalls */
    cmd.AsUlong = READ_REGISTER_ULONG(ext->Regs);
    KeStallExecutionProcessor(10);
  } while (cmd.ST == 1);
}

void PollUnionField(EXT *ext) {
  for (;;) { /* = device stalls */
    ext->Cmd.AsUlong = READ_REGISTER_ULONG(ext->Regs);
    if (ext->Cmd.ST == 0)
      break;
    KeStallExecutionProcessor(10);
  }
}

void PollStale(EXT *ext) {
  CMD cmd;
  cmd.AsUlong = READ_REGISTER_ULONG(ext->Regs);
  while (cmd.ST == 1) /* = none stalls */
    KeStallExecutionProcessor(10);
}

void PollPointer(EXT *ext) {
  while (*ext->Regs & 1) /* = device */
    ;
  while (!ext->Seen) /* = device */
    ;
}

void PollAssigned(EXT *ext) {
  ULONG value;
  while ((value = READ_REGISTER_ULONG(ext->Regs)) != 0) /* = device */
    Quiet(value);
}

static ULONG ReadReg(EXT *ext, ULONG offset) {
  return READ_REGISTER_ULONG(ext->Regs + offset);
}

static BOOLEAN IsReady(EXT *ext) {
  if (ReadReg(ext, 4) & 1)
    return 1;
  return 0;
}

static void Wait(void) { KeStallExecutionProcessor(100); }

void PollAccessor(EXT *ext) {
  while (!(ReadReg(ext, 1) & 1)) /* = device stalls */
    Wait();
  while (!IsReady(ext)) /* = device stalls */
    Wait();
}

static BOOLEAN TimedOut(EXT *ext) {
  if (ReadReg(ext, 4) & 1)
    return 1;
  return ++ext->Count > MAX;
}

void PollTimedOut(EXT *ext) {
  while (!TimedOut(ext)) /* = undecided stalls */
    Wait();
}

static BOOLEAN LogsOnly(EXT *ext) {
  if (ReadReg(ext, 4) & 1)
    Quiet(1);
  ext->Other--;
  return ext->Other != 0;
}

void PollLogsOnly(EXT *ext) {
  while (LogsOnly(ext)) /* = undecided */
    ;
}

void PollMaskOfBits(EXT *ext, ULONG wanted) {
  ULONG seen = 0;
  while ((seen & wanted) != wanted) /* = device */
    seen |= READ_REGISTER_ULONG(ext->Regs);
}

void PollWithParameter(EXT *ext, BOOLEAN x) {
  for (;;) { /* = device */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (x)
      return;
  }
}

void PollRing(EXT *ext) {
  ULONG head = ext->Queue.Tail;
  while (head != READ_REGISTER_ULONG(ext->Regs)) /* = device */
    head = (head + 1) % ext->Queue.Depth;
}

void PollGoto(EXT *ext) {
again: /* the label is no keyword */
  if (!(READ_REGISTER_ULONG(ext->Regs) & 1))
    goto again; /* = device */
}

void PollTwoGotos(EXT *ext) {
  ULONG n = 0;
again:
  if (++n > MAX)
    return;
  if (READ_REGISTER_ULONG(ext->Regs) & 1)
    goto again; /* = constant 100 */
  if (READ_REGISTER_ULONG(ext->Regs) & 2)
    goto again;
}

void PollInDo(EXT *ext, ULONG n) {
  do { /* = device stalls */
    while (!(READ_REGISTER_ULONG(ext->Regs) & 1)) /* = device stalls */
      KeStallExecutionProcessor(1);
  } while (--n);
}

/* ---- memory ---- */

void WalkList(EXT *ext) {
  ENTRY *p;
  for (p = ext->List; p; p = p->Next) /* = data */
    Quiet(p->Key);
}

void WalkListCounted(EXT *ext) {
  ENTRY *p;
  ULONG n = 0;
  for (p = ext->List; p && n < 64; p = p->Next, n++) /* = constant 64 */
    Quiet(p->Key);
}

void DrainList(EXT *ext) {
  while (ext->List) { /* = data */
    ENTRY *p = ext->List;
    ext->List = p->Next;
    Quiet(p->Key);
  }
}

static ENTRY *RemoveHead(QUEUE *queue) {
  ENTRY *p = queue->Head;
  if (p)
    queue->Head = p->Next;
  return p;
}

void DrainCalls(EXT *ext) {
  ENTRY *p;
  while ((p = RemoveHead(&ext->Queue)) != 0) /* = data */
    Quiet(p->Key);
}

void DrainRing(QUEUE *queue, ULONG head, ULONG phase) {
  while ((queue->Cqe[head].Phase & 1) == phase) { /* = data */
    Quiet(queue->Cqe[head].Dword0);
    if (++head == queue->Depth) {
      head = 0;
      phase ^= 1;
    }
  }
}

void DrainRingInPlace(QUEUE *queue) {
  for (;;) { /* = data */
    CQE *entry = &queue->Cqe[queue->Tail];
    if ((entry->Phase & 1) != queue->Phase)
      break;
    Quiet(entry->Dword0);
    queue->Tail = (queue->Tail + 1) % queue->Depth;
  }
}

void DrainRingCounted(QUEUE *queue, ULONG head) {
  ULONG n;
  for (n = 0; n < 32; n++) { /* = constant 32 */
    if ((queue->Cqe[head].Phase & 1) == 0)
      break;
    head = (head + 1) % queue->Depth;
  }
}

void RingToTail(QUEUE *queue, ULONG head) {
  while (head != queue->Tail) /* = undecided */
    head = (head + 1) % queue->Depth;
}

void Text(char *s) {
  while (*s) /* = undecided */
    s++;
}

void SizedTable(EXT *ext) {
  ULONG i = 0;
  while (ext->Table[i]) /* = undecided */
    i++;
}

void CountInMemory(EXT *ext) {
  while (ext->Count) { /* = invariant */
    Quiet(1);
    ext->Count--;
  }
}

static void TakeOne(EXT *ext) { ext->Count--; }

void CountInCallee(EXT *ext) {
  while (ext->Count) /* = undecided */
    TakeOne(ext);
}

/* ---- no exit ---- */

void Forever(void) {
  for (;;) /* = none */
    Quiet(1);
}

void Spins(EXT *ext) {
  while (!ext->Done) /* = none stalls */
    KeStallExecutionProcessor(1);
}

void SpinsOutside(EXT *ext) {
  while (!ext->Done) /* = undecided */
    Outside(ext);
}

static void StoresDone(EXT *ext) { ext->Done = (BOOLEAN)Ask(1); }
static void StoresOther(EXT *ext) { ext->Other = 1; }

void SpinsStored(EXT *ext) {
  while (!ext->Done) /* = undecided */
    StoresDone(ext);
}

void SpinsStoredElsewhere(EXT *ext) {
  while (!ext->Done) /* = none */
    StoresOther(ext);
}

static BOOLEAN IsDone(EXT *ext) { return ext->Done; }

void SpinsAccessor(EXT *ext) {
  while (!IsDone(ext)) /* = none */
    StoresOther(ext);
}

void SpinsThroughLocal(ULONG n) {
  ULONG *p = &n;
  while (*p) /* = undecided */
    n--;
}

void SpinsKnownElsewhere(void) {
  ULONG n = 1;
  Outside(&n);
  while (n) /* = undecided */
    Outside(0);
}

void SpinsParameter(BOOLEAN x) {
  for (;;) { /* = none */
    if (x)
      return;
    Quiet(1);
  }
}

void CountsOnlyWhen(BOOLEAN x) {
  ULONG n = 0;
  for (;;) { /* = undecided */
    if (x && ++n > MAX)
      break;
  }
}

void OnCall(void) {
  while (Ask(1)) /* = call */
    Quiet(1);
}

void OnPointer(EXT *ext, ULONG (*ask)(EXT *)) {
  while (ask(ext)) /* = undecided */
    Quiet(1);
}

void DoOnce(EXT *ext) {
  do {
    Quiet(ext->Count);
  } while (0);
}

void IntoTheMiddle(ULONG n) {
  if (n > 5)
    goto middle;
  do { /* = undecided */
    Quiet(1);
  middle:
    Quiet(2);
  } while (--n);
}

void Switched(int state) {
again:
  switch (state) {
  case 1:
    state = 2;
    goto again; /* = undecided */
  case 2:
    state = 3;
    goto again;
  default:
    return;
  }
}

/* ---- bounded loops that are easily taken for something else ---- */

typedef struct _RETRY {
  ULONG Tries, Left;
} RETRY;

void Delay(void) {
  volatile int i;
  for (i = 0; i < 1000; i++) /* = undecided */
    ;
}

void Elapsed(EXT *ext) {
  ULONG elapsed;
  for (elapsed = 0; !(READ_REGISTER_ULONG(ext->Regs) & 1); elapsed += 10) { /* = constant 101 stalls */
    if (elapsed >= 1000)
      return;
    KeStallExecutionProcessor(10);
  }
}

void TimeoutDown(EXT *ext) {
  ULONG timeout = 1000;
  while (timeout && !(READ_REGISTER_ULONG(ext->Regs) & 1)) { /* = constant 100 stalls */
    KeStallExecutionProcessor(10);
    timeout -= 10;
  }
}

void InStruct(EXT *ext) {
  RETRY retry = {0, 0};
  while (!(READ_REGISTER_ULONG(ext->Regs) & 1)) { /* = constant 11 */
    if (retry.Tries++ >= 10)
      break;
  }
}

void InArray(EXT *ext, ULONG port) {
  while (!(READ_REGISTER_ULONG(ext->Regs) & 1)) { /* = undecided */
    if (ext->Table[port]++ > MAX)
      break;
  }
}

void ByPointer(EXT *ext, ULONG *tries) {
  while (!(READ_REGISTER_ULONG(ext->Regs) & 1)) { /* = invariant */
    if ((*tries)++ > MAX)
      break;
  }
}

void NarrowDown(EXT *ext) {
  UCHAR retry = 3;
  while (retry--) { /* = constant 3 */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
  }
}

static void Step(ULONG *n) { ++*n; }

void StepsInCallee(EXT *ext) {
  ULONG n = 0;
  while (n < MAX) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    Step(&n);
  }
}

static BOOLEAN Last(ULONG *left) { return --*left == 0; }

void LeftInCallee(ULONG left) {
  BOOLEAN done = 0;
  while (!done) /* = undecided */
    done = Last(&left);
}

static ULONG Tries;

void StaticCounter(EXT *ext) {
  while (!(READ_REGISTER_ULONG(ext->Regs) & 1) && Tries++ < 10) /* = invariant */
    ;
}

void Machine(EXT *ext) {
  int state = 0;
  for (;;) { /* = undecided */
    switch (state) {
    case 0:
      WRITE_REGISTER_ULONG(ext->Regs, 1);
      state = 1;
      break;
    case 1:
      WRITE_REGISTER_ULONG(ext->Regs, 2);
      state = 2;
      break;
    default:
      return;
    }
  }
}

void Twice(EXT *ext) {
  BOOLEAN first = 1;
  for (;;) { /* = undecided */
    WRITE_REGISTER_ULONG(ext->Regs, 1);
    if (!first)
      break;
    first = 0;
  }
}

void TwiceParameter(BOOLEAN x) {
  for (;;) { /* = undecided */
    if (x)
      return;
    x = 1;
  }
}

void Chunks(EXT *ext, ULONG length) {
  while (length) { /* = undecided */
    ULONG chunk = length < 512 ? length : 512;
    WRITE_REGISTER_ULONG(ext->Regs, chunk);
    length -= chunk;
  }
}

void Overlapping(EXT *ext) {
  ext->Cmd.AsUlong = 0;
  while (ext->Cmd.Rest < 100) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    ext->Cmd.AsUlong += 4;
  }
}

void Seen(ULONG k, ULONG n) {
  ULONG seen[8] = {0}, i = 0;
  while (!seen[k]) { /* = undecided */
    seen[i] = 1;
    i = (i + 1) % 8;
  }
}

void ThroughDecay(EXT *ext) {
  ULONG *p = ext->Table;
  while (!ext->Table[3]) { /* = undecided */
    *p = 1;
    p++;
  }
}

void Retry(EXT *ext) {
  ULONG tries = 0;
retry:
  if (++tries > 3)
    return;
  if (READ_REGISTER_ULONG(ext->Regs) & 1)
    goto retry; /* = constant 3 */
}

void DigitsOfCounter(EXT *ext) {
  ULONG low = 0, high = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (++low >= 1000) {
      low = 0;
      high++;
    }
    if (high > 10)
      break;
  }
}

void ResetWhen(EXT *ext, BOOLEAN x) {
  ULONG n = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (x)
      n = 0;
    if (++n > MAX)
      break;
  }
}

void FlagInCallee(EXT *ext) {
  ext->Done = 0;
  while (!ext->Done) /* = device */
    ext->Done = IsReady(ext);
}

void Backwards(char *text, int n) {
  while (n > 0 && text[n - 1] == ' ') /* = invariant */
    n--;
}

void CircularList(ENTRY *head) {
  ENTRY *entry;
  for (entry = head->Next; entry != head; entry = entry->Next) /* = data */
    WRITE_REGISTER_ULONG(0, entry->Key);
}

void Halves(ULONG n) {
  while (n > 1) /* = capped 32 */
    n /= 2;
}

void Sum(ULONG *a, ULONG n) {
  ULONG sum = 0, i = 0;
  while (sum < n) /* = undecided */
    sum += a[i++];
}

void Smallest(ULONG n) {
  ULONG i = 2;
  while (n % i) /* = undecided */
    i++;
}

void Greatest(ULONG a, ULONG b) {
  while (b) { /* = undecided */
    ULONG t = a % b;
    a = b;
    b = t;
  }
}

void InnerBreaks(EXT *ext) {
  ULONG i;
  for (;;) { /* = device */
    for (i = 0; i < 10; i++) { /* = constant 10 */
      if (READ_REGISTER_ULONG(ext->Regs) & 1)
        return;
    }
  }
}

void InnerDecides(EXT *ext) {
  ULONG n;
  for (;;) { /* = device */
    for (n = 0; n < 10; n++) /* = constant 10 */
      if (READ_REGISTER_ULONG(ext->Regs) & 1)
        break;
    if (n < 10)
      break;
  }
}

void Always(ULONG n) {
  ULONG i, m = 0;
  for (;;) { /* = undecided */
    for (i = 0; i < 10; i++) /* = constant 10 */
      WRITE_REGISTER_ULONG(0, i);
    if (i >= 10 && ++m > 5)
      break;
  }
}

void Real(float f) {
  while (f < 10) /* = undecided */
    f += 1;
}

void Wide(ULONG64 n) {
  ULONG64 i;
  for (i = 0; i < 1000; i++) /* = constant 1000 */
    WRITE_REGISTER_ULONG(0, 1);
  for (i = 0; i < n; i++) /* = invariant */
    WRITE_REGISTER_ULONG(0, 1);
  for (i = n; i > 0; i--) /* = invariant */
    WRITE_REGISTER_ULONG(0, 1);
}

void Signed(int from, int to) {
  int i;
  for (i = -5; i < 5; i++) /* = constant 10 */
    WRITE_REGISTER_ULONG(0, 1);
  for (i = from; i <= 100; i++) /* = invariant */
    WRITE_REGISTER_ULONG(0, 1);
  for (i = to; i >= -3; i -= 2) /* = invariant */
    WRITE_REGISTER_ULONG(0, 1);
  for (i = 10; i > 0; i -= 3) /* = constant 4 */
    WRITE_REGISTER_ULONG(0, 1);
}

void NotAnd(EXT *ext) {
  ULONG n = 0;
  for (;;) { /* = undecided */
    BOOLEAN on = !(READ_REGISTER_ULONG(ext->Regs) & 1) && ++n <= MAX;
    if (!on)
      break;
  }
}

void BothBits(EXT *ext) {
  ULONG n;
  for (n = 0; (n < MAX) & !(READ_REGISTER_ULONG(ext->Regs) & 1); n++) /* = constant 100 */
    ;
}

void NeverEqual(EXT *ext) {
  UCHAR n;
  for (n = 0; n != 300; n++) /* = device */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
  for (n = 0; n != 100; n++) /* = constant 100 */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
}

void AnotherObject(EXT *ext, EXT *other) {
  ext->Count = 0;
  ext = other;
  while (ext->Count < 10) /* = invariant */
    ext->Count++;
}

void TwoObjects(EXT *ext, EXT *other) {
  EXT *p;
  for (;;) { /* = undecided */
    p = ext;
    p->Count = 0;
    p = other;
    if (p->Count > 3)
      break;
  }
}

void SignedAsUnsigned(EXT *ext, int n) {
  while ((ULONG64)n >= 0) { /* = device */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    n--;
  }
}

void ToMinusOne(ULONG i) {
  for (; i < (ULONG)-1; i++) /* = invariant */
    Quiet(1);
}

/* ---- each step of the proof ---- */

void PollNot(EXT *ext) {
  ULONG n = 0;
  for (;;) { /* = constant 101 */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (!(++n <= MAX))
      break;
  }
}

void PollOr(EXT *ext) {
  ULONG n;
  for (n = 0;; n++) { /* = constant 101 */
    if ((n >= MAX) | (READ_REGISTER_ULONG(ext->Regs) & 1))
      break;
  }
}

void PollMirrored(EXT *ext) {
  ULONG n;
  for (n = 0; MAX > n; n++) { /* = constant 100 */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
  }
}

void DownAndUp(ULONG n, BOOLEAN x) {
  while (n > 0) { /* = undecided */
    if (x)
      n++;
    else
      n--;
  }
}

void OneInEach(ENTRY *p) {
  while (++p->Key <= 3) /* = data */
    p = p->Next;
}

void NotTheLowest(ULONG mask) {
  while (mask) /* = undecided */
    mask &= mask - 2;
}

void ByOne(ULONG n) {
  while (n) /* = undecided */
    n /= 1;
}

void DownByAdding(void) {
  UCHAR n = 10;
  while (n > 0) { /* = constant 10 */
    Quiet(n);
    n += 255;
  }
}

void SkipsFar(char *text) {
  ULONG i = 0;
  while (i < 100) { /* = undecided */
    while (text[i] != ' ') /* = undecided */
      i++;
    i++;
  }
}

void NarrowBefore(EXT *ext) {
  UCHAR n = 0;
  while (n++ < 255) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
  }
}

void OneOrTwo(BOOLEAN x) {
  ULONG i = 0;
  do { /* = undecided */
    i++;
    if (x)
      i++;
  } while (i != 20);
}

void Spans(EXT *ext, ULONG x) {
  ULONG i;
  for (i = 0; i < READ_REGISTER_ULONG(ext->Regs) % 10; i++) /* = capped 9 */
    Quiet(i);
  for (i = 0; i < 100; i += (UCHAR)((x & 3) + 255)) /* = undecided */
    Quiet(i);
}

void OnGlobal(void) {
  while (!Shared) /* = none stalls */
    KeStallExecutionProcessor(1);
  while (!Shared) /* = undecided */
    Outside(0);
}

static ULONG Remember(ULONG x) {
  static ULONG last;
  if (x)
    last = x;
  return last;
}

void OnStatic(void) {
  while (!Remember(0)) /* = undecided */
    ;
}

static ULONG Pick(EXT *ext, ULONG x) { return x ? ext->Limit : ext->Other; }

void OnArgument(EXT *ext) {
  while (Pick(ext, READ_REGISTER_ULONG(ext->Regs))) /* = device */
    ;
  while (Pick(ext, ext->Count)) /* = none */
    ;
}

static ULONG Find(EXT *ext, ULONG key) {
  ENTRY *p;
  for (p = ext->List; p; p = p->Next) /* = data */
    if (p->Key == key)
      return 1;
  return 0;
}

void OnFinding(EXT *ext) {
  while (!Find(ext, 3)) /* = none stalls */
    KeStallExecutionProcessor(1);
}

void OnUnderstood(EXT *ext, ULONG i) {
  ULONG status;
  do { /* = device */
    status = 0;
    if (ext->Limit)
      status = READ_REGISTER_ULONG(ext->Regs);
  } while (status);
}

void DownAndUpTo(ULONG n, BOOLEAN x) {
  while (n > 5) { /* = undecided */
    if (x)
      n++;
    else
      n--;
  }
}

static ULONG Peek(ULONG *p) { return *p; }

void PeeksAtLocal(ULONG n) {
  while (Peek(&n)) /* = undecided */
    n--;
}

void StartOnOneWay(ULONG n, BOOLEAN x) {
  if (x)
    n = 0;
  for (; n < 10; n++) /* = invariant */
    Quiet(n);
}

void TwoStarts(BOOLEAN x) {
  ULONG n;
  if (x)
    n = 0;
  else
    n = 5;
  Quiet(1);
  for (; n < 10; n++) /* = invariant */
    Quiet(n);
}

void StartOfUnion(EXT *ext) {
  ext->Cmd.AsUlong = 8;
  while (ext->Cmd.Rest < 10) /* = invariant */
    ext->Cmd.Rest++;
}

void StartTooWide(EXT *ext, ULONG x) {
  ext->Nibble = 20;
  while (ext->Nibble < 15) /* = invariant */
    ext->Nibble++;
}

void VolatileSet(void) {
  volatile BOOLEAN go;
  for (;;) { /* = device */
    go = 0;
    if (go)
      break;
  }
}

void RunsOnce(EXT *ext) {
  ULONG n;
  for (;;) { /* = undecided */
    n = 0;
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (++n > 0)
      break;
  }
}

void PollRareOuter(EXT *ext, BOOLEAN x) {
  ULONG n = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1)
      break;
    if (Ask(1)) {
      Quiet(1);
      if (x)
        if (++n > MAX)
          break;
    }
  }
}

void OtherElement(ULONG k, ULONG x) {
  ULONG seen[8] = {0}, i = 0;
  for (;;) { /* = undecided */
    seen[i] = x;
    if (seen[k])
      break;
    i = (i + 1) % 8;
  }
}

static ULONG TakeSlot(EXT *ext) {
  ULONG i;
  for (i = 0; i < 16; i++) /* = constant 16 */
    if (!ext->Table[i]) {
      ext->Table[i] = ext->List->Key;
      return 1;
    }
  return 0;
}

void FillsSlots(EXT *ext) {
  while (ext->List) { /* = undecided */
    if (!TakeSlot(ext))
      break;
    ext->List = ext->List->Next;
  }
}

void FillsElements(EXT *ext, ULONG k) {
  ENTRY *p = ext->List;
  ULONG i = 0;
  while (!ext->Table[k]) { /* = undecided */
    ext->Table[i] = p->Key;
    p = p->Next;
    i = (i + 1) % 16;
  }
}

void OneElement(EXT *ext, ULONG k) {
  do { /* = device */
    ext->Table[k] = READ_REGISTER_ULONG(ext->Regs);
  } while (ext->Table[k] & 1);
}

void PollBitOfCount(EXT *ext) {
  ULONG n = 0;
  while ((READ_REGISTER_ULONG(ext->Regs) & 1) | (~++n & 1024)) /* = undecided */
    ;
}

void RetryUntilReady(EXT *ext) {
  ULONG t;
  for (;;) { /* = device stalls */
    for (t = 0; t < 100; t++) { /* = constant 100 stalls */
      if (READ_REGISTER_ULONG(ext->Regs) & 2)
        return;
      KeStallExecutionProcessor(1);
    }
    ext->Limit = 1;
  }
}

void RetryByGoto(EXT *ext) {
  ULONG t;
retry:
  for (t = 0; t < 100; t++) /* = constant 100 */
    if (READ_REGISTER_ULONG(ext->Regs) & 2)
      break;
  if (t == 100)
    goto retry; /* = device */
}

void ScanUntilQuiet(EXT *ext) {
  BOOLEAN more;
  ULONG i;
  do { /* = device */
    more = 0;
    for (i = 0; i < 4; i++) /* = constant 4 */
      if (READ_REGISTER_ULONG(ext->Regs) & (1u << i))
        more = 1;
  } while (more);
}

/* What the inner loop says each time is the same, and ends the outer one. */
void InnerAlwaysEnds(EXT *ext) {
  ULONG i, last = 0;
  for (;;) { /* = undecided */
    for (i = 0; i < 4; i++) /* = constant 4 */
      if (i == 3)
        last = 1;
    if (last || i == 4)
      break;
  }
}

/* The inner loop leaves the counter behind the limit of the outer one. */
void InnerOverruns(EXT *ext) {
  ULONG i;
  for (i = 0; i < 10; i++) { /* = undecided */
    for (i = 0; i < 12; i++) { /* = constant 12 */
      if (READ_REGISTER_ULONG(ext->Regs) & 1)
        return;
    }
  }
}

/* What the outer loop counts, though the inner one decides how often. */
void InnerCounts(EXT *ext) {
  ULONG i, found = 0;
  while (found < 8) { /* = undecided */
    for (i = 0; i < 4; i++) /* = constant 4 */
      if (READ_REGISTER_ULONG(ext->Regs) & (1u << i))
        found++;
  }
}

/* The inner counter goes on from turn to turn. */
void InnerGoesOn(EXT *ext) {
  ULONG i = 0;
  for (;;) { /* = undecided */
    while (i < 4) { /* = invariant */
      i++;
      if (READ_REGISTER_ULONG(ext->Regs) & 1)
        break;
    }
    if (i >= 4)
      break;
  }
}

void BusyOrCounted(EXT *ext) {
  ULONG t = 0;
  while ((READ_REGISTER_ULONG(ext->Regs) & 1) || t < 100) /* = device */
    t++;
}

void BusyAround(EXT *ext) {
  ULONG t = 0;
  for (;;) { /* = device */
    ULONG s = READ_REGISTER_ULONG(ext->Regs);
    t++;
    if (s & 1)
      continue;
    if (t > 100)
      break;
    if (s & 2)
      break;
  }
}

/* Whatever the device says, one of two exits is passed. */
void EitherCounts(EXT *ext) {
  ULONG n = 0, m = 0;
  for (;;) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) & 1) {
      if (n++ > 10)
        break;
    } else {
      m = m * 3 + 1;
      if (m > 100)
        break;
    }
  }
}

void CountedOrBusy(EXT *ext) {
  ULONG t = 0;
  while (t < 100 || (READ_REGISTER_ULONG(ext->Regs) & 1)) /* = device */
    t++;
}

/* Where the inner loop ended matters only when its counter is what is read. */
void InnerSetBehind(EXT *ext) {
  ULONG i;
  do { /* = none */
    for (i = 0; i < 4; i++) /* = constant 4 */
      if (READ_REGISTER_ULONG(ext->Regs) & 1)
        break;
    i = ext->Other ? 1 : 2;
  } while (i != 3);
}

void InnerSetToOneOf(EXT *ext) {
  ULONG i;
  do { /* = none */
    for (i = 0; i < 4; i++) /* = constant 4 */
      if (READ_REGISTER_ULONG(ext->Regs) & 1)
        break;
    if (ext->Other)
      i = 1;
    else
      i = 2;
  } while (i != 2);
}

void InnerSetByCall(EXT *ext) {
  ULONG i;
  do { /* = undecided */
    for (i = 0; i < 4; i++) /* = constant 4 */
      if (READ_REGISTER_ULONG(ext->Regs) & 1)
        break;
    if (ext->Other)
      i = Ask(1);
  } while (i < 4);
}

/* It may end on its first turn. */
void InnerMeets(EXT *ext) {
  ULONG i;
  for (;;) /* = undecided */
    for (i = 0; i < 4; i++) /* = invariant */
      if (i == ext->Count)
        return;
}

void OwnCounterToo(EXT *ext) {
  for (ULONG i = 0;; i++) { /* = undecided */
    if (READ_REGISTER_ULONG(ext->Regs) == i)
      break;
    if (ext->Other && i == 100)
      break;
  }
}

void OuterCounterRead(EXT *ext) {
  for (ULONG i = 0; i < 4; i++) /* = constant 4 */
    while (ext->Count != i) /* = none */
      ;
}

/* Whether the inner loop is left early hangs on more than the exit. */
void InnerLeftWhen(EXT *ext) {
  ULONG i;
  do { /* = device */
    for (i = 0; i < 4; i++) /* = constant 4 */
      if (READ_REGISTER_ULONG(ext->Regs) & 1)
        if (ext->Other)
          break;
  } while (i < 4);
}
