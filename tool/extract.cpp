// extract.cpp - isrlint-extract-<major>: facts of units without compiling them.
//
// One unit, whose command stands behind '--':
//   isrlint-extract-N --unit SOURCE --facts FILE [--deps FILE]
//                     [--messages FILE] [--cwd DIR] [--root DIR] [-v]
//                     -- COMPILER ARG...
// or many, from a compilation database or all with the same arguments:
//   isrlint-extract-N -p BUILD_DIR --out DIR [--root DIR] [--extra-arg ARG]...
//                     [-v] [FILE...] [-- ARG...]
// --messages keeps what the compiler says of the unit, -v shows it; a unit of
// which it says nothing has no such file.  The second form writes a line to
// standard output for each unit, 'facts', its source and its facts file with
// tabs between, or 'failed', the source and why.  Exit: 0 when every unit has
// its facts, with parse errors too; 1 when one has not; 2 for a call that makes
// no sense.
#include "Extract.h"
#include "Compat.h"
#include "command.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/DiagnosticFrontend.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "clang/Tooling/Tooling.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/xxhash.h"

#include <csignal>
#include <cstdio>
#include <set>

using namespace clang;
using isrlint::absolutePath;
using llvm::SmallString;
using llvm::StringRef;
namespace path = llvm::sys::path;

namespace {

struct Options {
  std::string Unit, Facts, Deps, Messages, Cwd, Root, Database, Out, Resources;
  std::vector<std::string> Files, Extra, Command;
  bool Fixed = false, Verbose = false;
};

/// One line for the first message; -v has the rest.
std::string brief(std::string Text) {
  enum { Longest = 200 };
  std::replace(Text.begin(), Text.end(), '\n', ' ');
  if (Text.size() > Longest)
    Text.replace(Longest, Text.npos,
                 "...; run again with -v for the whole message");
  return Text;
}

/// Counts the errors of the unit, keeps the first, and prints all into Text.
class Listener : public DiagnosticConsumer {
public:
  std::string First, Text;

  Listener() : Out(Text), Printer(Out) {}

  void BeginSourceFile(const LangOptions &Opts,
                       const Preprocessor *PP) override {
    // What the driver says of the command costs no statement.
    clear();
    Printer->BeginSourceFile(Opts, PP);
  }
  void EndSourceFile() override { Printer->EndSourceFile(); }

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    // A warning that was made an error leaves the unit whole.
    if (Level < DiagnosticsEngine::Error ||
        Info.getDiags()->getDiagnosticIDs()->isDefaultMappingAsError(
            Info.getID())) {
      DiagnosticConsumer::HandleDiagnostic(Level, Info);
      if (Level >= DiagnosticsEngine::Error && First.empty()) {
        SmallString<128> Message;
        Info.FormatDiagnostic(Message);
        First = Info.getID() == diag::err_fe_expected_compiler_job
                    ? "its command does not compile this one file; let its "
                      "entry in the database name the file as the command does"
                    : brief(Message.str().str());
      }
    }
    Printer->HandleDiagnostic(Level, Info);
  }

private:
  llvm::raw_string_ostream Out;
  isrlint::Printer Printer;
};

/// Remembers what the compiler asked for: a file that appears under a name that
/// was missing, or goes where one was found, changes the unit.
class Lookups : public llvm::vfs::ProxyFileSystem {
public:
  std::set<std::string> Found, Missing;

  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override {
    // For '-include x.h' the driver would take the 'x.h.gch' of any compiler.
    const std::string Name = Path.str();
    StringRef Ending = path::extension(Name);
    if (Ending == ".gch" || Ending == ".pch")
      return std::make_error_code(std::errc::no_such_file_or_directory);
    auto Result = ProxyFileSystem::status(Path);
    if (!Result)
      miss(Result.getError(), Path);
    return Result;
  }
  bool exists(const llvm::Twine &Path) override {
    return static_cast<bool>(status(Path));
  }
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    auto Result = ProxyFileSystem::openFileForRead(Path);
    if (Result)
      Found.insert(Path.str());
    else
      miss(Result.getError(), Path);
    return Result;
  }
  void forget() {
    Found.clear();
    Missing.clear();
  }

private:
  void miss(std::error_code Code, const llvm::Twine &Path) {
    if (Code == std::errc::no_such_file_or_directory ||
        Code == std::errc::not_a_directory)
      Missing.insert(Path.str());
  }
};

