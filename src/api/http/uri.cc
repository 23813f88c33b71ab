#include "api/http/uri.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"

namespace csip::api::http {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// "tableTypes[0]" and "tableTypes[]" are "tableTypes".
std::string_view WithoutIndex(std::string_view name) {
  size_t open = name.rfind('[');
  if (open == std::string_view::npos || open == 0 || name.back() != ']') return name;
  std::string_view index = name.substr(open + 1, name.size() - open - 2);
  return index.find_first_not_of("0123456789") == std::string_view::npos ? name.substr(0, open) : name;
}

}  // namespace

base::Result<std::string> DecodePercent(std::string_view text, bool plus, std::string_view what) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      int high = i + 2 < text.size() ? HexDigit(text[i + 1]) : -1;
      int low = i + 2 < text.size() ? HexDigit(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return base::Invalid(
            fmt::format("the {} has a % that is not followed by two hexadecimal digits", what));
      }
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (plus && c == '+') {
      c = ' ';
    }
    if (c == '\0') return base::Invalid(fmt::format("the {} holds a NUL character", what));
    out += c;
  }
  if (!base::IsUtf8(out)) return base::Invalid(fmt::format("the {} is not UTF-8", what));
  return out;
}

std::string EncodePercent(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                 (byte >= 'a' && byte <= 'z') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

base::Result<std::vector<std::string>> ReadPath(std::string_view path) {
  std::vector<std::string> segments;
  if (!path.empty() && path[0] == '/') path.remove_prefix(1);
  if (path.empty()) return segments;
  for (std::string_view part : base::Split(path, '/')) {
    CSIP_ASSIGN_OR_RETURN(std::string segment, DecodePercent(part, false, "path"));
    segments.push_back(std::move(segment));
  }
  return segments;
}

base::Result<Query> Query::Read(std::string_view text) {
  Query query;
  if (text.empty()) return query;
  for (std::string_view part : base::Split(text, '&')) {
    if (part.empty()) continue;
    size_t equals = part.find('=');
    CSIP_ASSIGN_OR_RETURN(std::string name, DecodePercent(part.substr(0, equals), true, "query"));
    std::string value;
    if (equals != std::string_view::npos) {
      CSIP_ASSIGN_OR_RETURN(value, DecodePercent(part.substr(equals + 1), true, "query"));
    }
    name = std::string(WithoutIndex(name));
    query.parameters_.emplace_back(std::move(name), std::move(value));
  }
  return query;
}

std::optional<std::string> Query::Find(std::string_view name) const {
  for (auto it = parameters_.rbegin(); it != parameters_.rend(); ++it) {
    if (it->first == name) return it->second;
  }
  return std::nullopt;
}

std::vector<std::string> Query::All(std::string_view name) const {
  std::vector<std::string> all;
  for (const auto& [key, value] : parameters_) {
    if (key != name) continue;
    for (std::string_view item : base::Split(value, ',')) {
      if (!item.empty()) all.emplace_back(item);
    }
  }
  return all;
}

std::vector<std::pair<std::string, std::string>> Query::Starting(std::string_view beginning) const {
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& [key, value] : parameters_) {
    if (key.starts_with(beginning)) found.emplace_back(key.substr(beginning.size()), value);
  }
  return found;
}

base::Result<bool> Query::Bool(std::string_view name, bool otherwise) const {
  std::optional<std::string> text = Find(name);
  if (!text || text->empty()) return otherwise;
  if (*text == "true" || *text == "1") return true;
  if (*text == "false" || *text == "0") return false;
  return base::Invalid(fmt::format("the parameter `{}` must be true or false", name));
}

base::Result<int64_t> Query::Integer(std::string_view name, int64_t otherwise, int64_t least,
                                     int64_t most) const {
  std::optional<std::string> text = Find(name);
  if (!text || text->empty()) return otherwise;
  int64_t number = 0;
  auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  bool whole = end == text->data() + text->size();
  if (whole && error == std::errc::result_out_of_range && (*text)[0] != '-') return most;
  if (!whole || error != std::errc() || number < least) {
    return base::Invalid(
        fmt::format("the parameter `{}` must be a whole number of at least {}", name, least));
  }
  return std::min(number, most);
}

}  // namespace csip::api::http
