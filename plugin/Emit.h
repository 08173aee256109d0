// Emit.h - findings as the compiler's own diagnostics.
#ifndef ISRLINT_PLUGIN_EMIT_H
#define ISRLINT_PLUGIN_EMIT_H

#include "Extract.h"

#include "isrlint/analysis.h"

namespace isrlint {

/// Which findings end the compilation: none, those of level error, or all.
enum class Werror { None, Errors, All };

/// Reports every finding with its notes, in the order of the result, which
/// must come from the facts of this unit alone.
void emit(clang::CompilerInstance &CI, const Root &From,
          const il_result &Result, Werror Fail);

/// One message of the plugin itself, without a place.
void say(clang::CompilerInstance &CI, bool Error, const llvm::Twine &Text);

} // namespace isrlint
#endif
