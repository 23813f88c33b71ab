#include "blueprint/yaml/folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "blueprint/yaml/yaml.h"

namespace csip::blueprint {

namespace fs = std::filesystem;

const std::vector<std::string>& PartKinds() {
  static const std::vector<std::string> kinds = {"automations", "buttons", "decks", "amendments"};
  return kinds;
}

base::Result<std::string> ReadFile(const std::string& path, const std::string& name) {
  std::error_code failed;
  auto size = fs::file_size(path, failed);
  if (failed)
    return base::Error{base::Code::kNotFound, "the file cannot be read: " + failed.message(), {name}};
  if (size > kMaxYamlBytes) {
    return base::Error{base::Code::kTooLarge,
                       fmt::format("the file has {} bytes, more than {}", size, kMaxYamlBytes),
                       {name}};
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || text.str().size() != size)
    return base::Error{base::Code::kUnavailable, "the file cannot be read", {name}};
  std::string out = std::move(text).str();
  if (out.starts_with("\xEF\xBB\xBF")) out.erase(0, 3);
  return out;
}

base::Status ReplaceFile(const std::string& path, const std::string& text) {
  std::string fresh = path + ".new";
  {
    std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file) return base::Error{base::Code::kUnavailable, "the file cannot be written: " + path};
  }
  std::error_code failed;
  fs::rename(fresh, path, failed);
  if (failed)
    return base::Error{base::Code::kUnavailable,
                       "the file cannot be replaced: " + path + ": " + failed.message()};
  return {};
}

std::vector<FolderEntry> ListFolder(const std::string& path) {
  std::vector<FolderEntry> entries;
  std::error_code failed;
  for (fs::directory_iterator it(path, failed), end; !failed && it != end; it.increment(failed)) {
    std::string name = it->path().filename().string();
    std::error_code ignored;
    if (!name.starts_with('.')) entries.push_back({name, it->is_directory(ignored)});
  }
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return entries;
}

}  // namespace csip::blueprint
