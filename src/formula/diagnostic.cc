#include "formula/diagnostic.h"

#include <algorithm>

#include "base/text.h"

namespace csip::formula {
namespace {

struct Line {
  int number = 1;         // 1-based
  size_t begin = 0;       // offset of its first byte
  std::string_view text;  // without the line's end
};

Line LineAt(std::string_view formula, size_t at) {
  Line line;
  at = std::min(at, formula.size());
  for (size_t i = 0; i < at; ++i) {
    if (formula[i] != '\n') continue;
    ++line.number;
    line.begin = i + 1;
  }
  line.text = formula.substr(line.begin);
  line.text = line.text.substr(0, line.text.find('\n'));
  if (!line.text.empty() && line.text.back() == '\r') line.text.remove_suffix(1);
  return line;
}

}  // namespace

std::string Render(const Diagnostic& diagnostic, std::string_view formula) {
  Line line = LineAt(formula, diagnostic.span.begin);
  size_t begin = std::min<size_t>(diagnostic.span.begin - std::min<size_t>(line.begin, diagnostic.span.begin),
                                  line.text.size());
  size_t end = std::clamp<size_t>(diagnostic.span.end - std::min<size_t>(line.begin, diagnostic.span.end),
                                  begin, line.text.size());
  std::string out = diagnostic.message + "\n  " + std::string(line.text) + "\n  ";
  // A tab stays a tab, so that the carets stand under the text however wide it is shown.
  for (char c : line.text.substr(0, begin)) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) out += c == '\t' ? '\t' : ' ';
  }
  out += std::string(std::max<size_t>(1, base::CodePoints(line.text.substr(begin, end - begin))), '^');
  return out;
}

base::Error ToError(const Diagnostic& diagnostic, std::string_view formula) {
  Line line = LineAt(formula, diagnostic.span.begin);
  int column = static_cast<int>(std::min<size_t>(diagnostic.span.begin, formula.size()) - line.begin) + 1;
  return base::Invalid(diagnostic.message, base::Place{.line = line.number, .column = column});
}

}  // namespace csip::formula
