#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

using formula::Diagnostic;

// Words beside each other and no [column]: a sentence about a formula.
bool IsProse(std::string_view text) {
  if (text.find('[') != std::string_view::npos || text.find('"') != std::string_view::npos) return false;
  size_t words = 0;
  bool inside = false;
  for (char c : text) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    words += letter && !inside ? 1 : 0;
    inside = letter || (inside && c != ' ');
  }
  return words >= 2;
}

bool IsElided(std::string_view text) {
  return text.find("...") != std::string_view::npos || text.find("…") != std::string_view::npos;
}

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    for (const Diagnostic& d : site.bound->diagnostics) {
      if (d.severity != Diagnostic::Severity::kError || d.kind != Diagnostic::Kind::kSyntax) continue;
      const std::string& text = site.formula.text;
      if (IsElided(text)) {
        report->Add(site, d.span.begin, fmt::format("{} leaves a part out", site.what),
                    "Write every case; dots stand for nothing.");
      } else if (IsProse(text)) {
        report->Add(site, d.span.begin, fmt::format("{} is described in words: “{}”", site.what, text),
                    "Write the formula that the words mean.");
      } else {
        report->Add(site, d.span.begin, d.message);
      }
      break;  // what follows from the first is no finding of its own
    }
  }
}

}  // namespace

const Rule kUnreadableFormula{
    .id = "unreadable-formula",
    .title = "A formula that cannot be read",
    .severity = Severity::kError,
    .description =
        "Text that is no formula: a sentence that describes one, cases left out with dots, a missing "
        "parenthesis.",
    .why = "There is nothing to compute, and whoever reads the words fills them in differently.",
    .remedy = "Correct the formula at the place named.",
    .example = "formula: similar switch",
    .run = Run,
};

}  // namespace csip::check
