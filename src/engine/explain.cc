#include "engine/explain.h"

#include <fmt/format.h>

#include <set>

#include "engine/probe.h"
#include "formula/function.h"
#include "formula/parse.h"

namespace csip::engine {

using formula::Node;
using formula::NodeKind;
using formula::Op;
using value::kNone;

namespace {

// Splits a number into parts that add up to it: the terms of a sum, the rows of an Average, the branch an If
// took.
class Explainer {
 public:
  Explainer(const Core& core, RowRef row, Explanation* out)
      : core_(core),
        row_(row),
        out_(out),
        evaluation_(core.data().compiled().catalog, core.source(), core.data().inputs()) {}

  void Explain(const Node& root, const std::string& text) {
    text_ = text;
    CollectInputs(root);
    CollectAggregates(root);
    if (!out_->computed.is_number()) return;
    Contribute(root, 1, "");
    // Parts that cannot be told apart count as one; so the parts always add up.
    if (out_->contributions.empty()) {
      out_->contributions.push_back({.label = Text(root), .value = out_->computed});
    }
  }

 private:
  Value Eval(const Node& n) {
    evaluation_.set_budget({});
    return evaluation_.Run(n, row_);
  }
  std::string Text(const Node& n) const {
    if (n.span.end > n.span.begin && n.span.end <= text_.size()) {
      return text_.substr(n.span.begin, n.span.end - n.span.begin);
    }
    return formula::Print(n);
  }

  static bool HasFrame(const Node& n) {
    if (n.kind == NodeKind::kCurrent || n.kind == NodeKind::kLocal) return true;
    for (const auto& arg : n.args) {
      if (HasFrame(*arg)) return true;
    }
    return false;
  }

  // Columns of single rows that stand outside predicates: what a person would look up first.
  void CollectInputs(const Node& n) {
    if (HasFrame(n) && n.kind != NodeKind::kCall) return;
    if (n.kind == NodeKind::kColumn && !n.args[0]->type.list) {
      std::string text = Text(n);
      if (!HasFrame(n) && inputs_.insert(text).second) {
        Value base = Eval(*n.args[0]);
        ExplainedInput input{.text = text, .value = Eval(n)};
        if (base.is_row()) {
          input.has_cell = true;
          input.row = base.row();
          input.column = n.column;
        }
        out_->inputs.push_back(std::move(input));
      }
      return;
    }
    if (n.kind == NodeKind::kCall && n.args.empty() && (n.function->uses_today || n.function->uses_now)) {
      if (inputs_.insert(Text(n)).second) out_->inputs.push_back({.text = Text(n), .value = Eval(n)});
    }
    for (const auto& arg : n.args) CollectInputs(*arg);
  }

  static bool IsAggregate(const Node& n) {
    static const std::set<std::string_view> kNames = {
        "Sum",   "Average",   "Min",    "Max",   "Count", "Median",     "CountIf",
        "SumIf", "AverageIf", "Lookup", "First", "Last",  "CountUnique"};
    return n.kind == NodeKind::kCall && kNames.count(n.function->name) > 0;
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
      bool is_lambda = n.kind == NodeKind::kCall && ArgKind(n, i) == formula::ParamKind::kLambda;
      if (!is_lambda) CollectAggregates(*n.args[i]);
    }
  }
  // The rows an aggregate looks at, and the column it takes of them.
  bool RowsBehind(const Node& call, std::vector<RowRef>* rows, ColumnIndex* column) {
    if (call.args.empty()) return false;
    const Node* list = call.args[0].get();
    *column = kNone;
    std::string_view name = call.function->name;
    if (name == "CountIf" || name == "Lookup") return FilteredRows(call, rows);
    if (list->kind == NodeKind::kColumn && list->args[0]->type.list &&
        list->type.base != formula::Base::kRow) {
      *column = list->column;
      list = list->args[0].get();
    }
    if (list->type.base != formula::Base::kRow || !list->type.list) return false;
    Value v = Eval(*list);
    for (const Value& item : value::AsItems(v)) {
      if (item.is_row()) rows->push_back(item.row());
    }
    return true;
  }

  bool FilteredRows(const Node& call, std::vector<RowRef>* rows) {
    if (call.args.size() != 2) return false;
    Value list = Eval(*call.args[0]);
    for (const Value& item : value::AsItems(list)) {
      evaluation_.set_budget({});
      evaluation_.set_this_row(row_);
      if (evaluation_.EvalWith(*call.args[1], item).is_true() && item.is_row()) {
        rows->push_back(item.row());
        if (call.function->name == "Lookup") break;
      }
    }
    return true;
  }

  void AddAggregate(const Node& call, const Node* projection) {
    const Node& whole = projection != nullptr ? *projection : call;
    ExplainedRows aggregate{.text = Text(whole), .value = Eval(whole)};
    std::vector<RowRef> rows;
    if (!RowsBehind(call, &rows, &aggregate.column)) return;
    if (projection != nullptr) aggregate.column = projection->column;
    for (const RowRef& r : rows) {
      aggregate.table = r.table;
      aggregate.rows.push_back(r.slot);
      aggregate.values.push_back(
          aggregate.column == kNone ? Value::Number(1) : core_.data().Get(r.table, aggregate.column, r.slot));
    }
    out_->aggregates.push_back(std::move(aggregate));
  }

  // --- contributions ---

  void Add(const Node& n, double factor, const std::string& suffix) {
    Value v = Eval(n);
    if (!v.is_number()) return;
    Contribution part{.label = Text(n) + suffix, .value = Value::Number(v.number() * factor)};
    if (n.kind == NodeKind::kColumn && !n.args[0]->type.list) {
      Value base = Eval(*n.args[0]);
      if (base.is_row()) {
        part.has_cell = true;
        part.row = base.row();
        part.column = n.column;
      }
    }
    out_->contributions.push_back(std::move(part));
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
    if (numbers && (times || n.op == Op::kDivide) && b.kind == NodeKind::kLiteral && b.value.is_number()) {
      double by = b.value.number();
      if (times || by != 0) {
        return Contribute(a, times ? factor * by : factor / by, suffix + (times ? " * " : " / ") + Text(b));
      }
    }
    if (numbers && times && a.kind == NodeKind::kLiteral && a.value.is_number()) {
      return Contribute(b, factor * a.value.number(), suffix + " * " + Text(a));
    }
    Add(n, factor, suffix);
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
    if ((n.args.size() != 1 && name != "CountIf") || !RowsBehind(n, &rows, &column)) return false;
    if ((average || sum) && column == kNone) return false;
    std::vector<Contribution> parts;
    for (const RowRef& r : rows) {
      Value v = column == kNone ? Value::Number(1) : core_.data().Get(r.table, column, r.slot);
      if (count && column != kNone) v = v.is_blank() ? Value() : Value::Number(1);
      if (v.is_blank()) continue;
      if (!v.is_number()) return false;
      parts.push_back({.label = core_.data().NameOf(r),
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

  const Core& core_;
  RowRef row_;
  Explanation* out_;
  std::string text_;
  formula::Evaluation evaluation_;
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
  out.computed = core.EvaluateCell(table, column, row);
  out.overridden = core.FindOverride(table, column, row) != nullptr;
  // A cell that came too late for the budget of its column has a value when it is computed alone; what is kept counts.
  bool limit = out.value.is_error() && out.value.error_code() == value::ErrorCode::kLimit;
  if (limit && !out.overridden) out.computed = out.value;
  out.reason = ReasonOf(out.computed);
  Explainer(core, {table, row}, &out).Explain(*bound.root, bound.text);
  return out;
}

}  // namespace csip::engine
