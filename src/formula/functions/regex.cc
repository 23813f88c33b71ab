// Regular expressions in RE2's syntax: linear time whatever the pattern.
#include <fmt/format.h>
#include <re2/re2.h>

#include "formula/functions/family.h"

namespace csip::formula {

using value::Value;

namespace {

constexpr size_t kKept = 64;
constexpr int64_t kMemory = 1 << 18;
constexpr size_t kLongest = 4096;  // bytes of a pattern

re2::StringPiece Piece(std::string_view text) {
  return {text.data(), text.size()};
}

// Compiled patterns of this thread; a formula uses the same ones for every row.
std::shared_ptr<const RE2> Compile(std::string_view pattern) {
  thread_local std::unordered_map<std::string, std::shared_ptr<const RE2>> kept;
  auto at = kept.find(std::string(pattern));
  if (at != kept.end()) return at->second;
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemory);
  auto made = std::make_shared<const RE2>(Piece(pattern), options);
  if (kept.size() >= kKept) kept.clear();
  kept.emplace(pattern, made);
  return made;
}

// The pattern of a call, or why there is none. Pays for its compilation also where it is kept: what a formula costs must
// not depend on what ran before it.
Value Prepare(Evaluation& evaluation, std::string_view pattern, std::shared_ptr<const RE2>* re) {
  if (pattern.size() > kLongest) return ValueError("the regular expression is longer than 4096 characters");
  *re = Compile(pattern);
  bool large = (*re)->error_code() == RE2::ErrorPatternTooLarge;
  int64_t cost =
      large ? 30'000 : static_cast<int64_t>(pattern.size()) + std::max((*re)->ProgramSize(), 0) * 2;
  if (!evaluation.Spend(cost)) return evaluation.LimitError();
  if ((*re)->ok()) return {};
  return ValueError(fmt::format("the regular expression has a mistake: {}", (*re)->error()));
}

// One run over so many bytes. It takes linear time, by the size of the pattern in the worst case.
bool PayForRun(Evaluation& evaluation, const RE2& re, size_t bytes) {
  return evaluation.Spend(1 + static_cast<int64_t>(bytes) / 32 * (1 + re.ProgramSize() / 16));
}

Value EvalMatch(Evaluation& evaluation, Args args) {
  std::shared_ptr<const RE2> re;
  Value error = Prepare(evaluation, args[1].text(), &re);
  if (error.is_error()) return error;
  if (!PayForRun(evaluation, *re, args[0].text().size())) return evaluation.LimitError();
  return Value::Bool(RE2::PartialMatch(Piece(args[0].text()), *re));
}

// Calls `take` for each match, each behind the end of the one before. False when the budget is spent: a search may run to
// the end of the text for every match, so each is paid for.
template <typename Take>
bool ForEachMatch(Evaluation& evaluation, const RE2& re, std::string_view all, Take take) {
  re2::StringPiece text = Piece(all);
  re2::StringPiece groups[10];
  int wanted = std::min(re.NumberOfCapturingGroups(), 9) + 1;
  for (size_t at = 0; at <= text.size();) {
    if (!PayForRun(evaluation, re, text.size() - at)) return false;
    if (!re.Match(text, at, text.size(), RE2::UNANCHORED, groups, wanted)) break;
    if (!take(groups, wanted)) return false;
    size_t end = static_cast<size_t>(groups[0].data() - text.data()) + groups[0].size();
    at = end;
    if (!groups[0].empty()) continue;
    for (++at; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;) ++at;
  }
  return true;
}

Value EvalExtract(Evaluation& evaluation, Args args) {
  std::shared_ptr<const RE2> re;
  Value error = Prepare(evaluation, args[1].text(), &re);
  if (error.is_error()) return error;
  std::vector<Value> found;
  bool done = ForEachMatch(evaluation, *re, args[0].text(), [&](const re2::StringPiece* groups, int count) {
    const re2::StringPiece& hit = groups[count > 1 ? 1 : 0];
    found.push_back(Value::Text(std::string_view(hit.data(), hit.size())));
    return evaluation.Spend(1, static_cast<int64_t>(hit.size() + sizeof(Value)));
  });
  return done ? Value::List(std::move(found)) : evaluation.LimitError();
}

// $1 as in other dialects; RE2 itself writes \1.
std::string Rewrite(std::string_view replacement) {
  std::string out;
  for (size_t i = 0; i < replacement.size(); ++i) {
    bool group = replacement[i] == '$' && i + 1 < replacement.size() && replacement[i + 1] >= '0' &&
                 replacement[i + 1] <= '9';
    if (group) {
      out += '\\';
    } else if (replacement[i] == '\\' &&
               !(i + 1 < replacement.size() && replacement[i + 1] >= '0' && replacement[i + 1] <= '9')) {
      out += "\\\\";
    } else {
      out += replacement[i];
    }
  }
  return out;
}

Value EvalReplace(Evaluation& evaluation, Args args) {
  if (args[0].is_blank() || args[1].is_blank()) return args[0];
  std::shared_ptr<const RE2> re;
  Value error = Prepare(evaluation, args[1].text(), &re);
  if (error.is_error()) return error;
  std::string rewrite = Rewrite(args[2].is_text() ? args[2].text() : std::string_view());
  std::string problem;
  if (!re->CheckRewriteString(rewrite, &problem))
    return ValueError("the replacement does not fit the pattern: " + problem);
  std::string_view text = args[0].text();
  std::string out;
  size_t copied = 0;
  bool behind_match = false;
  bool done = ForEachMatch(evaluation, *re, text, [&](const re2::StringPiece* groups, int count) {
    auto begin = static_cast<size_t>(groups[0].data() - text.data());
    // Nothing matches at the end of a match: that was part of it.
    if (groups[0].empty() && behind_match && begin == copied) return true;
    size_t before = out.size();
    out.append(text, copied, begin - copied);
    re->Rewrite(&out, rewrite, groups, count);
    copied = begin + groups[0].size();
    behind_match = true;
    return evaluation.Spend(1, static_cast<int64_t>(out.size() - before));
  });
  if (!done) return evaluation.LimitError();
  return evaluation.MakeText(out.append(text, copied));
}

}  // namespace

