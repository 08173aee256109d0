// Body.cpp - a function's body to blocks of records.
//
// Clang's graph gives the blocks, their numbers and the order of what happens
// in them.  Three things it leaves out are done here.
//
// Short-circuit operators: where '!(a && b)' or 'do ... while (a || b)' is a
// condition, Clang lets the operands meet in a block that tests the whole.
// Each edge into such a block already knows the value, so it is led on to where
// that value goes.
//
// __finally: Clang gives no graph for it.  While the graph is built, the
// statement is replaced by '__try {..} __except (1) {} ..finally block..'; a
// return inside the __try does not pass the __finally block.
//
// Temporaries: Clang majors wrap expressions with them in different nodes, and
// lay the graph out differently; these nodes too are taken out meanwhile.
//
// __except: Clang has no edge into the handler.  The block in which the __try
// begins is cut there, and goes to either.
#include "Extract.h"

#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;

namespace isrlint {
namespace {

/// A record to be, and the place of its statement in the source.
/// What a mark can stand before, also when it makes no line of its own.
struct Anchor {
  unsigned Place;
  bool Reached;
  size_t Block, Line;
};

struct Block {
  il_rec_block Head = {};
  std::vector<il_record> Lines; ///< the last one is a LAST record
};

/// Where a block goes on: nowhere, at one block, or at more.
struct End {
  enum { Stop, Return, Jump, Branch, Select } Kind = Stop;
  const Expr *Condition = nullptr;
  const Stmt *At = nullptr;
  SmallVector<const CFGBlock *, 2> To; ///< Branch: yes, no
  bool HasDefault = false;             ///< Select: the last one takes the rest
};

/// The two edges behind a test, and the value of it that each one carries.
struct Edges {
  const Expr *Condition = nullptr;
  const CFGBlock *To[2] = {};
  bool Value[2] = {true, false};
};

/// A __try with a handler.
struct Try {
  const SEHTryStmt *S = nullptr;
  llvm::SmallPtrSet<const Stmt *, 32> Inside;
  const CFGBlock *Handler = nullptr, *Split = nullptr;
  size_t Element = 0;
  bool Finally = false; ///< made of one with __finally
};

/// A child slot in which a statement is replaced while the graph is built.
struct Swap {
  Stmt **Slot, *Old, *New;
};

class Body {
public:
  Body(Extractor &X, const FunctionDecl *F, StringRef Name) : X(X), F(F) {
    S.Function = F;
    S.Name = Name.str();
  }
  void write();

private:
  void declare(Stmt *P, std::vector<Swap> &Swaps);
  void number(const Stmt *E);
  void numberAll(const Stmt *P);
  Stmt *withoutFinally(SEHTryStmt *P);
  const Expr *lastExpr(const CFGBlock *B);
  const BinaryOperator *joined(const CFGBlock *B, bool &Negated);
  std::optional<Edges> branch(const CFGBlock *B);
  const CFGBlock *resolve(const Edges &E, unsigned Edge);
  End endOf(const CFGBlock *B);
  void reach();
  void visit(const CFGBlock *B);
  void guard(SEHTryStmt *P, bool Finally);
  bool findTries();

  void event(const Stmt *P);
  void events(const Stmt *P);
  void call(const CallExpr *E);
  void set(il_term Place, il_term Value, SourceLocation At, const Stmt *P);
  void assembly(const AsmStmt *P);
  void writeBlock(const CFGBlock *B);
  void writeEnd(const CFGBlock *B, const End &E);
  void cut(const Try &T);
  void placeMarks();

  template <typename Kind> void line(const Kind &R, SourceLocation Place = {});
  void open(unsigned Number);
  void anchor(SourceLocation L, bool Reached);
  unsigned place(SourceLocation L) { return fileLoc(X.SM, L).getRawEncoding(); }

