// The plain evaluator: walks the tree, asks a RowSource for every cell. It is the reference that the planned,
// incremental engine must equal, and what formulas without a home (the command line, filters of a request,
// sample data) run on.
//
// An Evaluation belongs to one thread. Values of computed columns come from the RowSource like any other.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "formula/bind.h"
#include "formula/function.h"
#include "value/civil.h"
#include "value/display.h"
#include "value/value.h"

namespace csip::formula {

// Cells and rows, whoever holds them. Row order is the order of row numbers.
class RowSource {
 public:
  virtual ~RowSource() = default;
  virtual value::Value Cell(TableIndex table, ColumnIndex column, value::RowSlot row) const = 0;
  virtual void Rows(TableIndex table, std::vector<value::RowSlot>* out) const = 0;  // appends, in row order
  virtual int64_t RowNumber(TableIndex table, value::RowSlot row) const = 0;
  // The row's stable identifier for the outside ("i-12").
  virtual std::string RowId(TableIndex table, value::RowSlot row) const = 0;
  // The value of an entry of Catalog::names; one that has a formula is evaluated by `evaluation`, on its budget
  // (Evaluation::RunNested). Asked once by an evaluation that spans many rows.
  virtual value::Value Named(uint32_t name_index, Evaluation& evaluation) const = 0;
  // A hint for a predicate over a table: rows that may satisfy it, in row order, from an index; nothing when
  // there is none.
  virtual std::optional<std::vector<value::RowSlot>> Candidates(const Node& /*lambda*/, TableIndex /*table*/,
                                                                Evaluation& /*evaluation*/) const {
    return std::nullopt;
  }
};

// Whoever has a clock says by one when an evaluation has taken long enough.
class Deadline {
 public:
  virtual ~Deadline() = default;
  virtual bool Passed() const = 0;
};

// A formula must end; whoever evaluates pays from a budget, and a spent budget is the error #LIMIT (S5).
struct Budget {
  int64_t steps = 20'000'000;         // nodes evaluated, and what functions do beyond that (Spend)
  int64_t bytes = int64_t{64} << 20;  // text and list items made
  int depth = 512;
  // Asked every few thousand steps. Null where a value is kept: it must follow from its inputs, not from how fast the
  // machine was.
  const Deadline* deadline = nullptr;
};

// What many evaluations of one formula, a row each, may use together. A formula that fits its own budget for every
// row still takes long when there are many rows. What a recomputation of a column may use depends on nothing but the
// number of its rows, so that every machine draws the line at the same row.
struct SharedBudget {
  int64_t steps = INT64_MAX;
  int64_t bytes = INT64_MAX;  // of texts and lists that come out
  static SharedBudget OfRows(size_t rows) {
    auto n = static_cast<int64_t>(rows);
    return {.steps = 30'000'000 + n * 500, .bytes = (int64_t{64} << 20) + n * 2048};
  }
};

// Values of controls that somebody has set, by their place in Catalog::names.
using NamedValues = std::map<uint32_t, value::Value>;

// Who asks, and what they have set: what differs from one reader to the next.
struct Viewer {
  Viewer() = default;
  Viewer(value::Value person) : user(std::move(person)) {}  // NOLINT: most have set nothing
  value::Value user;  // CurrentUser(): a row of the people table, or blank
  NamedValues named;
};

struct EvalInputs {
  int64_t now = 0;    // microseconds, UTC
  int32_t today = 0;  // in `zone`
  value::Zone zone;
  value::Value user;  // a row of the people table, or blank
  NamedValues named;  // instead of what the names hold
  uint64_t random_seed = 0;
};

class Evaluation {
 public:
  Evaluation(const Catalog& catalog, const RowSource& rows, const EvalInputs& inputs, Budget budget = {})
      : catalog_(catalog), rows_(rows), inputs_(inputs), whole_(budget) {
    set_budget(budget);
  }

  // The value of a bound tree for the row (a blank when the formula has none). `locals` are the values of
  // BindContext::locals.
  value::Value Run(const Node& root, value::RowRef row, std::span<const value::Value> locals = {});

  // The same within an evaluation under way: what a named value's formula yields, on the same budget.
  value::Value RunNested(const Node& root) { return Run(root, {}); }

  // For functions and LazyArg: the value of a node in the current frames.
  value::Value Eval(const Node& node);
  value::Value EvalWith(const Node& node, const value::Value& current);

