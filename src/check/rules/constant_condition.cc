#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    for (const Comparison& c : site.facts.comparisons) {
      if (c.outcome.no || !c.left.OnlyNumber() || !c.right.OnlyNumber() || c.left.list || c.right.list)
        continue;
      if (c.left.number.constant() && c.right.number.constant()) continue;
      bool left_varies = !c.left.number.constant();
      const Node& varying = *c.node->args[left_varies ? 0 : 1];
      const Interval& range = left_varies ? c.left.number : c.right.number;
      report->Add(site, *c.node,
                  fmt::format("{} can never be false: {} is {}", site.Text(*c.node), site.Text(varying),
                              Words(range)));
    }
  }
}

}  // namespace

const Rule kConstantCondition{
    .id = "constant-condition",
    .title = "A condition that can never be false",
    .severity = Severity::kWarning,
    .description = "A comparison of numbers that is true for every row where it is known.",
    .why = "It decides nothing, and hides that nothing is decided.",
    .remedy = "Leave it out, or compare with a number that makes a difference.",
    .example = "[Progress] <= 100 where Progress is a slider from 0 to 100",
    .run = Run,
};

}  // namespace csip::check
