// Why a formula went the way it did: the conditions it asked, and what made its result blank or an error.
//
// Both look at one evaluation, part by part, with the plain evaluator. One thread; the core is only read.
#pragma once

#include <string>

#include "engine/core.h"
#include "engine/engine.h"
#include "engine/query_source.h"
#include "formula/evaluate.h"

namespace csip::engine {

// Evaluates parts of one formula for one row; a blank row for a formula that belongs to none.
class PartEvaluator {
 public:
  PartEvaluator(const Core& core, RowRef row, std::string text, const formula::Viewer& viewer = {},
                formula::Budget budget = {});

  Value Eval(const formula::Node& n);
  // As written; printed where the tree has no place in the text.
  std::string Text(const formula::Node& n) const;
  // The cell that a column of one row stands for; false when there is no such row.
  bool CellOf(const formula::Node& n, RowRef* row, ColumnIndex* column);
  // The rows an aggregate looks at, and the column it takes of them (kNone when it counts or finds rows).
  bool RowsBehind(const formula::Node& call, std::vector<RowRef>* rows, ColumnIndex* column);

  // Whether the value and what the node gives are equal, as `=` says.
  bool Same(const Value& a, const formula::Node& b);

  const Core& core() const { return core_; }

 private:
  bool FilteredRows(const formula::Node& call, std::vector<RowRef>* rows);
  // Rows of which the predicate of a call holds for some.
  Value CandidatesOf(const formula::Node& call);

  const Core& core_;
  QuerySource source_;
  RowRef row_;
  std::string text_;
  formula::Budget budget_;  // of each part
  formula::EvalInputs inputs_;
  formula::Evaluation evaluation_;
};

// The conditions of If and the cases of Switch in the order they were asked, down the branches that were taken.
void CollectConditions(const formula::Node& root, PartEvaluator& evaluator,
                       std::vector<ExplainedCondition>* out);
// The parts that a blank or an error comes from, the nearest to the leaves: a blank cell, a divisor that is 0, an
// aggregate without rows. `result` is the value of `root`.
void CollectCauses(const formula::Node& root, const Value& result, PartEvaluator& evaluator,
                   std::vector<ExplainedCause>* out);

// The argument can only be evaluated inside the call: the predicate of a Filter, what WithName names.
bool IsInner(const formula::Node& n, size_t argument);
// The call is one of those that reduce rows to a value: Sum, Lookup, CountIf.
bool IsAggregate(const formula::Node& n);

}  // namespace csip::engine
