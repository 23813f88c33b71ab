// Plans: formulas compiled to trees of operations on whole batches of rows.
//
// A plan node yields one unboxed result for each row of the batch: a number (also a day or an instant), a truth,
// or a code (symbol of a text, slot of a row). Whatever is rare (an error, a value of an unexpected kind) gives
// State::kOther for that row, and the caller evaluates the row's whole formula by the plain evaluator. So a plan
// never has to be complete, only right where it answers.
//
// Nodes keep scratch space and belong to one thread. What a node yields stays valid until its next Eval and as long
// as no column is written.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/data.h"
#include "engine/vec.h"
#include "formula/bind.h"

namespace csip::engine {

struct PlanContext {
  const Data* data = nullptr;
  formula::Evaluation* evaluation = nullptr;  // for what is left to the plain evaluator
  TableIndex owner_table = value::kNone;
  std::span<const RowSlot> rows;    // the batch
  std::span<const RowSlot> owners;  // in a predicate, beside each of `rows`: the row that owns the formula
  bool in_row = false;              // `rows` are consecutive slots: columns may be read in place
};

class PlanNode {
 public:
  explicit PlanNode(Shape shape) : shape_(shape) {}
  virtual ~PlanNode() = default;
  Shape shape() const { return shape_; }
  bool is_code() const { return shape_ == Shape::kCode; }
  // Fills one result for each of context.rows.
  virtual void Eval(const PlanContext& context, Vec* out) = 0;
  // The column whose cells are the results, where they are nothing else: it may be read in place of Eval.
  virtual const Column* ReadColumn(const PlanContext&) const { return nullptr; }

 private:
  Shape shape_;
};
using PlanPtr = std::unique_ptr<PlanNode>;

// The candidates of several owners, one owner behind the other.
struct Candidates {
  std::vector<RowSlot> rows;
  std::vector<RowSlot> owners;     // beside each row: its owner's slot
  std::vector<uint32_t> position;  // beside each row: its owner's place in the batch, ascending
  std::vector<uint32_t>
      failed;  // places of owners for which the plain evaluator must decide; they have no rows

  void Clear() {
    rows.clear();
    owners.clear();
    position.clear();
    failed.clear();
  }
};

// Candidates in the order of their slots, beside each its owner: what a pass over a whole table finds (GroupPass).
struct Pairs {
  std::vector<RowSlot> rows;
  std::vector<RowSlot> owners;
  std::vector<uint32_t> position;  // beside each row: its place among the rows that were looked at
  std::vector<RowSlot> failed;     // owners for which the plain evaluator must decide; they may have rows
  bool in_row = false;             // `rows` are consecutive slots

  void Clear() {
    rows.clear();
    owners.clear();
    position.clear();
    failed.clear();
    in_row = false;
  }
};

// Some rows for each owner: the candidates of a Filter, the links of a relation.
class RowsNode {
 public:
  virtual ~RowsNode() = default;
  // Called once for a batch of owners, before Find.
  virtual void Prepare(const PlanContext& context) = 0;
  // Appends the rows of the owners context.rows[first], context.rows[first + 1], ... until there are many (kEnough);
  // returns the first owner that was not looked at.
  virtual size_t Find(const PlanContext& context, size_t first, Candidates* out) = 0;
  // Whether the rows of each owner are kept somewhere, so that ReadOne says them without Prepare and Find.
  virtual bool KeepsRows(const PlanContext&) const { return false; }
  // Those of the owner context.rows[i], valid as long as no column is written; nothing when the plain evaluator must decide.
  virtual std::optional<std::span<const RowSlot>> ReadOne(const PlanContext&, size_t /*i*/) const {
    return std::nullopt;
  }
  // Whether nobody can have rows now; then neither Prepare nor Find is needed.
  virtual bool IsEmpty(const PlanContext&) const { return false; }

  // The other way round, from rows to the owners that have them. The table of the rows, or kNone where only Find knows.
  virtual TableIndex PairTable() const { return value::kNone; }
  // Whether Pair answers as things are.
  virtual bool CanPair(const PlanContext&) const { return false; }
  // Those of context.rows that have an owner, with it.
  virtual void Pair(const PlanContext& /*context*/, Pairs* /*out*/) {}

  static constexpr size_t kEnough = 4096;
};
using RowsPtr = std::unique_ptr<RowsNode>;

// A node that can find what it needs for every owner in one pass over the table of the candidates, which reads columns in
// place, instead of gathering them owner by owner. Worth it where most owners are evaluated. Between Begin and End the
// node answers from what was added.
class GroupPass {
 public:
  virtual ~GroupPass() = default;
  virtual TableIndex table() const = 0;
  virtual bool CanPass(const PlanContext& context) const = 0;
  virtual void Begin(size_t owner_slots) = 0;
  virtual void Add(const PlanContext& context) = 0;  // context.rows: some rows of `table`
  virtual void End() = 0;
};

// The plan of a column's formula: of a single value, or of a list of rows, or of neither. Builds key indexes it needs.
struct FormulaPlan {
  PlanPtr value;
  RowsPtr rows;
  std::vector<GroupPass*> passes{};  // of nodes in `value`
  explicit operator bool() const { return value != nullptr || rows != nullptr; }
};
FormulaPlan MakePlan(Data* data, const formula::Bound& bound, TableIndex owner_table);

// The plan of a condition on single rows of a table, or null. Only reads the data: it uses the indexes there are.
PlanPtr MakeConditionPlan(const Data* data, const formula::Node& condition, TableIndex table);

// Whether the slots follow one another.
bool AreInRow(std::span<const RowSlot> rows);

}  // namespace csip::engine
