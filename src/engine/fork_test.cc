// Forks: they equal an engine with the same edits, and nobody sees the edits of another.
#include <chrono>
#include <numeric>
#include <thread>

#include "engine/random_edits.h"

namespace csip::engine {
namespace {

// Everything an engine shows, as values in a fixed order.
std::vector<Value> Everything(const Engine& engine) {
  std::vector<Value> all;
  const auto& tables = engine.compiled().blueprint.tables;
  for (TableIndex t = 0; t < tables.size(); ++t) {
    for (RowSlot row : engine.Rows(t)) {
      all.push_back(Value::Number(static_cast<double>(engine.RowNumber(t, row))));
      for (ColumnIndex c = 0; c < tables[t].columns.size(); ++c) {
        all.push_back(engine.Get(t, c, row));
        for (RowSlot found : engine.FindRows(t, c, all.back())) all.push_back(Value::Row({t, found}));
      }
    }
  }
  return all;
}

void ExpectRight(const Engine& engine) {
  for (const std::string& line : CompareWithReference(engine, 5)) ADD_FAILURE() << line;
}

TEST(ForkTest, AForkEqualsAnEngineWithTheSameEditsAndTheOriginalStaysAsItWas) {
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    RandomEdits edits(seed), twin_edits(seed), other_edits(seed + 1000);
    auto original = edits.MakeEngine(CSIP_SOURCE_DIR);
    auto twin = twin_edits.MakeEngine(CSIP_SOURCE_DIR);
    for (int i = 0; i < 60; ++i) {
      edits.Step(**original);
      twin_edits.Step(**twin);
    }
    std::vector<Value> before = Everything(**original);
    RandomEdits original_edits = edits;
    auto fork = (*original)->Fork();
    ASSERT_TRUE(Everything(*fork) == before);
    for (int i = 0; i < 60; ++i) {
      edits.Step(*fork);
      twin_edits.Step(**twin);
    }
    ASSERT_TRUE(Everything(**original) == before) << "seed " << seed;
    ASSERT_TRUE(Everything(*fork) == Everything(**twin)) << "seed " << seed;
    ExpectRight(*fork);
    // The other way round: the original goes on, the fork does not notice.
    std::vector<Value> branched = Everything(*fork);
    auto grandchild = fork->Fork();
    for (int i = 0; i < 60; ++i) original_edits.Step(**original);
    ASSERT_TRUE(Everything(*fork) == branched) << "seed " << seed;
    ExpectRight(**original);
    fork.reset();
    ASSERT_TRUE(Everything(*grandchild) == branched) << "seed " << seed;
    for (int i = 0; i < 20; ++i) edits.Step(*grandchild);
    ExpectRight(*grandchild);
  }
}

TEST(ForkTest, ForksAreEditedBesideTheOriginalByOtherThreads) {
  RandomEdits edits(7);
  auto original = edits.MakeEngine(CSIP_SOURCE_DIR);
  for (int round = 0; round < 6; ++round) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 2; ++i) {
      RandomEdits own = edits;
      std::shared_ptr<Engine> fork = (*original)->Fork();
      threads.emplace_back([fork, own, round]() mutable {
        std::vector<Value> before = Everything(*fork);
        for (int k = 0; k < 30; ++k) own.Step(*fork);
        if (round % 2 == 0) ExpectRight(*fork);
      });
      // Reads what the two above write.
      std::shared_ptr<Engine> still = (*original)->Fork();
      threads.emplace_back([still] {
        std::vector<Value> before = Everything(*still);
        for (int k = 0; k < 3; ++k) EXPECT_TRUE(Everything(*still) == before);
      });
    }
    for (int k = 0; k < 60; ++k) edits.Step(**original);
    for (std::thread& thread : threads) thread.join();
    ExpectRight(**original);
  }
}

constexpr const char* kShop = R"(
name: shop
tables:
  - table: Customers
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Weight, type: number}
      - {name: Total, type: number, formula: 'Sum(Filter(Orders, [Customer] = thisRow).[Amount])'}
      - {name: Score, type: computed, formula: '[Total] * 2 + [Weight]'}
      - {name: Tier, type: computed, formula: 'If([Score] >= 100, "Gold", "Tin")'}
      - {name: Label, type: computed, formula: 'Concatenate([Tier], "!")'}
  - table: Orders
    columns:
      - {name: Customer, type: relation, target: Customers}
      - {name: Amount, type: number}
)";

std::shared_ptr<const Compiled> WithFormula(const Engine& engine, TableIndex t, ColumnIndex c,
                                            const std::string& text) {
  blueprint::Blueprint changed = engine.compiled().blueprint;
  changed.tables[t].columns[c].formula.text = text;
  auto outcome = blueprint::Compile(std::move(changed));
  for (const auto& error : outcome.errors) ADD_FAILURE() << error.ToString();
  return outcome.compiled;
}

