#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"
#include "check/weighted_sum.h"

namespace csip::check {
namespace {

void Run(const Analysis& analysis, Report* report) {
  for (const WeightedSum& sum : FindWeightedSums(analysis)) {
    if (sum.shared_out) continue;
    std::vector<std::string> missing;
    for (const WeightedPart& part : sum.parts) {
      if (part.value.blank) missing.push_back(sum.site->Text(*part.node));
    }
    if (missing.empty()) continue;
    report->Add(*sum.site, *sum.node,
                fmt::format("where {} {} blank, the part adds 0 to the weighted sum, as if it were the worst",
                            fmt::join(missing, ", "), missing.size() == 1 ? "is" : "are"));
  }
}

}  // namespace

const Rule kMissingAsZero{
    .id = "missing-as-zero",
    .title = "What is missing counts as 0",
    .severity = Severity::kWarning,
    .description =
        "A weighted sum with a part that can be blank: adding skips blanks, and the other weights stay as "
        "they "
        "are.",
    .why = "A row about which less is known looks worse than it is.",
    .remedy = "Divide by the weights of the parts that are known.",
    .example = "[Quality] * 0.6 + Average([Reviews].[Score]) * 0.4",
    .run = Run,
};

}  // namespace csip::check
