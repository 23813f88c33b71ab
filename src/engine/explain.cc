#include "engine/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/explain_reason.h"
#include "formula/function.h"

namespace csip::engine {

using formula::Node;
using formula::NodeKind;
using formula::Op;
using value::kNone;

namespace {

constexpr size_t kMostContributions = 200;

// Splits a number into parts that add up to it: the terms of a sum, the rows of an Average, the branch an If
// took.
class Explainer {
 public:
  Explainer(PartEvaluator& evaluator, Explanation* out) : evaluator_(evaluator), out_(out) {}

  void Explain(const Node& root) {
    CollectInputs(root);
    CollectAggregates(root);
    CollectConditions(root, evaluator_, &out_->conditions);
    CollectCauses(root, out_->computed, evaluator_, &out_->causes);
    if (!out_->computed.is_number()) return;
    Contribute(root, 1, "");
    // Parts that cannot be told apart count as one; so the parts always add up.
    if (out_->contributions.empty()) {
      out_->contributions.push_back({.label = evaluator_.Text(root), .value = out_->computed});
    }
    GatherSmallOnes();
  }

 private:
  Value Eval(const Node& n) { return evaluator_.Eval(n); }
  std::string Text(const Node& n) const { return evaluator_.Text(n); }

  // Columns of single rows that stand outside predicates: what a person would look up first.
  void CollectInputs(const Node& n) {
    if (n.kind == NodeKind::kColumn && !n.args[0]->type.list) {
      std::string text = Text(n);
      if (!inputs_.insert(text).second) return;
      ExplainedInput input{.text = text, .value = Eval(n)};
      input.has_cell = evaluator_.CellOf(n, &input.row, &input.column);
      out_->inputs.push_back(std::move(input));
      // [Account].[ARR]: which account.
      NodeKind base = n.args[0]->kind;
      if (base == NodeKind::kColumn || base == NodeKind::kNamed) CollectInputs(*n.args[0]);
      return;
    }
    bool clock =
        n.kind == NodeKind::kCall && n.args.empty() && (n.function->uses_today || n.function->uses_now);
    if (clock || n.kind == NodeKind::kNamed) {
      if (inputs_.insert(Text(n)).second) out_->inputs.push_back({.text = Text(n), .value = Eval(n)});
    }
    for (size_t i = 0; i < n.args.size(); ++i) {
      if (!IsInner(n, i)) CollectInputs(*n.args[i]);
    }
  }

  void CollectAggregates(const Node& n) {
    if (n.kind == NodeKind::kColumn && IsAggregate(*n.args[0])) {
      AddAggregate(*n.args[0], &n);
      return;
    }
    if (IsAggregate(n)) {
      AddAggregate(n, nullptr);
      return;
    }
    for (size_t i = 0; i < n.args.size(); ++i) {
      if (!IsInner(n, i)) CollectAggregates(*n.args[i]);
    }
  }

  void AddAggregate(const Node& call, const Node* projection) {
    const Node& whole = projection != nullptr ? *projection : call;
    ExplainedRows aggregate{.text = Text(whole), .value = Eval(whole)};
    std::vector<RowRef> rows;
    if (!evaluator_.RowsBehind(call, &rows, &aggregate.column)) return;
    if (projection != nullptr) aggregate.column = projection->column;
    for (const RowRef& r : rows) {
      aggregate.table = r.table;
      aggregate.rows.push_back(r.slot);
      aggregate.values.push_back(aggregate.column == kNone ? Value::Number(1)
                                                           : data().Get(r.table, aggregate.column, r.slot));
    }
    out_->aggregates.push_back(std::move(aggregate));
  }

  // --- contributions ---

