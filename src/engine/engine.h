// Engine: the rows of a workspace as typed columns, and every computed column kept right as they change.
//
// It knows no store, no clock and no thread: whoever owns it gives the rows, the time and the lock. Const
// methods may be called by several threads together while nobody changes anything. A fork is an engine of its own:
// once made it needs no lock that guards the engine it was made from.
//
// A change is made in three steps: Begin, any number of edits, then Finish (runs the wave and says what
// changed) or Rollback (everything is as before). Between Begin and Finish computed columns may be stale.
// Changes that were finished since BeginGroup can be taken back together, until KeepGroup.
//
// Invariants:
//  1. After Load+Recompute and after each Finish every computed cell equals what the plain evaluator yields.
//  2. Slots are never reused; rows are listed in the order of their row numbers.
//  3. The two sides of a two-sided relation show the same links.
//  4. A relation never holds a deleted row: deleting a row removes it from the relations that point to it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "blueprint/compile.h"
#include "engine/column.h"
#include "formula/evaluate.h"
#include "value/cells.h"
#include "value/value.h"

namespace csip::engine {

using blueprint::Compiled;
using value::ColumnIndex;
using value::RowRef;
using value::RowSlot;
using value::TableIndex;
using value::Value;

struct CellChange {
  TableIndex table;
  ColumnIndex column;
  RowSlot row;
  bool computed;  // by a formula, an override, or as the other side of a relation
  Value before;
  Value after;
};

struct RowChange {
  TableIndex table;
  RowSlot row;
  bool inserted;  // else deleted
};

// What one Begin..Finish did. Each cell at most once: its value before and after all of it; equal ones are
// left out.
struct Changes {
  std::vector<RowChange> rows;
  // Of inserted rows: those that are not blank, none where InsertRows was used; of deleted rows: the values lost.
  std::vector<CellChange> cells;
  bool in_bulk = false;  // InsertRows was used: the inserted rows are to be read from the engine
};

struct CellPlace {
  TableIndex table = value::kNone;
  ColumnIndex column = value::kNone;
  RowSlot row = value::kNone;
  friend bool operator==(const CellPlace&, const CellPlace&) = default;
};

struct OverrideInfo {
  Value value;
  Value computed;  // what the formula says
};

// How a number came about: parts that add up to it, and below them where each comes from.
struct Contribution {
  std::string label;  // "[Platform_Technical_Health] * 0.35", "Platform_Health_Metrics: API uptime"
  Value value;
  size_t others = 0;  // > 0: it stands for so many parts that are not listed
  bool has_cell = false;
  RowRef row;  // the cell it stands for, when has_cell
  ColumnIndex column = value::kNone;
};

struct ExplainedInput {
  std::string text;  // as in the formula: "[Health_Score]"
  Value value;
  bool has_cell = false;
  RowRef row;
  ColumnIndex column = value::kNone;
};

struct ExplainedRows {
  std::string text;  // the aggregate as written: "Average(Filter(...).[Health_Status_Numeric])"
  Value value;
  TableIndex table = value::kNone;
  ColumnIndex column = value::kNone;  // what is aggregated; kNone when rows are counted
  std::vector<RowSlot> rows;          // that took part
  std::vector<Value> values;          // of each
};

// A condition that an If or a Switch asked on the way to the result.
struct ExplainedCondition {
  struct Term {
    std::string text;  // of what AND and OR join
    Value value;
  };
  std::string text;  // "[Health_Score] < 60 AND [Days_To_Renewal] < 180"
  Value value;       // true, false, or blank where it is not known
  bool taken = false;
  std::string result;  // the branch, as written
  std::vector<Term> terms;
};

// The living rows with a number in a column, and the sum.
struct NumberTotal {
  size_t known = 0;
  double sum = 0;
};

// The living rows with a text in a column, or without one, and the sums of other columns over them.
struct TextGroup {
  std::string text;  // "" without one; of an error its name
  size_t rows = 0;
  std::vector<double> sums;
};

// What a blank or an error comes from.
struct ExplainedCause {
  std::string text;   // a part of the formula, as written
  std::string words;  // "is 0, and nothing can be divided by it"
  bool has_cell = false;
  RowRef row;
  ColumnIndex column = value::kNone;
};

struct Explanation {
  std::string formula;
  Value value;     // shown
  Value computed;  // by the formula
  bool overridden = false;
  std::string reason;  // why it is blank or an error, in words; else empty
  std::vector<ExplainedInput> inputs;
  std::vector<ExplainedRows> aggregates;
  std::vector<Contribution> contributions;  // of a number: they add up to `computed`
  std::vector<Contribution> unknown;        // parts of the sum that add nothing, because they are blank
  std::vector<ExplainedCondition> conditions;
  std::vector<ExplainedCause> causes;  // of a blank or an error
};

class Engine;
class Interner;
class Totals;
struct TotalsKey;

// What a branch changed of the engine it is a fork of: `changes` is all that its Finish said.
struct BranchChanges {
  const Engine* base = nullptr;
  const Changes* changes = nullptr;
};

class Engine {
 public:
  Engine(std::shared_ptr<const Compiled> compiled, const formula::EvalInputs& inputs);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // A branch that holds what this engine holds now and shares it until one of the two changes it; neither sees the
  // changes of the other. Takes a fraction of a millisecond whatever the number of rows. Not within a transaction, nor
  // while another thread changes this engine; several may fork together.
  std::unique_ptr<Engine> Fork() const;
  // The same with other formulas: `compiled` has the tables and columns of this engine in the same places and may have
  // more behind them. Columns whose formula differs, and all that follows from them, are evaluated by the next Finish.
  std::unique_ptr<Engine> Fork(std::shared_ptr<const Compiled> compiled) const;

