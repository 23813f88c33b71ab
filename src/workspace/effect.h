// Effect: what an engine holds that another does not. One mechanism behind what-if, amendments and changes of the schema.
//
// The engines are only read. The work grows with the values that differ; totals of whole columns are read once and then
// follow the changes (engine/totals.h).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/engine.h"

namespace csip::workspace {

// A value before and after, as JSON for clients.
struct ValueSample {
  std::string row;   // id
  std::string name;  // of the row
  std::string before;
  std::string after;
};

// What becomes of the values of one column.
struct ColumnEffect {
  // A column of money summed over some rows.
  struct Money {
    std::string column;  // name and id
    std::string column_id;
    double before = 0;
    double after = 0;
  };
  // The rows with a text, of all there are.
  struct Tier {
    std::string text;  // "" for blank
    size_t before = 0;
    size_t after = 0;
    std::vector<Money> money;
  };
  // The rows that go from one text to another.
  struct Move {
    std::string from;
    std::string to;
    size_t rows = 0;
    std::vector<Money> money;
  };

  std::string table;  // names and ids
  std::string table_id;
  std::string column;
  std::string column_id;
  std::string kind;                  // "changed", "new", "removed"
  size_t count = 0;                  // of values that differ
  std::vector<ValueSample> samples;  // of numbers those that move most, else the first
  bool number = false;
  engine::NumberTotal before;  // of the whole column
  engine::NumberTotal after;
  std::vector<Tier> tiers;  // of a text with few values, in their order as options where it has them
  std::vector<Move> moves;  // the most rows first
  size_t errors_gone = 0;
  size_t errors_new = 0;
};

inline constexpr size_t kSamples = 5;

// One column in two engines; kNone where it is not there.
struct ColumnPlace {
  const engine::Engine* engine = nullptr;
  value::TableIndex table = value::kNone;
  value::ColumnIndex column = value::kNone;

  bool there() const { return column != value::kNone; }
  const blueprint::Table& table_of() const { return engine->compiled().blueprint.tables[table]; }
  const blueprint::Column& column_of() const { return table_of().columns[column]; }
};

// Counts the values of one column that differ.
class ColumnTally {
 public:
  // `changes`, where it is given, led from one engine to the other: then the totals follow from it.
  ColumnTally(ColumnPlace before, ColumnPlace after, const engine::Changes* changes = nullptr);

  // One value that differs; a row that is not there in one of the engines is kNone.
  void Add(value::RowSlot row_before, value::RowSlot row_after, const value::Value& before,
           const value::Value& after);
  size_t count() const { return count_; }
  // Reads the whole column for its totals where they are not known yet, or no changes are.
  ColumnEffect Finish() const;

 private:
  struct Difference {
    value::RowSlot row_before = value::kNone;
    value::RowSlot row_after = value::kNone;
    value::Value before;
    value::Value after;
    double distance = 0;
  };
  struct Move {
    std::string from;
    std::string to;
    size_t rows = 0;
    std::vector<std::pair<double, double>> money;
  };
  bool IsText() const;
  void KeepSample(Difference difference);
  void AddMove(const Difference& difference);
  void FinishTiers(ColumnEffect* out) const;

  ColumnPlace before_;
  ColumnPlace after_;
  engine::BranchChanges branch_;  // from one to the other
  size_t count_ = 0;
  std::vector<Difference> samples_;  // numbers: a heap, the least distance first
  bool moving_;                      // still few enough texts
  std::vector<Move> moves_;
  size_t errors_gone_ = 0;
  size_t errors_new_ = 0;
  // Columns of money that both engines have, by their places.
  std::vector<std::pair<value::ColumnIndex, value::ColumnIndex>> money_;
};

// One value that differs, as JSON.
struct ChangedValue {
  value::TableIndex table = value::kNone;
  value::ColumnIndex column = value::kNone;
  ValueSample sample;
};
struct ChangedError {
  ChangedValue at;
  bool gone = false;
  std::string reason;
};

struct EffectOptions {
  // Not empty: these columns alone, also where nothing of theirs changes.
  std::vector<std::pair<value::TableIndex, value::ColumnIndex>> columns;
  // Values of these rows, whether they change or not: those of `columns`, or of all columns with a change.
  std::vector<value::RowRef> rows;
  size_t values = 0;  // listed one by one at most
};

struct Effect {
  size_t changed_values = 0;
  size_t changed_rows = 0;
  size_t inserted_rows = 0;
  size_t deleted_rows = 0;
  std::vector<ColumnEffect> columns;  // in the order of the blueprint
  std::vector<ChangedValue> values;   // by table, row, column
  std::vector<ChangedValue> watched;  // of EffectOptions::rows, in that order
  size_t errors_new = 0;
  size_t errors_gone = 0;
  std::vector<ChangedError> errors;  // the first of each
};

// What a branch changed: it has the tables and columns of `base` in the same places, and `changes` is what its Finish
// said. Times that are written by themselves, such as when a row was changed, do not count.
Effect EffectOf(const engine::Engine& base, const engine::Engine& branch, const engine::Changes& changes,
                const EffectOptions& options = {});

}  // namespace csip::workspace
