#include "value/display.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace csip::value {

std::string FormatNumber(double n) {
  if (n == 0) return "0";
  char buffer[400];
  bool plain = std::fabs(n) >= 1e-7 && std::fabs(n) < 1e21;
  auto end = plain ? std::to_chars(buffer, buffer + sizeof buffer, n, std::chars_format::fixed)
                   : std::to_chars(buffer, buffer + sizeof buffer, n);
  return std::string(buffer, end.ptr);
}

std::string FormatFixed(double n, int decimals) {
  // Round the shortest decimal text, so that 1.005 becomes 1.01 as a person expects.
  std::string text = FormatNumber(std::fabs(n));
  size_t dot = text.find('.');
  if (decimals < 0) return FormatNumber(n);
  if (text.find('e') != std::string::npos) return fmt::format("{:.{}f}", n, decimals);
  std::string whole = text.substr(0, dot);
  std::string fraction = dot == std::string::npos ? "" : text.substr(dot + 1);
  bool up = fraction.size() > static_cast<size_t>(decimals) && fraction[static_cast<size_t>(decimals)] >= '5';
  fraction.resize(static_cast<size_t>(decimals), '0');
  std::string digits = whole + fraction;
  for (size_t i = digits.size(); up && i-- > 0;) {
    up = digits[i] == '9';
    digits[i] = up ? '0' : static_cast<char>(digits[i] + 1);
  }
  if (up) digits.insert(digits.begin(), '1');
  size_t whole_size = digits.size() - static_cast<size_t>(decimals);
  std::string out = digits.substr(0, whole_size);
  if (decimals > 0) out += '.' + digits.substr(whole_size);
  bool zero = digits.find_first_not_of('0') == std::string::npos;
  return n < 0 && !zero ? '-' + out : out;
}

std::string ToText(const Value& v, const Zone& zone, const RowNamer& namer) {
  switch (v.kind()) {
    case Kind::kBlank:
      return "";
    case Kind::kError:
      return NameOf(v.error_code());
    case Kind::kBool:
      return v.boolean() ? "true" : "false";
    case Kind::kNumber:
      return FormatNumber(v.number());
    case Kind::kText:
      return std::string(v.text());
    case Kind::kDate:
      return FormatDate(v.date());
    case Kind::kInstant:
      return FormatInstant(v.instant(), zone);
    case Kind::kRow:
      return namer ? namer(v.row()) : "";
    case Kind::kList: {
      std::string out;
      for (const Value& item : v.items()) {
        if (!out.empty()) out += ", ";
        out += ToText(item, zone, namer);
      }
      return out;
    }
  }
  return "";
}

}  // namespace csip::value
