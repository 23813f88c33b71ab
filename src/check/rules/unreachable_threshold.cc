#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    for (const Comparison& c : site.facts.comparisons) {
      if (c.outcome.yes || !c.left.OnlyNumber() || !c.right.OnlyNumber() || c.left.list || c.right.list)
        continue;
      if (c.left.number.constant() && c.right.number.constant()) continue;
      bool left_varies = !c.left.number.constant();
      const Node& varying = *c.node->args[left_varies ? 0 : 1];
      const Interval& range = left_varies ? c.left.number : c.right.number;
      report->Add(site, *c.node,
                  fmt::format("{} can never be true: {} is {}", site.Text(*c.node), site.Text(varying),
                              Words(range)));
    }
  }
}

}  // namespace

const Rule kUnreachableThreshold{
    .id = "unreachable-threshold",
    .title = "A threshold that no value reaches",
    .severity = Severity::kWarning,
    .description =
        "A comparison of numbers that cannot be true for any row. Ranges follow from sliders, percentages, "
        "`min` and `max`, the results of Switch and If, through arithmetic, averages and counts; amounts of "
        "money are taken to be 0 or more.",
    .why = "What the formula does beyond the threshold never happens.",
    .remedy = "Set a threshold that values can reach, or bring both sides to the same scale.",
    .example = "[Satisfaction] > 80 where Satisfaction is a slider from 1 to 10",
    .run = Run,
};

}  // namespace csip::check