  // How many threads may evaluate columns where there is much to do, the caller's among them: 1 at first; forks may use as
  // many. They are started for one Finish or Recompute and end with it.
  void UseThreads(size_t most);
  size_t threads() const;

  const Compiled& compiled() const;
  std::shared_ptr<const Compiled> shared_compiled() const;
  const formula::EvalInputs& inputs() const;

  // --- loading: rows of every table, FinishLoad, overrides, then Recompute; no change is recorded ---
  // Columns that are not given, or are not of the column's storage class, stay blank, those of computed columns are
  // taken as they are. Cells that hold rows name them by number until FinishLoad, which makes slots of them (unknown
  // ones: blank) and builds the indexes.
  void LoadRows(TableIndex table, const value::RowBlock& block);
  void LoadOverride(TableIndex table, ColumnIndex column, RowSlot row, const Value& v);
  void FinishLoad();
  // Evaluates every computed cell from scratch.
  void Recompute();

  // --- reading ---
  size_t RowCount(TableIndex table) const;
  // Slots of living rows in row order; valid until the next change.
  std::span<const RowSlot> Rows(TableIndex table) const;
  size_t SlotCount(TableIndex table) const;  // living or not
  bool IsAlive(TableIndex table, RowSlot row) const;
  int64_t RowNumber(TableIndex table, RowSlot row) const;
  std::optional<RowSlot> FindRow(TableIndex table, int64_t number) const;
  base::Micros CreatedAt(TableIndex table, RowSlot row) const;
  base::Micros ModifiedAt(TableIndex table, RowSlot row) const;
  // The value shown: an override's where there is one.
  Value Get(TableIndex table, ColumnIndex column, RowSlot row) const;
  // The cells of a column as they are kept, for who reads many of them; null where they follow from others (the second
  // side of a relation, row ids): Get knows. Their texts are symbols of texts(). Valid until the next change.
  const Column* FindColumn(TableIndex table, ColumnIndex column) const;
  const Interner& texts() const;
  // Renewed by whatever changes a cell of the column, or which rows the table has, and never the same for other cells or
  // rows, in no engine: what was derived from them holds as long. Not between Begin and Finish.
  Stamp StampOf(TableIndex table, ColumnIndex column) const;
  Stamp StampOfRows(TableIndex table) const;
  std::optional<OverrideInfo> FindOverride(TableIndex table, ColumnIndex column, RowSlot row) const;
  // The text of a row: its display column's value, or its row number where there is none.
  std::string NameOf(RowRef row) const;
  // Rows whose column has this value, in row order; by an index when the column has one.
  std::vector<RowSlot> FindRows(TableIndex table, ColumnIndex column, const Value& v) const;