/// One unit: where its facts go, and what became of it.
struct Job {
  const Options &Opts;
  il_knowledge *Knowledge;
  std::string Facts, Deps, Why; ///< Facts: empty for a name in Opts.Out
  bool Done = false;
  Lookups *Asked = nullptr;
  std::set<std::string> CommandDeps; ///< lines about its response files
};

std::string depsLine(StringRef Content, const std::string &Path) {
  auto Hash = llvm::xxh3_128bits({Content.bytes_begin(), Content.bytes_end()});
  return isrlint::hex(Hash.high64) + isrlint::hex(Hash.low64) + " " + Path +
         "\n";
}

/// Writes a file that is there whole or not at all, also when the process is
/// told to end meanwhile; why it could not, else empty.
std::string writeHeld(const std::string &Path, StringRef Text) {
  sigset_t Ends, Before;
  sigemptyset(&Ends);
  for (int Signal : {SIGINT, SIGTERM, SIGHUP})
    sigaddset(&Ends, Signal);
  sigprocmask(SIG_BLOCK, &Ends, &Before);
  std::string Why = isrlint::writeWhole(Path, Text);
  sigprocmask(SIG_SETMASK, &Before, nullptr);
  return Why.empty() ? Why : "cannot write '" + Path + "': " + Why;
}

class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &CI, Job &J) : CI(CI), J(J) {
    // Else the compiler counts the errors of the unit on standard error.
    CI.getDiagnosticOpts().ShowCarets = false;
    // Every error counts, and none hides what follows it.
    CI.getDiagnostics().setErrorLimit(0);
    CI.getDiagnostics().setErrorsAsFatal(false);
    size_t Count;
    const il_watch_row *Rows = il_knowledge_watches(J.Knowledge, &Count);
    Seen = isrlint::watch(CI.getPreprocessor(), {Rows, Count});
  }

  void HandleTranslationUnit(ASTContext &) override {
    if (CI.getLangOpts().CPlusPlus || CI.getLangOpts().ObjC) {
      J.Why = "it is not C";
      return;
    }
    isrlint::Root From(CI, J.Opts.Root);
    il_error Err = {};
    il_facts *Facts = isrlint::extract(CI, From, Seen.get(), &Err);
    if (!Facts) {
      J.Why = Err.message;
      return;
    }
    if (J.Facts.empty())
      J.Facts = J.Opts.Out + "/" + isrlint::factsName(Facts);
    if (!J.Opts.Out.empty())
      J.Deps = J.Facts + ".deps";
    write(J.Facts, isrlint::text(il_facts_text(Facts, &Err)));
    if (J.Why.empty() && !J.Deps.empty())
      write(J.Deps, deps(From));
    J.Done = J.Why.empty();
    il_facts_free(Facts);
  }

private:
  void write(const std::string &Path, StringRef Text) {
    std::string Why = writeHeld(Path, Text);
    if (!Why.empty())
      J.Why = Why;
  }

  // Every file that was read, with the hash of its content; '+' before those
  // that were only found, '-' before those that were not there.
  std::string deps(const isrlint::Root &From) {
    std::set<std::string> Lines = J.CommandDeps, Read;
    SourceManager &SM = CI.getSourceManager();
    for (auto It = SM.fileinfo_begin(); It != SM.fileinfo_end(); ++It) {
      auto Buffer = It->second->getBufferIfLoaded();
      if (!Buffer)
        continue;
      std::string Name = From.absolute(It->first.getName());
      Lines.insert(depsLine(Buffer->getBuffer(), Name));
      Read.insert(Name);
    }
    for (const std::string &Name : J.Asked->Found)
      if (!Read.count(From.absolute(Name)))
        Lines.insert("+ " + From.absolute(Name) + "\n");
    for (const std::string &Name : J.Asked->Missing)
      Lines.insert("- " + From.absolute(Name) + "\n");
    std::string All = "isrlint-deps 2\n";
    for (const std::string &Line : Lines)
      All += Line;
    return All;
  }

  CompilerInstance &CI;
  Job &J;
  std::shared_ptr<isrlint::Uses> Seen;
};

class Action : public ASTFrontendAction, public tooling::FrontendActionFactory {
public:
  explicit Action(Job &J) : J(J) {}
  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<Action>(J);
  }

protected:
  bool BeginInvocation(CompilerInstance &) override {
    // What the driver looked for is no part of the unit.
    J.Asked->forget();
    return true;
  }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 StringRef) override {
    return std::make_unique<Consumer>(CI, J);
  }

private:
  Job &J;
};

