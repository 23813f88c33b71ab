// For tests: random edits of the shipped product: cells of every kind, rows, overrides, days, rollbacks.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "blueprint/sample.h"
#include "engine/test_workspace.h"

namespace csip::engine {

class RandomEdits {
 public:
  explicit RandomEdits(uint64_t seed) : random_(seed) {}

  // An engine with the shipped blueprint and some rows in every table.
  std::unique_ptr<TestEngine> MakeEngine(const std::string& source_folder, int rows = 6) {
    auto read = blueprint::ReadFolder(source_folder + "/blueprints/mulesoft-cs");
    EXPECT_TRUE(read.ok()) << blueprint::Render(read.errors);
    auto made = std::make_unique<TestEngine>(std::move(read.blueprint));
    engine_ = &**made;
    for (TableIndex t = 0; t < Tables().size(); ++t) {
      next_.push_back(1);
      for (int i = 0; i < rows; ++i) {
        engine_->Begin();
        InsertRow(t);
        engine_->Finish();
      }
    }
    return made;
  }

  // One transaction with some edits of the engine. A copy of this object makes the same edits again.
  void Step(Engine& on) {
    engine_ = &on;
    on.Begin();
    int edits = 1 + static_cast<int>(random_() % 3);
    for (int i = 0; i < edits; ++i) Edit();
    if (random_() % 10 == 0) {
      on.Rollback();
    } else {
      on.Finish();
    }
  }

 private:
  Engine& engine() { return *engine_; }
  const std::vector<blueprint::Table>& Tables() { return engine().compiled().blueprint.tables; }
  size_t Pick(size_t n) { return static_cast<size_t>(random_() % n); }

  void InsertRow(TableIndex t) {
    RowSlot row = engine().InsertRow(t, next_[t]++, 0);
    for (ColumnIndex c = 0; c < Tables()[t].columns.size(); ++c) SetRandom(t, c, row);
  }

  // A living row; the list of rows may hold ones that this transaction deleted.
  std::optional<RowSlot> AnyRow(TableIndex t) {
    auto rows = engine().Rows(t);
    for (int tries = 0; tries < 5 && !rows.empty(); ++tries) {
      RowSlot row = rows[Pick(rows.size())];
      if (engine().IsAlive(t, row)) return row;
    }
    return std::nullopt;
  }

  void Edit() {
    auto t = static_cast<TableIndex>(Pick(Tables().size()));
    switch (Pick(30)) {
      case 0:
        InsertRow(t);
        return;
      case 1:
        if (auto row = AnyRow(t)) engine().DeleteRow(t, *row);
        return;
      case 2:
        engine().SetTime(engine().inputs().now + static_cast<int64_t>(Pick(3)) * base::kMicrosPerDay / 2);
        return;
      default:
        break;
    }
    if (auto row = AnyRow(t)) SetRandom(t, static_cast<ColumnIndex>(Pick(Tables()[t].columns.size())), *row);
  }

  void SetRandom(TableIndex t, ColumnIndex c, RowSlot row) {
    const auto& column = Tables()[t].columns[c];
    if (column.computed()) {
      if (column.overridable && Pick(4) == 0) engine().SetOverride(t, c, row, Value::Text("At Risk"));
      if (column.overridable && Pick(4) == 0) engine().ClearOverride(t, c, row);
      return;
    }
    if (engine().compiled().storage[t][c] != value::Storage::kNone)
      engine().SetCell(t, c, row, RandomValue(t, c));
  }

  Value RandomValue(TableIndex t, ColumnIndex c) {
    if (Pick(6) == 0) return {};
    const auto& column = Tables()[t].columns[c];
    switch (engine().compiled().storage[t][c]) {
      case value::Storage::kBool:
        return Value::Bool(Pick(2) == 0);
      case value::Storage::kNumber:
        return RandomNumber();
      case value::Storage::kDate:
        return Value::Date(engine().inputs().today - 100 + static_cast<int32_t>(Pick(200)));
      case value::Storage::kInstant:
        return Value::Instant(engine().inputs().now - static_cast<int64_t>(Pick(90)) * base::kMicrosPerDay);
      case value::Storage::kText:
        return RandomText(column);
      case value::Storage::kTexts:
        return Value::List({RandomText(column)});
      case value::Storage::kRow:
        return RandomRow(t, c);
      case value::Storage::kRows: {
        std::vector<Value> rows;
        for (size_t i = 0, n = Pick(4); i < n; ++i) {
          Value row = RandomRow(t, c);
          if (!row.is_blank() && std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
        }
        return Value::List(std::move(rows));
      }
      case value::Storage::kNone:
        break;
    }
    return {};
  }
  Value RandomNumber() {
    switch (Pick(4)) {
      case 0:
        return Value::Number(0);
      case 1:
        return Value::Number(static_cast<double>(Pick(10)));
      case 2:
        return Value::Number(static_cast<double>(Pick(2'000'000)));
      default:
        return Value::Number(static_cast<double>(Pick(100'000)) / 997);
    }
  }
  Value RandomText(const blueprint::Column& column) {
    if (!column.options.empty()) return Value::Text(column.options[Pick(column.options.size())].name);
    // Texts that meet: keys of history rows are row ids of other tables.
    static const char* const kTexts[] = {"ACC-00001", "ACC-00002", "MET-000001", "MET-000003", "x", "Ærø"};
    return Value::Text(kTexts[Pick(std::size(kTexts))]);
  }
  Value RandomRow(TableIndex t, ColumnIndex c) {
    TableIndex target = engine().compiled().catalog.tables[t].columns[c].type.table;
    auto row = AnyRow(target);
    return row ? Value::Row({target, *row}) : Value();
  }

  std::mt19937_64 random_;
  Engine* engine_ = nullptr;  // that is being edited
  std::vector<int64_t> next_;
};

}  // namespace csip::engine
