// Format: numbers by a digit pattern, dates by a date pattern, and Coda's template with places {1}, {2}.
#include <fmt/format.h>

#include <cmath>

#include "formula/functions/calendar.h"
#include "formula/functions/family.h"
#include "value/display.h"

namespace csip::formula {

using value::Value;

namespace {

bool IsPlace(char c) {
  return (c >= '0' && c <= '9') || c == '#';
}

// A pattern is text, digit places with an optional point, and text again. 0 (or any digit, S10) is a place
// that is always filled, # one that is filled where there is a digit; a comma among the places groups
// thousands.
struct NumberPattern {
  std::string_view before;
  std::string_view after;
  size_t least_whole = 0;
  size_t least_decimals = 0;
  size_t most_decimals = 0;
  bool grouped = false;
  bool ok = false;
};

NumberPattern ReadPattern(std::string_view text) {
  NumberPattern p;
  size_t begin = 0;
  while (begin < text.size() && !IsPlace(text[begin])) ++begin;
  p.before = text.substr(0, begin);
  size_t at = begin;
  for (; at < text.size() && (IsPlace(text[at]) || text[at] == ','); ++at) {
    p.grouped |= text[at] == ',';
    p.least_whole += IsPlace(text[at]) && text[at] != '#' ? 1 : 0;
  }
  if (at + 1 < text.size() && text[at] == '.' && IsPlace(text[at + 1])) {
    for (++at; at < text.size() && IsPlace(text[at]); ++at) {
      ++p.most_decimals;
      if (text[at] != '#') p.least_decimals = p.most_decimals;
    }
  }
  p.after = text.substr(at);
  p.ok = at > begin && p.least_whole <= 64 && p.most_decimals <= 20;
  return p;
}

std::string Grouped(const std::string& digits) {
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

std::string FormatByPattern(double n, const NumberPattern& p) {
  std::string text = value::FormatFixed(n, static_cast<int>(p.most_decimals));
  bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  size_t dot = text.find('.');
  std::string whole = text.substr(0, dot);
  std::string decimals = dot == std::string::npos ? "" : text.substr(dot + 1);
  while (decimals.size() > p.least_decimals && decimals.back() == '0') decimals.pop_back();
  if (whole == "0" && p.least_whole == 0 && !decimals.empty()) whole.clear();
  if (whole.size() < p.least_whole) whole.insert(0, p.least_whole - whole.size(), '0');
  if (p.grouped) whole = Grouped(whole);
  std::string out = negative ? "-" : "";
  out.append(p.before).append(whole);
  if (!decimals.empty()) out.append(".").append(decimals);
  return out.append(p.after);
}

// "Hi {1}": the arguments in their places. {{ and }} are braces.
Value FillTemplate(Evaluation& evaluation, std::string_view text, Args args) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((text[i] == '{' || text[i] == '}') && i + 1 < text.size() && text[i + 1] == text[i]) {
      out += text[i++];
      continue;
    }
    size_t close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    auto index =
        close == std::string_view::npos ? std::nullopt : ReadNumber(text.substr(i + 1, close - i - 1));
    if (!index || *index != std::trunc(*index) || *index < 1) {
      out += text[i];
      continue;
    }
    if (*index > static_cast<double>(args.size())) {
      return ValueError(
          fmt::format("the template asks for {{{}}}, but there are {} values", *index, args.size()));
    }
    const Value& arg = args[static_cast<size_t>(*index) - 1];
    if (arg.is_text()) out += arg.text();
    if (!evaluation.Spend(1, arg.is_text() ? static_cast<int64_t>(arg.text().size()) : 0))
      return evaluation.LimitError();
    i = close;
  }
  return evaluation.MakeText(out);
}

Value EvalFormat(Evaluation& evaluation, Args args) {
  const Value& v = Single(args[0]);
  if (v.is_blank()) return v;
  if (v.is_text()) return FillTemplate(evaluation, v.text(), args.subspan(1));
  if (args.size() < 2 || args[1].is_blank()) return evaluation.TextValue(v);
  std::string_view pattern = args[1].text();
  if (!evaluation.Spend(static_cast<int64_t>(pattern.size()))) return evaluation.LimitError();
  if (v.is_date() || v.is_instant())
    return evaluation.MakeText(FormatMoment(v, pattern, evaluation.inputs().zone));
  Value number = ToNumber(v);
  if (number.is_error()) return number;
  NumberPattern read = ReadPattern(pattern);
  if (!read.ok)
    return ValueError(fmt::format(
        "\"{}\" is no pattern for a number; use digits as in \"00000\" or \"#,##0.00\"", pattern));
  return evaluation.MakeText(FormatByPattern(number.number(), read));
}

}  // namespace

const Function kFormat{
    .name = "Format",
    .family = "Text",
    .description =
        "A number by a pattern: \"00000\" pads with zeros to the width, # is an optional digit, a comma "
        "groups thousands, "
        "decimals follow the point, other text stands for itself (a % does not multiply: percents are 0 to "
        "100). A date by a "
        "pattern as for FormatDate. A text is a template whose places {1}, {2} the other arguments fill.",
    .params = {{"value"}, {"pattern", ParamKind::kText, true, true}},
    .repeat_from = 1,
    .result = TextResult,
    .eval = EvalFormat,
    .blank_passes = false,
    .examples = {{"Format(42, \"00000\")", "\"00042\""},
                 {"Format(7, \"000001\")", "\"000007\""},
                 {"Format(1234567.5, \"#,##0.00\")", "\"1,234,567.50\""},
                 {"Format(75, \"0%\")", "\"75%\""},
                 {"Format(Date(2026, 1, 31), \"DD.MM.YYYY\")", "\"31.01.2026\""},
                 {"Format(\"Hi {1}, {2}!\", \"Ada\", 3)", "\"Hi Ada, 3!\""},
                 {"Format(\"\", \"00000\")", ""}},
};

}  // namespace csip::formula
