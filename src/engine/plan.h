// Plans: formulas compiled to trees of operations on whole batches of rows.
//
// A plan node yields one unboxed result for each row of the batch: a double (number, boolean, day, instant)
// or a code (symbol of a text, slot of a row). Whatever is rare (an error, a value of an unexpected kind)
// gives State::kOther for that row, and the caller evaluates the row's whole formula by the plain evaluator.
// So a plan never has to be complete, only right where it answers.
//
// Nodes keep scratch space and belong to one thread.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/data.h"
#include "formula/bind.h"

namespace csip::engine {

// One result for each row of a batch.
struct Vec {
  std::vector<State> states;
  std::vector<double> numbers;  // of number nodes
  std::vector<uint32_t> codes;  // of code nodes

  void ResetNumbers(size_t n) {
    states.assign(n, State::kBlank);
    numbers.resize(n);
  }
  void ResetCodes(size_t n) {
    states.assign(n, State::kBlank);
    codes.resize(n);
  }
};

struct PlanContext {
  const Data* data = nullptr;
  formula::Evaluation* evaluation = nullptr;  // for what is left to the plain evaluator
  TableIndex owner_table = value::kNone;
  RowSlot owner = value::kNone;   // in a predicate: the row that owns the formula; rows are its candidates
  std::span<const RowSlot> rows;  // the batch
};

class PlanNode {
 public:
  explicit PlanNode(bool is_code) : is_code_(is_code) {}
  virtual ~PlanNode() = default;
  bool is_code() const { return is_code_; }
  // Fills one result for each of context.rows.
  virtual void Eval(const PlanContext& context, Vec* out) = 0;

 private:
  bool is_code_;
};
using PlanPtr = std::unique_ptr<PlanNode>;

// Some rows for each owner: the candidates of a Filter, the links of a relation.
class RowsNode {
 public:
  virtual ~RowsNode() = default;
  // Called once for a batch, before Find.
  virtual void Prepare(const PlanContext& context) = 0;
  // Appends the rows for the owner `context.rows[i]`; false when the plain evaluator must decide.
  virtual bool Find(const PlanContext& context, size_t i, std::vector<RowSlot>* out) = 0;
};
using RowsPtr = std::unique_ptr<RowsNode>;

// The plan of a column's formula, or null when none of it can be planned. Builds key indexes it needs.
PlanPtr MakePlan(Data* data, const formula::Bound& bound, TableIndex owner_table);

// The plan of a condition on single rows of a table, or null. Only reads the data: it uses the indexes there are.
PlanPtr MakeConditionPlan(const Data* data, const formula::Node& condition, TableIndex table);

}  // namespace csip::engine