/// A database of one command.
class One : public tooling::CompilationDatabase {
public:
  explicit One(tooling::CompileCommand C) : Command(std::move(C)) {}
  std::vector<tooling::CompileCommand>
  getCompileCommands(StringRef) const override {
    return {Command};
  }

private:
  tooling::CompileCommand Command;
};

void complain(const llvm::Twine &Text) {
  std::fprintf(stderr, "isrlint-extract-%u: error: %s\n",
               isrlint::compiledMajor(), Text.str().c_str());
}

/// Shows the compiler's messages, or keeps them.
void hand(const std::string &Text, Job &J) {
  if (J.Opts.Verbose)
    std::fwrite(Text.data(), 1, Text.size(), stderr);
  if (J.Opts.Messages.empty())
    return;
  std::string Why;
  if (Text.empty())
    llvm::sys::fs::remove(J.Opts.Messages);
  else
    Why = writeHeld(J.Opts.Messages, Text);
  if (!Why.empty() && J.Why.empty())
    J.Why = Why;
}

/// The command changes with its response files, and when one appears.
void noteCommandFiles(Job &J, StringRef Folder) {
  for (const std::string &Name : J.Asked->Found)
    if (auto Buffer = J.Asked->getBufferForFile(Name))
      J.CommandDeps.insert(
          depsLine((*Buffer)->getBuffer(), absolutePath(Name, Folder)));
  for (const std::string &Name : J.Asked->Missing)
    J.CommandDeps.insert("- " + absolutePath(Name, Folder) + "\n");
}

bool extractOne(const tooling::CompileCommand &Command, Job &J) {
  // The compiler would end the process.
  if (!llvm::sys::fs::is_directory(Command.Directory)) {
    J.Why = "its compiler is to run in '" + Command.Directory +
            "', which is no folder; make the database again";
    return false;
  }
  // A file system of its own: the real one would change the working folder of
  // the process.
  llvm::IntrusiveRefCntPtr<Lookups> Files(
      new Lookups(llvm::vfs::createPhysicalFileSystem()));
  J.Asked = Files.get();
  std::string Source = absolutePath(Command.Filename, Command.Directory);
  tooling::CompileCommand Plain = Command;
  Plain.CommandLine = isrlint::plainCommand(Command.CommandLine, Source,
                                            Command.Directory, *Files);
  noteCommandFiles(J, Command.Directory);
  auto Database =
      tooling::inferTargetAndDriverMode(std::make_unique<One>(Plain));
  tooling::ClangTool Tool(*Database, {Source},
                          std::make_shared<PCHContainerOperations>(), Files);
  Listener Said;
  Tool.setDiagnosticConsumer(&Said);
  Tool.setPrintErrorMessage(false);
  // The built-in headers of another major do not parse.
  Tool.appendArgumentsAdjuster(
      [&](const tooling::CommandLineArguments &Args, StringRef) {
        tooling::CommandLineArguments Result;
        for (size_t I = 0; I < Args.size(); I++) {
          StringRef Arg = Args[I];
          if (Arg == "-resource-dir")
            I++;
          else if (!Arg.starts_with("-resource-dir=") &&
                   !Arg.starts_with("-fplugin") &&
                   !Arg.starts_with("/clang:-fplugin"))
            Result.push_back(Args[I]);
        }
        size_t End = llvm::find(Result, "--") - Result.begin();
        std::vector<std::string> More = J.Opts.Extra;
        More.push_back("-resource-dir=" + J.Opts.Resources);
        Result.insert(Result.begin() + End, More.begin(), More.end());
        return Result;
      });
  Action Act(J);
  Tool.run(&Act);
  if (!J.Done && J.Why.empty())
    J.Why = Said.First.empty() ? "the command does not compile it" : Said.First;
  hand(Said.Text, J);
  return J.Done;
}

