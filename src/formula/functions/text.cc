// Texts: joined, cut, searched and changed. Lengths and positions count Unicode code points.
#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "formula/functions/family.h"
#include "formula/functions/text_search.h"

namespace csip::formula {

using value::Value;

namespace {

size_t CountOf(const Value& v) {
  return static_cast<size_t>(std::clamp(std::trunc(v.number()), 0.0, 1e9));
}

// The code points [from, from + count).
std::string_view Points(std::string_view text, size_t from, size_t count) {
  text.remove_prefix(base::ByteOffset(text, from));
  return text.substr(0, base::ByteOffset(text, count));
}

Value EvalConcatenate(Evaluation& evaluation, Args args) {
  std::string out;
  for (const Value& arg : args) {
    if (!arg.is_text()) continue;
    // Paid for before it is made: the same long text may come many times.
    if (!evaluation.Spend(0, static_cast<int64_t>(arg.text().size()))) return evaluation.LimitError();
    out += arg.text();
  }
  return Value::Text(out);
}

Value EvalLeft(Evaluation& evaluation, Args args) {
  return evaluation.MakeText(Points(args[0].text(), 0, args.size() > 1 ? CountOf(args[1]) : 1));
}

Value EvalRight(Evaluation& evaluation, Args args) {
  size_t size = base::CodePoints(args[0].text());
  size_t count = std::min(size, args.size() > 1 ? CountOf(args[1]) : 1);
  return evaluation.MakeText(Points(args[0].text(), size - count, count));
}

Value EvalMiddle(Evaluation& evaluation, Args args) {
  size_t from = CountOf(args[1]);
  return evaluation.MakeText(Points(args[0].text(), from > 0 ? from - 1 : 0, CountOf(args[2])));
}

Value EvalUpper(Evaluation& evaluation, Args args) {
  if (!evaluation.Spend(static_cast<int64_t>(args[0].text().size() / 4))) return evaluation.LimitError();
  return evaluation.MakeText(base::ToUpper(args[0].text()));
}
Value EvalLower(Evaluation& evaluation, Args args) {
  if (!evaluation.Spend(static_cast<int64_t>(args[0].text().size() / 4))) return evaluation.LimitError();
  return evaluation.MakeText(base::ToLower(args[0].text()));
}
Value EvalTrim(Evaluation& evaluation, Args args) {
  return evaluation.MakeText(base::Trim(args[0].text()));
}

Value EvalSubstitute(Evaluation& evaluation, Args args) {
  for (const Value& arg : args.first(2)) {
    if (arg.is_blank()) return args[0];
  }
  std::string_view from = args[1].text();
  std::string_view to = args[2].is_text() ? args[2].text() : std::string_view();
  std::string_view text = args[0].text();
  // Paid for before it is made: few characters can become very many.
  if (!evaluation.Spend(static_cast<int64_t>((text.size() + from.size()) / 8)))
    return evaluation.LimitError();
  size_t times = CountParts(text, from);
  if (!evaluation.Spend(0, static_cast<int64_t>(text.size() + times * to.size())))
    return evaluation.LimitError();
  std::string out;
  size_t done = 0;
  for (size_t at = FindPart(text, from); at != std::string_view::npos; at = FindPart(text, from, done)) {
    out.append(text, done, at - done).append(to);
    done = at + from.size();
  }
  out.append(text, done);
  return Value::Text(out);
}

Value EvalContainsText(Evaluation& evaluation, Args args) {
  bool exact = args.size() > 2 && args[2].is_true();
  if (!evaluation.Spend(static_cast<int64_t>((args[0].text().size() + args[1].text().size()) / 8)))
    return evaluation.LimitError();
  if (exact) return Value::Bool(FindPart(args[0].text(), args[1].text()) != std::string_view::npos);
  if (!evaluation.Spend(static_cast<int64_t>((args[0].text().size() + args[1].text().size()) / 4)))
    return evaluation.LimitError();
  return Value::Bool(FindPart(base::ToLower(args[0].text()), base::ToLower(args[1].text())) !=
                     std::string_view::npos);
}

Value EvalRepeat(Evaluation& evaluation, Args args) {
  std::string_view text = args[0].text();
  size_t count = CountOf(args[1]);
  // At most 1e9 times 2^26: no overflow.
  if (!evaluation.Spend(0, static_cast<int64_t>(count * text.size()))) return evaluation.LimitError();
  if (count == 0) return {};
  size_t size = count * text.size();
  std::string out(text);
  out.reserve(size);
  while (out.size() * 2 <= size) out += out;
  out.append(out, 0, size - out.size());
  return Value::Text(out);
}

Value EvalSplit(Evaluation& evaluation, Args args) {
  std::string_view text = args[0].text();
  std::string_view separator = args[1].text();
  std::vector<Value> items;
  while (true) {
    size_t at = FindPart(text, separator);
    std::string_view part = text.substr(0, at);
    auto cost = static_cast<int64_t>((part.size() + separator.size()) / 8);
    if (!evaluation.Spend(1 + cost, static_cast<int64_t>(part.size()))) return evaluation.LimitError();
    items.push_back(Value::Text(part));
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + separator.size());
  }
  return evaluation.MakeList(std::move(items));
}

Value EvalToNumber(Evaluation&, Args args) {
  if (args[0].is_bool()) return Value::Number(args[0].boolean() ? 1 : 0);
  return ToNumber(args[0]);
}

}  // namespace