const Function kRegexMatch{
    .name = "RegexMatch",
    .family = "Text",
    .description = "Whether a regular expression (RE2) matches somewhere in the text.",
    .params = {{"text", ParamKind::kText}, {"pattern", ParamKind::kText}},
    .result = BoolResult,
    .eval = EvalMatch,
    .examples = {{"RegexMatch(\"ACC-00012\", \"^ACC-\\d+$\")", "True"},
                 {"RegexMatch(\"a\", \"(\")", "#VALUE"},
                 {"RegexMatch(\"\", \"a\")", ""}},
};

const Function kRegexExtract{
    .name = "RegexExtract",
    .family = "Text",
    .description = "All matches of a regular expression (RE2), or of its first group where it has one.",
    .params = {{"text", ParamKind::kText}, {"pattern", ParamKind::kText}},
    .result = TextsResult,
    .eval = EvalExtract,
    .examples = {{"RegexExtract(\"a1 b22\", \"\\d+\")", "List(\"1\", \"22\")"},
                 {"RegexExtract(\"k=v\", \"(\\w)=\")", "List(\"k\")"},
                 {"RegexExtract(\"\", \"a\")", ""}},
};

const Function kRegexReplace{
    .name = "RegexReplace",
    .family = "Text",
    .description =
        "The text with every match of a regular expression (RE2) replaced; $1 is the first group. A blank "
        "replacement takes "
        "the match out.",
    .params = {{"text", ParamKind::kText}, {"pattern", ParamKind::kText}, {"replacement", ParamKind::kText}},
    .result = TextResult,
    .eval = EvalReplace,
    .blank_passes = false,
    .examples = {{"RegexReplace(\"2026-01\", \"(\\d+)-(\\d+)\", \"$2/$1\")", "\"01/2026\""},
                 {"RegexReplace(\"a1b2\", \"\\d\", \"\")", "\"ab\""},
                 {"RegexReplace(\"\", \"a\", \"b\")", ""}},
};

}  // namespace csip::formula
