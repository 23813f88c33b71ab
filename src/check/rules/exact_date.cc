#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

bool UsesToday(const Node& node) {
  bool uses = false;
  Walk(node, [&](const Node& n) {
    uses |= n.kind == NodeKind::kCall && n.function != nullptr &&
            (n.function->uses_today || n.function->uses_now);
  });
  return uses;
}

bool IsMomentCell(const Node& node) {
  bool moment = node.type.base == formula::Base::kDate || node.type.base == formula::Base::kInstant;
  return IsCell(node) && moment && node.args[0]->kind == NodeKind::kCurrent;
}

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    if (site.root() == nullptr) continue;
    Walk(*site.root(), [&](const Node& node) {
      if (!IsBinary(node, Op::kEqual)) return;
      for (bool swapped : {false, true}) {
        const Node& cell = *node.args[swapped ? 1 : 0];
        const Node& day = *node.args[swapped ? 0 : 1];
        if (!IsMomentCell(cell) || !UsesToday(day)) continue;
        report->Add(site, node,
                    fmt::format("{} finds a row of exactly that day in {}", site.Text(node),
                                analysis.blueprint().tables[cell.table].name));
      }
    });
  }
}

}  // namespace

const Rule kExactDate{
    .id = "exact-date",
    .title = "A row of exactly one day",
    .severity = Severity::kWarning,
    .description = "A lookup among rows whose date must equal a day counted from today.",
    .why =
        "Where that day has no row, because a snapshot was missed or things were measured on other days, the "
        "result is "
        "blank.",
    .remedy = "Take the latest row on or before that day.",
    .example = "Lookup([History], [Date] = Today() - 30).[Score]",
    .run = Run,
};

}  // namespace csip::check