bool parse(int Count, char **Args, Options &Opts) {
  const struct {
    StringRef Name;
    std::string *Value;
  } Known[] = {{"--unit", &Opts.Unit}, {"--facts", &Opts.Facts},
               {"--deps", &Opts.Deps}, {"--messages", &Opts.Messages},
               {"--cwd", &Opts.Cwd},   {"--root", &Opts.Root},
               {"--out", &Opts.Out},   {"-p", &Opts.Database}};
  for (int I = 1; I < Count; I++) {
    StringRef Arg = Args[I];
    const auto *Option =
        llvm::find_if(Known, [&](auto &K) { return K.Name == Arg; });
    if (Arg == "--") {
      Opts.Fixed = true;
      Opts.Command.assign(Args + I + 1, Args + Count);
      break;
    }
    if (Arg == "-v") {
      Opts.Verbose = true;
    } else if (Option != std::end(Known) || Arg == "--extra-arg") {
      if (++I == Count) {
        complain("'" + Arg + "' needs a value");
        return false;
      }
      if (Arg == "--extra-arg")
        Opts.Extra.push_back(Args[I]);
      else
        *Option->Value = Args[I];
    } else if (Arg.starts_with("-")) {
      complain("unknown option '" + Arg + "'");
      return false;
    } else {
      Opts.Files.push_back(Args[I]);
    }
  }
  bool Unit = !Opts.Unit.empty();
  if (Unit ? Opts.Facts.empty() || Opts.Command.empty()
           : Opts.Out.empty() || (Opts.Database.empty() &&
                                  (!Opts.Fixed || Opts.Files.empty()))) {
    complain("give '--unit SOURCE --facts FILE -- COMPILER ARG...', or '-p "
             "BUILD_DIR "
             "--out DIR [FILE...]', or '--out DIR FILE... -- ARG...'");
    return false;
  }
  // A relative name means what it means here and now.
  for (std::string *Path : {&Opts.Facts, &Opts.Deps, &Opts.Messages, &Opts.Cwd,
                            &Opts.Root, &Opts.Out, &Opts.Database})
    if (!Path->empty())
      *Path = absolutePath(*Path);
  return true;
}

std::string resources(const char *Program) {
  static int Anchor;
  std::string Main = llvm::sys::fs::getMainExecutable(Program, &Anchor);
  SmallString<256> Beside(path::parent_path(path::parent_path(Main)));
  path::append(Beside, "lib", "clang",
               std::to_string(isrlint::compiledMajor()));
  return llvm::sys::fs::is_directory(Beside) ? Beside.str().str()
                                             : ISRLINT_RESOURCE_DIR;
}

bool commandsOf(const Options &Opts,
                std::vector<tooling::CompileCommand> &All) {
  std::string Why;
  std::unique_ptr<tooling::CompilationDatabase> Database;
  if (Opts.Database.empty())
    Database = std::make_unique<tooling::FixedCompilationDatabase>(
        absolutePath("."), Opts.Command);
  else
    Database =
        tooling::CompilationDatabase::loadFromDirectory(Opts.Database, Why);
  if (!Database) {
    complain(StringRef(Why).rtrim());
    return false;
  }
  std::vector<std::string> Files = Opts.Files;
  if (Files.empty()) {
    Files = Database->getAllFiles();
    llvm::sort(Files);
  }
  for (const std::string &File : Files)
    llvm::append_range(All, Database->getCompileCommands(absolutePath(File)));
  return true;
}

} // namespace

int main(int Count, char **Args) {
  Options Opts;
  if (!parse(Count, Args, Opts))
    return 2;
  Opts.Resources = resources(Args[0]);
  // Microsoft inline assembly is parsed by the target.
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmParsers();
  il_error Err = {};
  il_knowledge *Knowledge = il_knowledge_builtin(&Err);
  if (!Knowledge) {
    complain(Err.message);
    return 2;
  }
  int Status = 0;
  if (!Opts.Unit.empty()) {
    std::string Folder = Opts.Cwd.empty() ? absolutePath(".") : Opts.Cwd;
    Job J{Opts, Knowledge, Opts.Facts, Opts.Deps, "", false};
    if (!extractOne({Folder, absolutePath(Opts.Unit, Folder), Opts.Command, ""},
                    J)) {
      complain("'" + Opts.Unit + "': " + J.Why);
      Status = 1;
    }
  } else {
    std::vector<tooling::CompileCommand> All;
    if (std::error_code Code = llvm::sys::fs::create_directories(Opts.Out)) {
      complain("cannot make '" + Opts.Out + "': " + Code.message());
      Status = 2;
    } else if (!commandsOf(Opts, All)) {
      Status = 2;
    }
    for (const tooling::CompileCommand &Command : All) {
      Job J{Opts, Knowledge, "", "", "", false};
      bool Done = extractOne(Command, J);
      std::printf("%s\t%s\t%s\n", Done ? "facts" : "failed",
                  absolutePath(Command.Filename, Command.Directory).c_str(),
                  Done ? J.Facts.c_str() : J.Why.c_str());
      Status |= !Done;
    }
  }
  il_knowledge_free(Knowledge);
  return Status;
}
