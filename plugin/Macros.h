// Macros.h - records the macros, pragmas and comments that somebody watches.
//
// What is watched comes from the core's table: there is no name in here.
#ifndef ISRLINT_PLUGIN_MACROS_H
#define ISRLINT_PLUGIN_MACROS_H

#include "isrlint/knowledge.h"

#include "clang/Basic/SourceLocation.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <memory>
#include <string>
#include <vector>

namespace clang {
class Preprocessor;
class SourceManager;
} // namespace clang

namespace isrlint {

inline llvm::StringRef text(il_str S) { return {S.ptr, S.len}; }
inline il_str str(llvm::StringRef S) { return {S.data(), S.size()}; }

/// A use of something watched.
struct Use {
  il_watch_kind Kind;
  clang::SourceLocation Loc; ///< in a file, see fileLoc()
  std::string Name, Args;    ///< as a mark record holds them
};

/// Everything watched that a unit used, in the order it was read.
struct Uses {
  llvm::ArrayRef<il_watch_row> Watches;
  std::vector<Use> All;
};

/// Where a person would look for a location: the use of a macro, but the
/// argument itself for what is written in an argument.
clang::SourceLocation fileLoc(const clang::SourceManager &SM,
                              clang::SourceLocation Loc);

/// Watches a preprocessor that has not read anything yet.  The watches must
/// live as long as the result.
std::shared_ptr<Uses> watch(clang::Preprocessor &PP,
                            llvm::ArrayRef<il_watch_row> Watches);

/// Cuts "name (args)" in two; all of it is the name when there are no
/// parentheses round the rest.
std::pair<llvm::StringRef, llvm::StringRef> splitArgs(llvm::StringRef Text);

} // namespace isrlint
#endif
