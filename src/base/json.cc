#include "base/json.h"

#include <unicode/utf8.h>

#include <boost/json/src.hpp>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace csip::base {
namespace {

Json FromBoost(const boost::json::value& v) {
  switch (v.kind()) {
    case boost::json::kind::null: return {};
    case boost::json::kind::bool_: return Json::Bool(v.get_bool());
    case boost::json::kind::int64: return Json::Number(static_cast<double>(v.get_int64()));
    case boost::json::kind::uint64: return Json::Number(static_cast<double>(v.get_uint64()));
    case boost::json::kind::double_: return Json::Number(v.get_double());
    case boost::json::kind::string: return Json::Text(std::string(v.get_string()));
    case boost::json::kind::array: {
      std::vector<Json> items;
      items.reserve(v.get_array().size());
      for (const auto& item : v.get_array()) items.push_back(FromBoost(item));
      return Json::Array(std::move(items));
    }
    case boost::json::kind::object: {
      std::vector<Json::Member> members;
      members.reserve(v.get_object().size());
      for (const auto& member : v.get_object()) members.emplace_back(std::string(member.key()), FromBoost(member.value()));
      return Json::Object(std::move(members));
    }
  }
  return {};
}

Place PlaceAt(std::string_view text, size_t offset) {
  Place place;
  place.line = 1;
  size_t start = 0;
  for (size_t i = 0; i < offset && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++place.line;
      start = i + 1;
    }
  }
  place.column = static_cast<int>(offset - start) + 1;
  return place;
}

void AppendQuoted(std::string_view text, std::string* out) {
  static constexpr char kHex[] = "0123456789abcdef";
  *out += '"';
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    uint8_t c = s[i];
    if (c < 0x80) {
      ++i;
      switch (c) {
        case '"': *out += "\\\""; break;
        case '\\': *out += "\\\\"; break;
        case '\n': *out += "\\n"; break;
        case '\r': *out += "\\r"; break;
        case '\t': *out += "\\t"; break;
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

Result<Json> ParseJson(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) {
    return Error{Code::kTooLarge, "the JSON text has " + std::to_string(text.size()) + " bytes, more than the limit of " +
                                      std::to_string(limits.bytes)};
  }
  boost::json::parse_options options;
  options.max_depth = static_cast<size_t>(limits.depth);
  boost::json::stream_parser parser(boost::json::storage_ptr(), options);
  boost::json::error_code failed;
  size_t used = parser.write_some(text.data(), text.size(), failed);
  if (!failed && used < text.size() && !Trim(text.substr(used)).empty()) failed = boost::json::error::extra_data;
  if (!failed) parser.finish(failed);
  if (failed) {
    std::string words = failed == boost::json::error::too_deep
                            ? "nested deeper than " + std::to_string(limits.depth) + " levels"
                            : failed.message();
    return Invalid("not valid JSON: " + words, PlaceAt(text, used));
  }
  return FromBoost(parser.release());
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
    case Json::Kind::kNull: return Null();
    case Json::Kind::kBool: return Bool(json.boolean());
    case Json::Kind::kNumber: return Number(json.number());
    case Json::Kind::kText: return Text(json.text());
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