  Extractor &X;
  const FunctionDecl *F;
  Scope S;
  Terms T{X, S};
  std::unique_ptr<CFG> Graph;
  std::vector<End> Ends;     // by block number
  std::vector<bool> Reached; // by block number
  std::vector<Try> Tries;
  std::vector<Block> Blocks;
  std::vector<Anchor> Anchors; // in the order of the blocks
  unsigned NextBlock = 0;
};

// ---- before the graph ----

Stmt *Body::withoutFinally(SEHTryStmt *P) {
  SourceLocation L = P->getTryLoc();
  Stmt *Nothing = CompoundStmt::Create(X.Ctx, {}, FPOptionsOverride(), L, L);
  Expr *One = IntegerLiteral::Create(X.Ctx, llvm::APInt(32, 1), X.Ctx.IntTy, L);
  Stmt *Handler = SEHExceptStmt::Create(X.Ctx, L, One, Nothing);
  Stmt *Parts[] = {
      SEHTryStmt::Create(X.Ctx, false, L, P->getTryBlock(), Handler),
      P->getFinallyHandler()->getBlock()};
  return CompoundStmt::Create(X.Ctx, Parts, FPOptionsOverride(), L, L);
}

static Expr *withoutTemporaries(Expr *E) {
  while (true) {
    if (auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      E = M->getSubExpr();
    else
      return E;
  }
}

void Body::guard(SEHTryStmt *P, bool Finally) {
  Try One;
  One.S = P;
  One.Finally = Finally;
  SmallVector<const Stmt *, 16> Work{P->getTryBlock()};
  while (!Work.empty()) {
    const Stmt *Part = Work.pop_back_val();
    One.Inside.insert(Part);
    for (const Stmt *C : Part->children())
      if (C)
        Work.push_back(C);
  }
  Tries.push_back(std::move(One));
}

// Whether the arguments of a call are never run.
static bool runsNoArguments(const Stmt *P) {
  const auto *E = dyn_cast<CallExpr>(P);
  unsigned Id = E ? E->getBuiltinCallee() : 0;
  return Id == Builtin::BI__noop || Id == Builtin::BI__builtin_constant_p;
}

// Names variables in the order of the source, and finds the __try statements.
void Body::declare(Stmt *P, std::vector<Swap> &Swaps) {
  if (auto *D = dyn_cast<DeclStmt>(P)) {
    for (const Decl *One : D->decls()) {
      if (const auto *V = dyn_cast<VarDecl>(One)) {
        if (V->hasExternalStorage())
          continue;
        S.Vars[V] = S.next(V->getName());
        if (V->isStaticLocal())
          X.addInit(V, S);
      } else if (const auto *Fn = dyn_cast<FunctionDecl>(One)) {
        // A role can be given by a declaration in a block.
        if (Fn->getTypeSourceInfo() &&
            Fn->getTypeSourceInfo()->getType()->getAs<TypedefType>())
          X.useFunction(Fn);
      }
    }
  } else if (auto *E = dyn_cast<CompoundLiteralExpr>(P)) {
    S.Literals[E] = S.next("literal");
    X.addLiteral(E, S);
  } else if (auto *E = dyn_cast<SEHTryStmt>(P); E && E->getExceptHandler()) {
    guard(E, false);
  }
  for (Stmt *&C : P->children()) {
    if (!C)
      continue;
    Stmt *New = C;
    const auto *Null = dyn_cast<NullStmt>(C);
    // What is left of a macro that is empty is where its mark stands.
    if ((Null && Null->hasLeadingEmptyMacro()) ||
        (runsNoArguments(P) && C != cast<CallExpr>(P)->getCallee()))
      New = IntegerLiteral::Create(X.Ctx, llvm::APInt(32, 0), X.Ctx.IntTy,
                                   C->getBeginLoc());
    else if (auto *E = dyn_cast<Expr>(C))
      New = withoutTemporaries(E);
    else if (auto *E = dyn_cast<SEHTryStmt>(C); E && E->getFinallyHandler())
      New = withoutFinally(E);
    if (New != C && isa<SEHTryStmt>(C))
      guard(cast<SEHTryStmt>(*New->child_begin()), true);
    if (New != C)
      Swaps.push_back({&C, C, New});
    declare(isa<Expr>(C) ? New : C, Swaps);
  }
}

// ---- the graph ----

const Expr *Body::lastExpr(const CFGBlock *B) {
  if (B->empty())
    return nullptr;
  auto Last = B->back().getAs<CFGStmt>();
  const auto *E = Last ? dyn_cast<Expr>(Last->getStmt()) : nullptr;
  return E ? E->IgnoreParens() : nullptr;
}

static const CFGBlock *next(const CFGBlock *B, unsigned I) {
  return (B->succ_begin() + I)->getReachableBlock();
}

static const BinaryOperator *logical(const Expr *E) {
  const auto *B = dyn_cast_or_null<BinaryOperator>(E);
  return B && B->isLogicalOp() ? B : nullptr;
}

// The test that a block ends in.
std::optional<Edges> Body::branch(const CFGBlock *B) {
  const Stmt *End = B->getTerminatorStmt();
  Edges R;
  if (End && B->succ_size() == 2) {
    if (!isa<IfStmt, WhileStmt, DoStmt, ForStmt, AbstractConditionalOperator,
             BinaryOperator>(End))
      return std::nullopt;
    R.Condition = lastExpr(B);
    if (!R.Condition)
      R.Condition = dyn_cast_or_null<Expr>(B->getTerminatorCondition());
    R.To[0] = next(B, 0);
    R.To[1] = next(B, 1);
    return R;
  }
  // The last operand falls through to the block that tests the whole.
  if (End || B->succ_size() != 1 || !next(B, 0))
    return std::nullopt;
  bool Negated = false;
  const BinaryOperator *Whole = joined(next(B, 0), Negated);
  const Expr *Operand = Whole;
  while (const BinaryOperator *Inner = logical(Operand))
    Operand = Inner->getRHS()->IgnoreParens();
  if (!Whole || lastExpr(B) != Operand)
    return std::nullopt;
  std::optional<Edges> Outer = branch(next(B, 0));
  if (!Outer)
    return std::nullopt;
  R.Condition = Operand;
  for (unsigned I : {0, 1}) {
    R.To[I] = Outer->To[I ^ Negated];
    R.Value[I] = Outer->Value[I ^ Negated];
  }
  return R;
}

// The operator whose operands meet in a block that does nothing but test it.
const BinaryOperator *Body::joined(const CFGBlock *B, bool &Negated) {
  auto First = B->empty() ? std::nullopt : B->front().getAs<CFGStmt>();
  const auto *Meets = First ? dyn_cast<Expr>(First->getStmt()) : nullptr;
  if (!logical(Meets))
    return nullptr;
  std::optional<Edges> Test = branch(B);
  const Expr *E = Test ? Test->Condition : nullptr;
  if (!E)
    return nullptr;
  Negated = false;
  while (E != Meets) {
    E = withoutTemporaries(const_cast<Expr *>(E))->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(E);
        U && U->getOpcode() == UO_LNot) {
      Negated = !Negated;
      E = U->getSubExpr();
    } else if (const auto *C = dyn_cast<BinaryOperator>(E);
               C && C->isEqualityOp() &&
               C->getRHS()->isNullPointerConstant(
                   X.Ctx, Expr::NPC_ValueDependentIsNotNull)) {
      Negated ^= C->getOpcode() == BO_EQ;
      E = C->getLHS();
    } else if (const auto *Call = dyn_cast<CallExpr>(E);
               Call && Terms::isHint(Call)) {
      E = Call->getArg(0);
    } else if (E != Meets) {
      return nullptr;
    }
  }
  return logical(Meets);
}

// Where an edge leads: through the blocks that test what it already carries.
const CFGBlock *Body::resolve(const Edges &From, unsigned Edge) {
  Edges E = From;
  bool Negated = false;
  while (E.To[Edge] && joined(E.To[Edge], Negated)) {
    std::optional<Edges> Further = branch(E.To[Edge]);
    Edge = !(E.Value[Edge] ^ Negated);
    E = *Further;
  }
  return E.To[Edge];
}

End Body::endOf(const CFGBlock *B) {
  End R;
  R.At = B->getTerminatorStmt();
  if (!B->empty())
    if (auto Last = B->back().getAs<CFGStmt>())
      if (const auto *Ret = dyn_cast<ReturnStmt>(Last->getStmt())) {
        R.Kind = End::Return;
        R.Condition = Ret->getRetValue();
        R.At = Ret;
        return R;
      }
  if (B == &Graph->getExit())
    R.Kind = End::Return;
  if (B->hasNoReturnElement() || B == &Graph->getExit())
    return R;
  if (std::optional<Edges> E = branch(B)) {
    R.Condition = E->Condition;
    for (unsigned Edge : {0, 1})
      if (const CFGBlock *To = resolve(*E, Edge))
        R.To.push_back(To);
    R.Kind = R.To.size() == 2   ? End::Branch
             : R.To.size() == 1 ? End::Jump
                                : End::Stop;
    return R;
  }
  for (const CFGBlock::AdjacentBlock &A : B->succs()) {
    const CFGBlock *To = A.getReachableBlock();
    // Clang holds what is behind all values of an enumeration for unreachable;
    // but what a device or another driver stored may be none of them.
    if (!To && isa_and_nonnull<SwitchStmt>(R.At) && &A == B->succ_end() - 1 &&
        !cast<SwitchStmt>(R.At)->getCond()->isEvaluatable(X.Ctx))
      To = A.getPossiblyUnreachableBlock();
    if (To)
      R.To.push_back(To);
    R.HasDefault = To;
  }
  if (isa_and_nonnull<SwitchStmt>(R.At) || R.To.size() > 1)
    R.Kind = End::Select;
  else if (!R.To.empty())
    R.Kind = End::Jump;
  return R;
}

void Body::visit(const CFGBlock *Start) {
  SmallVector<const CFGBlock *, 32> Work{Start};
  while (!Work.empty()) {
    const CFGBlock *B = Work.pop_back_val();
    if (Reached[B->getBlockID()])
      continue;
    Reached[B->getBlockID()] = true;
    End E = endOf(B);
    Work.append(E.To.begin(), E.To.end());
    Ends[B->getBlockID()] = std::move(E);
  }
}

// Leads control into the handlers of reached __try statements, and into the
// __finally parts that only a return or a jump leads to.
bool Body::findTries() {
  for (Try &One : Tries) {
    if (One.Split)
      continue;
    for (const CFGBlock *B : *Graph)
      if (B->getTerminatorStmt() == One.S && B->succ_size())
        One.Handler = next(B, 0);
    if (One.Finally && One.Handler && Reached[One.Handler->getBlockID()])
      continue;
    for (unsigned N = Graph->getNumBlockIDs(); N-- && !One.Split;) {
      if (!Reached[N])
        continue;
      const CFGBlock *B = nullptr;
      for (const CFGBlock *Known : *Graph)
        if (Known->getBlockID() == N)
          B = Known;
      for (size_t I = 0; I < B->size() && !One.Split; I++)
        if (auto P = (*B)[I].getAs<CFGStmt>();
            P && One.Inside.contains(P->getStmt())) {
          One.Split = B;
          One.Element = I;
        }
      // A jump is no element of its block, but its end.
      if (const Stmt *Jump = B->getTerminatorStmt();
          Jump && !One.Split && One.Inside.contains(Jump)) {
        One.Split = B;
        One.Element = B->size();
      }
    }
    if (One.Split && One.Handler) {
      visit(One.Handler);
      return true;
    }
  }
  return false;
}

// ---- events ----

void Body::open(unsigned Number) {
  Blocks.emplace_back();
  Blocks.back().Head.number = Number;
}

void Body::anchor(SourceLocation L, bool Reached) {
  Anchors.push_back(
      {place(L), Reached, Blocks.size() - 1, Blocks.back().Lines.size()});
}

template <typename Kind> void Body::line(const Kind &R, SourceLocation L) {
  if (L.isValid())
    anchor(L, true);
  Blocks.back().Lines.push_back(record(R));
}

void Body::set(il_term Place, il_term Value, SourceLocation At, const Stmt *P) {
  line(il_rec_set{Place, Value, X.at(At)}, P->getBeginLoc());
}

void Body::call(const CallExpr *E) {
  const Expr *Callee = E->getCallee()->IgnoreParenCasts();
  while (const auto *U = dyn_cast<UnaryOperator>(Callee))
    Callee = U->getSubExpr()->IgnoreParenCasts();
  const auto *M = dyn_cast<MemberExpr>(Callee);
  SourceLocation At = M ? M->getMemberLoc() : Callee->getBeginLoc();
  il_term Called = T.of(E->getCallee());
  SmallVector<il_term, 8> Args;
  for (const Expr *A : E->arguments())
    Args.push_back(T.of(A));
  if (Args.size() > IL_ARGS_MAX) {
    il_term Rest = T.unknown(ArrayRef(Args).drop_front(IL_ARGS_MAX - 1));
    Args.truncate(IL_ARGS_MAX - 1);
    Args.push_back(Rest);
  }
  ArrayRef<il_term> Kept = X.keep<il_term>(Args);
  line(il_rec_call{S.Results.lookup(E),
                   Called,
                   {Kept.data(), static_cast<uint32_t>(Kept.size())},
                   X.at(At),
                   X.keep(X.macroOf(At))},
       E->getBeginLoc());
}

void Body::assembly(const AsmStmt *P) {
  std::vector<std::string> Clobbers;
  for (unsigned I = 0; I < P->getNumClobbers(); I++)
    Clobbers.push_back(std::string(P->getClobber(I)));
  llvm::sort(Clobbers);
  line(il_rec_asm{X.keep(llvm::join(Clobbers, ",")), X.at(P->getAsmLoc())},
       P->getBeginLoc());
  for (unsigned I = 0; I < P->getNumOutputs(); I++) {
    const Expr *Out = isa<GCCAsmStmt>(P) ? cast<GCCAsmStmt>(P)->getOutputExpr(I)
                                         : cast<MSAsmStmt>(P)->getOutputExpr(I);
    set(T.of(Out), T.unknown({}), P->getAsmLoc(), P);
  }
}

// Writes what a statement or expression does by itself, without its parts.
void Body::event(const Stmt *P) {
  auto Float = [&](QualType Type, SourceLocation At) {
    if (Type->isFloatingType())
      line(il_rec_float{X.at(At)}, P->getBeginLoc());
  };
  if (const auto *E = dyn_cast<CallExpr>(P)) {
    if (!Terms::isHint(E))
      call(E);
  } else if (const auto *E = dyn_cast<BinaryOperator>(P)) {
    const auto *C = dyn_cast<CompoundAssignOperator>(E);
    if (E->getOpcode() != BO_Assign && E->getOpcode() != BO_Comma &&
        !E->isLogicalOp())
      Float(C ? C->getComputationResultType() : E->getLHS()->getType(),
            E->getOperatorLoc());
    if (E->isAssignmentOp()) {
      il_term Value = C ? T.compound(C) : T.of(E->getRHS());
      set(T.of(E->getLHS()), Value, E->getOperatorLoc(), E);
    }
  } else if (const auto *E = dyn_cast<UnaryOperator>(P)) {
    if (E->isIncrementDecrementOp() || E->getOpcode() == UO_Minus)
      Float(E->getType(), E->getOperatorLoc());
    if (E->isIncrementDecrementOp())
      set(T.of(E->getSubExpr()), T.step(E, false), E->getOperatorLoc(), E);
  } else if (const auto *D = dyn_cast<DeclStmt>(P)) {
    for (const Decl *One : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(One);
          V && V->hasInit() && V->hasLocalStorage())
        T.initialise(T.var(V), V->getType(), V->getInit(), V->getLocation(),
                     true, [&](il_term Place, il_term Value, SourceLocation L) {
                       set(Place, Value, L, P);
                     });
  } else if (const auto *E = dyn_cast<CompoundLiteralExpr>(P)) {
    T.initialise(T.of(E), E->getType(), E->getInitializer(), E->getBeginLoc(),
                 true, [&](il_term Place, il_term Value, SourceLocation L) {
                   set(Place, Value, L, P);
                 });
  } else if (const auto *A = dyn_cast<AsmStmt>(P)) {
    assembly(A);
  } else if (const auto *E = dyn_cast<AtomicExpr>(P)) {
    // Loads are stores here as well: of a value that is not known.
    il_term Pointer = T.of(E->getPtr());
    const il_node *N = il_facts_node(X.Facts, Pointer);
    set(N->op == IL_T_ADDR ? N->args[0] : T.node(IL_T_DEREF, Pointer),
        T.unknown({}), E->getBeginLoc(), E);
  }
}

// The same with the parts of it first, where there is no graph.
void Body::events(const Stmt *P) {
  if (isa<UnaryExprOrTypeTraitExpr>(P))
    return;
  for (const Stmt *C : P->children())
    if (C)
      events(C);
  event(P);
}

void Body::number(const Stmt *P) {
  if (const auto *E = dyn_cast<CallExpr>(P); E && !Terms::isHint(E))
    S.Results.try_emplace(E, S.Results.size() + 1);
}

void Body::numberAll(const Stmt *P) {
  for (const Stmt *C : P->children())
    if (C)
      numberAll(C);
  number(P);
}

// ---- blocks ----

void Body::cut(const Try &One) {
  unsigned Handler = One.Handler->getBlockID(), Rest = NextBlock++;
  const Expr *Filter = One.S->getExceptHandler()->getFilterExpr();
  unsigned Test = NextBlock++;
  line(il_rec_br{T.unknown({}), Test, Rest, X.at(One.S->getTryLoc())},
       One.S->getBeginLoc());
  open(Test);
  events(Filter);
  line(il_rec_jmp{Handler});
  open(Rest);
}

void Body::writeEnd(const CFGBlock *B, const End &E) {
  SourceLocation L = E.At ? E.At->getBeginLoc() : SourceLocation();
  auto Number = [](const CFGBlock *To) { return To->getBlockID(); };
  switch (E.Kind) {
  case End::Stop:
    line(il_rec_end{});
    break;
  case End::Return:
    line(il_rec_ret{E.Condition ? T.of(E.Condition) : 0, X.at(L)}, L);
    break;
  case End::Jump:
    line(il_rec_jmp{Number(E.To[0])});
    break;
  case End::Branch: {
    il_term Value = E.Condition ? T.of(E.Condition) : T.unknown({});
    SourceLocation At = E.Condition ? E.Condition->getBeginLoc() : L;
    line(il_rec_br{Value, Number(E.To[0]), Number(E.To[1]), X.at(At)}, At);
    break;
  }
  case End::Select: {
    const auto *Switch = dyn_cast_or_null<SwitchStmt>(E.At);
    il_term Value = Switch ? T.of(Switch->getCond()) : T.unknown({});
    SmallVector<il_case, 8> Cases;
    // Clang has the arms in reverse, but what takes the rest last.
    SmallVector<const CFGBlock *, 8> Arms(E.To.begin(),
                                          E.To.end() - E.HasDefault);
    std::reverse(Arms.begin(), Arms.end());
    auto Source = [&](const CFGBlock *To) {
      const Stmt *Label = To->getLabel();
      return Label ? place(Label->getBeginLoc()) : 0;
    };
    llvm::stable_sort(Arms, [&](const CFGBlock *X, const CFGBlock *Y) {
      return Source(X) < Source(Y);
    });
    for (const CFGBlock *To : Arms) {
      il_case C = {};
      C.low = C.high = Cases.size();
      C.block = Number(To);
      if (const auto *Label = dyn_cast_or_null<CaseStmt>(To->getLabel());
          Label && Switch) {
        auto Value = [&](const Expr *V) {
          return V->EvaluateKnownConstInt(X.Ctx).getExtValue();
        };
        C.low = Value(Label->getLHS());
        C.high = Label->getRHS() ? Value(Label->getRHS()) : C.low;
      }
      Cases.push_back(C);
    }
    if (E.HasDefault) {
      il_case C = {};
      C.block = Number(E.To.back());
      C.is_default = true;
      Cases.push_back(C);
    }
    ArrayRef<il_case> Kept = X.keep<il_case>(Cases);
    line(il_rec_sw{Value,
                   {Kept.data(), static_cast<uint32_t>(Kept.size())},
                   X.at(L)},
         L);
    break;
  }
  }
}

void Body::writeBlock(const CFGBlock *B) {
  open(B->getBlockID());
  for (size_t I = 0; I <= B->size(); I++) {
    for (const Try &One : Tries)
      if (One.Split == B && One.Element == I && One.Handler)
        cut(One);
    if (I == B->size())
      break;
    if (auto P = (*B)[I].getAs<CFGStmt>()) {
      anchor(P->getStmt()->getBeginLoc(), true);
      event(P->getStmt());
    }
  }
  il_rec_block &Head = Blocks.back().Head;
  if (const Stmt *Loop = B->getLoopTarget()) {
    Head.flags = IL_BLOCK_LOOP;
    Head.at = X.at(Loop->getBeginLoc());
  } else if (const auto *Goto =
                 dyn_cast_or_null<GotoStmt>(B->getTerminatorStmt());
             Goto && place(Goto->getLabel()->getLocation()) <
                         place(Goto->getGotoLoc())) {
    Head.flags = IL_BLOCK_LOOP;
    Head.at = X.at(Goto->getGotoLoc());
  }
  writeEnd(B, Ends[B->getBlockID()]);
}

// A mark stands before what comes next in the source; a macro that cannot run
// stands nowhere.
void Body::placeMarks() {
  if (X.bodyUses(F).empty())
    return;
  if (Graph)
    for (const CFGBlock *B : *Graph)
      for (const CFGElement &One : *B)
        if (auto P = One.getAs<CFGStmt>(); P && !Reached[B->getBlockID()])
          anchor(P->getStmt()->getBeginLoc(), false);
  using Place = std::pair<size_t, size_t>; // block, line
  std::vector<std::pair<Place, const Use *>> Marks;
  for (const Use *U : X.bodyUses(F)) {
    unsigned Pos = U->Loc.getRawEncoding();
    const Anchor *Best = nullptr;
    for (const Anchor &A : Anchors)
      if (A.Place >= Pos && (!Best || A.Place < Best->Place) &&
          (A.Reached || U->Kind == IL_WATCH_MACRO))
        Best = &A;
    if (!Best)
      Marks.push_back({{Blocks.size() - 1, Blocks.back().Lines.size() - 1}, U});
    else if (Best->Reached)
      Marks.push_back({{Best->Block, Best->Line}, U});
  }
  // From behind, so that the places before stay as they are.
  llvm::stable_sort(
      Marks, [](const auto &A, const auto &B) { return A.first < B.first; });
  for (const auto &[At, U] : llvm::reverse(Marks)) {
    std::vector<il_record> &Lines = Blocks[At.first].Lines;
    Lines.insert(Lines.begin() + At.second,
                 X.mark(U->Kind, IL_OWNER_BODY, 0, U->Name, U->Args, U->Loc));
  }
}

void Body::write() {
  for (const ParmVarDecl *P : F->parameters()) {
    if (P->getName().empty())
      continue;
    S.Vars[P] = S.next(P->getName());
    X.useVar(P, S);
  }
  std::vector<Swap> Swaps;
  declare(F->getBody(), Swaps);

  for (Swap &One : Swaps)
    *One.Slot = One.New;
  CFG::BuildOptions Options;
  Options.PruneTriviallyFalseEdges = true;
  Options.setAllAlwaysAdd();
  Graph = CFG::buildCFG(F, F->getBody(), &X.Ctx, Options);
  for (Swap &One : Swaps)
    *One.Slot = One.Old;

  if (!Graph) {
    numberAll(F->getBody());
    open(1);
    Blocks.back().Head.flags = IL_BLOCK_NOGRAPH;
    events(F->getBody());
    line(il_rec_ret{});
  } else {
    NextBlock = Graph->getNumBlockIDs();
    Ends.resize(NextBlock);
    Reached.resize(NextBlock);
    visit(&Graph->getEntry());
    while (findTries())
      ;
    std::vector<const CFGBlock *> Order(NextBlock);
    for (const CFGBlock *B : *Graph)
      if (Reached[B->getBlockID()])
        Order[NextBlock - 1 - B->getBlockID()] = B;
    for (const CFGBlock *B : Order)
      for (size_t I = 0; B && I < B->size(); I++) {
        for (const Try &One : Tries)
          if (One.Split == B && One.Element == I && One.Handler)
            numberAll(One.S->getExceptHandler()->getFilterExpr());
        if (auto P = (*B)[I].getAs<CFGStmt>())
          number(P->getStmt());
      }
    for (const CFGBlock *B : Order)
      if (B)
        writeBlock(B);
  }
  placeMarks();
  for (const Block &B : Blocks) {
    X.add(record(B.Head));
    for (const il_record &R : B.Lines)
      X.add(R);
  }
}

} // namespace

void writeBody(Extractor &X, const FunctionDecl *F, StringRef Name) {
  Body(X, F, Name).write();
}

} // namespace isrlint
