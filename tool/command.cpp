// command.cpp - see command.h.
#include "command.h"
#include "Compat.h"

#include "clang/Driver/Driver.h"
#include "clang/Tooling/Tooling.h"

#include "llvm/Option/ArgList.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/StringSaver.h"

using namespace clang;
using llvm::SmallString;
using llvm::StringRef;
namespace opt = isrlint::options;
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

/// The options that 'cl' takes from a variable of the environment, where '#'
/// stands for the '=' that its shell cannot write.
static Words environmentOptions(StringRef Variable) {
  Words Result;
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  llvm::SmallVector<const char *, 8> Found;
  if (auto Text = llvm::sys::Process::GetEnv(Variable))
    llvm::cl::TokenizeWindowsCommandLine(*Text, Saver, Found);
  for (StringRef Word : Found) {
    auto [Before, After] = Word.split('#');
    Result.push_back(Word.contains('#') ? (Before + "=" + After).str()
                                        : Word.str());
  }
  return Result;
}

static void addEnvironment(Words &Args) {
  const Words First = environmentOptions("CL"),
              Last = environmentOptions("_CL_");
  Args.insert(std::find(Args.begin() + 1, Args.end(), "--"), Last.begin(),
              Last.end());
  Args.insert(Args.begin() + 1, First.begin(), First.end());
}

namespace {

/// Which words of a command stay.
class Filter {
public:
  Filter(const Words &Args, StringRef Source, StringRef Folder)
      : Args(Args), Source(Source), Folder(Folder) {}

  Words run() {
    // Behind '--' stand inputs alone.
    const auto Dashes = std::find(Args.begin() + 1, Args.end(), "--");
    const Words Options(Args.begin() + 1, Dashes);
    unsigned Missing, Count;
    const llvm::opt::InputArgList Parsed = isrlint::optionTable().ParseArgs(
        pointers(Options), Missing, Count,
        llvm::opt::Visibility(isCL(Args) ? opt::CLOption : opt::ClangOption));
    // The compiler says better what is wrong with it.
    if (Count)
      return Args;
    // Nothing can be told apart when the entry calls its file otherwise.
    const bool Named =
        std::any_of(Dashes, Args.end(),
                    [&](StringRef Word) { return isSource(Word); }) ||
        llvm::any_of(Parsed, [&](auto *A) {
          return isInput(*A) && isSource(A->getValue());
        });
    Words Result = {Args[0]};
    for (auto It = Parsed.begin(); It != Parsed.end();) {
      const Arg &A = **It;
      const auto At = Options.begin() + A.getIndex();
      const auto End = ++It == Parsed.end()
                           ? Options.end()
                           : Options.begin() + (*It)->getIndex();
      if (!isCache(A) && !(Named && isInput(A) && !isSource(A.getValue())))
        Result.insert(Result.end(), At, End);
    }
    std::copy_if(Dashes, Args.end(), std::back_inserter(Result),
                 [&](StringRef Word) {
                   return !Named || Word == "--" || isSource(Word);
                 });
    return Result;
  }

private:
  using Arg = llvm::opt::Arg;

  static bool isInput(const Arg &A) {
    const llvm::opt::Option &O = A.getOption();
    return O.matches(opt::OPT_INPUT) || O.matches(opt::OPT__SLASH_Tc) ||
           O.matches(opt::OPT__SLASH_Tp);
  }

  /// A precompiled header repeats what the source includes.
  bool isCache(const Arg &A) {
    const llvm::opt::Option &O = A.getOption();
    for (unsigned Id :
         {opt::OPT__SLASH_Yu, opt::OPT__SLASH_Yc, opt::OPT__SLASH_Y_,
          opt::OPT__SLASH_Fp, opt::OPT_include_pch})
      if (O.matches(Id))
        return true;
    if (!O.matches(opt::OPT_Xclang))
      return false;
    // '-Xclang -include-pch -Xclang FILE'
    StringRef Value = A.getValue();
    bool Was = AwaitsFile;
    AwaitsFile = !Was && Value == "-include-pch";
    return Was || AwaitsFile || Value == "-emit-pch";
  }

  bool isSource(StringRef Name) const {
    std::string Full = isrlint::absolutePath(Name, Folder);
    return Full == Source || llvm::sys::fs::equivalent(Full, Source);
  }

  const Words &Args;
  StringRef Source, Folder;
  bool AwaitsFile = false;
};

} // namespace

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

Words isrlint::plainCommand(Words Args, StringRef Source, StringRef Folder,
                            llvm::vfs::FileSystem &Files) {
  dropLaunchers(Args);
  nameCompiler(Args.front());
  const bool CL = isCL(Args);
  tooling::addExpandedResponseFiles(Args, Folder,
                                    CL ? llvm::cl::TokenizeWindowsCommandLine
                                       : llvm::cl::TokenizeGNUCommandLine,
                                    Files);
  if (CL)
    addEnvironment(Args);
  return Filter(Args, Source, Folder).run();
}
