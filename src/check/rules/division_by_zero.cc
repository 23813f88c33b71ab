#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    for (const Division& d : site.facts.divisions) {
      if (!d.values.OnlyNumber() || !d.values.number.Contains(0)) continue;
      report->Add(site, *d.divisor,
                  fmt::format("{} can be 0 where something is divided by it", site.Text(*d.divisor)),
                  fmt::format("Guard it: If({} = 0, what then holds, …).", site.Text(*d.divisor)));
    }
  }
}

}  // namespace

const Rule kDivisionByZero{
    .id = "division-by-zero",
    .title = "A division by what can be 0",
    .severity = Severity::kWarning,
    .description = "A divisor whose range includes 0, where no condition around the division excludes it.",
    .why = "The result is blank, and so is everything computed from it.",
    .remedy = "Guard the division with a condition, and say what holds when the divisor is 0.",
    .example = "([Current] - [Baseline]) / [Baseline]",
    .run = Run,
};

}  // namespace csip::check
