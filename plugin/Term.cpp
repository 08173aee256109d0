// Term.cpp - expressions to terms.
//
// A term is the value that an expression has at the place where its record
// stands, behind the stores and calls inside it: those are records of their
// own.  So 'n++' as a value is '(- %n #1)', for its store has happened, and an
// assignment is the place it has written.
//
// Pointer casts are dropped.  Arithmetic and dereferences count in elements of
// the pointer as it was before them; where a cast has changed the size of the
// element, the pointer becomes '(? T)', so that equal terms are equal values.
#include "Extract.h"

#include "clang/AST/ExprCXX.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using llvm::ArrayRef;
using llvm::StringRef;

namespace isrlint {

il_term Terms::node(il_op Op, ArrayRef<il_term> Args) {
  il_node N = {};
  N.op = Op;
  N.count = Args.size();
  N.args = Args.data();
  return il_facts_term(X.Facts, &N);
}

il_term Terms::name(il_op Op, StringRef Name) {
  il_node N = {};
  N.op = Op;
  N.name = str(Name);
  return il_facts_term(X.Facts, &N);
}

il_term Terms::unknown(ArrayRef<il_term> Reads) {
  llvm::SmallVector<il_term, 8> Args;
  auto Add = [&](il_term T) {
    if (T && Args.size() < 32 && !llvm::is_contained(Args, T) &&
        il_facts_node(X.Facts, T)->op != IL_T_CONST)
      Args.push_back(T);
  };
  for (il_term T : Reads) {
    const il_node *N = il_facts_node(X.Facts, T);
    if (N->op == IL_T_UNKNOWN)
      for (unsigned I = 0; I < N->count; I++)
        Add(N->args[I]);
    else
      Add(T);
  }
  return node(IL_T_UNKNOWN, Args);
}

il_term Terms::constant(llvm::APSInt V, StringRef Name) {
  if (V.getBitWidth() > 64)
    return unknown({});
  if (V.getBitWidth() < 8) // _Bool
    V = V.extend(8);
  il_node N = {};
  N.op = IL_T_CONST;
  N.type = {static_cast<uint8_t>(V.getBitWidth()), V.isSigned()};
  N.value =
      V.isSigned() ? V.getSExtValue() : static_cast<int64_t>(V.getZExtValue());
  N.name = str(Name);
  return il_facts_term(X.Facts, &N);
}

il_term Terms::integer(int64_t Value, QualType T) {
  bool Is = T->isIntegralOrEnumerationType() && !T->isBooleanType();
  unsigned Bits = Is ? X.Ctx.getIntWidth(T) : 32;
  return constant(llvm::APSInt(llvm::APInt(64, Value).sextOrTrunc(Bits),
                               Is && T->isUnsignedIntegerOrEnumerationType()));
}

il_term Terms::var(const VarDecl *V) {
  bool Local = V->isLocalVarDeclOrParm() && !V->hasExternalStorage();
  return name(Local ? IL_T_VAR : IL_T_GLOBAL, X.useVar(V, S));
}

bool Terms::constants(ArrayRef<il_term> Ts) {
  return llvm::all_of(Ts, [&](il_term T) {
    return T && il_facts_node(X.Facts, T)->op == IL_T_CONST;
  });
}

// The value that the compiler computes, or 0.
il_term Terms::fold(const Expr *E) {
  Expr::EvalResult R;
  if (E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(R, X.Ctx))
    return 0;
  return constant(R.Val.getInt());
}

il_term Terms::convert(il_term T, QualType From, QualType To) {
  if (!From->isIntegralOrEnumerationType() ||
      !To->isIntegralOrEnumerationType() || To->isBooleanType())
    return T;
  unsigned Have = X.Ctx.getIntWidth(From), Want = X.Ctx.getIntWidth(To);
  bool HaveSign = From->isSignedIntegerOrEnumerationType(),
       WantSign = To->isSignedIntegerOrEnumerationType();
  const il_node *N = il_facts_node(X.Facts, T);
  if (N->op == IL_T_CONST) {
    llvm::APSInt Old(llvm::APInt(64, N->value),
                     N->type.bits == 64 && !N->type.is_signed);
    llvm::APSInt New = Old.extOrTrunc(Want);
    New.setIsSigned(WantSign);
    bool Same = llvm::APSInt::isSameValue(Old, New);
    std::string Name = Same ? text(N->name).str() : "";
    return constant(New, Name);
  }
  bool Fits = WantSign == HaveSign ? Want >= Have : WantSign && Want > Have;
  if (Fits)
    return T;
  il_node C = {};
  C.op = IL_T_CAST;
  C.type = {static_cast<uint8_t>(Want), WantSign};
  C.count = 1;
  C.args = &T;
  return Want > 64 ? unknown(T) : il_facts_term(X.Facts, &C);
}

// The outermost macro that stands for exactly this expression.
StringRef Terms::macroName(const Expr *E) {
  const LangOptions &LO = X.Ctx.getLangOpts();
  SourceLocation Begin = E->getBeginLoc(), End = E->getEndLoc();
  StringRef Name;
  while (Begin.isMacroID() && End.isMacroID()) {
    if (X.SM.isMacroArgExpansion(Begin)) {
      if (!X.SM.isMacroArgExpansion(End))
        break;
      Begin = X.SM.getImmediateSpellingLoc(Begin);
      End = X.SM.getImmediateSpellingLoc(End);
      continue;
    }
    unsigned Length =
        Lexer::MeasureTokenLength(X.SM.getSpellingLoc(End), X.SM, LO);
    SourceLocation First, Last;
    if (X.SM.getSLocEntry(X.SM.getFileID(Begin))
            .getExpansion()
            .isFunctionMacroExpansion() ||
        !X.SM.isAtStartOfImmediateMacroExpansion(Begin, &First) ||
        !X.SM.isAtEndOfImmediateMacroExpansion(End.getLocWithOffset(Length),
                                               &Last) ||
        First != X.SM.getImmediateExpansionRange(End).getBegin())
      break;
    Name = Lexer::getImmediateMacroName(Begin, X.SM, LO);
    Begin = End = First;
  }
  return Name;
}

il_term Terms::of(const Expr *E) {
  il_term T = build(E);
  const il_node *N = T ? il_facts_node(X.Facts, T) : nullptr;
  const auto *D = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  if (!N || N->op != IL_T_CONST || (D && isa<EnumConstantDecl>(D->getDecl())))
    return T;
  StringRef Name = macroName(E);
  if (Name.empty())
    return T;
  il_node Named = *N;
  Named.name = str(Name);
  return il_facts_term(X.Facts, &Named);
}

std::string Extractor::fieldName(const FieldDecl *F) {
  return F->getName().empty() ? std::to_string(F->getFieldIndex())
                              : F->getName().str();
}

il_term Terms::fieldOf(il_term Base, const FieldDecl *F, bool Volatile) {
  std::string Record = X.useField(F), Name = Extractor::fieldName(F);
  il_node N = {};
  N.op = IL_T_FIELD;
  N.is_volatile = Volatile;
  N.record = str(Record);
  N.name = str(Name);
  N.count = 1;
  N.args = &Base;
  return il_facts_term(X.Facts, &N);
}

il_term Terms::derefOf(il_term T, bool Volatile) {
  const il_node *P = il_facts_node(X.Facts, T);
  if (P->op == IL_T_FN)
    return T;
  if (P->op == IL_T_ADDR && !Volatile)
    return P->args[0];
  il_node N = {};
  N.op = IL_T_DEREF;
  N.is_volatile = Volatile;
  N.count = 1;
  N.args = &T;
  return il_facts_term(X.Facts, &N);
}

// A pointer whose elements are about to be counted or read.
il_term Terms::pointer(const Expr *E) {
  il_term T = of(E);
  QualType To = E->getType()->getPointeeType();
  QualType From = E->IgnoreParenCasts()->getType();
  if (From->isFunctionType() || To.isNull() || To->isFunctionType())
    return T;
  From = From->isPointerType() ? From->getPointeeType()
         : From->isArrayType() ? X.Ctx.getAsArrayType(From)->getElementType()
                               : X.Ctx.CharTy;
  auto Size = [&](QualType T) -> int64_t {
    if (T->isDependentType() || T->isFunctionType() || T->isIncompleteType())
      return 1;
    return X.Ctx.getTypeSizeInChars(T).getQuantity();
  };
  return Size(From) == Size(To) ? T : unknown(T);
}

// The array behind a decayed pointer to it, if that is what it is.
static const Expr *arrayOf(const Expr *E) {
  const Expr *Inner = E->IgnoreParenCasts();
  return Inner->getType()->isArrayType() ? Inner : nullptr;
}

il_term Terms::index(const Expr *Base, const Expr *Index) {
  QualType Element = Base->getType()->getPointeeType();
  il_term B = pointer(Base), I = of(Index);
  if (const Expr *Array = arrayOf(Base)) {
    if (il_facts_node(X.Facts, B)->op == IL_T_ADDR)
      return node(IL_T_INDEX, {of(Array), I});
  } else if (const il_node *N = il_facts_node(X.Facts, I);
             N->op == IL_T_CONST && N->value == 0) {
    return derefOf(B, volatileAt(Element));
  } else if (volatileAt(Element)) {
    return derefOf(node(IL_T_ADD, {B, I}), true);
  }
  return node(IL_T_INDEX, {B, I});
}

il_term Terms::deref(const Expr *P) {
  QualType Element = P->getType()->getPointeeType();
  il_term T = Element.isNull() || Element->isRecordType() ? of(P) : pointer(P);
  if (arrayOf(P) && il_facts_node(X.Facts, T)->op == IL_T_ADDR)
    return node(IL_T_INDEX, {of(arrayOf(P)), integer(0, X.Ctx.IntTy)});
  return derefOf(T, volatileAt(Element));
}

il_term Terms::address(const Expr *Place) {
  il_term T = of(Place);
  const il_node *N = il_facts_node(X.Facts, T);
  if (N->op == IL_T_FN)
    return T;
  if (N->op == IL_T_DEREF)
    return N->args[0];
  const Expr *Root = Place->IgnoreParens();
  while (true) {
    if (const auto *M = dyn_cast<MemberExpr>(Root); M && !M->isArrow())
      Root = M->getBase()->IgnoreParens();
    else if (const auto *A = dyn_cast<ArraySubscriptExpr>(Root);
             A && arrayOf(A->getBase()))
      Root = arrayOf(A->getBase());
    else
      break;
  }
  if (const auto *D = dyn_cast<DeclRefExpr>(Root))
    if (const auto *V = dyn_cast<VarDecl>(D->getDecl()))
      X.escape(V);
  return node(IL_T_ADDR, T);
}

il_term Terms::children(const Expr *E) {
  llvm::SmallVector<il_term, 8> Reads;
  for (const Stmt *C : E->children())
    if (const auto *Child = dyn_cast_or_null<Expr>(C))
      Reads.push_back(of(Child));
  return unknown(Reads);
}

bool Terms::isHint(const CallExpr *E) {
  unsigned Id = E->getBuiltinCallee();
  return Id == Builtin::BI__builtin_expect ||
         Id == Builtin::BI__builtin_expect_with_probability;
}

il_term Terms::cast(const CastExpr *E) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getCastKind()) {
  case CK_LValueToRValue:
  case CK_NoOp:
  case CK_BitCast:
  case CK_LValueBitCast:
  case CK_NullToPointer:
  case CK_IntegralToPointer:
  case CK_BuiltinFnToFnPtr:
  case CK_AtomicToNonAtomic:
  case CK_NonAtomicToAtomic:
  case CK_ToVoid:
    return of(Sub);
  case CK_FunctionToPointerDecay:
    return address(Sub);
  case CK_ArrayToPointerDecay:
    return isa<StringLiteral, PredefinedExpr>(Sub->IgnoreParens())
               ? unknown({})
               : address(Sub);
  case CK_IntegralCast:
    return convert(of(Sub), Sub->getType(), E->getType());
  case CK_PointerToIntegral:
    if (il_term T = fold(E))
      return T;
    return convert(of(Sub), X.Ctx.getUIntPtrType(), E->getType());
  case CK_IntegralToBoolean:
  case CK_PointerToBoolean: {
    il_term T = of(Sub);
    if (constants(T))
      if (il_term Folded = fold(E))
        return Folded;
    return node(IL_T_NE, {T, integer(0, Sub->getType())});
  }
  default:
    if (il_term T = fold(E))
      return T;
    return children(E);
  }
}

