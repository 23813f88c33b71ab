#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"
#include "value/civil.h"

namespace csip::check {
namespace {

bool IsZone(const std::string& name) {
  return value::Zone::Find(name).ok();
}

void CheckZone(const Analysis& analysis, const PartUse& part, const PartFormula& use, Report* report) {
  if (IsZone(use.formula.text)) return;
  auto table = analysis.blueprint().FindTable(use.table).value_or(value::kNone);
  formula::Bound bound = formula::Bind(use.formula.text, {&analysis.catalog(), table, {}});
  if (!bound.ok()) {
    report->Add(part, use.formula.At(0), fmt::format("`{}` is no time zone", use.formula.text));
    return;
  }
  Abstract value = analysis.ValueOf(*bound.root);
  if (!value.OnlyTexts()) return;
  std::vector<std::string> bad;
  for (const std::string& text : value.texts) {
    if (!IsZone(text)) bad.push_back(text);
  }
  if (bad.empty()) return;
  report->Add(part, use.formula.At(0),
              fmt::format("the time zone is taken from {}, which gives {}: no time zones", use.formula.text,
                          fmt::join(bad, ", ")));
}

void Run(const Analysis& analysis, Report* report) {
  for (const PartUse& part : analysis.parts()) {
    for (const PartFormula& use : part.time_zones) CheckZone(analysis, part, use, report);
  }
}

}  // namespace

const Rule kUnknownZone{
    .id = "unknown-zone",
    .title = "A local time without a time zone",
    .severity = Severity::kWarning,
    .description =
        "A schedule whose time zone is no name of the time zone database, or comes from values that are "
        "none.",
    .why = "Nobody can tell when 08:00 is.",
    .remedy = "Name a time zone such as Europe/London, or a table that gives one for each value.",
    .example = "{daily: \"08:00\", time_zone: '[Owner].[Region]'}",
    .run = Run,
};

}  // namespace csip::check
