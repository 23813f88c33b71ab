#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

using formula::Diagnostic;

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    for (const Diagnostic& d : site.bound->diagnostics) {
      if (d.kind == Diagnostic::Kind::kOption) report->Add(site, d.span.begin, d.message);
    }
  }
}

}  // namespace

const Rule kUnknownOption{
    .id = "unknown-option",
    .title = "An option that is tested and does not exist",
    .severity = Severity::kWarning,
    .description = "A text that a formula compares with a select column and that is none of its options.",
    .why = "No row can have it, so what the formula does for it never happens.",
    .remedy = "Add the option to the column, or correct the text.",
    .example = "CountIf([Goals], [Status] = \"On Track\") where Status has Open and Done",
    .run = Run,
};

}  // namespace csip::check
