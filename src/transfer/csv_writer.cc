#include "transfer/csv_writer.h"

#include <charconv>

namespace csip::transfer {
namespace {

bool IsNumber(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool digits = text.find_first_of("0123456789") != std::string_view::npos;  // not -inf
  return error == std::errc() && end == text.data() + text.size() && digits;
}

bool BeginsFormula(std::string_view text) {
  for (std::string_view start : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
    if (text.starts_with(start)) return !IsNumber(text);
  }
  return false;
}

// The text behind its leading apostrophes.
std::string_view BehindApostrophes(std::string_view text) {
  size_t first = text.find_first_not_of('\'');
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

}  // namespace

std::string GuardCell(std::string_view text) {
  return BeginsFormula(BehindApostrophes(text)) ? "'" + std::string(text) : std::string(text);
}

std::string_view UnguardCell(std::string_view text) {
  bool guarded = text.starts_with('\'') && BeginsFormula(BehindApostrophes(text));
  return guarded ? text.substr(1) : text;
}

void AppendCsvRecord(const std::vector<std::string>& fields, std::string* out) {
  bool first = true;
  for (const std::string& field : fields) {
    if (!first) *out += ',';
    first = false;
    std::string text = GuardCell(field);
    bool edges = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (!edges && text.find_first_of(",;\"\r\n\t'") == std::string::npos &&
        !(text.empty() && fields.size() == 1)) {
      *out += text;
      continue;
    }
    *out += '"';
    for (char c : text) {
      if (c == '"') *out += '"';
      *out += c;
    }
    *out += '"';
  }
  *out += "\r\n";
}

}  // namespace csip::transfer