  const Catalog& catalog() const { return catalog_; }
  const RowSource& rows() const { return rows_; }
  const EvalInputs& inputs() const { return inputs_; }
  std::vector<value::Value>& frames() { return frames_; }
  value::RowRef this_row() const { return row_; }
  void set_this_row(value::RowRef row) { row_ = row; }
  // A fresh budget, outside any shared one.
  void set_budget(const Budget& budget);
  // From here on the evaluations that StartRow begins draw on this together.
  void Share(const SharedBudget& shared) { shared_ = shared; }
  // The next row of many: a fresh budget of the size given at the start, or what is left of the shared one.
  void StartRow();
  // What the rows so far have left.
  SharedBudget LeftOfShared();

  // Takes from the budget; false when it is spent, and then every Eval gives #LIMIT. A step is about the work of one
  // small node; bytes cost steps besides.
  bool Spend(int64_t steps, int64_t bytes = 0) {
    int64_t cost = steps + bytes / 32;
    budget_.steps -= cost;
    budget_.bytes -= bytes;
    return ((budget_.steps >= 0 || Refill()) && budget_.bytes >= 0) || Refuse(cost, bytes);
  }
  // Pays for going through a long text or a list once; a value of moderate size is free. `error` becomes the first error
  // among the items of a list, if there is one and it is asked for.
  bool SpendOn(const value::Value& v, const value::Value** error = nullptr);
  bool spent() const { return budget_.steps < 0 || budget_.bytes < 0; }
  value::Value LimitError() const;

  // The text of a value: rows by their display column, or by their row id when the table has none.
  std::string Text(const value::Value& v);
  // The same as a value that is paid for: a blank stays blank, an error an error, a list of an error that
  // error.
  value::Value TextValue(const value::Value& v);
  // A text or a list that is paid for, or #LIMIT.
  value::Value MakeText(std::string_view text);
  value::Value MakeList(std::vector<value::Value> items);

 private:
  // Why there is no more.
  enum class Spent : uint8_t { kNothing, kSteps, kBytes, kTime, kShared };
  void Settle();  // takes what the row used from the shared budget
  // The steps of the budget are handed out in slices where a deadline is to be asked between them; false when there are
  // no more.
  bool Refill();
  // Notes what was left before a wish beyond any budget: it is not taken from the shared one.
  bool Refuse(int64_t steps, int64_t bytes);
  value::Value EvalNode(const Node& node);
  value::Value EvalColumn(const Node& node);
  value::Value EvalNamed(uint32_t name_index);
  value::Value EvalBinary(const Node& node);
  value::Value EvalCall(const Node& node);
  std::string TextOf(const value::Value& v, int hops);

  const Catalog& catalog_;
  const RowSource& rows_;
  const EvalInputs& inputs_;
  Budget whole_;         // of each row
  Budget budget_;        // what is left: of the steps, the slice in hand
  int64_t reserve_ = 0;  // steps behind that slice
  SharedBudget shared_;
  Budget granted_;  // by StartRow, to settle with `shared_`
  bool sharing_ = false;
  Spent spent_ = Spent::kNothing;
  bool refused_ = false;
  int64_t unused_steps_ = 0;  // where a wish was refused
  std::vector<value::Value> frames_;
  std::vector<std::optional<value::Value>> named_;  // by name_index, once known
  value::RowRef row_;
  int depth_ = 0;
};

// The operators, shared by every evaluator (S1, S2, S3, S5, S7, S12). `evaluation` names rows where a row
// meets a text.
value::Value Apply(Op op, const value::Value& a, const value::Value& b, Evaluation& evaluation);
value::Value ApplyUnary(Op op, const value::Value& a);
// A function with `eval` on arguments that are not converted yet: errors, blanks and kinds as its descriptor
// says.
value::Value CallEager(const Function& function, std::span<value::Value> args, Evaluation& evaluation);
// rows.[Col] (S8): one item for each row, blanks included, or, where the column holds lists, their items in a
// row.
value::Value Project(TableIndex table, ColumnIndex column, std::span<const value::Value> rows,
                     Evaluation& evaluation);
// S2 and S12: never blank.
bool AreEqual(const value::Value& a, const value::Value& b, Evaluation& evaluation);

}  // namespace csip::formula
