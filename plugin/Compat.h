// Compat.h - the one file that may look at the Clang version.
//
// The rest of the plugin keeps to what all supported versions spell alike.
#ifndef ISRLINT_PLUGIN_COMPAT_H
#define ISRLINT_PLUGIN_COMPAT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Option/OptTable.h"

#if CLANG_VERSION_MAJOR >= 22
#include "clang/Options/Options.h"
#else
#include "clang/Driver/Options.h"
#endif

namespace isrlint {

#if CLANG_VERSION_MAJOR >= 22
namespace options = clang::options;
#else
namespace options = clang::driver::options;
#endif

/// What the options of Clang's driver look like.
inline const llvm::opt::OptTable &optionTable() {
#if CLANG_VERSION_MAJOR >= 22
  return clang::getDriverOptTable();
#else
  return clang::driver::getDriverOptTable();
#endif
}

/// The Clang major this was compiled for.
inline unsigned compiledMajor() { return CLANG_VERSION_MAJOR; }

/// The Clang major of the running compiler, 0 when its version text is odd.
inline unsigned hostMajor() {
  std::string Text = clang::getClangFullVersion();
  llvm::StringRef Rest = llvm::StringRef(Text).split("version ").second;
  unsigned Major = 0;
  return Rest.consumeInteger(10, Major) ? 0 : Major;
}

/// The type that a record declares.
inline clang::QualType recordType(const clang::ASTContext &Ctx,
                                  const clang::RecordDecl *R) {
#if CLANG_VERSION_MAJOR >= 22
  return Ctx.getCanonicalTagType(R);
#else
  return Ctx.getRecordType(R);
#endif
}

/// Prints diagnostics as the compiler does, without colours.
class Printer {
public:
  explicit Printer(llvm::raw_ostream &Out)
#if CLANG_VERSION_MAJOR >= 22
      : Text(Out, Options){}
#else
      : Text(Out, new clang::DiagnosticOptions) {
  }
#endif
        clang::TextDiagnosticPrinter
        * operator->() {
    return &Text;
  }

private:
#if CLANG_VERSION_MAJOR >= 22
  clang::DiagnosticOptions Options;
#endif
  clang::TextDiagnosticPrinter Text;
};

} // namespace isrlint
#endif
