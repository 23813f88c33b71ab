// JSON: a document model to read into (Boost.JSON behind it) and a writer that appends to a string.
//
// ParseJson limits size and depth before it believes anything. JsonWriter writes numbers in their shortest form that
// reads back as the same double, text with the escapes JSON asks for, and puts commas by itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace csip::base {

// A JSON value. Objects keep the order of their members; of equal names the last one counts in Find.
class Json {
 public:
  enum class Kind : uint8_t { kNull, kBool, kNumber, kText, kArray, kObject };
  using Member = std::pair<std::string, Json>;

  Json() = default;
  static Json Bool(bool b);
  static Json Number(double n);
  static Json Text(std::string text);
  static Json Array(std::vector<Json> items);
  static Json Object(std::vector<Member> members);

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::kNull; }
  bool is_bool() const { return kind_ == Kind::kBool; }
  bool is_number() const { return kind_ == Kind::kNumber; }
  bool is_text() const { return kind_ == Kind::kText; }
  bool is_array() const { return kind_ == Kind::kArray; }
  bool is_object() const { return kind_ == Kind::kObject; }

  // Each is meaningful for its kind only and empty, zero or false otherwise.
  bool boolean() const { return number_ != 0; }
  double number() const { return number_; }
  const std::string& text() const { return text_; }
  const std::vector<Json>& items() const { return items_; }
  const std::vector<Member>& members() const { return members_; }

  // The member with this name, or nullptr.
  const Json* Find(std::string_view name) const;
  // The text of the member, or `otherwise` when it is missing or no text.
  std::string TextOr(std::string_view name, std::string_view otherwise = "") const;

  std::string ToString() const;  // compact

  friend bool operator==(const Json&, const Json&) = default;

 private:
  Kind kind_ = Kind::kNull;
  double number_ = 0;
  std::string text_;
  std::vector<Json> items_;
  std::vector<Member> members_;
};

struct JsonLimits {
  size_t bytes = size_t{16} << 20;
  int depth = 64;
};

// The error names line and column.
Result<Json> ParseJson(std::string_view text, JsonLimits limits = {});

// The text in quotes, escaped. Bytes that are not UTF-8 become U+FFFD.
std::string QuoteJson(std::string_view text);
// Shortest decimal that reads back as the same double; "null" for NaN and infinities.
void AppendNumber(double number, std::string* out);

// Appends JSON to `out`, which must outlive it. Begin and End must match; a Key comes before each member of an object.
class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(out) {}

  JsonWriter& BeginObject();
  JsonWriter& EndObject();
  JsonWriter& BeginArray();
  JsonWriter& EndArray();
  JsonWriter& Key(std::string_view name);
  JsonWriter& Text(std::string_view text);
  JsonWriter& Number(double number);
  JsonWriter& Integer(int64_t number);
  JsonWriter& Bool(bool value);
  JsonWriter& Null();
  JsonWriter& Value(const Json& json);
  JsonWriter& Raw(std::string_view json);  // already JSON

  // A key and its value in one.
  JsonWriter& Field(std::string_view name, std::string_view text) { return Key(name).Text(text); }
  JsonWriter& Field(std::string_view name, const char* text) { return Key(name).Text(text); }
  JsonWriter& Field(std::string_view name, const std::string& text) { return Key(name).Text(text); }
  JsonWriter& Field(std::string_view name, double number) { return Key(name).Number(number); }
  JsonWriter& Field(std::string_view name, int64_t number) { return Key(name).Integer(number); }
  JsonWriter& Field(std::string_view name, int number) { return Key(name).Integer(number); }
  JsonWriter& Field(std::string_view name, size_t number) {
    return Key(name).Integer(static_cast<int64_t>(number));
  }
  JsonWriter& Field(std::string_view name, bool value) { return Key(name).Bool(value); }

 private:
  void Separate();
  std::string* out_;
  bool comma_ = false;
};

}  // namespace csip::base
