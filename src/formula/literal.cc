#include "formula/literal.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "base/json.h"
#include "formula/lexer.h"

namespace csip::formula {
namespace {

std::string TextOf(double number) {
  std::string text;
  base::AppendNumber(number, &text);
  return number < 0 ? "(" + text + ")" : text;
}

base::Error At(const NumberEdit& edit, std::string message) {
  base::Error error = base::Invalid(std::move(message));
  error.path = edit.path;
  return error;
}

}  // namespace

base::Result<std::string> ReplaceNumbers(std::string_view formula, const std::vector<NumberEdit>& edits) {
  std::vector<Diagnostic> diagnostics;
  std::vector<Token> numbers = Tokenize(formula, &diagnostics);
  std::erase_if(numbers, [](const Token& token) { return token.kind != TokenKind::kNumber; });
  std::map<uint32_t, std::pair<Span, double>> replaced;  // by where they begin
  for (const NumberEdit& edit : edits) {
    std::vector<Span> found;
    std::vector<std::string> there;
    for (const Token& token : numbers) {
      if (token.number == edit.from) found.push_back(token.span);
      std::string text = TextOf(token.number);
      if (std::find(there.begin(), there.end(), text) == there.end()) there.push_back(std::move(text));
    }
    if (found.empty()) {
      return At(edit, there.empty() ? "the formula has no numbers"
                                    : fmt::format("the formula has no {}; its numbers are {}",
                                                  TextOf(edit.from), fmt::join(there, ", ")));
    }
    if (edit.occurrence > found.size()) {
      return At(edit, fmt::format("{} stands only {} time{} in the formula", TextOf(edit.from), found.size(),
                                  found.size() == 1 ? "" : "s"));
    }
    if (edit.occurrence == 0 && found.size() > 1) {
      return At(edit,
                fmt::format("{} stands {} times in the formula; say which with `occurrence`, from 1, or "
                            "send the whole formula",
                            TextOf(edit.from), found.size()));
    }
    Span span = found[edit.occurrence == 0 ? 0 : edit.occurrence - 1];
    if (!replaced.try_emplace(span.begin, span, edit.to).second)
      return At(edit, fmt::format("{} is replaced twice", TextOf(edit.from)));
  }
  std::string out;
  size_t at = 0;
  for (const auto& [begin, replacement] : replaced) {
    out += formula.substr(at, begin - at);
    out += TextOf(replacement.second);
    at = replacement.first.end;
  }
  out += formula.substr(at);
  return out;
}

}  // namespace csip::formula
