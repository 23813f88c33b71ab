// Where the parts of a blueprint stand in its files, so that a check of the finished blueprint can name the
// line.
#pragma once

#include <fmt/format.h>

#include <string>
#include <unordered_map>

#include "base/result.h"

namespace csip::blueprint {

// Places by path: "Account_Master/views/By CSM/sort/0". A plain value.
class Places {
 public:
  void Set(const std::string& path, base::Place place) { places_[path] = std::move(place); }
  // The place of the path, or of the longest beginning of it that is known, or `otherwise`.
  base::Place Find(std::string path, const base::Place& otherwise) const {
    while (!path.empty()) {
      if (auto found = places_.find(path); found != places_.end()) return found->second;
      size_t slash = path.rfind('/');
      path.resize(slash == std::string::npos ? 0 : slash);
    }
    return otherwise;
  }

 private:
  std::unordered_map<std::string, base::Place> places_;
};

// How paths are written.
inline std::string TablePath(const std::string& table) {
  return table;
}
inline std::string ColumnPath(const std::string& table, const std::string& column) {
  return fmt::format("{}/columns/{}", table, column);
}
inline std::string ViewPath(const std::string& table, const std::string& view) {
  return fmt::format("{}/views/{}", table, view);
}

}  // namespace csip::blueprint
