#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"
#include "check/weighted_sum.h"

namespace csip::check {
namespace {

void Run(const Analysis& analysis, Report* report) {
  for (const WeightedSum& sum : FindWeightedSums(analysis)) {
    for (const WeightedPart& part : sum.parts) {
      const Interval& range = part.value.number;
      if (sum.top == 0 || !part.value.OnlyNumber() || range.bounded()) continue;
      report->Add(*sum.site, *part.node,
                  fmt::format("{} has no {}, and the sum is on a scale to {}", sum.site->Text(*part.node),
                              range.hi == kInfinity ? "upper limit" : "lower limit", sum.top));
    }
  }
}

}  // namespace

const Rule kUnboundedPart{
    .id = "unbounded-part",
    .title = "A part of a weighted sum without limits",
    .severity = Severity::kWarning,
    .description =
        "A weighted sum whose other parts are on a known scale, and one part that can be any number, such as "
        "a "
        "percentage of a target.",
    .why = "One extreme value outweighs all other parts and hides what they say.",
    .remedy = "Limit it to the scale: Clamp(x, 0, 100).",
    .example = "[Target_Percent] * 0.5 + [Score_0_100] * 0.5",
    .run = Run,
};

}  // namespace csip::check
