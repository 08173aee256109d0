// Extract.h - from a syntax tree to facts; shared by plugin and extractor.
#ifndef ISRLINT_PLUGIN_EXTRACT_H
#define ISRLINT_PLUGIN_EXTRACT_H

#include "Macros.h"

#include "isrlint/facts.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Allocator.h"

#include <vector>

namespace clang {
class CompilerInstance;
}

namespace isrlint {

/// Where paths of facts count from.
struct Root {
  /// The folder given, or else the nearest one upward from the source with the
  /// project's settings or a .git in it, or else the working folder.
  Root(clang::CompilerInstance &CI, llvm::StringRef Given);
  /// Relative to the root with '/'; outside it '<sys>/name'.
  std::string relative(llvm::StringRef Path) const;
  std::string absolute(llvm::StringRef Path) const;

  clang::CompilerInstance &CI;
  std::string Folder, Real;
};

/// The finished facts of a unit that was read whole, null with *Err filled;
/// free with il_facts_free().  \p Seen may be null.
il_facts *extract(clang::CompilerInstance &CI, const Root &From,
                  const Uses *Seen, il_error *Err);

/// The name of the facts' file in a folder: of two units with equal base names
/// each has its own.
std::string factsName(const il_facts *Facts);

/// Writes a file at once, so that nobody sees half of it.  Empty, or why not.
std::string writeWhole(llvm::StringRef Path, llvm::StringRef Text);

/// FNV-1a, 64 bits; go on with the result of an earlier call.
uint64_t fnv(llvm::StringRef Text, uint64_t Hash = 0xcbf29ce484222325);
/// The same as 16 hexadecimal digits.
std::string hex(uint64_t Hash);

/// The function whose body is being extracted, and its names.
struct Scope {
  const clang::FunctionDecl *Function = nullptr;
  std::string Name;
  llvm::DenseMap<const clang::VarDecl *, std::string> Vars;
  llvm::DenseMap<const clang::Expr *, unsigned> Results; ///< k of '$k'
  llvm::DenseMap<const clang::Expr *, std::string> Literals;
  llvm::StringMap<unsigned> Count; ///< variables of a name so far

  /// The name of the next variable called \p Name: 'i', 'i.2', 'i.3'.
  std::string next(llvm::StringRef Name);
};

#define IL_RECORD(name, group, doc)                                            \
  inline il_record record(const il_rec_##name &Of) {                           \
    il_record R = {};                                                          \
    R.kind = IL_K_##name;                                                      \
    R.u.name##_ = Of;                                                          \
    return R;                                                                  \
  }
#include "isrlint/facts.def"

class Extractor;

/// Expressions to terms.
class Terms {
public:
  Terms(Extractor &X, const Scope &S) : X(X), S(S) {}

  /// The value of an expression; of an lvalue its place, which is the same.
  il_term of(const clang::Expr *E);
  /// 'T ? read': not understood, but it reads these.
  il_term unknown(llvm::ArrayRef<il_term> Reads);
  il_term node(il_op Op, llvm::ArrayRef<il_term> Args);
  il_term name(il_op Op, llvm::StringRef Name);
  il_term var(const clang::VarDecl *V);
  il_term constant(llvm::APSInt Value, llvm::StringRef Name = "");
  il_term integer(int64_t Value, clang::QualType T);
  /// A conversion, when some value of \p From does not fit \p To.
  il_term convert(il_term T, clang::QualType From, clang::QualType To);
  /// The value that '++' or '--' stores.
  il_term step(const clang::UnaryOperator *E, bool Undo);
  /// The value that 'n += 2' stores.
  il_term compound(const clang::CompoundAssignOperator *E);

  using Store = llvm::function_ref<void(il_term Place, il_term Value,
                                        clang::SourceLocation)>;
  /// Calls \p Put for every place that an initialiser writes; \p Zeros: first
  /// for the whole, when part of it is zero without being written.
  void initialise(il_term Place, clang::QualType T, const clang::Expr *Init,
                  clang::SourceLocation At, bool Zeros, Store Put);
  /// The same for a literal without a name that \p Init points to.
  void pointee(il_term Place, const clang::Expr *Init, Store Put);

  /// True for a call that stands for its first argument.
  static bool isHint(const clang::CallExpr *E);

private:
  il_term build(const clang::Expr *E);
  il_term cast(const clang::CastExpr *E);
  il_term binary(const clang::BinaryOperator *E);
  il_term fieldOf(il_term Base, const clang::FieldDecl *F, bool Volatile);
  il_term deref(const clang::Expr *Pointer);
  il_term derefOf(il_term T, bool Volatile);
  il_term index(const clang::Expr *Base, const clang::Expr *Index);
  il_term pointer(const clang::Expr *E);
  il_term address(const clang::Expr *Place);
  il_term children(const clang::Expr *E);
  il_term fold(const clang::Expr *E);
  bool disturbed(il_term Earlier, const clang::Stmt *Later);
  bool reads(il_term T, bool Locals);
  bool constants(llvm::ArrayRef<il_term> Ts);
  llvm::StringRef macroName(const clang::Expr *E);
  static bool volatileAt(clang::QualType T) {
    return !T.isNull() && T.isVolatileQualified();
  }

