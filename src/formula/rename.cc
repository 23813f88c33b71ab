#include "formula/rename.h"

#include <algorithm>

#include "base/text.h"
#include "formula/lexer.h"
#include "formula/print.h"

namespace csip::formula {
namespace {

bool Names(const Reference& reference, const Rename& rename, std::string_view written) {
  if (reference.kind != rename.kind) return false;
  switch (rename.kind) {
    case Reference::Kind::kTable:
      return reference.table == rename.table;
    case Reference::Kind::kColumn:
      return reference.table == rename.table && reference.column == rename.column;
    case Reference::Kind::kNamed:
      return reference.name_index == rename.name_index;
    case Reference::Kind::kOption:
      break;
  }
  if (reference.table != rename.table || reference.column != rename.column) return false;
  std::vector<Diagnostic> ignored;
  return Tokenize(written, &ignored).front().text == rename.from;
}

}  // namespace

base::Result<std::string> ApplyRename(const Bound& bound, const Rename& rename) {
  if (!bound.ok()) {
    for (const Diagnostic& diagnostic : bound.diagnostics) {
      if (diagnostic.severity == Diagnostic::Severity::kError) return ToError(diagnostic, bound.text);
    }
    return base::Invalid("the formula has an error, so its names cannot be changed");
  }
  bool option = rename.kind == Reference::Kind::kOption;
  if (!option && (rename.to.find_first_of("[]\n") != std::string::npos ||
                  base::Trim(rename.to) != rename.to || rename.to.empty())) {
    return base::Invalid(
        "`" + rename.to +
        "` cannot be a name in a formula: no square brackets, line breaks or spaces at its ends");
  }
  std::vector<Span> spans;
  for (const Reference& reference : bound.references) {
    std::string_view written =
        std::string_view(bound.text).substr(reference.span.begin, reference.span.end - reference.span.begin);
    if (Names(reference, rename, written)) spans.push_back(reference.span);
  }
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
  std::string out;
  size_t at = 0;
  for (Span span : spans) {
    if (span.begin < at) continue;  // noted twice
    out.append(bound.text, at, span.begin - at);
    out += option ? QuoteText(rename.to) : WriteName(rename.to, bound.text[span.begin] == '[');
    at = span.end;
  }
  return out.append(bound.text, at);
}

base::Result<std::string> ApplyRename(std::string_view formula, const Rename& rename,
                                      const BindContext& context) {
  return ApplyRename(Bind(formula, context), rename);
}

}  // namespace csip::formula
