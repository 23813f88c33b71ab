// A chain of 100,000 columns, each computed from the one before: compiling it, and a wave through it, take linear time and
// no stack.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "blueprint/compile.h"
#include "engine/engine.h"
#include "value/column_type.h"

namespace csip::engine {
namespace {

constexpr int kTables = 100;
constexpr int kColumns = 1000;

blueprint::Column MakeColumn(std::string name, const char* type, std::string formula = "") {
  blueprint::Column column;
  column.name = std::move(name);
  column.type = value::FindColumnType(type);
  column.formula.text = std::move(formula);
  return column;
}

// The last column first, so that no order of the file helps.
blueprint::Blueprint Chain() {
  blueprint::Blueprint out;
  out.name = "chain";
  for (int t = 0; t < kTables; ++t) {
    blueprint::Table table;
    table.name = fmt::format("T{}", t);
    table.id = "grid-" + table.name;
    for (int c = kColumns - 1; c > 0; --c) {
      table.columns.push_back(MakeColumn(fmt::format("C{}", c), "number", fmt::format("[C{}] + 1", c - 1)));
    }
    table.columns.push_back(
        t == 0 ? MakeColumn("C0", "number")
               : MakeColumn("C0", "number", fmt::format("T{}.First().[C{}] + 1", t - 1, kColumns - 1)));
    for (size_t c = 0; c < table.columns.size(); ++c) table.columns[c].id = fmt::format("c-{}-{}", t, c);
    out.tables.push_back(std::move(table));
  }
  return out;
}

TEST(Chain, AHundredThousandColumnsCompileAndFollow) {
  auto outcome = blueprint::Compile(Chain());
  ASSERT_NE(outcome.compiled, nullptr) << outcome.errors.front().ToString();
  EXPECT_GE(outcome.compiled->order.size(), static_cast<size_t>(kTables * kColumns - 1));
  Engine engine(outcome.compiled, {});
  ColumnIndex first = kColumns - 1;
  engine.Begin();
  for (TableIndex t = 0; t < kTables; ++t) engine.InsertRow(t, 1, 0);
  engine.SetCell(0, first, 0, Value::Number(5));
  engine.Finish();
  EXPECT_EQ(engine.Get(kTables - 1, 0, 0), Value::Number(5 + kTables * kColumns - 1));
  engine.Begin();
  engine.SetCell(0, first, 0, Value::Number(6));
  Changes changes = engine.Finish();
  EXPECT_EQ(changes.cells.size(), static_cast<size_t>(kTables * kColumns));
  EXPECT_EQ(engine.Get(kTables - 1, 0, 0), Value::Number(6 + kTables * kColumns - 1));
}

}  // namespace
}  // namespace csip::engine
