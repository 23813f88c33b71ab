#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

bool IsNumber(const Node& node, double number) {
  return node.kind == NodeKind::kLiteral && node.value.is_number() && node.value.number() == number;
}

// If(x > 0, a / x, 0): near the edge of the condition the result grows without limit, beyond it it is 0.
void CheckIf(const Analysis& analysis, const Site& site, const Node& node, Report* report) {
  if (node.args.size() != 3) return;
  for (bool swapped : {false, true}) {
    const Node& fallback = *node.args[swapped ? 1 : 2];
    const Node& branch = *node.args[swapped ? 2 : 1];
    if (!IsNumber(fallback, 0)) continue;
    Facts facts;
    Interpreter interpreter(analysis.world(), &facts);
    Env env = interpreter.Assume(*node.args[0], !swapped, {});
    Abstract value = interpreter.Eval(branch, env);
    bool fewest = value.OnlyNumber() && value.number.lo == 0 && value.number.hi == kInfinity;
    if (!fewest) continue;
    for (const Division& d : facts.divisions) {
      if (d.divisor->kind == NodeKind::kLiteral || d.values.number.Contains(0)) continue;
      if (!analysis.ValueOf(*d.divisor).number.Contains(0)) continue;
      report->Add(
          site, fallback,
          fmt::format(
              "the smaller {} is, the greater the result; where it is 0 the result is 0, the best of all",
              site.Text(*d.divisor)));
      return;
    }
  }
}

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    if (site.root() == nullptr) continue;
    Walk(*site.root(), [&](const Node& node) {
      if (IsCall(node, "If")) CheckIf(analysis, site, node, report);
    });
  }
}

}  // namespace

const Rule kZeroForNever{
    .id = "zero-for-never",
    .title = "0 where the answer is never",
    .severity = Severity::kWarning,
    .description =
        "A guarded quotient that is 0 where its divisor is, though it grows without limit towards that "
        "point.",
    .why = "The worst case is shown, sorted and averaged as the best one.",
    .remedy = "Give no number there: leave the last argument of If out, so that the result is blank.",
    .example = "If([Benefit] > 0, [Cost] / [Benefit], 0)",
    .run = Run,
};

}  // namespace csip::check