  // Cells of relations that hold the row, where a write or the other side of a pair put it; not those that a formula fills.
  std::vector<CellPlace> LinksTo(RowRef row) const;

  // Of a column of numbers; the order of the rows does not matter. The column is read once for this engine and its forks;
  // from then on the total follows the changes of this engine, and `branch`, where it is given, tells those of a fork.
  NumberTotal TotalOf(TableIndex table, ColumnIndex column, const BranchChanges& branch = {}) const;
  // Of a column of texts, in no order, with the sums of number columns; nothing where there are more than `at_most` texts,
  // or more than 64. Kept and brought up to date as totals are.
  std::vector<TextGroup> GroupByText(TableIndex table, ColumnIndex column,
                                     std::span<const ColumnIndex> numbers, size_t at_most,
                                     const BranchChanges& branch = {}) const;

  // For formulas that are not a column's: filters, requests, named formulas.
  const formula::RowSource& source() const;
  // `shared`: what this and other evaluations may use together; less of it is left behind.
  Value Evaluate(const formula::Bound& bound, RowRef row, const formula::Viewer& viewer,
                 formula::Budget budget = {}, formula::SharedBudget* shared = nullptr) const;
  // The value of an entry of Catalog::names.
  Value Named(uint32_t name_index) const;
  // Living rows of the table for which the condition (bound with the table) is true, in row order. Where a row, or all
  // of them together, needs more steps than it may, `limit` becomes the error #LIMIT, and what comes back is not all.
  std::vector<RowSlot> Select(TableIndex table, const formula::Bound& condition,
                              const formula::Viewer& viewer, Value* limit = nullptr) const;
  Explanation Explain(TableIndex table, ColumnIndex column, RowSlot row) const;
  // Of a formula that is no column's; `row` is blank where it belongs to none. A lone name of a named formula is explained by
  // that formula.
  Explanation Explain(const formula::Bound& bound, RowRef row, const formula::Viewer& viewer,
                      formula::Budget budget = {}) const;

  // --- changing ---
  void Begin();
  // `number` must be free. All cells are blank.
  RowSlot InsertRow(TableIndex table, int64_t number, base::Micros now);
  // Many at once, column by column, as LoadRows takes them: their numbers must be free, cells hold rows by number. They
  // are complete, with links and indexes, after LinkRows, which comes before anything else is done to rows.
  void InsertRows(TableIndex table, const value::RowBlock& block);
  void LinkRows();
  void DeleteRow(TableIndex table, RowSlot row);
  // Base columns only; `v` must fit the column's storage.
  void SetCell(TableIndex table, ColumnIndex column, RowSlot row, const Value& v);
  void SetModifiedAt(TableIndex table, RowSlot row, base::Micros now);
  void SetOverride(TableIndex table, ColumnIndex column, RowSlot row, const Value& v);
  void ClearOverride(TableIndex table, ColumnIndex column, RowSlot row);
  // A new day or minute; the zone may not change.
  void SetTime(base::Micros now);
  // Every computed cell is to be evaluated by Finish, whatever changed.
  void MarkEverything();
  // Ends when the deadline has passed, with some computed columns stale: for a fork that is dropped then.
  Changes Finish(const formula::Deadline* deadline = nullptr);
  void Rollback();

  // From here on what Finish closes can be taken back: for an owner that makes changes durable after they are
  // made. Not between Begin and Finish; groups do not nest.
  void BeginGroup();
  void KeepGroup();
  // Every cell and row is as at BeginGroup, computed ones included.
  void RollbackGroup();

 private:
  class Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  Totals TotalsFor(const TotalsKey& key, const BranchChanges& branch) const;
  std::unique_ptr<Impl> impl_;
};

}  // namespace csip::engine
