// command.h - the one compilation that an entry of a database stands for.
#ifndef ISRLINT_TOOL_COMMAND_H
#define ISRLINT_TOOL_COMMAND_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <string>
#include <vector>

namespace isrlint {

/// The command without what stands between it and the compilation of \p Source
/// (absolute): launchers, response files (relative to \p Folder), precompiled
/// headers and other inputs.  It begins with the name of the compiler as Clang
/// knows it.
std::vector<std::string> plainCommand(std::vector<std::string> Args,
                                      llvm::StringRef Source,
                                      llvm::StringRef Folder,
                                      llvm::vfs::FileSystem &Files);

/// Absolute, from \p Folder or the working folder, without '.' and '..'.
std::string absolutePath(llvm::StringRef Path, llvm::StringRef Folder = "");

} // namespace isrlint
#endif
