// Extract.cpp - declarations, types, members, variables and marks.
//
// A HEAD record may not come between another one and what belongs to it, so
// what the bodies name is collected first and written behind them.
#include "Extract.h"
#include "Compat.h"

#include "clang/AST/RecordLayout.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PreprocessorOptions.h"

using namespace clang;
using llvm::ArrayRef;
using llvm::StringRef;

namespace isrlint {

std::string Scope::next(StringRef Base) {
  unsigned N = ++Count[Base];
  return N == 1 ? Base.str() : (Base + "." + llvm::Twine(N)).str();
}

// ---- positions and names ----

Extractor::Extractor(CompilerInstance &CI, const Root &From, const Uses *Seen,
                     il_facts *Facts)
    : CI(CI), Ctx(CI.getASTContext()), SM(CI.getSourceManager()), Facts(Facts),
      From(From), Seen(Seen) {}

// 0 for the compiler's own headers: each major has others.
uint32_t Extractor::file(SourceLocation L) {
  PresumedLoc P =
      L.isValid() ? SM.getPresumedLoc(fileLoc(SM, L)) : PresumedLoc();
  if (P.isInvalid() || P.getFilename()[0] == '<')
    return 0;
  StringRef Name = P.getFilename();
  auto [It, New] = FileIds.try_emplace(Name, 0);
  if (New && !Name.starts_with(CI.getHeaderSearchOpts().ResourceDir)) {
    std::string Path = From.relative(Name);
    auto [Known, First] = PathIds.try_emplace(Path, Paths.size() + 1);
    if (First)
      Paths.push_back(Path);
    It->second = Known->second;
  }
  return It->second;
}

il_at Extractor::at(SourceLocation L) {
  il_at A = {};
  A.file = file(L);
  if (!A.file)
    return A;
  PresumedLoc P = SM.getPresumedLoc(fileLoc(SM, L));
  A.line = P.getLine();
  A.column = P.getColumn();
  A.host = L.getRawEncoding();
  return A;
}

bool Extractor::isUser(SourceLocation L) const {
  return L.isValid() && !SM.isInSystemHeader(SM.getExpansionLoc(L));
}

// A source that another one includes counts as part of it.
bool Extractor::isMain(SourceLocation L) const {
  if (L.isInvalid())
    return false;
  L = SM.getExpansionLoc(L);
  return SM.isInMainFile(L) ||
         StringRef(SM.getPresumedLoc(L).getFilename()).ends_with(".c");
}

StringRef Extractor::macroOf(SourceLocation L) {
  StringRef Name;
  while (L.isMacroID()) {
    if (SM.isMacroArgExpansion(L)) {
      L = SM.getImmediateSpellingLoc(L);
    } else {
      Name = Lexer::getImmediateMacroName(L, SM, Ctx.getLangOpts());
      L = SM.getImmediateExpansionRange(L).getBegin();
    }
  }
  return Name;
}

std::string Extractor::linkName(const NamedDecl *D, bool Internal,
                                SourceLocation L) {
  std::string Name = D->getName().str();
  if (uint32_t File = Internal ? file(L) : 0)
    Name += "@" + Paths[File - 1];
  return Name;
}

std::string Extractor::anonymous(const TagDecl *D) {
  std::string Name = "anon@";
  if (il_at At = at(D->getLocation()); At.file)
    Name += Paths[At.file - 1] + "/" + std::to_string(At.line);
  for (char &C : Name)
    if (!isAsciiIdentifierContinue(C) && !StringRef("@/-").contains(C))
      C = '_';
  return Name;
}

std::string Extractor::recordName(const RecordDecl *R) {
  if (!R->getName().empty())
    return R->getName().str();
  if (const TypedefNameDecl *T = R->getTypedefNameForAnonDecl())
    return T->getName().str();
  if (const auto *Outer = dyn_cast<RecordDecl>(R->getDeclContext()))
    for (const FieldDecl *F : Outer->fields())
      if (F->getType()->getBaseElementTypeUnsafe()->getAsRecordDecl() == R)
        return recordName(Outer) + "/" + fieldName(F);
  return anonymous(R);
}

static const TypedefType *typedefOf(QualType T) {
  return T->getAs<TypedefType>();
}

std::string Extractor::typedefChain(QualType T) {
  std::string Chain;
  while (const TypedefType *TT = typedefOf(T)) {
    type(T);
    if (!Chain.empty())
      Chain += ",";
    Chain += TT->getDecl()->getName();
    T = TT->getDecl()->getUnderlyingType();
  }
  return Chain;
}

// What was written: a redeclaration inherits the type of the one before it.
static QualType writtenType(const DeclaratorDecl *D) {
  const TypeSourceInfo *T = D->getTypeSourceInfo();
  return T ? T->getType() : D->getType();
}

// ---- types ----

std::string Extractor::typeId(QualType T) { return type(T).Id; }

const Extractor::Type &Extractor::type(QualType T) {
  Type New = makeType(T);
  // A name has a limit; such a type is one that nothing asks about.
  if (New.Id.size() > IL_NAME_MAX - 64) {
    New = Type();
    New.Id = New.Before = "other";
  }
  auto [It, First] = TypeIds.try_emplace(New.Id, Types.size());
  if (First)
    Types.push_back(New);
  return Types[It->second];
}

Extractor::Type Extractor::makeType(QualType T) {
  Type R;
  auto Set = [&](unsigned Kind, std::string Id, std::string Before) {
    R.Kind = Kind;
    R.Id = std::move(Id);
    R.Before = std::move(Before);
  };
  // Peel what is no part of an id, but stop at names.
  while (!isa<TypedefType>(T.getTypePtr())) {
    QualType Next = T.getSingleStepDesugaredType(Ctx);
    if (const auto *A = dyn_cast<AtomicType>(T.getTypePtr()))
      Next = A->getValueType();
    if (Next == T)
      break;
    T = Next;
  }
  T = T.getUnqualifiedType();
  if (const auto *TT = dyn_cast<TypedefType>(T.getTypePtr())) {
    R.Typedef = TT->getDecl();
    std::string Name = R.Typedef->getName().str();
    R.Base = typeId(R.Typedef->getUnderlyingType());
    Set(IL_TYPE_TYPEDEF, "=" + Name, Name);
  } else if (const auto *P = T->getAs<PointerType>()) {
    const Type &To = type(P->getPointeeType());
    bool Round = To.Kind == IL_TYPE_FUNCTION || To.Kind == IL_TYPE_ARRAY;
    R.Base = To.Id;
    R.Bits = Ctx.getTypeSize(T);
    R.After = Round ? ")" + StringRef(To.After).ltrim().str() : To.After;
    Set(IL_TYPE_POINTER, "*" + To.Id,
        To.Before + (Round                                 ? " (*"
                     : StringRef(To.Before).ends_with("*") ? "*"
                                                           : " *"));
  } else if (const ArrayType *A = Ctx.getAsArrayType(T)) {
    const Type &Of = type(A->getElementType());
    std::string Count;
    if (const auto *C = dyn_cast<ConstantArrayType>(A)) {
      R.Count = C->getSize().getLimitedValue(UINT32_MAX);
      Count = std::to_string(R.Count);
    }
    R.Base = Of.Id;
    R.After = "[" + Count + "]" + Of.After;
    Set(IL_TYPE_ARRAY, "[" + Count + "]" + Of.Id, Of.Before);
  } else if (const auto *F = T->getAs<clang::FunctionType>()) {
    std::string Ids, Spelled;
    auto Add = [&](std::string Id, const std::string &Text) {
      Ids += (Ids.empty() ? "" : ",") + Id;
      Spelled += (Spelled.empty() ? "" : ", ") + Text;
    };
    if (const auto *P = dyn_cast<FunctionProtoType>(F)) {
      for (QualType Param : P->param_types()) {
        const Type &One = type(Param);
        Add(One.Id, One.Before + One.After);
      }
      if (P->isVariadic())
        Add("...", "...");
      if (Spelled.empty())
        Spelled = "void";
    }
    const Type &Result = type(F->getReturnType());
    R.Base = Result.Id;
    R.After = " (" + Spelled + ")" + Result.After;
    Set(IL_TYPE_FUNCTION, "(" + Ids + ")" + Result.Id, Result.Before);
  } else if (const TagDecl *Tag = T->getAsTagDecl()) {
    const TagDecl *Def = Tag->getDefinition() ? Tag->getDefinition() : Tag;
    if (const auto *E = dyn_cast<EnumDecl>(Def)) {
      std::string Name = E->getName().str();
      if (Name.empty())
        Name = E->getTypedefNameForAnonDecl()
                   ? E->getTypedefNameForAnonDecl()->getName().str()
                   : anonymous(E);
      QualType Int = E->getIntegerType().isNull() ? QualType(Ctx.IntTy)
                                                  : E->getIntegerType();
      const Type &Base = type(Int);
      R.Base = Base.Id;
      R.Bits = Base.Bits;
      R.Flags = Base.Flags;
      Set(IL_TYPE_INT, "enum{" + Name + "}", "enum " + Name);
    } else if (const auto *Rec = dyn_cast<RecordDecl>(Def)) {
      std::string Name = recordName(Rec);
      if (Rec->isUnion())
        R.Flags = IL_TYPE_UNION;
      if (Rec->isCompleteDefinition() && !Rec->isInvalidDecl())
        R.Bits = Ctx.getTypeSize(T);
      R.Record = Rec;
      Set(IL_TYPE_RECORD, "{" + Name + "}", Name);
    }
  } else if (T->isVoidType()) {
    Set(IL_TYPE_VOID, "void", "void");
  } else if (T->isBooleanType()) {
    R.Bits = 8;
    Set(IL_TYPE_INT, "bool", "_Bool");
  } else if (T->isIntegerType() && isa<BuiltinType>(T.getCanonicalType())) {
    static const struct {
      unsigned Bits;
      const char *Signed, *Unsigned;
    } Names[] = {{8, "char", "unsigned char"},
                 {16, "short", "unsigned short"},
                 {32, "int", "unsigned int"},
                 {64, "long long", "unsigned long long"},
                 {128, "__int128", "unsigned __int128"}};
    R.Bits = Ctx.getTypeSize(T);
    R.Flags = T->isSignedIntegerType() ? IL_TYPE_SIGNED : 0;
    for (auto &N : Names)
      if (N.Bits == R.Bits)
        Set(IL_TYPE_INT, (R.Flags ? "i" : "u") + std::to_string(R.Bits),
            R.Flags ? N.Signed : N.Unsigned);
  } else if (T->isRealFloatingType()) {
    R.Bits = llvm::APFloat::getSizeInBits(Ctx.getFloatTypeSemantics(T));
    Set(IL_TYPE_FLOAT, "f" + std::to_string(R.Bits),
        R.Bits == 32   ? "float"
        : R.Bits == 64 ? "double"
        : R.Bits == 16 ? "_Float16"
                       : "long double");
  }
  if (R.Id.empty())
    Set(IL_TYPE_OTHER, "other", "other");
  return R;
}

// ---- what is named ----

StringRef Extractor::useFunction(const FunctionDecl *F) {
  auto [It, New] = FunctionOf.try_emplace(F->getCanonicalDecl(), 0);
  if (New) {
    const FunctionDecl *Def = F->getDefinition();
    // Declarations that do not agree are chains of their own.
    std::string Name =
        linkName(F, !F->isExternallyVisible(),
                 (Def ? Def : F->getCanonicalDecl())->getLocation());
    auto [Known, First] = FunctionIds.try_emplace(Name, Functions.size());
    if (First)
      Functions.push_back({Name, {}});
    Functions[Known->second].Chains.push_back(F->getCanonicalDecl());
    It->second = Known->second;
    return Functions[Known->second].Name;
  }
  return Functions[It->second].Name;
}

StringRef Extractor::useVar(const VarDecl *V, const Scope &S) {
  auto [It, New] = VarOf.try_emplace(V->getCanonicalDecl(), 0);
  if (!New)
    return Vars[It->second].Id;
  Variable R;
  const VarDecl *Def = V->getDefinition() ? V->getDefinition() : V;
  if (isa<ParmVarDecl>(V) ||
      (V->isLocalVarDecl() && !V->hasExternalStorage())) {
    R.Owner = S.Name;
    auto Known = S.Vars.find(V);
    R.Id = Known == S.Vars.end() ? V->getName().str() : Known->second;
    R.Storage = isa<ParmVarDecl>(V)  ? IL_VAR_PARAM
                : V->isStaticLocal() ? IL_VAR_STATIC
                                     : IL_VAR_LOCAL;
  } else {
    bool Internal = V->getFormalLinkage() == Linkage::Internal;
    R.Id = linkName(V, Internal, Def->getLocation());
    R.Storage = Internal ? IL_VAR_STATIC : IL_VAR_GLOBAL;
  }
  auto [Known, First] = VarIds.try_emplace(R.Owner + "\n" + R.Id, Vars.size());
  unsigned Place = It->second = Known->second;
  if (First)
    Vars.push_back(R);
  Vars[Place].Chains.push_back(V->getCanonicalDecl());
  if (First)
    Vars[Place].Type = typeId(V->getType());
  return Vars[Place].Id;
}

void Extractor::addInit(const VarDecl *V, const Scope &S) {
  useVar(V, S);
  unsigned Place = VarOf.lookup(V->getCanonicalDecl());
  const VarDecl *Def = nullptr;
  const Expr *Value = V->getAnyInitializer(Def);
  if (!Value || Vars[Place].HasInits)
    return;
  Vars[Place].HasInits = true;
  Terms Build(*this, S);
  std::vector<il_rec_init> Inits;
  Build.initialise(Build.var(V), V->getType(), Value, Value->getBeginLoc(),
                   false, [&](il_term P, il_term T, SourceLocation L) {
                     Inits.push_back({P, T, at(L)});
                   });
  Vars[Place].Inits = std::move(Inits);
}

void Extractor::addLiteral(const CompoundLiteralExpr *E, const Scope &S) {
  Variable R;
  R.Owner = S.Name;
  R.Id = S.Literals.lookup(E);
  R.Storage = IL_VAR_LOCAL;
  R.Type = typeId(E->getType());
  if (VarIds.try_emplace(R.Owner + "\n" + R.Id, Vars.size()).second)
    Vars.push_back(R);
}

void Extractor::useRecord(const RecordDecl *R) {
  R = R->getDefinition();
  if (R && !R->isInvalidDecl() && RecordIds.insert(recordName(R)).second)
    Records.push_back(R);
}

std::string Extractor::useField(const FieldDecl *F) {
  useRecord(F->getParent());
  type(recordType(Ctx, F->getParent()));
  return recordName(F->getParent());
}

// ---- marks ----

void Extractor::attachUses() {
  if (!Seen)
    return;
  struct Span {
    unsigned Begin, End;
    const Decl *D;
  };
  std::vector<Span> Spans;
  auto Place = [&](SourceLocation L) {
    return fileLoc(SM, L).getRawEncoding();
  };
  for (const Decl *D : Ctx.getTranslationUnitDecl()->decls())
    if (D->getLocation().isValid() && !D->isImplicit())
      Spans.push_back({Place(D->getBeginLoc()), Place(D->getEndLoc()), D});
  llvm::stable_sort(Spans,
                    [](const Span &A, const Span &B) { return A.End < B.End; });
  llvm::StringSet<> Known;
  for (const Use &U : Seen->All) {
    unsigned Pos = U.Loc.getRawEncoding();
    if (!Known.insert(std::to_string(Pos) + U.Name + "(" + U.Args).second)
      continue;
    auto It = llvm::partition_point(Spans,
                                    [&](const Span &S) { return S.End < Pos; });
    // An annotation before 'typedef struct' belongs to the name, not the tag.
    while (It != Spans.end() && isa<TagDecl>(It->D) && Pos < It->Begin)
      ++It;
    const Decl *D = It == Spans.end() ? nullptr : It->D;
    if (D && SM.getFileID(fileLoc(SM, D->getLocation())) != SM.getFileID(U.Loc))
      D = nullptr;
    bool Between = !D || Pos < It->Begin;
    if (const auto *F = dyn_cast_or_null<FunctionDecl>(D);
        F && !Between && F->doesThisDeclarationHaveABody() &&
        Pos > Place(F->getBody()->getBeginLoc())) {
      BodyUsesOf[F].push_back(&U);
    } else if (U.Kind != IL_WATCH_MACRO) {
      if (isUser(U.Loc))
        UnitUses.push_back(&U);
    } else {
      // Behind a declarator and before its ';' it belongs to what it follows.
      auto Before = llvm::partition_point(
          Spans, [&](const Span &S) { return S.End < Pos; });
      if (Between && Before != Spans.begin()) {
        const Span &Last = *std::prev(Before);
        SourceLocation End = SourceLocation::getFromRawEncoding(Last.End);
        if (SM.getFileID(End) == SM.getFileID(U.Loc) &&
            StringRef(SM.getCharacterData(End), Pos - Last.End)
                    .find_first_of(";{}") == StringRef::npos)
          D = Last.D;
      }
      if (D)
        attach(U, D);
    }
  }
}

void Extractor::attach(const Use &U, const Decl *D) {
  unsigned Pos = U.Loc.getRawEncoding();
  auto End = [&](const Decl *Part) {
    return fileLoc(SM, Part->getEndLoc()).getRawEncoding();
  };
  auto First = [&](auto &&Parts) -> const Decl * {
    for (const Decl *Part : Parts)
      if (End(Part) >= Pos)
        return Part;
    return nullptr;
  };
  const Decl *Part = nullptr;
  if (const auto *F = dyn_cast<FunctionDecl>(D);
      F && Pos > fileLoc(SM, F->getLocation()).getRawEncoding())
    Part = First(F->parameters());
  else if (const auto *R = dyn_cast<RecordDecl>(D))
    Part = First(R->fields());
  UsesOf[Part ? Part : D].push_back(&U);
}

il_record Extractor::mark(unsigned Kind, unsigned Owner, unsigned Index,
                          StringRef Name, StringRef Args, SourceLocation L) {
  return record(il_rec_mark{Kind, Owner, Index,
                            str(Name.take_front(IL_TEXT_MAX)),
                            str(Args.take_front(IL_TEXT_MAX)), at(L)});
}

void Extractor::collectMarks(std::vector<Mark> &Out, const Decl *D,
                             unsigned Owner, unsigned Index) {
  auto Add = [&](unsigned Kind, StringRef Name, StringRef Args,
                 SourceLocation L) {
    Out.push_back({mark(Kind, Owner, Index, Name, Args, L), L});
  };
  if (Seen)
    for (const auto *A : D->specific_attrs<AnnotateAttr>()) {
      StringRef Text = A->getAnnotation();
      bool Watched = false;
      for (const il_watch_row &W : Seen->Watches)
        if (!Watched && W.kind == IL_WATCH_ANNOTATION)
          Watched = Text.consume_front(text(W.name));
      auto [Name, Args] = splitArgs(Text);
      if (Watched && !A->isInherited())
        Add(IL_MARK_ANNOTATION, Name, Args, A->getLocation());
    }
  for (const Use *U : UsesOf.lookup(D))
    Add(U->Kind, U->Name, U->Args, U->Loc);
}

void Extractor::writeMarks(std::vector<Mark> &Marks) {
  llvm::stable_sort(Marks, [&](const Mark &A, const Mark &B) {
    SourceLocation L = fileLoc(SM, A.Loc), R = fileLoc(SM, B.Loc);
    return L != R && SM.isBeforeInTranslationUnit(L, R);
  });
  for (const Mark &M : Marks)
    add(M.R);
}

ArrayRef<const Use *> Extractor::bodyUses(const FunctionDecl *F) {
  auto It = BodyUsesOf.find(F);
  return It == BodyUsesOf.end() ? ArrayRef<const Use *>()
                                : ArrayRef(It->second);
}

// ---- records ----

static uint32_t limited(uint64_t N) {
  return std::min<uint64_t>(N, UINT32_MAX);
}

void Extractor::writeDecls(std::vector<const DeclaratorDecl *> Decls) {
  llvm::stable_sort(Decls, [&](const auto *A, const auto *B) {
    return A->getLocation() != B->getLocation() &&
           SM.isBeforeInTranslationUnit(A->getLocation(), B->getLocation());
  });
  for (const DeclaratorDecl *D : Decls) {
    const auto *F = dyn_cast<FunctionDecl>(D);
    uint32_t Flags = isMain(D->getLocation()) ? 0 : IL_DECL_HEADER;
    if (F ? F->isThisDeclarationADefinition()
          : cast<VarDecl>(D)->isThisDeclarationADefinition() !=
                VarDecl::DeclarationOnly)
      Flags |= IL_DECL_DEFINITION;
    std::string Chain = typedefChain(writtenType(D));
    add(record(il_rec_decl{Flags, str(Chain), at(D->getLocation())}));
  }
}

static StringRef sectionOf(const Decl *D) {
  // Its code lies where it is called.
  if (D->hasAttr<AlwaysInlineAttr>())
    return "";
  // It overrides the pragmas.
  if (const auto *S = D->getAttr<CodeSegAttr>())
    return S->getName();
  if (const auto *S = D->getAttr<SectionAttr>())
    return S->getName();
  return "";
}

void Extractor::writeFunction(const Function &Of) {
  const FunctionDecl *Def = nullptr, *Shown = nullptr;
  std::vector<const DeclaratorDecl *> Decls;
  il_rec_fn Fn = {};
  for (const FunctionDecl *Chain : Of.Chains)
    for (const FunctionDecl *D : Chain->redecls()) {
      if (D->isNoReturn())
        Fn.flags |= IL_FN_NORETURN;
      if (D->isImplicit() || !file(D->getLocation()))
        continue;
      if (D->doesThisDeclarationHaveABody() && !Def)
        Def = D;
      Decls.push_back(D);
    }
  for (const DeclaratorDecl *D : Decls)
    if (!Shown ||
        SM.isBeforeInTranslationUnit(D->getLocation(), Shown->getLocation()))
      Shown = cast<FunctionDecl>(D);
  const FunctionDecl *First = Shown;
  if (Def)
    Shown = Def;
  if (!Shown)
    Shown = Of.Chains.front();
  Fn.name = str(Of.Name);
  if (Def)
    Fn.flags |= IL_FN_DEFINED;
  if (!Shown->isExternallyVisible() && First)
    Fn.flags |= IL_FN_STATIC;
  if (Def && !isMain(Def->getLocation()))
    Fn.flags |= IL_FN_HEADER;
  if (First && SM.isInSystemHeader(SM.getExpansionLoc(Shown->getLocation())))
    Fn.flags |= IL_FN_SYSTEM;
  if (Shown->isVariadic())
    Fn.flags |= IL_FN_VARIADIC;
  // In the headers of the compiler types change from release to release.
  QualType Written = writtenType(Shown);
  std::string Id;
  if (First || Shown->isImplicit())
    Id = typeId(QualType(Written->castAs<clang::FunctionType>(), 0));
  Fn.type = str(Id);
  Fn.section = str(sectionOf(Shown));
  if (First)
    Fn.at = at(Shown->getLocation());
  add(record(Fn));
  writeDecls(Decls);
  std::vector<Mark> Marks;
  for (const DeclaratorDecl *D : Decls) {
    collectMarks(Marks, D, IL_OWNER_FUNCTION, 0);
    unsigned Index = 0;
    for (const ParmVarDecl *P : cast<FunctionDecl>(D)->parameters())
      collectMarks(Marks, P, IL_OWNER_PARAMETER, Index++);
  }
  writeMarks(Marks);
  if (Def)
    writeBody(*this, Def, Of.Name);
}

void Extractor::writeVar(Variable &Of) {
  il_rec_var Var = {};
  std::vector<const DeclaratorDecl *> Decls;
  std::string Name = Of.Id;
  Var.flags = Of.Chains.empty() ? IL_VAR_DEFINED | IL_VAR_ESCAPED : 0;
  for (const VarDecl *Chain : Of.Chains)
    for (const VarDecl *D : Chain->redecls()) {
      Decls.push_back(D);
      Name = D->getName().str();
      if (D->getType().isVolatileQualified())
        Var.flags |= IL_VAR_VOLATILE;
      if (D->isThisDeclarationADefinition() != VarDecl::DeclarationOnly)
        Var.flags |= IL_VAR_DEFINED;
      if (const auto *P = dyn_cast<ParmVarDecl>(D))
        Var.index = P->getFunctionScopeIndex();
      if (Escaped.contains(D->getCanonicalDecl()))
        Var.flags |= IL_VAR_ESCAPED;
      if (StringRef Section = sectionOf(D); !Section.empty())
        Var.section = str(Section);
    }
  Var.owner = str(Of.Owner);
  Var.id = str(Of.Id);
  Var.storage = Of.Storage;
  Var.name = str(Name);
  Var.type = str(Of.Type);
  add(record(Var));
  writeDecls(Decls);
  std::vector<Mark> Marks;
  if (Of.Storage != IL_VAR_PARAM)
    for (const DeclaratorDecl *D : Decls)
      collectMarks(Marks, D, IL_OWNER_VARIABLE, 0);
  writeMarks(Marks);
  for (const il_rec_init &I : Of.Inits)
    add(record(I));
}

void Extractor::writeFields(const RecordDecl *R) {
  std::string Record = recordName(R);
  const ASTRecordLayout &Layout = Ctx.getASTRecordLayout(R);
  llvm::StringSet<> Names;
  for (const FieldDecl *F : R->fields()) {
    if (F->isInvalidDecl() || (F->isBitField() && F->getName().empty()))
      continue;
    std::string Name = fieldName(F), Id = typeId(F->getType());
    uint64_t Size = 0, Offset = Layout.getFieldOffset(F->getFieldIndex());
    uint32_t Flags = F->getType().isVolatileQualified() ? IL_FIELD_VOLATILE : 0;
    if (F->isBitField())
      Size = F->getBitWidth()->EvaluateKnownConstInt(Ctx).getZExtValue();
    else if (!F->getType()->isIncompleteType())
      Size = Ctx.getTypeSize(F->getType());
    add(record(il_rec_field{str(Record), str(Name), str(Id), limited(Offset),
                            limited(Size), Flags}));
    std::vector<Mark> Marks;
    collectMarks(Marks, F, IL_OWNER_FIELD, 0);
    writeMarks(Marks);
  }
}

void Extractor::writeUnit() {
  auto &PO = CI.getPreprocessorOpts();
  DiagnosticsEngine &DE = CI.getDiagnostics();
  const llvm::Triple &T = CI.getTarget().getTriple();
  // Without the version that a driver may put behind the environment.
  std::string Target = (T.getArchName() + "-" + T.getVendorName() + "-" +
                        llvm::Triple::getOSTypeName(T.getOS()))
                           .str();
  if (T.getEnvironment() != llvm::Triple::UnknownEnvironment)
    Target +=
        ("-" + llvm::Triple::getEnvironmentTypeName(T.getEnvironment())).str();
  uint64_t Hash = fnv(
      Target + "\n" +
      LangStandard::getLangStandardForKind(CI.getLangOpts().LangStd).getName() +
      "\n");
  // The driver adds this one by itself when code is generated.
  for (auto &[Text, Undefine] : PO.Macros)
    if (!StringRef(Text).starts_with("__GCC_HAVE_DWARF2_CFI_ASM"))
      Hash = fnv((Undefine ? "-U" : "-D") + Text + "\n", Hash);
  std::string Flags = hex(Hash), Source = "<stdin>";
  if (auto Main = SM.getFileEntryRefForID(SM.getMainFileID()))
    Source = From.relative(Main->getName());
  uint32_t State = IL_UNIT_OK, Errors = 0;
  if (!Seen || !PO.ImplicitPCHInclude.empty() ||
      CI.getFrontendOpts().Inputs[0].getKind().isPreprocessed())
    State = IL_UNIT_NO_MACROS;
  if (DE.hasUncompilableErrorOccurred()) {
    State = IL_UNIT_ERRORS;
    Errors = std::max(1u, CI.getDiagnosticClient().getNumErrors());
  }
  add(record(il_rec_unit{str(Source), str(Target), str(Flags), State, Errors}));
  for (const Use *U : UnitUses)
    add(mark(U->Kind, IL_OWNER_UNIT, 0, U->Name, U->Args, U->Loc));
}

void Extractor::run() {
  attachUses();
  Scope None;
  for (const Decl *D : Ctx.getTranslationUnitDecl()->decls()) {
    SourceLocation L = D->getLocation();
    if (L.isInvalid() || D->isImplicit())
      continue;
    if (const auto *F = dyn_cast<FunctionDecl>(D)) {
      if ((F->doesThisDeclarationHaveABody() && isMain(L)) ||
          (isUser(L) && typedefOf(writtenType(F))))
        useFunction(F);
    } else if (const auto *V = dyn_cast<VarDecl>(D)) {
      if (V->hasInit() && isUser(L))
        addInit(V, None);
    }
  }
  // Each of these may name more of the others.
  size_t F = 0, V = 0, R = 0, T = 0;
  std::vector<size_t> Bare;
  while (F < Functions.size() || V < Vars.size() || R < Records.size() ||
         T < Types.size()) {
    for (; F < Functions.size(); F++)
      writeFunction(Function(Functions[F]));
    for (; V < Vars.size(); V++)
      if (const auto &Chains = Vars[V].Chains;
          Vars[V].Owner.empty() && !Chains.empty())
        addInit(Chains.front(), None);
    for (; R < Records.size(); R++)
      writeFields(Records[R]);
    for (; T < Types.size(); T++)
      if (const RecordDecl *D = Types[T].Record; D && D->isCompleteDefinition())
        if (llvm::any_of(D->fields(),
                         [](const FieldDecl *F) {
                           return F->getType()->isFunctionPointerType();
                         }) &&
            isUser(D->getLocation()))
          useRecord(D);
  }
  for (Variable &Var : Vars)
    writeVar(Var);
  for (size_t I = 0; I < Types.size(); I++) {
    const Type One = Types[I];
    std::string Spelling = One.Before + One.After;
    add(record(il_rec_type{str(One.Id), One.Kind, limited(One.Bits), One.Flags,
                           limited(One.Count), str(One.Base), str(Spelling)}));
    std::vector<Mark> Marks;
    if (One.Typedef)
      for (const TypedefNameDecl *D : One.Typedef->redecls())
        collectMarks(Marks, D, IL_OWNER_TYPEDEF, 0);
    writeMarks(Marks);
  }
  writeUnit();
  for (size_t I = 0; I < Paths.size(); I++)
    add(record(il_rec_file{limited(I + 1), str(Paths[I])}));
}

il_facts *extract(CompilerInstance &CI, const Root &From, const Uses *Seen,
                  il_error *Err) {
  il_facts *Facts = il_facts_new(Err);
  if (!Facts)
    return nullptr;
  Extractor(CI, From, Seen, Facts).run();
  if (il_facts_finish(Facts, Err) == IL_OK && il_facts_text(Facts, Err).len)
    return Facts;
  il_facts_free(Facts);
  return nullptr;
}

} // namespace isrlint