TEST(ForkTest, AForkWithAnotherFormulaEvaluatesThatColumnAndWhatFollows) {
  TestEngine shop(kShop);
  for (int i = 1; i <= 3; ++i) {
    shop.Insert("Customers", i);
    shop.Insert("Orders", i);
    shop.Set("Orders", "Customer", i, shop.Link("Customers", i));
    shop.Set("Orders", "Amount", i, Value::Number(i * 20));
  }
  TableIndex t = shop.T("Customers");
  auto fork = shop->Fork(WithFormula(*shop, t, shop.C("Customers", "Score"), "[Total] * 3"));
  fork->Begin();
  Changes changes = fork->Finish();
  // Scores 40, 80, 120 become 60, 120, 180; the second customer becomes gold.
  EXPECT_EQ(changes.cells.size(), 5u);
  EXPECT_EQ(fork->Get(t, shop.C("Customers", "Tier"), 1), Value::Text("Gold"));
  EXPECT_EQ(fork->Get(t, shop.C("Customers", "Label"), 1), Value::Text("Gold!"));
  EXPECT_EQ(shop.Get("Customers", "Tier", 2), Value::Text("Tin"));
  ExpectRight(*fork);
  // A formula that yields another kind: the column is stored otherwise, readers follow.
  auto texts = shop->Fork(WithFormula(*shop, t, shop.C("Customers", "Tier"), "IsBlank([Score])"));
  texts->Begin();
  texts->Finish();
  EXPECT_EQ(texts->Get(t, shop.C("Customers", "Tier"), 1), Value::Bool(false));
  ExpectRight(*texts);
  shop.ExpectEqualsReference();
}

TEST(ForkTest, RollbackInAForkAndDroppedForksLeaveEverythingRight) {
  TestEngine shop(kShop);
  for (int i = 1; i <= 3; ++i) {
    shop.Insert("Customers", i);
    shop.Insert("Orders", i);
    shop.Set("Orders", "Customer", i, shop.Link("Customers", i));
    shop.Set("Orders", "Amount", i, Value::Number(i * 20));
  }
  auto fork = shop->Fork();
  std::vector<Value> before = Everything(*fork);
  fork->Begin();
  fork->InsertRow(0, 77, 0);
  fork->DeleteRow(1, 0);
  fork->SetCell(1, 1, 1, Value::Number(1000));
  fork->Rollback();
  EXPECT_TRUE(Everything(*fork) == before);
  {
    auto dropped = shop->Fork();
  }
  shop.Set("Orders", "Amount", 1, Value::Number(90));
  EXPECT_TRUE(Everything(*fork) == before);
  EXPECT_EQ(shop.Get("Customers", "Tier", 1), Value::Text("Gold"));
}

// 300,000 rows: a copy of them would take some milliseconds at best.
TEST(ForkTest, AForkTakesNoTimeForTheRows) {
  TestEngine shop(kShop);
  constexpr int kOrders = 300'000, kCustomers = 1'000;
  auto numbered = [](int rows) {
    value::RowBlock block;
    block.numbers.resize(static_cast<size_t>(rows));
    std::iota(block.numbers.begin(), block.numbers.end(), 1);
    block.created_at.resize(block.size());
    block.modified_at.resize(block.size());
    return block;
  };
  shop->LoadRows(0, numbered(kCustomers));
  value::RowBlock orders = numbered(kOrders);
  orders.columns.emplace_back(value::Storage::kRow, 0);
  orders.columns.emplace_back(value::Storage::kNumber);
  for (int i = 1; i <= kOrders; ++i) {
    orders.columns[0].AddRow(static_cast<uint32_t>(i % kCustomers + 1));
    orders.columns[1].AddNumber(i % 7);
  }
  shop->LoadRows(1, orders);
  shop->FinishLoad();
  shop->Recompute();
  double fastest = 1e9, edited = 1e9;
  for (int i = 0; i < 20; ++i) {
    auto start = std::chrono::steady_clock::now();
    auto fork = shop->Fork();
    std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    fork->Begin();
    fork->SetCell(1, 1, static_cast<RowSlot>(i), Value::Number(1e6 + i));
    EXPECT_EQ(fork->Finish().cells.size(), 3u) << i;  // amount, total, score
    std::chrono::duration<double, std::milli> both = std::chrono::steady_clock::now() - start;
    fastest = std::min(fastest, took.count());
    edited = std::min(edited, both.count());
  }
  RecordProperty("fork_ms", std::to_string(fastest));
  RecordProperty("fork_and_edit_ms", std::to_string(edited));
  EXPECT_LT(fastest, 1.0);
  EXPECT_LT(edited, 10.0);
}

}  // namespace
}  // namespace csip::engine
