#include "base/json.h"

#include <unicode/utf8.h>

#include <boost/json/src.hpp>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace csip::base {
namespace {

void AppendQuoted(std::string_view text, std::string* out) {
  static constexpr char kHex[] = "0123456789abcdef";
  *out += '"';
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  auto length = static_cast<int32_t>(text.size());
  auto is_plain = [](uint8_t c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; };
  for (int32_t i = 0; i < length;) {
    int32_t plain = i;
    while (plain < length && is_plain(s[plain])) ++plain;
    out->append(text.data() + i, static_cast<size_t>(plain - i));
    i = plain;
    if (i == length) break;
    uint8_t c = s[i];
    if (c < 0x80) {
      ++i;
      switch (c) {
        case '"':
          *out += "\\\"";
          break;
        case '\\':
          *out += "\\\\";
          break;
        case '\n':
          *out += "\\n";
          break;
        case '\r':
          *out += "\\r";
          break;
        case '\t':
          *out += "\\t";
          break;
        default:
          if (c < 0x20 || c == 0x7f) {
            *out += "\\u00";
            *out += kHex[c >> 4];
            *out += kHex[c & 15];
          } else {
            *out += static_cast<char>(c);
          }
      }
      continue;
    }
    int32_t start = i;
    UChar32 point;
    U8_NEXT(s, i, length, point);
    if (point < 0) {
      *out += "\xEF\xBF\xBD";
    } else {
      out->append(text.substr(static_cast<size_t>(start), static_cast<size_t>(i - start)));
    }
  }
  *out += '"';
}

}  // namespace

Json Json::Bool(bool b) {
  Json json;
  json.kind_ = Kind::kBool;
  json.number_ = b ? 1 : 0;
  return json;
}

Json Json::Number(double n) {
  Json json;
  json.kind_ = Kind::kNumber;
  json.number_ = n;
  return json;
}

Json Json::Text(std::string text) {
  Json json;
  json.kind_ = Kind::kText;
  json.text_ = std::move(text);
  return json;
}

Json Json::Array(std::vector<Json> items) {
  Json json;
  json.kind_ = Kind::kArray;
  json.items_ = std::move(items);
  return json;
}

Json Json::Object(std::vector<Member> members) {
  Json json;
  json.kind_ = Kind::kObject;
  json.members_ = std::move(members);
  return json;
}

const Json* Json::Find(std::string_view name) const {
  for (auto it = members_.rbegin(); it != members_.rend(); ++it) {
    if (it->first == name) return &it->second;
  }
  return nullptr;
}

std::string Json::TextOr(std::string_view name, std::string_view otherwise) const {
  const Json* found = Find(name);
  return found != nullptr && found->is_text() ? found->text() : std::string(otherwise);
}

std::string Json::ToString() const {
  std::string out;
  JsonWriter(&out).Value(*this);
  return out;
}

std::string QuoteJson(std::string_view text) {
  std::string out;
  AppendQuoted(text, &out);
  return out;
}

void AppendNumber(double number, std::string* out) {
  if (!std::isfinite(number)) {
    *out += "null";
    return;
  }
  if (number == 0) number = 0;  // no "-0"
  char buffer[40];
  std::to_chars_result end;
  if (number == std::floor(number) && std::fabs(number) < 1e15) {
    end = std::to_chars(buffer, buffer + sizeof buffer, static_cast<int64_t>(number));
  } else {
    end = std::to_chars(buffer, buffer + sizeof buffer, number);
  }
  out->append(buffer, end.ptr);
}

void JsonWriter::Separate() {
  if (comma_) *out_ += ',';
  comma_ = true;
}

JsonWriter& JsonWriter::BeginObject() {
  Separate();
  *out_ += '{';
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::EndObject() {
  *out_ += '}';
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::BeginArray() {
  Separate();
  *out_ += '[';
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::EndArray() {
  *out_ += ']';
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::Key(std::string_view name) {
  Separate();
  AppendQuoted(name, out_);
  *out_ += ':';
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::Text(std::string_view text) {
  Separate();
  AppendQuoted(text, out_);
  return *this;
}

JsonWriter& JsonWriter::Number(double number) {
  Separate();
  AppendNumber(number, out_);
  return *this;
}

JsonWriter& JsonWriter::Integer(int64_t number) {
  Separate();
  *out_ += std::to_string(number);
  return *this;
}

JsonWriter& JsonWriter::Bool(bool value) {
  Separate();
  *out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::Null() {
  Separate();
  *out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::Raw(std::string_view json) {
  Separate();
  *out_ += json;
  return *this;
}

JsonWriter& JsonWriter::Value(const Json& json) {
  switch (json.kind()) {
    case Json::Kind::kNull:
      return Null();
    case Json::Kind::kBool:
      return Bool(json.boolean());
    case Json::Kind::kNumber:
      return Number(json.number());
    case Json::Kind::kText:
      return Text(json.text());
    case Json::Kind::kArray:
      BeginArray();
      for (const Json& item : json.items()) Value(item);
      return EndArray();
    case Json::Kind::kObject:
      BeginObject();
      for (const auto& [name, member] : json.members()) Key(name).Value(member);
      return EndObject();
  }
  return *this;
}

}  // namespace csip::base
