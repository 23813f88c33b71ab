// Stamps: whatever is equal by stamp is equal cell by cell, in every fork and after every taking back; and what was not
// touched keeps its stamp, or nothing could be kept.
#include <map>

#include "engine/random_edits.h"

namespace csip::engine {
namespace {

class Ledger {
 public:
  // Notes what every column and every set of rows is under its stamp, and compares with what was noted before.
  void Note(const Engine& engine) {
    const auto& tables = engine.compiled().blueprint.tables;
    for (TableIndex t = 0; t < tables.size(); ++t) {
      std::vector<Value> numbers;
      for (RowSlot row : engine.Rows(t)) numbers.push_back(Value::Number(static_cast<double>(row)));
      Compare(engine.StampOfRows(t), {t, value::kNone}, numbers);
      for (ColumnIndex c = 0; c < tables[t].columns.size(); ++c) {
        std::vector<Value> cells;
        for (RowSlot row : engine.Rows(t)) cells.push_back(engine.Get(t, c, row));
        // Cells of rows that are gone do not count: the rows have a stamp of their own.
        Compare(engine.StampOf(t, c) * 1'000'003 + engine.StampOfRows(t), {t, c}, cells);
      }
    }
  }

 private:
  void Compare(Stamp stamp, std::pair<TableIndex, ColumnIndex> place, const std::vector<Value>& cells) {
    auto [at, added] = known_.try_emplace({stamp, place.first, place.second}, cells);
    if (!added) {
      EXPECT_TRUE(at->second == cells) << "table " << place.first << " column " << place.second;
    }
  }
  std::map<std::tuple<Stamp, TableIndex, ColumnIndex>, std::vector<Value>> known_;
};

TEST(StampTest, EqualStampsMeanEqualCells) {
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    Ledger ledger;
    RandomEdits edits(seed);
    auto engine = edits.MakeEngine(CSIP_SOURCE_DIR);
    ledger.Note(**engine);
    for (int round = 0; round < 25; ++round) {
      edits.Step(**engine);
      ledger.Note(**engine);
      RandomEdits other = edits;
      auto fork = (*engine)->Fork();
      ledger.Note(*fork);
      for (int i = 0; i < 3; ++i) other.Step(*fork);
      ledger.Note(*fork);
    }
    RandomEdits lost = edits;
    (*engine)->BeginGroup();
    for (int i = 0; i < 10; ++i) lost.Step(**engine);
    ledger.Note(**engine);
    (*engine)->RollbackGroup();
    ledger.Note(**engine);
    (*engine)->Recompute();
    ledger.Note(**engine);
  }
}

TEST(StampTest, WhatIsNotTouchedKeepsItsStamp) {
  TestEngine e(R"(
name: t
tables:
  - table: A
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Price, type: number}
      - {name: Double, type: number, formula: '[Price] * 2'}
      - {name: Parent, type: relation, target: A, inverse: Children}
      - {name: Children, type: multi-relation, target: A, inverse: Parent}
)");
  e.Insert("A", 1);
  e.Insert("A", 2);
  auto stamp = [&](const char* column) { return e->StampOf(e.T("A"), e.C("A", column)); };
  Stamp rows = e->StampOfRows(e.T("A")), name = stamp("Name"), price = stamp("Price"),
        twice = stamp("Double");
  Stamp children = stamp("Children");
  e.Set("A", "Name", 1, Value::Text("x"));
  EXPECT_NE(stamp("Name"), name);
  EXPECT_EQ(stamp("Price"), price);
  EXPECT_EQ(stamp("Double"), twice);
  EXPECT_EQ(e->StampOfRows(e.T("A")), rows);
  e.Set("A", "Price", 1, Value::Number(3));
  EXPECT_NE(stamp("Price"), price);
  EXPECT_NE(stamp("Double"), twice);
  EXPECT_EQ(stamp("Children"), children);
  e.Set("A", "Parent", 2, e.Link("A", 1));
  EXPECT_NE(stamp("Children"), children);
  auto fork = e->Fork();
  EXPECT_EQ(fork->StampOf(e.T("A"), e.C("A", "Price")), stamp("Price"));
  price = stamp("Price");
  e.Set("A", "Price", 1, Value::Number(3));  // as it is
  EXPECT_EQ(stamp("Price"), price);
  e.Delete("A", 2);
  EXPECT_NE(e->StampOfRows(e.T("A")), rows);
}

TEST(StampTest, InternersOfOneLineageShareTheirSymbols) {
  Interner first;
  Symbol a = first.Intern(Value::Text("a"));
  Interner copy(first);
  EXPECT_EQ(copy.lineage(), first.lineage());
  EXPECT_EQ(copy.Intern(Value::Text("a")), a);
  EXPECT_EQ(copy.lineage(), first.lineage());
  first.Intern(Value::Text("b"));
  EXPECT_EQ(copy.lineage(), first.lineage());  // the copy has its beginning
  copy.Intern(Value::Text("c"));
  EXPECT_NE(copy.lineage(), first.lineage());
  Interner second(copy);
  EXPECT_EQ(second.lineage(), copy.lineage());
}

}  // namespace
}  // namespace csip::engine