  void Add(const Node& n, double factor, const std::string& suffix) {
    Value v = Eval(n);
    Contribution part{.label = Text(n) + suffix};
    part.has_cell = evaluator_.CellOf(n, &part.row, &part.column);
    if (v.is_number()) {
      part.value = Value::Number(v.number() * factor);
      out_->contributions.push_back(std::move(part));
    } else if (v.is_blank()) {
      out_->unknown.push_back(std::move(part));
    }
  }

  void Contribute(const Node& n, double factor, const std::string& suffix) {
    if (n.kind == NodeKind::kUnary && n.op == Op::kNegate) return Contribute(*n.args[0], -factor, suffix);
    if (n.kind == NodeKind::kBinary) return ContributeBinary(n, factor, suffix);
    if (n.kind == NodeKind::kCall && n.function->name == "If") return ContributeIf(n, factor, suffix);
    if (n.kind == NodeKind::kCall && ContributeRows(n, factor)) return;
    Add(n, factor, suffix);
  }

  void ContributeBinary(const Node& n, double factor, const std::string& suffix) {
    const Node& a = *n.args[0];
    const Node& b = *n.args[1];
    bool numbers = a.type.base == formula::Base::kNumber && b.type.base == formula::Base::kNumber;
    if (numbers && (n.op == Op::kAdd || n.op == Op::kSubtract)) {
      Contribute(a, factor, suffix);
      Contribute(b, n.op == Op::kAdd ? factor : -factor, suffix);
      return;
    }
    bool times = n.op == Op::kMultiply;
    if (!numbers || (!times && n.op != Op::kDivide)) return Add(n, factor, suffix);
    if (IsFactor(a, b)) {
      Value by = Eval(b);
      if (by.is_number() && (times || by.number() != 0)) {
        double scaled = times ? factor * by.number() : factor / by.number();
        return Contribute(a, scaled, suffix + (times ? " * " : " / ") + FactorText(b, by));
      }
    } else if (times && IsFactor(b, a)) {
      Value by = Eval(a);
      if (by.is_number()) return Contribute(b, factor * by.number(), suffix + " * " + FactorText(a, by));
    }
    Add(n, factor, suffix);
  }

  // Whether `by` scales the parts of `n`: a constant does, and anything does where `n` is a sum.
  static bool IsFactor(const Node& n, const Node& by) {
    return (by.kind == NodeKind::kLiteral && by.value.is_number()) || Splits(n);
  }
  static bool Splits(const Node& n) {
    if (n.kind == NodeKind::kUnary) return Splits(*n.args[0]);
    if (n.kind != NodeKind::kBinary) return IsAggregate(n);
    if (n.op == Op::kAdd || n.op == Op::kSubtract) return true;
    return (n.op == Op::kMultiply || n.op == Op::kDivide) &&
           (Splits(*n.args[0]) || (n.op == Op::kMultiply && Splits(*n.args[1])));
  }
  std::string FactorText(const Node& by, const Value& v) const {
    return by.kind == NodeKind::kLiteral ? Text(by) : fmt::format("{:.6g}", v.number());
  }

  void ContributeIf(const Node& n, double factor, const std::string& suffix) {
    size_t i = 0;
    for (; i + 1 < n.args.size(); i += 2) {
      Value condition = Eval(*n.args[i]);
      if (condition.is_true()) return Contribute(*n.args[i + 1], factor, suffix);
      if (!condition.is_false()) return;  // unknown: the whole is blank
    }
    if (i < n.args.size()) Contribute(*n.args[i], factor, suffix);
  }

