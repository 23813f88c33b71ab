#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"
#include "check/weighted_sum.h"
#include "value/display.h"

namespace csip::check {
namespace {

// A part that reaches less than this share of the others' scale is on another one.
constexpr double kOtherScale = 0.5;

void Run(const Analysis& analysis, Report* report) {
  for (const WeightedSum& sum : FindWeightedSums(analysis)) {
    double reached = 0, weights = 0;
    for (const WeightedPart& part : sum.parts) {
      reached += part.weight * (part.scale ? part.scale->hi : sum.top);
      weights += part.weight;
    }
    for (const WeightedPart& part : sum.parts) {
      if (!part.scale || !(part.scale->hi < sum.top * kOtherScale)) continue;
      double factor = part.scale->hi > 0 ? sum.top / part.scale->hi : 0;
      std::string remedy =
          factor <= 0
              ? ""
              : fmt::format("Bring it to the scale of the others: {} * {}.", sum.site->Text(*part.node),
                            value::FormatFixed(factor, factor == static_cast<int>(factor) ? 0 : 2));
      report->Add(
          *sum.site, *part.node,
          fmt::format("{} reaches {}, other parts of the sum {}: with every part at its best the sum is {} "
                      "of {}",
                      sum.site->Text(*part.node), value::FormatNumber(part.scale->hi),
                      value::FormatNumber(sum.top), value::FormatFixed(reached, 0),
                      value::FormatFixed(sum.top * weights, 0)),
          remedy);
    }
  }
}

}  // namespace

const Rule kWeightScale{
    .id = "weight-scale",
    .title = "Parts of a weighted sum on different scales",
    .severity = Severity::kWarning,
    .description =
        "A sum of weighted parts in which one part is on a much smaller scale than the others: 1 to 10 among "
        "percentages.",
    .why = "The part hardly counts, whatever its weight, and the sum never reaches the top of its scale.",
    .remedy = "Bring all parts to one scale before weighting them.",
    .example = "[Uptime_Percent] * 0.8 + [Satisfaction_1_10] * 0.2",
    .run = Run,
};

}  // namespace csip::check
