#include "app/blueprint_folder.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "app/embedded_files.h"
#include "blueprint/read.h"

namespace csip::app {
namespace {

namespace fs = std::filesystem;

base::Error CannotUnpack(const std::string& path) {
  return {base::Code::kUnavailable,
          fmt::format("cannot write the blueprint to `{}`; is there room for it?", path)};
}

}  // namespace

base::Result<std::unique_ptr<BlueprintFolder>> BlueprintFolder::Open(const std::string& folder) {
  std::unique_ptr<BlueprintFolder> opened(new BlueprintFolder);
  opened->path_ = folder;
  if (!folder.empty()) {
    std::error_code ignored;
    if (fs::is_directory(folder, ignored)) return opened;
    return base::NotFound(fmt::format("there is no blueprint folder `{}`", folder));
  }
  CSIP_RETURN_IF_ERROR(opened->Unpack());
  return opened;
}

BlueprintFolder::~BlueprintFolder() {
  std::error_code ignored;
  if (!unpacked_.empty()) fs::remove_all(unpacked_, ignored);
}

base::Status BlueprintFolder::Unpack() {
  if (EmbeddedFiles().empty())
    return base::NotFound("this program was built without a blueprint; name a folder");
  std::error_code failed;
  std::string pattern = (fs::temp_directory_path(failed) / "csip-blueprint-XXXXXX").string();
  if (failed || mkdtemp(pattern.data()) == nullptr) return CannotUnpack(pattern);
  unpacked_ = pattern;
  std::string_view first = EmbeddedFiles().front().path;
  path_ = unpacked_ + "/" + std::string(first.substr(0, first.find('/')));
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    fs::path target = fs::path(unpacked_) / std::string(file.path);
    fs::create_directories(target.parent_path(), failed);
    std::ofstream out(target, std::ios::binary);
    out.write(file.bytes.data(), static_cast<std::streamsize>(file.bytes.size()));
    out.close();
    if (!out) return CannotUnpack(target.string());
  }
  return {};
}

base::Result<std::shared_ptr<const blueprint::Compiled>> CompileFolder(const std::string& folder) {
  blueprint::ReadOutcome read = blueprint::ReadFolder(folder);
  std::vector<base::Error> errors = std::move(read.errors);
  if (errors.empty()) {
    blueprint::CompileOutcome outcome = blueprint::Compile(std::move(read.blueprint));
    if (outcome.compiled != nullptr) return outcome.compiled;
    errors = std::move(outcome.errors);
  }
  std::string words = blueprint::Render(errors);
  while (words.ends_with('\n')) words.pop_back();
  return base::Invalid(
      fmt::format("{}\n{} error{} in the blueprint", words, errors.size(), errors.size() == 1 ? "" : "s"));
}

}  // namespace csip::app