static il_op binaryOp(BinaryOperatorKind Kind) {
  static const std::pair<BinaryOperatorKind, il_op> Table[] = {
      {BO_Mul, IL_T_MUL}, {BO_Div, IL_T_DIV},   {BO_Rem, IL_T_REM},
      {BO_Add, IL_T_ADD}, {BO_Sub, IL_T_SUB},   {BO_Shl, IL_T_SHL},
      {BO_Shr, IL_T_SHR}, {BO_And, IL_T_AND},   {BO_Or, IL_T_OR},
      {BO_Xor, IL_T_XOR}, {BO_LT, IL_T_LT},     {BO_LE, IL_T_LE},
      {BO_GT, IL_T_GT},   {BO_GE, IL_T_GE},     {BO_EQ, IL_T_EQ},
      {BO_NE, IL_T_NE},   {BO_LAnd, IL_T_LAND}, {BO_LOr, IL_T_LOR}};
  for (auto [Clang, Ours] : Table)
    if (Clang == Kind)
      return Ours;
  return IL_T_NONE;
}

il_term Terms::binary(const BinaryOperator *E) {
  const Expr *L = E->getLHS(), *R = E->getRHS();
  if (E->getOpcode() == BO_Comma)
    return of(R);
  if (E->isAssignmentOp()) {
    // A read of a volatile place would be a read that does not happen.
    if (!volatileAt(L->getType()))
      return of(L);
    const auto *C = dyn_cast<CompoundAssignOperator>(E);
    return C ? compound(C) : of(R);
  }
  il_op Op = binaryOp(E->getOpcode());
  if (Op == IL_T_NONE || L->getType()->isFloatingType() ||
      R->getType()->isFloatingType())
    return children(E);
  bool Additive = E->isAdditiveOp() && !E->getType()->isIntegerType();
  auto Side = [&](const Expr *Part) {
    return Additive && Part->getType()->isPointerType() ? pointer(Part)
                                                        : of(Part);
  };
  il_term Left = Side(L), Right = Side(R);
  if (constants({Left, Right}))
    if (il_term T = fold(E))
      return T;
  if (E->isLogicalOp() && disturbed(Left, R))
    return unknown({Left, Right});
  return node(Op, {Left, Right});
}

