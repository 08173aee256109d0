// Plugin.cpp - isrlint as a Clang plugin: arguments, and the run of a unit.
#include "Compat.h"
#include "Emit.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"

#include "llvm/Support/FileSystem.h"

#include <cstdio>
#include <cstdlib>

using namespace clang;
using llvm::StringRef;

namespace isrlint {
namespace {

struct Arguments {
  std::string Root, Rules, Facts;
  Werror Fail = Werror::None;
  bool Verbose = false;
};

/// Ends the compiler: a build that goes on would look checked.
[[noreturn]] void quit(const llvm::Twine &Text) {
  std::fprintf(stderr, "isrlint: error: %s\n", Text.str().c_str());
  std::exit(1);
}

/// Facts as file-scope assembly, in a section that linkers drop.
bool putIntoObject(CompilerInstance &CI, StringRef Facts) {
  ASTContext &Ctx = CI.getASTContext();
  const llvm::Triple &T = CI.getTarget().getTriple();
  if (!T.isOSBinFormatCOFF() && !T.isOSBinFormatELF())
    return false;
  std::string Text = T.isOSBinFormatCOFF() ? ".section .isrlint,\"n\"\n"
                                           : ".section .isrlint,\"e\"\n";
  while (!Facts.empty()) {
    auto [Line, Rest] = Facts.split('\n');
    Text += ".ascii \"";
    for (char C : Line) {
      if (C == '"' || C == '\\')
        Text += '\\';
      Text += C;
    }
    Text += "\\n\"\n";
    Facts = Rest;
  }
  Text += ".text\n";
  QualType Type = Ctx.getStringLiteralArrayType(Ctx.CharTy, Text.size());
  auto *Literal = StringLiteral::Create(Ctx, Text, StringLiteralKind::Ordinary,
                                        false, Type, SourceLocation());
  Decl *Asm =
      FileScopeAsmDecl::Create(Ctx, Ctx.getTranslationUnitDecl(), Literal,
                               SourceLocation(), SourceLocation());
  CI.getASTConsumer().HandleTopLevelDecl(DeclGroupRef(Asm));
  return true;
}

class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &CI, Arguments Given)
      : CI(CI), Args(std::move(Given)), Knowledge(il_knowledge_builtin(&Err)) {
    if (!Knowledge)
      return;
    size_t Count;
    const il_watch_row *Rows = il_knowledge_watches(Knowledge, &Count);
    Seen = watch(CI.getPreprocessor(), {Rows, Count});
  }
  ~Consumer() override { il_knowledge_free(Knowledge); }

  void HandleTranslationUnit(ASTContext &) override {
    // A header that is compiled in advance is read again by each of its users.
    if (CI.getFrontendOpts().ProgramAction == frontend::GeneratePCH)
      return;
    if (CI.getLangOpts().CPlusPlus || CI.getLangOpts().ObjC) {
      if (Args.Verbose)
        std::fprintf(stderr,
                     "isrlint: %s: not analysed, because only C is checked and "
                     "this unit is %s\n",
                     CI.getFrontendOpts().Inputs[0].getFile().str().c_str(),
                     CI.getLangOpts().ObjC ? "Objective-C" : "C++");
      return;
    }
    Root From(CI, Args.Root);
    il_facts *Facts = Knowledge ? extract(CI, From, Seen.get(), &Err) : nullptr;
    if (Facts) {
      write(From, Facts);
      analyse(From, Facts);
    }
    if (Err.code != IL_OK)
      say(CI, false,
          llvm::Twine("isrlint did not check this unit: ") + Err.message);
    il_facts_free(Facts);
  }

private:
  void write(const Root &From, il_facts *Facts) {
    if (Args.Facts.empty())
      return;
    StringRef Text = text(il_facts_text(Facts, &Err));
    if (Args.Facts == "object") {
      if (!putIntoObject(CI, Text))
        say(CI, true,
            "'facts=object' needs a COFF or ELF target; use 'facts=DIR'");
      return;
    }
    std::string Path = Args.Facts;
    if (StringRef(Path).ends_with("/") || llvm::sys::fs::is_directory(Path)) {
      llvm::sys::fs::create_directories(Path);
      Path = StringRef(Path).rtrim('/').str() + "/" + factsName(Facts);
    }
    std::string Why = writeWhole(Path, Text);
    if (!Why.empty())
      say(CI, Args.Fail != Werror::None,
          "cannot write the facts to '" + Path + "': " + Why);
  }

