// Macros.cpp - see Macros.h.
#include "Macros.h"

#include "isrlint/facts.h"

#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

#include "llvm/ADT/StringMap.h"

using namespace clang;
using llvm::StringRef;

namespace isrlint {

SourceLocation fileLoc(const SourceManager &SM, SourceLocation Loc) {
  SourceLocation File = SM.getFileLoc(Loc);
  // A token made by '##' has no place of its own.
  return SM.isWrittenInScratchSpace(File) ? SM.getExpansionLoc(Loc) : File;
}

std::pair<StringRef, StringRef> splitArgs(StringRef Text) {
  size_t Open = Text.find('(');
  if (Open == StringRef::npos || !Text.ends_with(")"))
    return {Text, ""};
  return {Text.take_front(Open).rtrim(),
          Text.drop_front(Open + 1).drop_back().trim()};
}

namespace {

class Recorder : public PPCallbacks {
public:
  Recorder(Preprocessor &PP, std::shared_ptr<Uses> U)
      : PP(PP), SM(PP.getSourceManager()), U(std::move(U)) {
    for (const il_watch_row &W : this->U->Watches)
      if (W.kind == IL_WATCH_MACRO)
        Macros.insert({text(W.name), true});
  }

  void MacroExpands(const Token &Name, const MacroDefinition &, SourceRange R,
                    const MacroArgs *Args) override {
    auto It = Macros.find(Name.getIdentifierInfo()->getName());
    if (It == Macros.end())
      return;
    std::string Spelled;
    for (unsigned I = 0; Args && I < Args->getNumMacroArguments(); I++) {
      if (I)
        Spelled += ", ";
      const Token *First = Args->getUnexpArgument(I);
      for (const Token *T = First; T->isNot(tok::eof); T++) {
        if (T != First && T->hasLeadingSpace())
          Spelled += ' ';
        Spelled += PP.getSpelling(*T);
      }
    }
    U->All.push_back({IL_WATCH_MACRO, fileLoc(SM, R.getBegin()),
                      It->first().str(), std::move(Spelled)});
  }

  // By text: a PragmaHandler would silence the compiler's own warnings.
  void PragmaDirective(SourceLocation Loc, PragmaIntroducerKind Kind) override {
    bool Invalid = false;
    StringRef Text = SM.getCharacterData(SM.getSpellingLoc(Loc), &Invalid);
    if (Invalid)
      return;
    if (Kind == PIK_HashPragma) {
      Text.consume_front("#");
      Text = Text.ltrim();
      size_t End = 0;
      do
        End = Text.find('\n', End + 1);
      while (End != StringRef::npos &&
             Text.take_front(End).rtrim('\r').ends_with("\\"));
      Text = Text.take_front(End);
    }
    Text = Text.drop_while([](char C) { return isAsciiIdentifierContinue(C); })
               .ltrim();
    if (Kind != PIK_HashPragma) {
      size_t End = closing(Text);
      Text = Text.take_front(End).drop_front(1).trim("\" \t");
    }
    StringRef Name =
        Text.take_while([](char C) { return isAsciiIdentifierContinue(C); });
    StringRef Args = Text.drop_front(Name.size()).ltrim();
    if (Args.starts_with("("))
      Args = Args.take_front(closing(Args)).drop_front(1);
    Args = Args.trim().take_front(IL_TEXT_MAX);
    for (const il_watch_row &W : U->Watches)
      if (W.kind == IL_WATCH_PRAGMA && Name == text(W.name) &&
          Args.contains(text(W.argument))) {
        U->All.push_back(
            {IL_WATCH_PRAGMA, fileLoc(SM, Loc), Name.str(), Args.str()});
        return;
      }
  }

private:
  // Place of the ')' that closes the '(' at the start of the text.
  static size_t closing(StringRef Text) {
    unsigned Depth = 0;
    for (size_t I = 0; I < Text.size(); I++) {
      Depth += Text[I] == '(';
      if (Text[I] == ')' && --Depth == 0)
        return I;
    }
    return StringRef::npos;
  }

  Preprocessor &PP;
  SourceManager &SM;
  std::shared_ptr<Uses> U;
  llvm::StringMap<bool> Macros;
};

class Comments : public CommentHandler {
public:
  explicit Comments(std::shared_ptr<Uses> U) : U(std::move(U)) {}

  bool HandleComment(Preprocessor &PP, SourceRange R) override {
    StringRef Text =
        Lexer::getSourceText(CharSourceRange::getCharRange(R),
                             PP.getSourceManager(), PP.getLangOpts());
    if (Text.consume_front("/*"))
      Text.consume_back("*/");
    Text = Text.ltrim("/!").trim();
    for (const il_watch_row &W : U->Watches)
      if (W.kind == IL_WATCH_COMMENT && Text.starts_with(text(W.name))) {
        U->All.push_back({IL_WATCH_COMMENT, R.getBegin(), "", Text.str()});
        break;
      }
    return false;
  }

private:
  std::shared_ptr<Uses> U;
};

// The preprocessor owns callbacks but not comment handlers.
class Owner : public PPCallbacks {
public:
  explicit Owner(std::shared_ptr<Uses> U) : Handler(std::move(U)) {}
  Comments Handler;
};

} // namespace

std::shared_ptr<Uses> watch(Preprocessor &PP,
                            llvm::ArrayRef<il_watch_row> Watches) {
  auto U = std::make_shared<Uses>();
  U->Watches = Watches;
  PP.addPPCallbacks(std::make_unique<Recorder>(PP, U));
  auto Keep = std::make_unique<Owner>(U);
  PP.addCommentHandler(&Keep->Handler);
  PP.addPPCallbacks(std::move(Keep));
  return U;
}

} // namespace isrlint
