// The operations of plans, made by the planner (planner.cc).
#pragma once

#include "engine/plan.h"
#include "engine/probe.h"

namespace csip::engine {

// Rows that are found owner by owner, within a budget.
class OwnerRowsNode : public RowsNode {
 public:
  size_t Find(const PlanContext& context, size_t first, Candidates* out) final;
  // Appends the rows for the owner `context.rows[i]`; false when the plain evaluator must decide.
  virtual bool FindOne(const PlanContext& context, size_t i, std::vector<RowSlot>* out) = 0;
};
using OwnerRowsPtr = std::unique_ptr<OwnerRowsNode>;

// Where a equals b (S2: blank equals blank and nothing else); both of one shape, `rows` results.
void CompareEqual(const Vec& a, const Vec& b, size_t rows, bool negated, Vec* out);

// --- leaves ---
PlanPtr MakeNumber(double number);
PlanPtr MakeTruth(bool truth);
PlanPtr MakeCode(uint32_t code);
PlanPtr MakeBlank(Shape shape);
PlanPtr MakeToday();
PlanPtr MakeNow();
PlanPtr MakeRowItself();  // the batch's row, as a code
PlanPtr MakeOwnerRow();   // in a predicate: the owner, as a code
PlanPtr MakeColumn(const Data& data, TableIndex table, ColumnIndex column);  // of the batch's row
PlanPtr MakeOwnerColumn(const Data& data, TableIndex table,
                        ColumnIndex column);  // in a predicate: of the owner
PlanPtr MakeHop(const Data& data, PlanPtr row, TableIndex table,
                ColumnIndex column);  // of the row that `row` yields
// The code of the text that follows from the number of the row that `row` yields; kNoSymbol where no cell holds that text.
PlanPtr MakeRowIdText(PlanPtr row, TableIndex table, ColumnIndex column);
// The plain evaluator's value of a number-like node, row by row. `in_predicate`: frame 0 is the candidate.
PlanPtr MakeInterpreted(const formula::Node* node, TableIndex table, bool in_predicate);

// --- operators ---
PlanPtr MakeArithmetic(formula::Op op, PlanPtr a, PlanPtr b);      // numbers; + skips blanks
PlanPtr MakeDayShift(PlanPtr day, PlanPtr number, bool subtract);  // day plus or minus whole days
PlanPtr MakeNegate(PlanPtr a);
PlanPtr MakeCompare(formula::Op op, PlanPtr a, PlanPtr b);     // one shape; codes and truths with = and !=
PlanPtr MakeLogic(formula::Op op, std::vector<PlanPtr> args);  // Kleene AND, OR
PlanPtr MakeNot(PlanPtr a);
PlanPtr MakeIsBlank(PlanPtr a, bool negated);
// conditions[i] ? results[i] : ... : results.back(); an unknown condition gives a blank (S4).
PlanPtr MakeIf(std::vector<PlanPtr> conditions, std::vector<PlanPtr> results);
// The result of the first case equal to the subject; results may have one more, the default; else blank.
PlanPtr MakeSwitch(PlanPtr subject, std::vector<PlanPtr> cases, std::vector<PlanPtr> results);
PlanPtr MakeIsAnyOf(PlanPtr subject, std::vector<PlanPtr> choices);  // HasAny of a single value
PlanPtr MakeLeastOrGreatest(std::vector<PlanPtr> args, bool greatest);

// --- rows ---
enum class Fold : uint8_t { kSum, kAverage, kMin, kMax, kCount, kCountRows };
// The candidates of a probe, before its residual conditions. `key` is the plan of a key probe's owner
// expression.
OwnerRowsPtr MakeScanRows(TableIndex table);
OwnerRowsPtr MakeLinkProbeRows(TableIndex table, ColumnIndex column);
// `owner_id`: the owner's column of row ids (row_id_text.h) that is the key, or {kNone, kNone} where the key is anything
// else.
OwnerRowsPtr MakeKeyProbeRows(TableIndex table, ColumnIndex column, PlanPtr key, ColumnRead owner_id);
OwnerRowsPtr MakeUnionRows(TableIndex table, std::vector<OwnerRowsPtr> parts);
// Links of the owner along relation columns, flattened: [A].[B].
OwnerRowsPtr MakeLinkRows(std::vector<ColumnRead> path);
// A condition on a candidate.
struct Condition {
  PlanPtr plan;
  bool reads_owner = true;
};
// Those rows of `rows` for which all conditions hold.
RowsPtr MakeFilteredRows(RowsPtr rows, std::vector<Condition> conditions);
// Folds `item` over the rows; `item` is null for kCountRows. `pass` becomes the node where it can pass over its rows, or
// null.
PlanPtr MakeFold(Fold fold, RowsPtr rows, PlanPtr item, GroupPass** pass);
// `item` of the first row, blank when there is none.
PlanPtr MakeFirst(RowsPtr rows, PlanPtr item, GroupPass** pass);

}  // namespace csip::engine