const Function kConcatenate{
    .name = "Concatenate",
    .family = "Text",
    .description =
        "The values as text, one after the other: the operator & as a function. Blanks add nothing.",
    .params = {{"value", ParamKind::kText, false, true}},
    .result = TextResult,
    .eval = EvalConcatenate,
    .blank_passes = false,
    .examples = {{"Concatenate(\"a\", 1, \"\", True)", "\"a1true\""}, {"Concatenate(\"\")", ""}},
};

const Function kToText{
    .name = "ToText",
    .family = "Text",
    .description =
        "The value as text: numbers in full, dates as 2026-01-31, rows by their display column, lists with "
        "commas.",
    .params = {{"value", ParamKind::kText}},
    .result = TextResult,
    .eval = [](Evaluation&, Args args) { return args[0]; },
    .examples = {{"ToText(1.50)", "\"1.5\""},
                 {"ToText(Date(2026, 1, 31))", "\"2026-01-31\""},
                 {"ToText(\"\")", ""}},
};

const Function kToNumber{
    .name = "ToNumber",
    .family = "Text",
    .description = "The number that a text holds; true is 1 and false 0. What is no number is #VALUE.",
    .params = {{"value"}},
    .result = NumberResult,
    .eval = EvalToNumber,
    .examples = {{"ToNumber(\" 12.5 \")", "12.5"},
                 {"ToNumber(\"twelve\")", "#VALUE"},
                 {"ToNumber(\"\")", ""}},
};

const Function kLeft{
    .name = "Left",
    .family = "Text",
    .description = "The first characters: one, or so many.",
    .params = {{"text", ParamKind::kText}, {"count", ParamKind::kNumber, true}},
    .result = TextResult,
    .eval = EvalLeft,
    .examples = {{"Left(\"Ærlig\", 2)", "\"Ær\""}, {"Left(\"\", 2)", ""}},
};

const Function kRight{
    .name = "Right",
    .family = "Text",
    .description = "The last characters: one, or so many.",
    .params = {{"text", ParamKind::kText}, {"count", ParamKind::kNumber, true}},
    .result = TextResult,
    .eval = EvalRight,
    .examples = {{"Right(\"abc\", 2)", "\"bc\""}, {"Right(\"\", 2)", ""}},
};

const Function kMiddle{
    .name = "Middle",
    .aliases = {"Mid"},
    .family = "Text",
    .description = "So many characters from a position on; the first is 1.",
    .params = {{"text", ParamKind::kText}, {"from", ParamKind::kNumber}, {"count", ParamKind::kNumber}},
    .result = TextResult,
    .eval = EvalMiddle,
    .examples = {{"Middle(\"abcde\", 2, 3)", "\"bcd\""},
                 {"Middle(\"abc\", 9, 1)", ""},
                 {"Middle(\"\", 1, 1)", ""}},
};

const Function kLength{
    .name = "Length",
    .aliases = {"Len"},
    .family = "Text",
    .description = "The number of characters (code points).",
    .params = {{"text", ParamKind::kText}},
    .result = NumberResult,
    .eval = [](Evaluation&,
               Args args) { return Value::Number(static_cast<double>(base::CodePoints(args[0].text()))); },
    .examples = {{"Length(\"Ærlig\")", "5"}, {"Length(\"\")", ""}},
};

const Function kUpper{
    .name = "Upper",
    .family = "Text",
    .description = "In capital letters.",
    .params = {{"text", ParamKind::kText}},
    .result = TextResult,
    .eval = EvalUpper,
    .examples = {{"Upper(\"gård\")", "\"GÅRD\""}, {"Upper(\"\")", ""}},
};