  void analyse(const Root &From, const il_facts *Facts) {
    il_input Input = {};
    Input.facts = Facts;
    il_options Options = {};
    Options.rules = str(Args.Rules);
    Options.unit_only = true;
    il_result *Result = il_analyse(Knowledge, &Input, 1, &Options, &Err);
    if (!Result)
      return;
    emit(CI, From, *Result, Args.Fail);
    size_t Open = 0, Whole = 0;
    for (size_t I = 0; I < Result->program_count; I++)
      Open += Result->programs[I].unknown_count +
              Result->programs[I].unresolved_count;
    for (size_t I = 0; const il_rule_info *Rule = il_rule_at(I); I++)
      Whole += Rule->scope == IL_SCOPE_PROGRAM;
    if (Args.Verbose && Open + Whole)
      std::fprintf(
          stderr,
          "isrlint: %s: only this unit was seen: %zu callee%s not in it or not "
          "known, its callers in other units, and %zu rules about the whole "
          "driver; 'isrlint analyze' on the facts of all units answers what is "
          "open here\n",
          text(il_facts_record(Facts, 0)->u.unit_.source).str().c_str(), Open,
          Open == 1 ? "" : "s", Whole);
    il_result_free(Result);
  }

  CompilerInstance &CI;
  const Arguments Args;
  il_error Err = {};
  il_knowledge *Knowledge;
  std::shared_ptr<Uses> Seen;
};

class Action : public PluginASTAction {
protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 StringRef) override {
    return std::make_unique<Consumer>(CI, Args);
  }

  // Before code generation, so that facts can go into the object.
  ActionType getActionType() override { return AddBeforeMainAction; }

  bool ParseArgs(const CompilerInstance &,
                 const std::vector<std::string> &Given) override {
    for (StringRef Arg : Given) {
      auto [Key, Value] = Arg.split('=');
      if (Key == "root" && !Value.empty())
        Args.Root = Value.str();
      else if (Key == "facts" && !Value.empty())
        Args.Facts = Value.str();
      else if (Key == "rules" && !Value.empty())
        rules(Value);
      else if (Arg == "werror")
        Args.Fail = Werror::Errors;
      else if (Arg == "werror=all")
        Args.Fail = Werror::All;
      else if (Arg == "v")
        Args.Verbose = true;
      else if (Key == "config")
        quit("'config=FILE' is not supported yet");
      else
        unknown(Arg, Key);
    }
    return true;
  }

private:
  void rules(StringRef Value) {
    il_error Err = {};
    if (!il_rules_valid(str(Value), &Err))
      quit(Err.message);
    Args.Rules = Value.str();
  }

  [[noreturn]] void unknown(StringRef Arg, StringRef Key) {
    const char *const Forms[] = {"root=DIR",    "rules=RULES",
                                 "werror",      "facts=object|FILE|DIR",
                                 "config=FILE", "v"};
    StringRef Best = Forms[0];
    unsigned Least = ~0u;
    for (StringRef Form : Forms)
      if (unsigned D = Key.edit_distance(Form.split('=').first); D < Least) {
        Least = D;
        Best = Form;
      }
    quit("unknown argument '" + Arg + "'; the nearest is '" + Best + "'");
  }

  Arguments Args;
};

/// Runs while the plugin is loaded, before anything that only one major has.
bool guard() {
  if (hostMajor() != compiledMajor())
    quit("this plugin is for clang " + llvm::Twine(compiledMajor()) +
         " and was loaded by clang " + llvm::Twine(hostMajor()) +
         "; use isrlint-" + llvm::Twine(hostMajor()) + ".plugin");
  return true;
}

} // namespace
} // namespace isrlint

static const bool Guarded = isrlint::guard();
static FrontendPluginRegistry::Add<isrlint::Action>
    Registration("isrlint",
                 "check the interrupt discipline of Storport drivers");
