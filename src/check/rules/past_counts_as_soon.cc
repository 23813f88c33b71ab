#include <fmt/format.h>

#include <set>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

bool IsToday(const Node& node) {
  return IsCall(node, "Today") || IsCall(node, "Now");
}

// date - Today(): days that are left, below 0 once the day has passed.
bool IsCountdown(const Analysis& analysis, const Node& node, int depth = 0) {
  if (IsBinary(node, Op::kSubtract))
    return IsToday(*node.args[1]) && IsCell(*node.args[0]) && node.type.base == formula::Base::kNumber;
  if (!IsCell(node) || depth > 8) return false;
  const Site* site = analysis.SiteOf(node.table, node.column);
  return site != nullptr && IsCountdown(analysis, *site->root(), depth + 1);
}

// Whether some condition holds only where the expression is not below 0.
bool BoundsBelow(const Node& condition, const std::string& key) {
  if (!IsComparison(condition)) return false;
  for (bool swapped : {false, true}) {
    const Node& a = *condition.args[swapped ? 1 : 0];
    const Node& b = *condition.args[swapped ? 0 : 1];
    Op op = swapped ? Mirrored(condition.op) : condition.op;
    bool above = op == Op::kGreater || op == Op::kGreaterEqual || op == Op::kEqual;
    if (above && KeyOf(a) == key && b.kind == NodeKind::kLiteral && b.value.is_number() &&
        b.value.number() >= 0)
      return true;
  }
  return false;
}

class Search {
 public:
  Search(const Analysis& analysis, const Site& site, Report* report)
      : analysis_(analysis), site_(site), report_(*report) {}

  void Visit(const Node& node, std::vector<const Node*> held) {
    if (IsBinary(node, Op::kAnd) || IsCall(node, "And")) {
      for (const Node* part : Conjuncts(node)) held.push_back(part);
    }
    if (IsOrdering(node)) Look(node, held);
    bool choice = IsCall(node, "If");
    for (size_t i = 0; i < node.args.size(); ++i) {
      std::vector<const Node*> inner = held;
      if (choice && i % 2 == 1) {
        for (const Node* part : Conjuncts(*node.args[i - 1])) inner.push_back(part);
      }
      Visit(*node.args[i], std::move(inner));
    }
  }

 private:
  void Look(const Node& node, const std::vector<const Node*>& held) {
    for (bool swapped : {false, true}) {
      const Node& days = *node.args[swapped ? 1 : 0];
      const Node& limit = *node.args[swapped ? 0 : 1];
      Op op = swapped ? Mirrored(node.op) : node.op;
      if (op != Op::kLess && op != Op::kLessEqual) continue;
      if (limit.kind != NodeKind::kLiteral || !limit.value.is_number() || limit.value.number() <= 0) continue;
      if (!IsCountdown(analysis_, days)) continue;
      std::string key = KeyOf(days);
      bool bounded =
          std::any_of(held.begin(), held.end(), [&](const Node* c) { return BoundsBelow(*c, key); });
      if (bounded) continue;
      report_.Add(
          site_, node,
          fmt::format("{} is also true for days that have passed: {} is then below 0", site_.Text(node),
                      site_.Text(days)),
          fmt::format("Add AND {} >= 0, or say what holds for days that have passed.", site_.Text(days)));
    }
  }

  const Analysis& analysis_;
  const Site& site_;
  Report& report_;
};

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    if (site.root() != nullptr) Search(analysis, site, report).Visit(*site.root(), {});
  }
}

}  // namespace

const Rule kPastCountsAsSoon{
    .id = "past-counts-as-soon",
    .title = "What is over counts as near",
    .severity = Severity::kWarning,
    .description = "Days left until a date that are compared with an upper limit only.",
    .why =
        "Once the date has passed the days left are below 0, and the row is treated as one whose date is "
        "near.",
    .remedy = "Add a lower limit: AND [Days_Left] >= 0.",
    .example = "If([Days_Left] < 30, \"Soon\", \"Later\") where Days_Left is [Due] - Today()",
    .run = Run,
};

}  // namespace csip::check
