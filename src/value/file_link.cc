#include "value/file_link.h"

#include <cmath>

namespace csip::value {

void FileLink::Write(base::JsonWriter* out) const {
  out->BeginObject().Field("id", id).Field("name", name).Field("size", size).Field("type", type).EndObject();
}

std::string FileLink::ToText() const {
  std::string text;
  base::JsonWriter out(&text);
  Write(&out);
  return text;
}

std::optional<FileLink> FileLink::Read(const base::Json& json) {
  if (!json.is_object()) return std::nullopt;
  FileLink link{json.TextOr("id"), json.TextOr("name"), 0, json.TextOr("type")};
  const base::Json* size = json.Find("size");
  constexpr double kMost = 1e15;
  if (size != nullptr && size->is_number() && size->number() >= 0 && size->number() < kMost)
    link.size = static_cast<int64_t>(size->number());
  if (link.id.empty()) return std::nullopt;
  return link;
}

std::optional<FileLink> FileLink::Read(std::string_view text) {
  if (!text.starts_with('{')) return std::nullopt;
  auto json = base::ParseJson(text);
  return json.ok() ? Read(*json) : std::nullopt;
}

}  // namespace csip::value