  Extractor &X;
  const Scope &S;
};

/// Collects what a unit names, and writes it.
class Extractor {
public:
  Extractor(clang::CompilerInstance &CI, const Root &From, const Uses *Seen,
            il_facts *Facts);
  void run();

  // For Terms and bodies.
  il_at at(clang::SourceLocation L);
  /// Notes that a function is named, and gives its linkage name.
  llvm::StringRef useFunction(const clang::FunctionDecl *F);
  /// Notes that a variable is named, and gives its id.
  llvm::StringRef useVar(const clang::VarDecl *V, const Scope &S);
  void escape(const clang::VarDecl *V) {
    Escaped.insert(V->getCanonicalDecl());
  }
  void addInit(const clang::VarDecl *V, const Scope &S);
  /// Notes the variable without a name that a compound literal is.
  void addLiteral(const clang::CompoundLiteralExpr *E, const Scope &S);
  /// Notes that a member is named, and gives the name of its record.
  std::string useField(const clang::FieldDecl *F);
  static std::string fieldName(const clang::FieldDecl *F);
  std::string typeId(clang::QualType T);
  /// The macro that a location comes from, the outermost; empty when it is
  /// written out.
  llvm::StringRef macroOf(clang::SourceLocation L);
  llvm::ArrayRef<const Use *> bodyUses(const clang::FunctionDecl *F);
  bool isUser(clang::SourceLocation L) const;
  void add(const il_record &R) { il_facts_add(Facts, &R); }
  il_record mark(unsigned Kind, unsigned Owner, unsigned Index,
                 llvm::StringRef Name, llvm::StringRef Args,
                 clang::SourceLocation L);
  /// Text, terms and cases that live as long as this.
  il_str keep(llvm::StringRef Text) { return str(Text.copy(Memory)); }
  template <typename T> llvm::ArrayRef<T> keep(llvm::ArrayRef<T> Items) {
    return Items.copy(Memory);
  }

  clang::CompilerInstance &CI;
  clang::ASTContext &Ctx;
  clang::SourceManager &SM;
  il_facts *Facts;

private:
  struct Function {
    std::string Name;
    std::vector<const clang::FunctionDecl *> Chains;
  };
  struct Variable {
    std::string Owner, Id, Type;
    std::vector<const clang::VarDecl *> Chains;
    std::vector<il_rec_init> Inits;
    unsigned Storage = 0;
    bool HasInits = false;
  };
  struct Type {
    std::string Id, Base, Before, After;
    unsigned Kind = IL_TYPE_OTHER, Flags = 0;
    uint64_t Bits = 0, Count = 0;
    const clang::TypedefNameDecl *Typedef = nullptr;
    const clang::RecordDecl *Record = nullptr;
  };
  struct Mark {
    il_record R;
    clang::SourceLocation Loc;
  };

  bool isMain(clang::SourceLocation L) const;
  std::string anonymous(const clang::TagDecl *D);
  std::string recordName(const clang::RecordDecl *R);
  std::string typedefChain(clang::QualType T);
  std::string linkName(const clang::NamedDecl *D, bool Internal,
                       clang::SourceLocation L);
  uint32_t file(clang::SourceLocation L);
  void useRecord(const clang::RecordDecl *R);
  const Type &type(clang::QualType T);
  Type makeType(clang::QualType T);

  void attachUses();
  void attach(const Use &U, const clang::Decl *D);
  void collectMarks(std::vector<Mark> &Out, const clang::Decl *D,
                    unsigned Owner, unsigned Index);
  void writeMarks(std::vector<Mark> &Marks);
  void writeUnit();
  void writeFunction(const Function &F);
  void writeBodies();
  void writeDecls(std::vector<const clang::DeclaratorDecl *> Decls);
  void writeVar(Variable &V);
  void writeFields(const clang::RecordDecl *R);

  const Root &From;
  const Uses *Seen;
  llvm::BumpPtrAllocator Memory;
  std::vector<std::string> Paths;
  llvm::StringMap<uint32_t> PathIds, FileIds;
  std::vector<Function> Functions;
  llvm::StringMap<unsigned> FunctionIds;
  llvm::DenseMap<const clang::FunctionDecl *, unsigned> FunctionOf;
  std::vector<Variable> Vars;
  llvm::StringMap<unsigned> VarIds;
  llvm::DenseMap<const clang::VarDecl *, unsigned> VarOf;
  llvm::DenseSet<const clang::VarDecl *> Escaped;
  std::vector<Type> Types;
  llvm::StringMap<unsigned> TypeIds;
  std::vector<const clang::RecordDecl *> Records;
  llvm::StringSet<> RecordIds;
  llvm::DenseMap<const clang::Decl *, std::vector<const Use *>> UsesOf,
      BodyUsesOf;
  std::vector<const Use *> UnitUses;
};

/// Writes the blocks of a function, in Body.cpp.
void writeBody(Extractor &X, const clang::FunctionDecl *F,
               llvm::StringRef Name);

} // namespace isrlint
#endif
