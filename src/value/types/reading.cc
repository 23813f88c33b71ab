#include "value/types/reading.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <initializer_list>

#include "base/text.h"
#include "value/display.h"

namespace csip::value {

namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Cuts one of the marks from the front of the text.
bool Cut(std::string_view* text, std::initializer_list<std::string_view> marks) {
  for (std::string_view mark : marks) {
    if (!text->starts_with(mark)) continue;
    text->remove_prefix(mark.size());
    return true;
  }
  return false;
}

bool CutEnd(std::string_view* text, std::initializer_list<std::string_view> marks) {
  for (std::string_view mark : marks) {
    if (!text->ends_with(mark)) continue;
    text->remove_suffix(mark.size());
    return true;
  }
  return false;
}

// Digits without their groups of three: "1,234,567" and "12 000", one kind of separator. Cuts them from the
// text; false when a separator stands where it does not group.
bool CutDigits(std::string_view* text, std::string* digits) {
  std::string_view separator;
  size_t group = 0;  // digits since the last separator
  while (!text->empty()) {
    if (IsDigit(text->front())) {
      *digits += text->front();
      text->remove_prefix(1);
      ++group;
      continue;
    }
    std::string_view rest = *text;
    if (!Cut(&rest, {",", " ", "'", "\u00a0", "\u202f"})) break;
    std::string_view mark = text->substr(0, text->size() - rest.size());
    bool first = separator.empty();
    if ((first ? group == 0 || group > 3 : group != 3 || mark != separator)) return false;
    separator = mark;
    *text = rest;
    group = 0;
  }
  return separator.empty() || group == 3;
}

std::optional<double> NumberOf(std::string_view text) {
  while (CutEnd(&text, {" ", "\u00a0", "\u202f", "%", "$", "€", "£", "¥"})) {
  }
  std::string plain;
  bool signed_already = false;
  while (!text.empty() && !IsDigit(text.front()) && text.front() != '.') {
    if (Cut(&text, {" ", "\u00a0", "\u202f", "$", "€", "£", "¥"})) continue;
    bool minus = Cut(&text, {"-", "\u2212"});
    if (signed_already || (!minus && !Cut(&text, {"+"}))) return std::nullopt;
    signed_already = true;
    if (minus) plain += '-';
  }
  if (!CutDigits(&text, &plain)) return std::nullopt;
  plain += text;  // the fraction and the exponent
  double number = 0;
  auto [end, failed] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (failed == std::errc::result_out_of_range && end == plain.data() + plain.size()) return HUGE_VAL;
  if (failed != std::errc() || end != plain.data() + plain.size()) return std::nullopt;
  return number;
}

base::Error NotANumber(const std::string& text) {
  bool comma = text.find(',') != std::string::npos && text.find('.') == std::string::npos;
  return base::Invalid(
      fmt::format("`{}` is not a number{}", text, comma ? "; write decimals with a point: 1.5" : ""));
}

}  // namespace

base::Result<std::string> ReadScalar(const base::Json& input) {
  if (input.is_array() || input.is_object()) {
    return base::Invalid("expected one value, found " + input.ToString().substr(0, 60));
  }
  if (input.is_number()) return FormatNumber(input.number());
  if (input.is_bool()) return std::string(input.boolean() ? "true" : "false");
  if (input.text().find('\0') != std::string::npos)
    return base::Invalid("the text holds a NUL character; remove it");
  // As it will be kept: a Greek question mark, for one, becomes a semicolon.
  return base::ToNfc(base::Trim(input.text()));
}

base::Result<Value> ReadNumber(const base::Json& input, const TypeLimits& limits, const Zone&) {
  double number = 0;
  if (input.is_number()) {
    number = input.number();
  } else {
    if (input.is_null()) return Value();
    if (!input.is_text()) return base::Invalid("expected a number, found " + input.ToString().substr(0, 60));
    if (base::Trim(input.text()).empty()) return Value();
    auto read = NumberOf(base::Trim(input.text()));
    if (!read) return NotANumber(input.text());
    number = *read;
  }
  if (!std::isfinite(number)) return base::Invalid("the number is too large");
  if (limits.min && number < *limits.min) {
    return base::Invalid(
        fmt::format("{} is below the least value, {}", FormatNumber(number), FormatNumber(*limits.min)));
  }
  if (limits.max && number > *limits.max) {
    return base::Invalid(
        fmt::format("{} is above the greatest value, {}", FormatNumber(number), FormatNumber(*limits.max)));
  }
  return Value::Number(number);
}

base::Result<Value> ReadPlainText(const base::Json& input, const TypeLimits&, const Zone&) {
  CSIP_ASSIGN_OR_RETURN(std::string scalar, ReadScalar(input));
  // White space inside and around a text is the writer's; only numbers and booleans are turned into text.
  return Value::Text(input.is_text() ? input.text() : scalar);
}

base::Result<Value> RefuseInput(const base::Json&, const TypeLimits&, const Zone&) {
  return base::Invalid("the column is written by the system and cannot be set");
}

}  // namespace csip::value
