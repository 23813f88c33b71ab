// Reading JSON: the parser checks and finds the pieces, this builds the document. Numbers are read here,
// because the parser's own reading of long decimals may be off by one in the last place.
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>

#include "base/json.h"
#include "base/text.h"

namespace csip::base {
namespace {

namespace bj = boost::json;

class Builder {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  Json Take() { return std::move(root_); }

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }
  bool on_array_begin(bj::error_code&) { return Open(); }
  bool on_object_begin(bj::error_code&) { return Open(); }
  bool on_array_end(std::size_t, bj::error_code&) {
    std::vector<Json> items = std::move(open_.back().items);
    return Close(Json::Array(std::move(items)));
  }
  bool on_object_end(std::size_t, bj::error_code&) {
    std::vector<Json::Member> members = std::move(open_.back().members);
    return Close(Json::Object(std::move(members)));
  }
  bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) { return AddPart(part); }
  bool on_key(bj::string_view part, std::size_t, bj::error_code&) {
    open_.back().key = TakeText(part);
    return true;
  }
  bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) { return AddPart(part); }
  bool on_string(bj::string_view part, std::size_t, bj::error_code&) {
    return Add(Json::Text(TakeText(part)));
  }
  bool on_number_part(bj::string_view part, bj::error_code&) { return AddPart(part); }
  bool on_int64(std::int64_t number, bj::string_view, bj::error_code&) {
    text_.clear();
    return Add(Json::Number(static_cast<double>(number)));
  }
  bool on_uint64(std::uint64_t number, bj::string_view, bj::error_code&) {
    text_.clear();
    return Add(Json::Number(static_cast<double>(number)));
  }
  bool on_double(double nearly, bj::string_view part, bj::error_code& failed) {
    std::string text = TakeText(part);
    double exact = 0;
    auto read = std::from_chars(text.data(), text.data() + text.size(), exact);
    if (read.ec != std::errc()) exact = nearly;  // out of range: infinite, or zero
    if (std::isfinite(exact)) return Add(Json::Number(exact));
    failed = bj::error::exponent_overflow;
    return false;
  }
  bool on_bool(bool b, bj::error_code&) { return Add(Json::Bool(b)); }
  bool on_null(bj::error_code&) { return Add({}); }
  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }

 private:
  // An array or object whose end has not come yet, and the key that waits for its value.
  struct Level {
    std::vector<Json> items;
    std::vector<Json::Member> members;
    std::optional<std::string> key;
  };

  bool AddPart(bj::string_view part) {
    text_.append(part.data(), part.size());
    return true;
  }
  std::string TakeText(bj::string_view part) {
    AddPart(part);
    return std::exchange(text_, {});
  }
  bool Open() {
    open_.emplace_back();
    return true;
  }
  bool Close(Json whole) {
    open_.pop_back();
    return Add(std::move(whole));
  }
  bool Add(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().key) {
      open_.back().members.emplace_back(std::move(*open_.back().key), std::move(value));
      open_.back().key.reset();
    } else {
      open_.back().items.push_back(std::move(value));
    }
    return true;
  }

  Json root_;
  std::vector<Level> open_;
  std::string text_;
};

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

}  // namespace

Result<Json> ParseJson(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) {
    return Error{Code::kTooLarge, "the JSON text has " + std::to_string(text.size()) +
                                      " bytes, more than the limit of " + std::to_string(limits.bytes)};
  }
  bj::parse_options options;
  options.max_depth = static_cast<size_t>(limits.depth);
  bj::basic_parser<Builder> parser(options);
  bj::error_code failed;
  size_t used = parser.write_some(false, text.data(), text.size(), failed);
  if (!failed && used < text.size() && !Trim(text.substr(used)).empty()) failed = bj::error::extra_data;
  if (failed) {
    std::string words = failed.message();
    if (failed == bj::error::too_deep)
      words = "nested deeper than " + std::to_string(limits.depth) + " levels";
    if (failed == bj::error::exponent_overflow) words = "the number is too large";
    return Invalid("not valid JSON: " + words, PlaceAt(text, used));
  }
  return parser.handler().Take();
}

}  // namespace csip::base
