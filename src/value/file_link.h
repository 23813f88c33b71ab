// FileLink: an attached file as a cell of a files column knows it. The cell is a list of texts, each a link as JSON in one
// way of writing: {"id":"f-…","name":"report.pdf","size":1234,"type":"application/pdf"}.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace csip::value {

struct FileLink {
  std::string id;
  std::string name;
  int64_t size = 0;  // bytes
  std::string type;  // media type, as its sender said

  std::string ToText() const;
  void Write(base::JsonWriter* out) const;
  // Nothing when it is no such object.
  static std::optional<FileLink> Read(const base::Json& json);
  static std::optional<FileLink> Read(std::string_view text);
};

}  // namespace csip::value
