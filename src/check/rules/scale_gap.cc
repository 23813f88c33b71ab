#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

// "Impact_Score_1_5" says 1 to 5.
std::optional<Interval> ScaleInName(const std::string& name) {
  size_t last = name.rfind('_');
  if (last == std::string::npos || last == 0) return std::nullopt;
  size_t first = name.rfind('_', last - 1);
  if (first == std::string::npos) return std::nullopt;
  auto number = [](const std::string& digits) -> std::optional<double> {
    if (digits.empty() || digits.size() > 4 || digits.find_first_not_of("0123456789") != std::string::npos)
      return std::nullopt;
    return std::stod(digits);
  };
  auto lo = number(name.substr(first + 1, last - first - 1)), hi = number(name.substr(last + 1));
  if (!lo || !hi || *lo >= *hi) return std::nullopt;
  return Interval{*lo, *hi};
}

std::optional<Interval> DeclaredScale(const blueprint::Column& column) {
  if (column.limits.min && column.limits.max) return Interval{*column.limits.min, *column.limits.max};
  return ScaleInName(column.name);
}

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    if (site.kind != Site::Kind::kColumn || site.root() == nullptr) continue;
    auto scale = DeclaredScale(analysis.ColumnAt(site.table, site.column));
    if (!scale || !site.value.OnlyNumber()) continue;
    const Interval& range = site.value.number;
    if (!range.bounded() || (range.lo == scale->lo && range.hi == scale->hi)) continue;
    report->Add(site, *site.root(),
                fmt::format("the scale is {}, the formula gives numbers {}", Words(*scale), Words(range)));
  }
}

}  // namespace

const Rule kScaleGap{
    .id = "scale-gap",
    .title = "A scale whose ends are never reached, or passed",
    .severity = Severity::kWarning,
    .description =
        "A computed column with a declared scale (`min` and `max`, or a name such as Score_1_5) whose "
        "formula "
        "never gives the ends of the scale, or goes beyond them.",
    .why = "Products and averages of such scores are shifted: the best or the worst value cannot occur.",
    .remedy = "Give the lowest case the lowest number of the scale and the highest the highest.",
    .example = "Impact_1_5: Switch([Impact], \"High\", 5, \"Medium\", 3, \"Low\", 2)",
    .run = Run,
};

}  // namespace csip::check