// Whether a part that comes later may change what an earlier one has read: the
// term of the whole stands behind both.
bool Terms::disturbed(il_term Earlier, const Stmt *Later) {
  if (!Later)
    return false;
  const auto *B = dyn_cast<BinaryOperator>(Later);
  const auto *U = dyn_cast<UnaryOperator>(Later);
  bool Store = (B && B->isAssignmentOp()) || (U && U->isIncrementDecrementOp());
  if ((Store || isa<CallExpr, AsmStmt>(Later)) && reads(Earlier, Store))
    return true;
  return llvm::any_of(Later->children(),
                      [&](const Stmt *C) { return disturbed(Earlier, C); });
}

// Whether a term reads memory, or with 'Locals' any variable.
bool Terms::reads(il_term T, bool Locals) {
  const il_node *N = il_facts_node(X.Facts, T);
  if (N->op == IL_T_FIELD || N->op == IL_T_DEREF || N->op == IL_T_INDEX ||
      N->op == IL_T_GLOBAL || (Locals && N->op == IL_T_VAR))
    return true;
  for (unsigned I = 0; I < N->count; I++)
    if (reads(N->args[I], Locals))
      return true;
  return false;
}

il_term Terms::step(const UnaryOperator *E, bool Undo) {
  const Expr *Sub = E->getSubExpr();
  QualType T = Sub->getType();
  il_term Place = of(Sub);
  if (!T->isIntegerType() && !T->isPointerType())
    return unknown(Place);
  QualType Wide = T->isIntegerType() && X.Ctx.isPromotableIntegerType(T)
                      ? X.Ctx.getPromotedIntegerType(T)
                      : T;
  il_op Op = E->isIncrementOp() != Undo ? IL_T_ADD : IL_T_SUB;
  return convert(node(Op, {Place, integer(1, Wide)}), Wide, T);
}

