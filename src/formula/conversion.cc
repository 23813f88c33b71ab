#include "formula/conversion.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace csip::formula {

using value::Kind;
using value::Value;

namespace {

constexpr double kMicrosPerDay = 86'400e6;
constexpr int32_t kFirstDay = -719'162;  // 0001-01-01
constexpr int32_t kLastDay = 2'932'896;  // 9999-12-31

Value Cannot(const Value& v, std::string_view wanted) {
  if (v.is_text()) {
    std::string_view text = v.text();
    return ValueError(fmt::format("the text \"{}\" does not read as {}",
                                  text.substr(0, base::ByteOffset(text, 40)), wanted));
  }
  return ValueError(fmt::format("{} is not {}", WordsOf(v.kind()), wanted));
}

}  // namespace

std::string_view WordsOf(Kind kind) {
  switch (kind) {
    case Kind::kBlank:
      return "a blank";
    case Kind::kError:
      return "an error";
    case Kind::kBool:
      return "true or false";
    case Kind::kNumber:
      return "a number";
    case Kind::kText:
      return "a text";
    case Kind::kDate:
      return "a date";
    case Kind::kInstant:
      return "a date and time";
    case Kind::kRow:
      return "a row";
    case Kind::kList:
      return "a list";
  }
  return "a value";
}

Value ValueError(std::string_view reason) {
  return Value::Error(value::ErrorCode::kValue, reason);
}

const Value& Single(const Value& v) {
  if (!v.is_list()) return v;
  auto items = v.items();
  return items.size() == 1 ? items[0] : v;
}

std::optional<double> ReadNumber(std::string_view text) {
  text = base::Trim(text);
  if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  double number = 0;
  auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

Value ToNumber(const Value& whole) {
  const Value& v = Single(whole);
  if (v.is_number() || v.is_blank() || v.is_error()) return v;
  if (v.is_text()) {
    if (auto number = ReadNumber(v.text())) return Value::Number(*number);
  }
  return Cannot(v, "a number");
}

Value ToBool(const Value& whole) {
  const Value& v = Single(whole);
  if (v.is_bool() || v.is_blank() || v.is_error()) return v;
  if (v.is_text()) {
    if (base::EqualsIgnoreCaseAscii(v.text(), "true")) return Value::Bool(true);
    if (base::EqualsIgnoreCaseAscii(v.text(), "false")) return Value::Bool(false);
  }
  return Cannot(v, "true or false");
}

Value ToMoment(const Value& whole, const value::Zone& zone) {
  const Value& v = Single(whole);
  if (v.is_date() || v.is_instant() || v.is_blank() || v.is_error()) return v;
  if (v.is_text()) {
    std::string_view text = base::Trim(v.text());
    if (text.size() <= 10) {
      if (auto date = value::ReadDate(text)) return Value::Date(*date);
    } else if (auto instant = value::ReadInstant(text, zone)) {
      return Value::Instant(*instant);
    }
  }
  return Cannot(v, "a date");
}

Value ToDate(const Value& v, const value::Zone& zone) {
  Value moment = ToMoment(v, zone);
  return moment.is_instant() ? Value::Date(zone.DateOf(moment.instant())) : moment;
}

Value ToInstant(const Value& v, const value::Zone& zone) {
  Value moment = ToMoment(v, zone);
  return moment.is_date() ? Value::Instant(zone.StartOfDay(moment.date())) : moment;
}

Value MakeDate(double days) {
  double whole = std::floor(days);
  if (!(whole >= kFirstDay && whole <= kLastDay))
    return ValueError("the date is outside the years 1 to 9999");
  return Value::Date(static_cast<int32_t>(whole));
}

Value MakeInstant(double micros) {
  if (!(micros >= kFirstDay * kMicrosPerDay && micros < (kLastDay + 1.0) * kMicrosPerDay)) {
    return ValueError("the time is outside the years 1 to 9999");
  }
  return Value::Instant(static_cast<int64_t>(std::llround(micros)));
}

int64_t InstantOf(const Value& moment, const value::Zone& zone) {
  return moment.is_date() ? zone.StartOfDay(moment.date()) : moment.instant();
}

const Value* FirstError(const Value& list) {
  if (!list.is_list()) return list.is_error() ? &list : nullptr;
  for (const Value& item : list.items()) {
    if (item.is_error()) return &item;
  }
  return nullptr;
}

}  // namespace csip::formula
