// command.cpp - see command.h.
#include "command.h"

#include "clang/Driver/Driver.h"
#include "clang/Tooling/Tooling.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using llvm::SmallString;
using llvm::StringRef;
namespace path = llvm::sys::path;

using Words = std::vector<std::string>;

/// The name of a program by whatever path and letters it is called.
static std::string programName(StringRef Word) {
  StringRef Name = path::filename(Word, path::Style::windows);
  (void)Name.consume_back_insensitive(".exe");
  return Name.lower();
}

static bool isLauncher(StringRef Word) {
  static const StringRef Known[] = {"buildcache", "ccache", "distcc", "env",
                                    "gomacc",     "icecc",  "sccache"};
  return llvm::is_contained(Known, programName(Word));
}

static bool hasSourceEnding(StringRef Word) {
  StringRef Ending = path::extension(Word);
  return Ending.equals_insensitive(".c") || Ending.equals_insensitive(".i");
}

/// 'ccache A=1 clang-cl /c a.c' is 'clang-cl /c a.c'; but 'distcc -c a.c' has
/// no other compiler than the launcher's own.
static void dropLaunchers(Words &Args) {
  while (isLauncher(Args.front())) {
    auto Next = std::find_if(Args.begin() + 1, Args.end(), [](StringRef Word) {
      return Word.starts_with("-") || !Word.contains('=');
    });
    if (Next == Args.end() || StringRef(*Next).starts_with("-") ||
        hasSourceEnding(*Next))
      break;
    Args.erase(Args.begin(), Next);
  }
}

/// Clang tells the options of a compiler by its name, and knows 'cl' only in
/// small letters.
static void nameCompiler(std::string &Word) {
  std::string Name = programName(Word);
  if ((Name == "cl" || Name == "clang-cl") && !StringRef(Word).ends_with(Name))
    Word = Name;
}

static std::vector<const char *> pointers(const Words &Args) {
  std::vector<const char *> Result;
  for (const std::string &Arg : Args)
    Result.push_back(Arg.c_str());
  return Result;
}

static bool isCL(const Words &Args) {
  return driver::IsClangCL(driver::getDriverMode(Args[0], pointers(Args)));
}

std::string isrlint::absolutePath(StringRef Path, StringRef Folder) {
  SmallString<256> P(Path);
  if (!Folder.empty() && path::is_relative(Path)) {
    P = Folder;
    path::append(P, Path);
  }
  (void)llvm::sys::fs::make_absolute(P);
  path::remove_dots(P, true);
  return P.str().str();
}

Words isrlint::plainCommand(Words Args, StringRef Folder,
                            llvm::vfs::FileSystem &Files) {
  dropLaunchers(Args);
  nameCompiler(Args.front());
  const bool CL = isCL(Args);
  tooling::addExpandedResponseFiles(Args, Folder,
                                    CL ? llvm::cl::TokenizeWindowsCommandLine
                                       : llvm::cl::TokenizeGNUCommandLine,
                                    Files);
  return Args;
}