il_term Terms::compound(const CompoundAssignOperator *E) {
  const Expr *L = E->getLHS(), *R = E->getRHS();
  il_term Place = of(L), Value = of(R);
  if (E->getComputationResultType()->isFloatingType() ||
      R->getType()->isFloatingType())
    return unknown({Place, Value});
  Place = convert(Place, L->getType(), E->getComputationLHSType());
  return convert(
      node(binaryOp(BinaryOperator::getOpForCompoundAssignment(E->getOpcode())),
           {Place, Value}),
      E->getComputationResultType(), L->getType());
}

il_term Terms::build(const Expr *E) {
  if (const auto *C = dyn_cast<CastExpr>(E))
    return cast(C);
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return binary(B);
  switch (E->getStmtClass()) {
  case Stmt::ParenExprClass:
    return of(::cast<ParenExpr>(E)->getSubExpr());
  case Stmt::ConstantExprClass:
  case Stmt::ExprWithCleanupsClass:
    return of(::cast<FullExpr>(E)->getSubExpr());
  case Stmt::MaterializeTemporaryExprClass:
    return of(::cast<MaterializeTemporaryExpr>(E)->getSubExpr());
  case Stmt::DeclRefExprClass: {
    const ValueDecl *D = ::cast<DeclRefExpr>(E)->getDecl();
    if (const auto *F = dyn_cast<FunctionDecl>(D))
      return name(IL_T_FN, X.useFunction(F));
    if (const auto *V = dyn_cast<VarDecl>(D))
      return var(V);
    if (const auto *C = dyn_cast<EnumConstantDecl>(D)) {
      llvm::APSInt Value = C->getInitVal();
      il_term T = constant(Value, C->getName());
      return convert(T, C->getType(), E->getType());
    }
    return unknown({});
  }
  case Stmt::MemberExprClass: {
    const auto *M = ::cast<MemberExpr>(E);
    const auto *F = dyn_cast<FieldDecl>(M->getMemberDecl());
    il_term Base = M->isArrow() ? deref(M->getBase()) : of(M->getBase());
    return F ? fieldOf(Base, F, volatileAt(E->getType())) : unknown(Base);
  }
  case Stmt::ArraySubscriptExprClass: {
    const auto *A = ::cast<ArraySubscriptExpr>(E);
    return index(A->getBase(), A->getIdx());
  }
  case Stmt::UnaryOperatorClass: {
    const auto *U = ::cast<UnaryOperator>(E);
    const Expr *Sub = U->getSubExpr();
    switch (U->getOpcode()) {
    case UO_AddrOf:
      return address(Sub);
    case UO_Deref:
      return deref(Sub);
    case UO_Plus:
    case UO_Extension:
      return of(Sub);
    case UO_PreInc:
    case UO_PreDec:
      return volatileAt(Sub->getType()) ? step(U, false) : of(Sub);
    case UO_PostInc:
    case UO_PostDec:
      return volatileAt(Sub->getType()) ? of(Sub) : step(U, true);
    case UO_Minus:
    case UO_Not:
    case UO_LNot: {
      if (Sub->getType()->isFloatingType() || E->getType()->isFloatingType())
        return children(E);
      il_term T = of(Sub);
      if (constants(T))
        if (il_term Folded = fold(E))
          return Folded;
      return node(U->getOpcode() == UO_Minus ? IL_T_NEG
                  : U->getOpcode() == UO_Not ? IL_T_COMPL
                                             : IL_T_NOT,
                  T);
    }
    default:
      return children(E);
    }
  }
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass: {
    const auto *C = ::cast<AbstractConditionalOperator>(E);
    il_term Args[] = {of(C->getCond()), of(C->getTrueExpr()),
                      of(C->getFalseExpr())};
    if (constants(Args))
      if (il_term T = fold(E))
        return T;
    if (disturbed(Args[0], C->getTrueExpr()) ||
        disturbed(Args[0], C->getFalseExpr()))
      return unknown(Args);
    return node(IL_T_COND, Args);
  }
  case Stmt::OpaqueValueExprClass: {
    const Expr *Source = ::cast<OpaqueValueExpr>(E)->getSourceExpr();
    return Source ? of(Source) : unknown({});
  }
  case Stmt::CallExprClass: {
    const auto *C = ::cast<CallExpr>(E);
    if (isHint(C))
      return of(C->getArg(0));
    auto It = S.Results.find(C);
    if (It == S.Results.end()) {
      il_term T = fold(E);
      return T ? T : unknown({});
    }
    il_node N = {};
    N.op = IL_T_RESULT;
    N.value = It->second;
    return il_facts_term(X.Facts, &N);
  }
  case Stmt::StmtExprClass: {
    const CompoundStmt *Body = ::cast<StmtExpr>(E)->getSubStmt();
    const auto *Last =
        Body->body_empty() ? nullptr : dyn_cast<Expr>(Body->body_back());
    return Last ? of(Last) : unknown({});
  }
  case Stmt::ChooseExprClass:
    return of(::cast<ChooseExpr>(E)->getChosenSubExpr());
  case Stmt::GenericSelectionExprClass:
    return of(::cast<GenericSelectionExpr>(E)->getResultExpr());
  case Stmt::ImplicitValueInitExprClass:
    return integer(0, E->getType());
  case Stmt::InitListExprClass: {
    const auto *L = ::cast<InitListExpr>(E);
    if (L->getNumInits() == 1 && E->getType()->isScalarType())
      return of(L->getInit(0));
    return children(E);
  }
  case Stmt::CompoundLiteralExprClass: {
    auto It = S.Literals.find(E);
    return It == S.Literals.end() ? children(E) : name(IL_T_VAR, It->second);
  }
  default:
    if (il_term T = fold(E))
      return T;
    return children(E);
  }
}

