// YAML text as a tree with positions. The library behind it appears in yaml.cc only.
//
// Text stays as written: whether `12` is a number or a name is the reader's affair. A tree is a plain value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace csip::blueprint {

struct YamlNode {
  enum class Kind : uint8_t { kNull, kText, kList, kMap };
  Kind kind = Kind::kNull;
  bool quoted = false;          // kText: in quotes or as a block
  std::string text;             // kText
  int line = 0;                 // 1-based
  int column = 0;               // 1-based, bytes
  size_t offset = 0;            // in the text
  std::vector<YamlNode> keys;   // kMap: texts, one for each item
  std::vector<YamlNode> items;  // kList, kMap

  bool is_null() const { return kind == Kind::kNull; }
  bool is_text() const { return kind == Kind::kText; }
  bool is_list() const { return kind == Kind::kList; }
  bool is_map() const { return kind == Kind::kMap; }
  // In words, for messages: "a list".
  const char* KindName() const;
};

inline constexpr size_t kMaxYamlBytes = size_t{16} << 20;

// One document. The error has line and column, and `file` as its file. Aliases are copied; size and depth are
// limited.
base::Result<YamlNode> ParseYaml(std::string_view text, const std::string& file);

}  // namespace csip::blueprint
