/* everything.c - a unit in which every kind of record and of term occurs.
 *
 * everything.facts holds its facts, written by hand: a change here moves
 * positions there. */
// isrlint: a remark of the unit
typedef void *PVOID;
typedef unsigned char BOOLEAN;
typedef unsigned long ULONG;
typedef ULONG TICKS __attribute__((annotate("sal:_Unit_(100 ns)")));
typedef union {
  struct {
    ULONG LowPart;
    long HighPart;
  };
  long long QuadPart;
} LARGE_INTEGER;
typedef BOOLEAN HW_INTERRUPT(PVOID);
typedef HW_INTERRUPT *PHW_INTERRUPT;
typedef HW_INTERRUPT MY_ISR;

enum LEVEL { LevelLow, LevelHigh = 5 };

typedef struct _DEVICE DEVICE;
typedef struct {
  void (*Drain)(DEVICE *);
  PHW_INTERRUPT Isr;
  enum LEVEL Level;
} OPS;
struct _DEVICE {
  const OPS *Ops;
  volatile ULONG Status __attribute__((annotate("sal:_Guarded_by_(Lock)")));
  ULONG Ready : 1;
  ULONG Errors : 7;
  ULONG Data[4];
  LARGE_INTEGER Due;
  volatile ULONG *Register;
};

#define TRUE 1
#define LIMIT 100
#define NULL ((void *)0)
#define PAGED_CODE() ((void)0)
#define LOG(Value) DbgPrint("%d", Value)

long KeWaitForSingleObject(PVOID Object, int WaitReason, char WaitMode,
                           BOOLEAN Alertable, LARGE_INTEGER *Timeout);
void DbgPrint(const char *Format, ...);
__declspec(noreturn) void KeBugCheck(ULONG Code);

int Event;
extern int Mode;
volatile TICKS Count __attribute__((annotate("sal:_Interlocked_"))) = LIMIT;

static void Drain(DEVICE *Device __attribute__((annotate("sal:_Inout_"))));
static const OPS Table[2] = {[1] = {.Drain = Drain, .Level = LevelHigh}};

static void Drain(DEVICE *Device) {
  KeWaitForSingleObject(&Event, 0, 0, 0, 0);
  Device->Data[Mode] = Device->Due.LowPart;
}

HW_INTERRUPT HwInterrupt;

__attribute__((annotate("sal:_IRQL_requires_(DIRQL)"))) BOOLEAN
HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  if (Device->Status == 0 && !Device->Ready)
    return 0;
  Device->Ops->Drain(Device);
  return TRUE;
}

MY_ISR HwInterrupt;

void Start(DEVICE *Device);
#pragma alloc_text(PAGE, Start)
void Start(DEVICE *Device) {
  PAGED_CODE();
  // isrlint: allow(blocking-call) a remark in a body
#pragma warning(suppress : 28121)
  LOG(Device->Due.HighPart);
  Device->Ready = TRUE;
  Device->Ops = &Table[1];
  Device->Due.QuadPart = -1;
  if (Device->Register != NULL)
    *Device->Register = Count;
}

static int Switch(int Kind) {
  static int Turns = 3;
  switch (Kind) {
  case 1:
    Turns = 0;
    break;
  case 2 ... 4:
    Turns += Kind;
    break;
  default:
    KeBugCheck(7);
  }
  return Turns;
}

static int Loops(const int *Values, ULONG Left) {
  int Sum = 0, *Total = &Sum;
  for (int i = 0; i < LIMIT; i++)
    Sum += Values[i];
  for (int i = Switch(2), j = 0; i > j; --i, ++j)
    *Total = i;
  while (Left--)
    if (Values[Left] == 9)
      goto Out;
  do
    Sum--;
  while (Sum >= 0);
Out:
  return Sum;
}

static BOOLEAN Casts(int Signed, ULONG Plain, BOOLEAN Small) {
  unsigned long long Wide = 0xFFFFFFFFFFFFFFFFull;
  Signed = Plain;
  Small = Signed;
  Small += 2;
  Wide = Small, Signed = Small;
  Wide = Signed;
  return Wide;
}

static int Operators(int a, int b) {
  int r = -a + !b - ~a;
  r = a * b / 3 % 5;
  r = (a << 2 | b >> 1) & (a ^ b);
  r = (a < b) + (a <= b) + (a > b) + (a >= b) + (a == b) + (a != b);
  r = (a && b) + (a || b);
  return r ? a : b;
}

static double Half(double Value) {
  __asm__ volatile("pause" ::: "memory", "cc");
  return Value * 0.5;
}
