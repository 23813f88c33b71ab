// Files of a blueprint's folder: reading with a limit, listing in a fixed order, replacing whole.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace csip::blueprint {

// The kinds of part, each a folder of the blueprint.
const std::vector<std::string>& PartKinds();

// The whole file without a byte order mark. `name` stands for it in messages.
base::Result<std::string> ReadFile(const std::string& path, const std::string& name);

// Replaces the file in one step: a reader sees the old text or the new one.
base::Status ReplaceFile(const std::string& path, const std::string& text);

struct FolderEntry {
  std::string name;
  bool is_folder = false;
};
// What is in the folder but hidden entries, sorted by name; nothing when there is no such folder.
std::vector<FolderEntry> ListFolder(const std::string& path);

}  // namespace csip::blueprint
