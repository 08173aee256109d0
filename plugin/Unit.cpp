// Unit.cpp - paths, hashes and files of a unit.
#include "Extract.h"

#include "clang/Frontend/CompilerInstance.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

#include <cerrno>
#include <cstdio>

using namespace clang;
using llvm::SmallString;
using llvm::StringRef;
namespace path = llvm::sys::path;

namespace isrlint {

uint64_t fnv(StringRef Text, uint64_t Hash) {
  for (unsigned char C : Text)
    Hash = (Hash ^ C) * 0x100000001b3;
  return Hash;
}

std::string hex(uint64_t Hash) { return llvm::utohexstr(Hash, true, 16); }

std::string Root::absolute(StringRef Path) const {
  SmallString<256> P(Path);
  CI.getFileManager().makeAbsolutePath(P);
  path::remove_dots(P, true);
  return path::convert_to_slash(P);
}

Root::Root(CompilerInstance &CI, StringRef Given) : CI(CI) {
  std::string Start = absolute(".");
  if (!Given.empty()) {
    Start = absolute(Given);
  } else if (auto Main = CI.getSourceManager().getFileEntryRefForID(
                 CI.getSourceManager().getMainFileID())) {
    std::string Source = absolute(Main->getName());
    for (StringRef Dir = path::parent_path(Source); !Dir.empty();
         Dir = path::parent_path(Dir))
      if (llvm::sys::fs::exists(Dir + "/.isrlint.yml") ||
          llvm::sys::fs::exists(Dir + "/.git")) {
        Start = Dir.str();
        break;
      }
  }
  Folder = StringRef(Start).rtrim('/').str();
  SmallString<256> R;
  Real = llvm::sys::fs::real_path(Folder, R)
             ? Folder
             : StringRef(path::convert_to_slash(R)).rtrim('/').str();
}

std::string Root::relative(StringRef Path) const {
  std::string Whole = absolute(Path);
  auto Below = [](StringRef P, StringRef Top) {
    return P.consume_front(Top) && P.consume_front("/") ? P : StringRef();
  };
  StringRef Rest = Below(Whole, Folder);
  SmallString<256> R;
  std::string Slashes;
  if (Rest.empty() && !llvm::sys::fs::real_path(Whole, R)) {
    Slashes = path::convert_to_slash(R);
    Rest = Below(Slashes, Real);
  }
  return Rest.empty() ? "<sys>/" + path::filename(Whole).str() : Rest.str();
}

std::string factsName(const il_facts *Facts) {
  const il_rec_unit &U = il_facts_record(Facts, 0)->u.unit_;
  StringRef Source = text(U.source);
  uint64_t Hash = fnv(text(U.flags), fnv("\n", fnv(Source)));
  return (path::filename(Source) + "-" + hex(Hash) + ".facts").str();
}

/// Makes a file beside \p Path that nobody else writes; its name in \p Name.
/// LLVM's own way would take a '%' of the path for a digit to choose.
static std::error_code openBeside(StringRef Path, int &FD,
                                  SmallString<256> &Name) {
  namespace fs = llvm::sys::fs;
  std::error_code Code;
  for (unsigned Try = 0; Try < 100; Try++) {
    Name = Path;
    Name += "." + std::to_string(llvm::sys::Process::getProcessId()) + "." +
            std::to_string(Try) + ".tmp";
    Code = fs::openFile(Name, FD, fs::CD_CreateNew, fs::FA_Write, fs::OF_None);
    if (Code != std::errc::file_exists)
      break;
  }
  return Code;
}

std::string writeWhole(StringRef Path, StringRef Text) {
  namespace fs = llvm::sys::fs;
  // A device or a pipe is written to, never replaced.
  fs::file_status Status;
  bool Replace = fs::status(Path, Status) || fs::is_regular_file(Status);
  SmallString<256> Name;
  int FD;
  std::error_code Code =
      Replace ? openBeside(Path, FD, Name) : fs::openFileForWrite(Path, FD);
  if (Code)
    return Code.message();
  // LLVM's own stream ends the compiler when the disk is full.
  FILE *Out = fdopen(FD, "wb");
  errno = 0;
  bool Good = Out && fwrite(Text.data(), 1, Text.size(), Out) == Text.size();
  Good = Out && fclose(Out) == 0 && Good;
  if (!Good)
    Code = std::error_code(errno ? errno : EIO, std::generic_category());
  if (Replace && !Code)
    Code = fs::rename(Name, Path);
  if (Replace && Code)
    fs::remove(Name);
  return Code ? Code.message() : "";
}

} // namespace isrlint
