#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    if (site.kind != Site::Kind::kColumn || site.root() == nullptr) continue;
    if (!analysis.Reads(site.table, site.column, {site.table, site.column})) continue;
    bool itself = site.bound->reads.contains({site.table, site.column});
    report->Add(
        site, size_t{0},
        fmt::format("{} is computed from itself{}", site.subject, itself ? "" : " by way of other columns"));
  }
}

}  // namespace

const Rule kCircularFormula{
    .id = "circular-formula",
    .title = "Columns computed from each other",
    .severity = Severity::kError,
    .description = "A column whose formula reads itself, directly or through other columns.",
    .why = "No order of computation ends.",
    .remedy = "Break the circle: let one of the columns be entered, or read an earlier one.",
    .example = "[Score] on Score: [Score] + 1",
    .run = Run,
};

}  // namespace csip::check