// True when part of an initialiser is zero without being written.
static bool hasZeros(const InitListExpr *L) {
  if (L->hasArrayFiller())
    return true;
  for (const Expr *Init : L->inits()) {
    const auto *Inner = dyn_cast<InitListExpr>(Init);
    if (isa<ImplicitValueInitExpr>(Init) || (Inner && hasZeros(Inner)))
      return true;
  }
  return false;
}

// A literal at file scope has no name: its parts are those of what points
// there.
void Terms::pointee(il_term Place, const Expr *Init, Store Put) {
  const Expr *Value = Init->IgnoreParenImpCasts();
  const auto *U = dyn_cast<UnaryOperator>(Value);
  if (U && U->getOpcode() == UO_AddrOf)
    Value = U->getSubExpr()->IgnoreParenImpCasts();
  const auto *C = dyn_cast<CompoundLiteralExpr>(Value);
  if (!C || S.Literals.count(C) || (!U && !C->getType()->isArrayType()))
    return;
  initialise(U ? node(IL_T_DEREF, {Place}) : Place, C->getType(),
             C->getInitializer(), C->getBeginLoc(), false, Put);
}

void Terms::initialise(il_term Place, QualType T, const Expr *Init,
                       SourceLocation At, bool Zeros, Store Put) {
  if (const auto *C =
          dyn_cast<CompoundLiteralExpr>(Init->IgnoreParenImpCasts());
      C && !T->isScalarType())
    Init = C->getInitializer();
  const auto *L = dyn_cast<InitListExpr>(Init);
  if (!L || T->isScalarType()) {
    if (isa<ImplicitValueInitExpr>(Init))
      return;
    pointee(Place, Init, Put);
    Put(Place, T->isArrayType() ? unknown({}) : of(Init), At);
    return;
  }
  if (L->isSyntacticForm() && L->getSemanticForm())
    L = L->getSemanticForm();
  if (Zeros && hasZeros(L))
    Put(Place, integer(0, X.Ctx.IntTy), L->getBeginLoc());
  auto Part = [&](il_term Where, QualType Of, const Expr *Value) {
    initialise(Where, Of, Value, Value->getBeginLoc(), false, Put);
  };
  if (const ArrayType *A = X.Ctx.getAsArrayType(T)) {
    QualType Element = A->getElementType();
    // A table of numbers says nothing about calls; its size can be anything.
    if (Element->isArithmeticType() && L->getNumInits() > 256) {
      Put(Place, unknown({}), L->getBeginLoc());
      return;
    }
    for (unsigned I = 0; I < L->getNumInits(); I++)
      if (!isa<ImplicitValueInitExpr>(L->getInit(I)))
        Part(node(IL_T_INDEX, {Place, integer(I, X.Ctx.IntTy)}), Element,
             L->getInit(I));
    return;
  }
  const RecordDecl *R = T->getAsRecordDecl();
  if (!R) {
    Put(Place, of(Init), At);
    return;
  }
  unsigned I = 0;
  for (const FieldDecl *F : R->fields()) {
    if (R->isUnion() ? F != L->getInitializedFieldInUnion()
                     : F->isBitField() && F->getName().empty())
      continue;
    if (I < L->getNumInits() && !isa<ImplicitValueInitExpr>(L->getInit(I)))
      Part(fieldOf(Place, F, volatileAt(F->getType())), F->getType(),
           L->getInit(I));
    I++;
  }
}

} // namespace isrlint
