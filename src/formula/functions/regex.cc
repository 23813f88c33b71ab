// Regular expressions in RE2's syntax: linear time whatever the pattern.
#include <fmt/format.h>
#include <re2/re2.h>

#include "formula/functions/family.h"

namespace csip::formula {

using value::Value;

namespace {

constexpr size_t kKept = 64;
constexpr int64_t kMemory = 1 << 20;

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

Value BadPattern(const RE2& re) {
  return ValueError(fmt::format("the regular expression has a mistake: {}", re.error()));
}

Value EvalMatch(Evaluation& evaluation, Args args) {
  auto re = Compile(args[1].text());
  if (!re->ok()) return BadPattern(*re);
  if (!evaluation.Spend(1 + static_cast<int64_t>(args[0].text().size()) / 16)) return evaluation.LimitError();
  return Value::Bool(RE2::PartialMatch(Piece(args[0].text()), *re));
}

Value EvalExtract(Evaluation& evaluation, Args args) {
  auto re = Compile(args[1].text());
  if (!re->ok()) return BadPattern(*re);
  re2::StringPiece text = Piece(args[0].text());
  re2::StringPiece groups[2];
  int wanted = re->NumberOfCapturingGroups() > 0 ? 2 : 1;
  std::vector<Value> found;
  for (size_t at = 0; at <= text.size();) {
    if (!re->Match(text, at, text.size(), RE2::UNANCHORED, groups, wanted)) break;
    const re2::StringPiece& hit = groups[wanted - 1];
    found.push_back(Value::Text(std::string_view(hit.data(), hit.size())));
    size_t end = static_cast<size_t>(groups[0].data() - text.data()) + groups[0].size();
    at = groups[0].empty() ? end + 1 : end;
    if (!evaluation.Spend(1 + static_cast<int64_t>(hit.size()), static_cast<int64_t>(hit.size())))
      return evaluation.LimitError();
  }
  return evaluation.MakeList(std::move(found));
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
  auto re = Compile(args[1].text());
  if (!re->ok()) return BadPattern(*re);
  std::string rewrite = Rewrite(args[2].is_text() ? args[2].text() : std::string_view());
  std::string problem;
  if (!re->CheckRewriteString(rewrite, &problem))
    return ValueError("the replacement does not fit the pattern: " + problem);
  std::string text(args[0].text());
  // The most that can come out: the replacement with every group at each position.
  if (!evaluation.Spend(static_cast<int64_t>(text.size()),
                        static_cast<int64_t>(text.size() * (1 + rewrite.size())))) {
    return evaluation.LimitError();
  }
  RE2::GlobalReplace(&text, *re, rewrite);
  return evaluation.MakeText(text);
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
