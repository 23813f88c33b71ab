#include "engine/explain_reason.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/probe.h"
#include "formula/function.h"
#include "formula/parse.h"

namespace csip::engine {

using formula::Node;
using formula::NodeKind;
using formula::Op;
using value::kNone;

PartEvaluator::PartEvaluator(const Core& core, RowRef row, std::string text, const formula::Viewer& viewer,
                             formula::Budget budget)
    : core_(core),
      source_(&core.data()),
      row_(row),
      text_(std::move(text)),
      budget_(budget),
      inputs_(core.data().inputs()),
      evaluation_(core.data().compiled().catalog, source_, inputs_) {
  inputs_.user = viewer.user;
  inputs_.named = viewer.named;
}

Value PartEvaluator::Eval(const Node& n) {
  evaluation_.set_budget(budget_);
  return evaluation_.Run(n, row_);
}

std::string PartEvaluator::Text(const Node& n) const {
  if (n.span.end > n.span.begin && n.span.end <= text_.size()) {
    return text_.substr(n.span.begin, n.span.end - n.span.begin);
  }
  return formula::Print(n);
}

bool IsInner(const Node& n, size_t i) {
  if (n.kind != NodeKind::kCall) return false;
  formula::ParamKind kind = ArgKind(n, i);
  return kind == formula::ParamKind::kLambda || kind == formula::ParamKind::kName ||
         (n.function->name == "WithName" && i > 0);
}

bool PartEvaluator::CellOf(const Node& n, RowRef* row, ColumnIndex* column) {
  if (n.kind != NodeKind::kColumn || n.args[0]->type.list) return false;
  Value base = Eval(*n.args[0]);
  if (!base.is_row()) return false;
  *row = base.row();
  *column = n.column;
  return true;
}

bool PartEvaluator::RowsBehind(const Node& call, std::vector<RowRef>* rows, ColumnIndex* column) {
  if (call.args.empty()) return false;
  const Node* list = call.args[0].get();
  *column = kNone;
  std::string_view name = call.function->name;
  if (name == "CountIf" || name == "Lookup") return FilteredRows(call, rows);
  if (list->kind == NodeKind::kColumn && list->args[0]->type.list && list->type.base != formula::Base::kRow) {
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

Value PartEvaluator::CandidatesOf(const Node& call) {
  const Node& list = *call.args[0];
  if (list.kind != NodeKind::kTable) return Eval(list);
  evaluation_.set_budget(budget_);
  evaluation_.set_this_row(row_);
  auto slots = source_.Candidates(*call.args[1], list.table, evaluation_);
  if (!slots) return Eval(list);
  std::vector<Value> rows;
  for (RowSlot slot : *slots) rows.push_back(Value::Row({list.table, slot}));
  return Value::List(std::move(rows));
}

bool PartEvaluator::FilteredRows(const Node& call, std::vector<RowRef>* rows) {
  if (call.args.size() != 2) return false;
  Value list = CandidatesOf(call);
  for (const Value& item : value::AsItems(list)) {
    evaluation_.set_budget(budget_);
    evaluation_.set_this_row(row_);
    if (evaluation_.EvalWith(*call.args[1], item).is_true() && item.is_row()) {
      rows->push_back(item.row());
      if (call.function->name == "Lookup") break;
    }
  }
  return true;
}

bool IsAggregate(const Node& n) {
  static const std::set<std::string_view> kNames = {"Sum",    "Average", "Min",        "Max",       "Count",
                                                    "Median", "CountIf", "SumIf",      "AverageIf", "Lookup",
                                                    "First",  "Last",    "CountUnique"};
  return n.kind == NodeKind::kCall && kNames.count(n.function->name) > 0;
}

namespace {

bool IsCall(const Node& n, std::string_view name) {
  return n.kind == NodeKind::kCall && n.function->name == name;
}

// The terms that AND and OR join, each with its truth.
void CollectTerms(const Node& n, PartEvaluator& evaluator, std::vector<ExplainedCondition::Term>* out) {
  if (n.kind == NodeKind::kBinary && (n.op == Op::kAnd || n.op == Op::kOr)) {
    CollectTerms(*n.args[0], evaluator, out);
    CollectTerms(*n.args[1], evaluator, out);
    return;
  }
  out->push_back({evaluator.Text(n), evaluator.Eval(n)});
}

void Ask(const Node& n, PartEvaluator& evaluator, std::vector<ExplainedCondition>* out) {
  if (IsCall(n, "If")) {
    size_t i = 0;
    for (; i + 1 < n.args.size(); i += 2) {
      ExplainedCondition asked{.text = evaluator.Text(*n.args[i]), .value = evaluator.Eval(*n.args[i])};
      asked.result = evaluator.Text(*n.args[i + 1]);
      asked.taken = asked.value.is_true();
      CollectTerms(*n.args[i], evaluator, &asked.terms);
      out->push_back(asked);
      if (asked.taken) return Ask(*n.args[i + 1], evaluator, out);
      if (!asked.value.is_false()) return;  // unknown: so is the whole
    }
    if (i < n.args.size()) Ask(*n.args[i], evaluator, out);
    return;
  }
  if (IsCall(n, "Switch") && n.args.size() > 1) {
    Value subject = evaluator.Eval(*n.args[0]);
    for (size_t i = 1; i + 1 < n.args.size(); i += 2) {
      bool same = evaluator.Same(subject, *n.args[i]);
      std::string text = evaluator.Text(*n.args[0]) + " = " + evaluator.Text(*n.args[i]);
      out->push_back({.text = text,
                      .value = Value::Bool(same),
                      .taken = same,
                      .result = evaluator.Text(*n.args[i + 1])});
      if (same) return Ask(*n.args[i + 1], evaluator, out);
    }
    return;
  }
  for (size_t i = 0; i < n.args.size(); ++i) {
    if (!IsInner(n, i)) Ask(*n.args[i], evaluator, out);
  }
}

class CauseFinder {
 public:
  CauseFinder(PartEvaluator& evaluator, std::vector<ExplainedCause>* out)
      : evaluator_(evaluator), out_(out) {}

  // `v` is what the node gives: a blank or an error.
  void Find(const Node& n, const Value& v) {
    if (out_->size() >= kMost) return;
    if (v.is_error()) {
      if (FindRowOfError(n) || FindIn(n, [](const Value& part) { return part.is_error(); })) return;
      return Add(n, std::string(v.error_reason()));
    }
    switch (n.kind) {
      case NodeKind::kColumn:
        return FindInColumn(n);
      case NodeKind::kBinary:
        return FindInBinary(n);
      case NodeKind::kCall:
        return FindInCall(n);
      case NodeKind::kLiteral:
        return Add(n, "the formula gives nothing here");
      default:
        if (!FindIn(n, [](const Value& part) { return part.is_blank(); })) Add(n, "is not known");
    }
  }

 private:
  static constexpr size_t kMost = 12;

  void Add(const Node& n, std::string words) {
    std::string text = evaluator_.Text(n);
    for (const ExplainedCause& known : *out_) {
      if (known.text == text) return;
    }
    ExplainedCause cause{.text = std::move(text), .words = std::move(words)};
    cause.has_cell = evaluator_.CellOf(n, &cause.row, &cause.column);
    out_->push_back(std::move(cause));
  }

  // Goes into the parts that `wanted` holds for; false when there is none, or they cannot be looked at alone.
  template <typename Wanted>
  bool FindIn(const Node& n, Wanted wanted) {
    if (n.kind == NodeKind::kColumn) return false;
    bool found = false;
    for (size_t i = 0; i < n.args.size(); ++i) {
      if (IsInner(n, i)) continue;
      Value part = evaluator_.Eval(*n.args[i]);
      if (!wanted(part)) continue;
      Find(*n.args[i], part);
      found = true;
    }
    return found;
  }

  // The first row that an aggregate takes an error from.
  bool FindRowOfError(const Node& n) {
    std::vector<RowRef> rows;
    ColumnIndex column = kNone;
    if (!IsAggregate(n) || !evaluator_.RowsBehind(n, &rows, &column) || column == kNone) return false;
    const Data& data = evaluator_.core().data();
    for (const RowRef& row : rows) {
      Value v = data.Get(row.table, column, row.slot);
      if (!v.is_error()) continue;
      out_->push_back({.text = data.NameOf(row),
                       .words = fmt::format("is {}: {}", value::NameOf(v.error_code()), v.error_reason()),
                       .has_cell = true,
                       .row = row,
                       .column = column});
      return true;
    }
    return false;
  }

  void FindInColumn(const Node& n) {
    if (!n.args[0]->type.list) {
      Value base = evaluator_.Eval(*n.args[0]);
      if (base.is_blank() && n.args[0]->kind != NodeKind::kThisRow) return Find(*n.args[0], base);
      Value v = evaluator_.Eval(n);
      bool divides = v.is_blank() && v.blank_reason() == value::BlankReason::kDivisionByZero;
      return Add(n, divides ? "is blank, because it divides by zero" : "is blank");
    }
    Value rows = evaluator_.Eval(*n.args[0]);
    Add(n, rows.is_blank() ? "there is no row" : "has no value in any row");
  }

  void FindInBinary(const Node& n) {
    const Node& right = *n.args[1];
    Value divisor = n.op == Op::kDivide ? evaluator_.Eval(right) : Value();
    if (divisor.is_number() && divisor.number() == 0)
      return Add(right, "is 0, and nothing can be divided by it");
    if (!FindIn(n, [](const Value& part) { return part.is_blank(); })) Add(n, "is not known");
  }

  void FindInCall(const Node& n) {
    if (IsCall(n, "If")) return FindInIf(n);
    std::vector<RowRef> rows;
    ColumnIndex column = kNone;
    if (IsAggregate(n) && evaluator_.RowsBehind(n, &rows, &column)) {
      if (rows.empty()) return Add(n, "finds no row");
      return Add(n, rows.size() == 1 ? "the one row it finds has no value"
                                     : fmt::format("none of the {} rows it finds has a value", rows.size()));
    }
    if (!FindIn(n, [](const Value& part) { return part.is_blank(); })) Add(n, "gives nothing");
  }

  void FindInIf(const Node& n) {
    size_t i = 0;
    for (; i + 1 < n.args.size(); i += 2) {
      Value condition = evaluator_.Eval(*n.args[i]);
      if (condition.is_true()) return Find(*n.args[i + 1], evaluator_.Eval(*n.args[i + 1]));
      if (!condition.is_false()) return Find(*n.args[i], condition);
    }
    if (i < n.args.size()) return Find(*n.args[i], evaluator_.Eval(*n.args[i]));
    Add(n, "no condition holds, and it has no value for that");
  }

  PartEvaluator& evaluator_;
  std::vector<ExplainedCause>* out_;
};

}  // namespace

bool PartEvaluator::Same(const Value& a, const Node& b) {
  Value other = Eval(b);
  return formula::AreEqual(a, other, evaluation_);
}

void CollectConditions(const Node& root, PartEvaluator& evaluator, std::vector<ExplainedCondition>* out) {
  Ask(root, evaluator, out);
}

void CollectCauses(const Node& root, const Value& result, PartEvaluator& evaluator,
                   std::vector<ExplainedCause>* out) {
  if (result.is_blank() || result.is_error()) CauseFinder(evaluator, out).Find(root, result);
}

}  // namespace csip::engine
