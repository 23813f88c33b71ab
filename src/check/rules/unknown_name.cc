#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

using formula::Diagnostic;

void InFormulas(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    for (const Diagnostic& d : site.bound->diagnostics) {
      if (d.severity == Diagnostic::Severity::kError && d.kind == Diagnostic::Kind::kName)
        report->Add(site, d.span.begin, d.message);
    }
  }
}

void ExpectColumn(const Analysis& analysis, const PartUse& part, const std::string& table,
                  const std::string& column, const base::Place& place, Report* report) {
  auto found = analysis.blueprint().FindTable(table);
  if (!found) return;
  if (!analysis.blueprint().tables[*found].FindColumn(column))
    report->Add(part, place, fmt::format("no column `{}` on {}", column, table));
}

void InParts(const Analysis& analysis, Report* report) {
  for (const PartUse& part : analysis.parts()) {
    for (const PartName& name : part.names) {
      if (!name.column.empty()) {
        ExpectColumn(analysis, part, name.table, name.column, name.place, report);
      } else if (!analysis.blueprint().FindTable(name.table)) {
        report->Add(part, name.place, fmt::format("no table `{}`", name.table));
      }
    }
    for (const PartWrite& write : part.writes) {
      for (const auto& [column, place] : write.columns)
        ExpectColumn(analysis, part, write.table, column, place, report);
    }
  }
}

void Run(const Analysis& analysis, Report* report) {
  InFormulas(analysis, report);
  InParts(analysis, report);
}

}  // namespace

const Rule kUnknownName{
    .id = "unknown-name",
    .title = "A name that nothing has",
    .severity = Severity::kError,
    .description =
        "A table, column, named value or function that a formula, an automation, a button or a dashboard "
        "names and that does not exist.",
    .why = "The formula has no value, and the automation fails when it runs.",
    .remedy = "Add what is missing, or correct the name.",
    .example = "[Linked_Streams].[Supporting_APIs].Count()",
    .run = Run,
};

}  // namespace csip::check
