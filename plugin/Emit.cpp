// Emit.cpp - see Emit.h.
#include "Emit.h"

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"

using namespace clang;

namespace isrlint {

static SourceLocation locate(CompilerInstance &CI, const Root &From,
                             const il_spot &At) {
  if (At.host)
    return SourceLocation::getFromRawEncoding(At.host);
  if (!At.path || !At.line)
    return SourceLocation();
  auto File =
      CI.getFileManager().getOptionalFileRef(From.Folder + "/" + At.path);
  return File ? CI.getSourceManager().translateFileLineCol(*File, At.line,
                                                           At.column)
              : SourceLocation();
}

static void report(CompilerInstance &CI, SourceLocation At,
                   DiagnosticsEngine::Level Level, llvm::StringRef Text) {
  DiagnosticsEngine &DE = CI.getDiagnostics();
  DE.Report(At, DE.getCustomDiagID(Level, "%0")) << Text;
}

void say(CompilerInstance &CI, bool Error, const llvm::Twine &Text) {
  report(CI, SourceLocation(),
         Error ? DiagnosticsEngine::Error : DiagnosticsEngine::Warning,
         Text.str());
}

void emit(CompilerInstance &CI, const Root &From, const il_result &Result,
          Werror Fail) {
  for (size_t I = 0; I < Result.finding_count; I++) {
    const il_finding &F = Result.findings[I];
    if (F.suppression)
      continue;
    SourceLocation At = locate(CI, From, F.at);
    // What is wrong in a system's header is nothing the user can change.
    if (CI.getSourceManager().isInSystemHeader(At))
      continue;
    bool Error = Fail == Werror::All ||
                 (Fail == Werror::Errors && F.severity == IL_ERROR);
    report(CI, At,
           Error ? DiagnosticsEngine::Error : DiagnosticsEngine::Warning,
           (llvm::Twine(F.message) + " [isrlint-" + F.rule->id + "]").str());
    for (size_t K = 0; K < F.step_count; K++)
      report(CI, locate(CI, From, F.steps[K].at), DiagnosticsEngine::Note,
             F.steps[K].text);
  }
}

} // namespace isrlint
