#include "api/attachment.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "api/http/uri.h"

namespace csip::api {
namespace {

// Types that programs open by themselves; none of them runs scripts in a page.
constexpr std::array<std::string_view, 20> kNamedTypes = {
    "application/json",
    "application/msword",
    "application/pdf",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/zip",
    "audio/mpeg",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
    "text/csv",
    "text/plain",
    "video/mp4"};

std::string ServedType(const std::string& type) {
  bool named = std::find(kNamedTypes.begin(), kNamedTypes.end(), type) != kNamedTypes.end();
  if (!named) return "application/octet-stream";
  return type.starts_with("text/") ? type + "; charset=utf-8" : type;
}

// RFC 6266: a name in plain ASCII for old clients, and the whole one percent-encoded.
std::string Disposition(const std::string& name) {
  std::string plain;
  for (char c : name) {
    bool safe = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%' && c != ';';
    if (safe) {
      plain += c;
    } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
      plain += '_';  // one for a character of several bytes
    }
  }
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, http::EncodePercent(name));
}

}  // namespace

void MakeAttachment(const std::string& name, const std::string& type, http::Response* response) {
  response->Set("Content-Type", ServedType(type)).Set("Content-Disposition", Disposition(name));
  response->Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
  response->Set("Cache-Control", "private, no-cache");
}

}  // namespace csip::api
