#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

using formula::Diagnostic;

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    for (const Diagnostic& d : site.bound->diagnostics) {
      if (d.kind == Diagnostic::Kind::kDigits) report->Add(site, d.span.begin, d.message);
    }
  }
}

}  // namespace

const Rule kDigitGroups{
    .id = "digit-groups",
    .title = "A number with commas inside",
    .severity = Severity::kWarning,
    .description = "Digits grouped by commas, in an arithmetic group or among arguments.",
    .why = "A comma separates arguments: elsewhere the same number is read as several.",
    .remedy = "Write the number without commas.",
    .example = "[Value] / (1,000,000)",
    .run = Run,
};

}  // namespace csip::check
