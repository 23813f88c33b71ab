// Parts of texts: before and after a delimiter, replaced by position, padded; characters and their codes.
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cmath>

#include "base/text.h"
#include "formula/functions/family.h"
#include "formula/functions/text_search.h"

namespace csip::formula {

using value::Value;

namespace {

void AppendPoint(int32_t point, std::string* out) {
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, point);
  out->append(bytes, static_cast<size_t>(length));
}

// The position of the n-th delimiter, from the end where n is negative; npos where there are fewer.
size_t NthPart(std::string_view text, std::string_view part, double n) {
  double wanted = n > 0 ? n : static_cast<double>(CountParts(text, part)) + 1 + n;
  if (wanted < 1) return std::string_view::npos;
  size_t at = FindPart(text, part);
  for (; wanted > 1 && at != std::string_view::npos; --wanted) at = FindPart(text, part, at + part.size());
  return at;
}

template <bool kBefore>
Value EvalBeside(Evaluation& evaluation, Args args) {
  std::string_view text = args[0].text();
  std::string_view part = args[1].text();
  double n = args.size() > 2 ? std::trunc(args[2].number()) : 1;
  if (n == 0) return ValueError("occurrences are counted from 1, or from the end from -1");
  // Each search prepares the part anew.
  auto searches = static_cast<size_t>(std::min(std::fabs(n), static_cast<double>(text.size()))) + 1;
  if (!evaluation.Spend(
          static_cast<int64_t>(text.size() / 4 + searches * std::min(part.size(), text.size()) / 8)))
    return evaluation.LimitError();
  size_t at = NthPart(text, part, n);
  if (at == std::string_view::npos) return {};
  return evaluation.MakeText(kBefore ? text.substr(0, at) : text.substr(at + part.size()));
}

Value EvalReplace(Evaluation& evaluation, Args args) {
  for (const Value& arg : args.first(3)) {
    if (arg.is_blank()) return arg;
  }
  std::string_view text = args[0].text();
  double from = std::trunc(args[1].number());
  double count = std::trunc(args[2].number());
  if (from < 1 || count < 0)
    return ValueError("the position is counted from 1, the number of characters from 0");
  size_t begin = base::ByteOffset(text, static_cast<size_t>(std::min(from, 1e9)) - 1);
  std::string_view rest = text.substr(begin);
  rest.remove_prefix(base::ByteOffset(rest, static_cast<size_t>(std::min(count, 1e9))));
  std::string out(text.substr(0, begin));
  if (args[3].is_text()) out += args[3].text();
  return evaluation.MakeText(out.append(rest));
}

template <bool kLeft>
Value EvalPad(Evaluation& evaluation, Args args) {
  std::string_view text = args[0].text();
  std::string_view pad = args.size() > 2 ? args[2].text() : " ";
  auto have = static_cast<double>(base::CodePoints(text));
  double missing = std::trunc(args[1].number()) - have;
  if (missing <= 0) return args[0];
  // Paid for before it is made: a pad is repeated as often as it takes.
  if (!evaluation.Spend(0, static_cast<int64_t>(std::min(missing, 1e12) * 4))) return evaluation.LimitError();
  std::string padding;
  size_t of_pad = base::CodePoints(pad);
  auto left = static_cast<size_t>(missing);
  for (; left >= of_pad; left -= of_pad) padding += pad;
  padding += pad.substr(0, base::ByteOffset(pad, left));
  return evaluation.MakeText(kLeft ? padding.append(text) : std::string(text).append(padding));
}

Value EvalProper(Evaluation& evaluation, Args args) {
  if (!evaluation.SpendOn(args[0])) return evaluation.LimitError();
  std::string lower = base::ToLower(args[0].text());
  std::string out;
  bool inside = false;
  for (int32_t i = 0; i < static_cast<int32_t>(lower.size());) {
    UChar32 point = 0;
    U8_NEXT(lower.data(), i, static_cast<int32_t>(lower.size()), point);
    bool letter = u_isalpha(point) != 0;
    AppendPoint(letter && !inside ? u_totitle(point) : point, &out);
    inside = letter || (inside && point == '\'');
  }
  return evaluation.MakeText(out);
}

Value EvalCharacter(Evaluation& evaluation, Args args) {
  double code = std::trunc(args[0].number());
  bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (!(code >= 1 && code <= 0x10FFFF) || surrogate) return ValueError("no character has this code");
  std::string out;
  AppendPoint(static_cast<int32_t>(code), &out);
  return evaluation.MakeText(out);
}

Value EvalCharacterCode(Evaluation&, Args args) {
  std::string_view text = args[0].text();
  int32_t at = 0;
  UChar32 point = 0;
  U8_NEXT(text.data(), at, static_cast<int32_t>(text.size()), point);
  return Value::Number(point);
}

Value EvalEncodeUrl(Evaluation& evaluation, Args args) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (char c : args[0].text()) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                 c == '_' || c == '.' || c == '~';
    if (plain) {
      out += c;
      continue;
    }
    auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return evaluation.MakeText(out);
}

