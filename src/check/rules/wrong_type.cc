#include <fmt/format.h>

#include "blueprint/catalog.h"
#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

using formula::Diagnostic;

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    bool failed = false;
    for (const Diagnostic& d : site.bound->diagnostics) {
      if (d.kind != Diagnostic::Kind::kType) continue;
      failed |= d.severity == Diagnostic::Severity::kError;
      report->Add(site, d.span.begin, d.message);
      if (d.severity == Diagnostic::Severity::kWarning)
        report->findings().back().severity = Severity::kWarning;
    }
    if (failed || site.root() == nullptr || site.kind != Site::Kind::kColumn) continue;
    formula::Type want = blueprint::DeclaredType(analysis.blueprint(), site.table, site.column);
    if (blueprint::Fits(want, site.bound->type)) continue;
    const blueprint::Column& column = analysis.ColumnAt(site.table, site.column);
    report->Add(site, size_t{0},
                fmt::format("the formula gives {}, but `{}` is a {} column, which holds {}",
                            formula::NameOf(site.bound->type, analysis.catalog()), column.name,
                            column.type->name, formula::NameOf(want, analysis.catalog())));
  }
}

}  // namespace

const Rule kWrongType{
    .id = "wrong-type",
    .title = "Values of the wrong kind",
    .severity = Severity::kError,
    .description =
        "Operators and functions that get what they cannot take, comparisons of kinds that are never equal, "
        "formulas that give what their column cannot hold.",
    .why = "The formula cannot give a value, or the comparison is always false.",
    .remedy = "Convert the value (ToNumber, ToText, First), or change the type of the column.",
    .example = "[Account_Name] * 2",
    .run = Run,
};

}  // namespace csip::check