const Function kLower{
    .name = "Lower",
    .family = "Text",
    .description = "In small letters.",
    .params = {{"text", ParamKind::kText}},
    .result = TextResult,
    .eval = EvalLower,
    .examples = {{"Lower(\"GÅRD\")", "\"gård\""}, {"Lower(\"\")", ""}},
};

const Function kTrim{
    .name = "Trim",
    .family = "Text",
    .description = "Without white space at both ends.",
    .params = {{"text", ParamKind::kText}},
    .result = TextResult,
    .eval = EvalTrim,
    .examples = {{"Trim(\"  a b \")", "\"a b\""}, {"Trim(\"   \")", ""}, {"Trim(\"\")", ""}},
};

const Function kSubstitute{
    .name = "Substitute",
    .aliases = {"SubstituteAll"},
    .family = "Text",
    .description =
        "The text with every occurrence of a part replaced; a blank replacement takes the part out.",
    .params = {{"text", ParamKind::kText}, {"part", ParamKind::kText}, {"replacement", ParamKind::kText}},
    .result = TextResult,
    .eval = EvalSubstitute,
    .blank_passes = false,
    .examples = {{"Substitute(\"a-b-c\", \"-\", \"+\")", "\"a+b+c\""},
                 {"Substitute(\"a-b\", \"-\", \"\")", "\"ab\""},
                 {"Substitute(\"\", \"a\", \"b\")", ""}},
};

const Function kContainsText{
    .name = "ContainsText",
    .family = "Text",
    .description = "Whether a part is in the text, in any case unless the third argument is true.",
    .params = {{"text", ParamKind::kText}, {"part", ParamKind::kText}, {"exact", ParamKind::kBool, true}},
    .result = BoolResult,
    .eval = EvalContainsText,
    .examples = {{"ContainsText(\"War Risk Quoting\", \"risk\")", "True"},
                 {"ContainsText(\"War Risk\", \"risk\", True)", "False"},
                 {"ContainsText(\"\", \"a\")", ""}},
};

const Function kStartsWith{
    .name = "StartsWith",
    .family = "Text",
    .description = "Whether the text begins with the part.",
    .params = {{"text", ParamKind::kText}, {"part", ParamKind::kText}},
    .result = BoolResult,
    .eval = [](Evaluation&, Args args) { return Value::Bool(args[0].text().starts_with(args[1].text())); },
    .examples = {{"StartsWith(\"ACC-1\", \"ACC\")", "True"}, {"StartsWith(\"\", \"a\")", ""}},
};

const Function kEndsWith{
    .name = "EndsWith",
    .family = "Text",
    .description = "Whether the text ends with the part.",
    .params = {{"text", ParamKind::kText}, {"part", ParamKind::kText}},
    .result = BoolResult,
    .eval = [](Evaluation&, Args args) { return Value::Bool(args[0].text().ends_with(args[1].text())); },
    .examples = {{"EndsWith(\"a.csv\", \".csv\")", "True"}, {"EndsWith(\"\", \"a\")", ""}},
};

const Function kRepeat{
    .name = "Repeat",
    .family = "Text",
    .description = "The text so many times.",
    .params = {{"text", ParamKind::kText}, {"count", ParamKind::kNumber}},
    .result = TextResult,
    .eval = EvalRepeat,
    .examples = {{"Repeat(\"ab\", 3)", "\"ababab\""},
                 {"Repeat(\"ab\", 0)", ""},
                 {"Repeat(\"\", 3)", ""},
                 {"Repeat(\"ab\", 1000000000)", "#LIMIT"}},
};

const Function kSplit{
    .name = "Split",
    .family = "Text",
    .description = "The parts of a text between separators, blank ones included.",
    .params = {{"text", ParamKind::kText}, {"separator", ParamKind::kText}},
    .result = TextsResult,
    .eval = EvalSplit,
    .examples = {{"Split(\"a,b,c\", \",\")", "List(\"a\", \"b\", \"c\")"}, {"Split(\"\", \",\")", ""}},
};

const Function kLineBreak{
    .name = "LineBreak",
    .family = "Text",
    .description = "The character that begins a new line.",
    .result = TextResult,
    .eval = [](Evaluation&, Args) { return Value::Text("\n"); },
    .examples = {{"\"a\" & LineBreak() & \"b\"", "\"a\\nb\""}, {"Trim(LineBreak())", ""}},
};

}  // namespace csip::formula