constexpr Param kText = {"text", ParamKind::kText};
constexpr Param kDelimiter = {"delimiter", ParamKind::kText};
constexpr Param kOccurrence = {"occurrence", ParamKind::kNumber, true};
constexpr Param kWidth = {"width", ParamKind::kNumber};
constexpr Param kPad = {"pad", ParamKind::kText, true};

}  // namespace

const Function kTextBefore{
    .name = "TextBefore",
    .family = "Text",
    .description =
        "What stands before the first delimiter, or the n-th, counted from the end where n is negative. A "
        "blank where "
        "the text has no such delimiter; in Excel that is an error.",
    .params = {kText, kDelimiter, kOccurrence},
    .result = TextResult,
    .eval = EvalBeside<true>,
    .examples = {{"TextBefore(\"ingrid@example.com\", \"@\")", "\"ingrid\""},
                 {"TextBefore(\"a-b-c\", \"-\", -1)", "\"a-b\""},
                 {"TextBefore(\"abc\", \"@\")", ""}},
};

const Function kTextAfter{
    .name = "TextAfter",
    .family = "Text",
    .description =
        "What stands behind the first delimiter, or the n-th, counted from the end where n is negative. A "
        "blank where "
        "the text has no such delimiter; in Excel that is an error.",
    .params = {kText, kDelimiter, kOccurrence},
    .result = TextResult,
    .eval = EvalBeside<false>,
    .examples = {{"TextAfter(\"ingrid@example.com\", \"@\")", "\"example.com\""},
                 {"TextAfter(\"a-b-c\", \"-\", -1)", "\"c\""},
                 {"TextAfter(\"abc\", \"@\")", ""}},
};

const Function kReplace{
    .name = "Replace",
    .family = "Text",
    .description =
        "The text with so many characters from a position on replaced; a blank replacement takes them out.",
    .params = {kText,
               {"from", ParamKind::kNumber},
               {"count", ParamKind::kNumber},
               {"replacement", ParamKind::kText}},
    .result = TextResult,
    .eval = EvalReplace,
    .blank_passes = false,
    .examples = {{"Replace(\"abcdefghijk\", 6, 5, \"*\")", "\"abcde*k\""},
                 {"Replace(\"abc\", 2, 1, \"\")", "\"ac\""},
                 {"Replace(\"\", 1, 1, \"x\")", ""}},
};

const Function kPadLeft{
    .name = "PadLeft",
    .aliases = {"LeftPad"},
    .family = "Text",
    .description =
        "The text made so wide by spaces, or another pad, before it. A longer text stays as it is.",
    .params = {kText, kWidth, kPad},
    .result = TextResult,
    .eval = EvalPad<true>,
    .examples = {{"PadLeft(\"7\", 3, \"0\")", "\"007\""},
                 {"PadLeft(\"1234\", 3)", "\"1234\""},
                 {"PadLeft(\"\", 3)", ""}},
};

const Function kPadRight{
    .name = "PadRight",
    .aliases = {"RightPad"},
    .family = "Text",
    .description =
        "The text made so wide by spaces, or another pad, behind it. A longer text stays as it is.",
    .params = {kText, kWidth, kPad},
    .result = TextResult,
    .eval = EvalPad<false>,
    .examples = {{"PadRight(\"ab\", 4, \".\")", "\"ab..\""}, {"PadRight(\"\", 3)", ""}},
};

const Function kProper{
    .name = "Proper",
    .family = "Text",
    .description =
        "Each word with a capital letter. A letter behind an apostrophe stays small, as in Hood's; Excel "
        "makes it a "
        "capital.",
    .params = {kText},
    .result = TextResult,
    .eval = EvalProper,
    .examples = {{"Proper(\"war RISK quoting\")", "\"War Risk Quoting\""}, {"Proper(\"\")", ""}},
};

const Function kCharacter{
    .name = "Character",
    .aliases = {"Char", "UniChar"},
    .family = "Text",
    .description = "The character with a Unicode code.",
    .params = {{"code", ParamKind::kNumber}},
    .result = TextResult,
    .eval = EvalCharacter,
    .examples = {{"Character(65)", "\"A\""}, {"Character(0)", "#VALUE"}, {"Character(\"\")", ""}},
};

const Function kCharacterCode{
    .name = "CharacterCode",
    .aliases = {"Code", "Unicode"},
    .family = "Text",
    .description = "The Unicode code of the first character.",
    .params = {kText},
    .result = NumberResult,
    .eval = EvalCharacterCode,
    .examples = {{"CharacterCode(\"A\")", "65"}, {"CharacterCode(\"\")", ""}},
};

const Function kEncodeUrl{
    .name = "EncodeUrl",
    .aliases = {"EncodeForUrl"},
    .family = "Text",
    .description =
        "The text as a part of a web address: everything but letters, digits and - _ . ~ as %XX of UTF-8.",
    .params = {kText},
    .result = TextResult,
    .eval = EvalEncodeUrl,
    .examples = {{"EncodeUrl(\"a b&c\")", "\"a%20b%26c\""}, {"EncodeUrl(\"\")", ""}},
};

}  // namespace csip::formula
