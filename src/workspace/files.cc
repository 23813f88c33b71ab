#include "workspace/files.h"

#include <fmt/format.h>

#include "base/secret.h"
#include "base/text.h"

namespace csip::workspace {

using base::Code;
using base::Error;
using value::FileLink;

namespace {

constexpr const char* kPrefix = "file ";
constexpr size_t kLongestName = 200;
constexpr size_t kLongestType = 100;
constexpr const char* kAnyType = "application/octet-stream";

// Marks that show a text in another order than it is written ("annexe\u202Efdp.exe"), and those nobody sees.
bool IsHidden(std::string_view at) {
  for (std::string_view mark :
       {"\u200b", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2028", "\u2029",
        "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff", "\u061c", "\u0085"}) {
    if (at.starts_with(mark)) return true;
  }
  return false;
}

size_t LengthOfCharacter(char first) {
  auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

// Whole characters from the front, at most `most` bytes.
std::string_view Front(std::string_view text, size_t most) {
  size_t at = 0;
  while (at < text.size() && at + LengthOfCharacter(text[at]) <= most) at += LengthOfCharacter(text[at]);
  return text.substr(0, at);
}

}  // namespace

std::string CleanFileName(std::string_view name) {
  size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string clean;
  for (size_t at = 0; at < name.size();) {
    size_t length = std::min(LengthOfCharacter(name[at]), name.size() - at);
    auto byte = static_cast<unsigned char>(name[at]);
    bool control = byte < 0x20 || byte == 0x7f;
    if (!control && !IsHidden(name.substr(at))) clean += name.substr(at, length);
    at += length;
  }
  clean = base::ToNfc(base::Trim(clean));
  if (clean.size() > kLongestName) {
    size_t dot = clean.rfind('.');
    std::string ending =
        dot != std::string::npos && clean.size() - dot <= 20 ? clean.substr(dot) : std::string();
    clean = std::string(Front(clean, kLongestName - ending.size())) + ending;
  }
  bool dots = clean.find_first_not_of('.') == std::string::npos;
  return dots ? "file" : clean;
}

std::string CleanMediaType(std::string_view type) {
  type = base::Trim(type.substr(0, type.find(';')));
  std::string clean = base::ToLowerAscii(std::string(type));
  size_t slash = clean.find('/');
  bool good = clean.size() <= kLongestType && slash != std::string::npos && slash > 0 &&
              slash + 1 < clean.size() && clean.find('/', slash + 1) == std::string::npos &&
              clean.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789!#$&-^_.+/") == std::string::npos;
  return good ? clean : kAnyType;
}

base::Result<FileLink> Files::Add(const access::Actor& actor, std::string_view name, std::string_view type,
                                  std::string_view bytes, base::Micros now) {
  if (bytes.empty()) return base::Invalid("the file is empty; there is nothing to attach");
  if (bytes.size() > kMostBytes) {
    return Error{Code::kTooLarge,
                 fmt::format("the file has {} bytes; {} are the most", bytes.size(), kMostBytes)};
  }
  FileLink link{"f-" + base::RandomHex(12), CleanFileName(name), static_cast<int64_t>(bytes.size()),
                CleanMediaType(type)};
  CSIP_ASSIGN_OR_RETURN(std::string sha256, store_.blobs().Put(bytes));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject()
      .Field("id", link.id)
      .Field("name", link.name)
      .Field("size", link.size)
      .Field("type", link.type);
  out.Field("sha256", sha256).Field("actor", actor.id).Field("time", now).EndObject();
  CSIP_RETURN_IF_ERROR(store_.SetSetting(kPrefix + link.id, json));
  return link;
}

base::Result<base::Json> Files::Lookup(const std::string& id) const {
  CSIP_ASSIGN_OR_RETURN(auto text, store_.Setting(kPrefix + id));
  if (!text) {
    return base::NotFound(
        fmt::format("there is no file `{}`; POST /api/files keeps one and says its id", id.substr(0, 60)));
  }
  return base::ParseJson(*text);
}

base::Result<FileLink> Files::Find(const std::string& id) const {
  CSIP_ASSIGN_OR_RETURN(base::Json json, Lookup(id));
  auto link = FileLink::Read(json);
  if (!link) return Error{Code::kCorrupt, fmt::format("what is known of the file `{}` cannot be read", id)};
  return *link;
}

base::Result<std::string> Files::Read(const std::string& id) const {
  CSIP_ASSIGN_OR_RETURN(base::Json json, Lookup(id));
  return store_.blobs().Read(json.TextOr("sha256"));
}

}  // namespace csip::workspace
