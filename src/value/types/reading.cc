#include "value/types/reading.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/text.h"
#include "value/display.h"

namespace csip::value {

std::string ScalarText(const base::Json& input) {
  if (input.is_text()) return std::string(base::Trim(input.text()));
  if (input.is_number()) return FormatNumber(input.number());
  if (input.is_bool()) return input.boolean() ? "true" : "false";
  return "";
}

base::Result<Value> ReadNumber(const base::Json& input, const TypeLimits& limits, const Zone&) {
  double number = 0;
  if (input.is_number()) {
    number = input.number();
  } else {
    if (input.is_null()) return Value();
    if (!input.is_text()) return base::Invalid("expected a number, found " + input.ToString());
    std::string digits;
    for (size_t i = 0; i < input.text().size();) {
      std::string_view rest = std::string_view(input.text()).substr(i);
      // Signs of currency and percent, spaces and digit-group commas say nothing about the value.
      size_t skip = 0;
      for (std::string_view mark : {" ", ",", "$", "%", "€", "£", "\u00a0", "\u202f"}) {
        if (rest.substr(0, mark.size()) == mark) skip = mark.size();
      }
      if (skip == 0) digits += rest[0];
      i += skip == 0 ? 1 : skip;
    }
    if (digits.empty()) {
      if (base::Trim(input.text()).empty()) return Value();
      return base::Invalid(fmt::format("`{}` is not a number", input.text()));
    }
    const char* begin = digits.data() + (digits[0] == '+' ? 1 : 0);
    auto [end, failed] = std::from_chars(begin, digits.data() + digits.size(), number);
    if (failed != std::errc() || end != digits.data() + digits.size()) {
      return base::Invalid(fmt::format("`{}` is not a number", input.text()));
    }
  }
  if (!std::isfinite(number)) return base::Invalid("the number is too large");
  if (limits.min && number < *limits.min) {
    return base::Invalid(fmt::format("{} is below the least value, {}", FormatNumber(number), FormatNumber(*limits.min)));
  }
  if (limits.max && number > *limits.max) {
    return base::Invalid(fmt::format("{} is above the greatest value, {}", FormatNumber(number), FormatNumber(*limits.max)));
  }
  return Value::Number(number);
}

base::Result<Value> ReadPlainText(const base::Json& input, const TypeLimits&, const Zone&) {
  if (input.is_null()) return Value();
  if (input.is_array() || input.is_object()) return base::Invalid("expected text, found " + input.ToString().substr(0, 60));
  // White space inside and around a text is the writer's; only numbers and booleans are turned into text.
  return Value::Text(input.is_text() ? input.text() : ScalarText(input));
}

base::Result<Value> RefuseInput(const base::Json&, const TypeLimits&, const Zone&) {
  return base::Invalid("the column is written by the system and cannot be set");
}

}  // namespace csip::value