  // The rows of a Sum, Average or Count each give their part.
  bool ContributeRows(const Node& n, double factor) {
    std::string_view name = n.function->name;
    bool average = name == "Average", sum = name == "Sum";
    bool count = name == "CountIf" || (name == "Count" && n.args.size() == 1);
    if (!average && !sum && !count) return false;
    std::vector<RowRef> rows;
    ColumnIndex column = kNone;
    if ((n.args.size() != 1 && name != "CountIf") || !evaluator_.RowsBehind(n, &rows, &column)) return false;
    if ((average || sum) && column == kNone) return false;
    std::vector<Contribution> parts;
    for (const RowRef& r : rows) {
      Value v = column == kNone ? Value::Number(1) : data().Get(r.table, column, r.slot);
      if (count && column != kNone) v = v.is_blank() ? Value() : Value::Number(1);
      if (v.is_blank()) continue;
      if (!v.is_number()) return false;
      parts.push_back({.label = data().NameOf(r),
                       .value = std::move(v),
                       .has_cell = column != kNone,
                       .row = r,
                       .column = column});
    }
    double share = average && !parts.empty() ? factor / static_cast<double>(parts.size()) : factor;
    for (Contribution& part : parts) {
      part.value = Value::Number(part.value.number() * share);
      out_->contributions.push_back(std::move(part));
    }
    return true;
  }

  // A sum over thousands of rows: those that weigh most are listed, the others are one part.
  void GatherSmallOnes() {
    std::vector<Contribution>& parts = out_->contributions;
    if (parts.size() <= kMostContributions) return;
    std::vector<size_t> order(parts.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    auto weight = [&](size_t i) { return std::abs(parts[i].value.number()); };
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return weight(a) > weight(b); });
    std::set<size_t> kept(order.begin(), order.begin() + kMostContributions);
    std::vector<Contribution> listed;
    double rest = 0;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (kept.count(i) > 0) {
        listed.push_back(std::move(parts[i]));
      } else {
        rest += parts[i].value.number();
      }
    }
    size_t others = parts.size() - listed.size();
    listed.push_back(
        {.label = fmt::format("{} others", others), .value = Value::Number(rest), .others = others});
    parts = std::move(listed);
  }

  const Data& data() const { return evaluator_.core().data(); }

  PartEvaluator& evaluator_;
  Explanation* out_;
  std::set<std::string> inputs_;
};

std::string ReasonOf(const Value& v) {
  if (v.is_error()) return fmt::format("{}: {}", value::NameOf(v.error_code()), v.error_reason());
  if (!v.is_blank()) return "";
  return v.blank_reason() == value::BlankReason::kDivisionByZero ? "blank: a division by zero"
                                                                 : "blank: something it needs is unknown";
}

}  // namespace

Explanation Explain(const Core& core, TableIndex table, ColumnIndex column, RowSlot row) {
  Explanation out;
  out.value = core.data().Get(table, column, row);
  out.computed = out.value;
  const auto& bound = core.data().compiled().formulas[table][column];
  if (!bound.ok()) return out;
  out.formula = bound.text;
  out.overridden = core.FindOverride(table, column, row) != nullptr;
  PartEvaluator evaluator(core, {table, row}, bound.text);
  out.computed = evaluator.Eval(*bound.root);
  // A cell that came too late for the budget of its column has a value when it is computed alone; what is kept counts.
  bool limit = out.value.is_error() && out.value.error_code() == value::ErrorCode::kLimit;
  if (limit && !out.overridden) out.computed = out.value;
  out.reason = ReasonOf(out.computed);
  Explainer(evaluator, &out).Explain(*bound.root);
  return out;
}

Explanation Explain(const Core& core, const formula::Bound& bound, RowRef row, const formula::Viewer& viewer,
                    formula::Budget budget) {
  const auto& compiled = core.data().compiled();
  const Node& root = *bound.root;
  if (root.kind == NodeKind::kNamed && root.name_index < compiled.named.size() &&
      compiled.named[root.name_index].ok()) {
    return Explain(core, compiled.named[root.name_index], {}, viewer, budget);
  }
  PartEvaluator evaluator(core, row, bound.text, viewer, budget);
  Explanation out;
  out.formula = bound.text;
  out.computed = out.value = evaluator.Eval(root);
  out.reason = ReasonOf(out.computed);
  Explainer(evaluator, &out).Explain(root);
  return out;
}

}  // namespace csip::engine
