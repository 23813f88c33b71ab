// The incremental engine, a full recomputation and the plain evaluator agree after random edits of the shipped product.
#include <cstdlib>

#include "engine/random_edits.h"

namespace csip::engine {
namespace {

// Every computed cell after a full recomputation, to compare with what stood there before it.
std::vector<Value> ComputedCells(const Engine& engine) {
  std::vector<Value> cells;
  for (const auto& read : engine.compiled().order) {
    for (RowSlot row : engine.Rows(read.table)) cells.push_back(engine.Get(read.table, read.column, row));
  }
  return cells;
}

// Everything that can be read of an engine: rows, stored and computed cells, overrides and what stands beside them.
std::vector<Value> Everything(const Engine& engine) {
  std::vector<Value> all;
  const auto& tables = engine.compiled().blueprint.tables;
  all.push_back(Value::Instant(engine.inputs().now));
  for (TableIndex t = 0; t < tables.size(); ++t) {
    all.push_back(Value::Number(static_cast<double>(engine.SlotCount(t))));
    for (RowSlot row : engine.Rows(t)) {
      all.push_back(Value::Row({t, row}));
      all.push_back(Value::Instant(engine.ModifiedAt(t, row)));
      for (ColumnIndex c = 0; c < tables[t].columns.size(); ++c) {
        all.push_back(engine.Get(t, c, row));
        auto override_info = engine.FindOverride(t, c, row);
        if (override_info) all.push_back(override_info->computed);
        EXPECT_TRUE(engine.FindRows(t, c, engine.Get(t, c, row)).size() >= 1);
      }
    }
  }
  return all;
}

TEST(RandomEditTest, AGroupOfFinishedChangesIsTakenBackWhole) {
  const char* seed_text = std::getenv("CSIP_RANDOM_SEED");
  uint64_t seed = seed_text != nullptr ? std::strtoull(seed_text, nullptr, 10) : std::random_device{}();
  RandomEdits edits(seed);
  std::unique_ptr<TestEngine> made = edits.MakeEngine(CSIP_SOURCE_DIR);
  Engine& engine = **made;
  for (int i = 0; i < 200; ++i) edits.Step(engine);
  for (int round = 0; round < 40; ++round) {
    auto before = Everything(engine);
    engine.BeginGroup();
    for (int i = 0; i < 1 + round % 8; ++i) edits.Step(engine);
    engine.RollbackGroup();
    ASSERT_TRUE(before == Everything(engine)) << "round " << round << ", CSIP_RANDOM_SEED=" << seed;
    auto wrong = CompareWithReference(engine, 5);
    ASSERT_TRUE(wrong.empty()) << wrong[0] << "; CSIP_RANDOM_SEED=" << seed;
    engine.BeginGroup();
    for (int i = 0; i < 5; ++i) edits.Step(engine);
    engine.KeepGroup();
    ASSERT_TRUE(CompareWithReference(engine, 5).empty()) << "CSIP_RANDOM_SEED=" << seed;
  }
}

TEST(RandomEditTest, IncrementalFullAndReferenceAgreeOnTenThousandEdits) {
  const char* wanted = std::getenv("CSIP_RANDOM_EDITS");
  int total = wanted != nullptr ? std::atoi(wanted) : 10'000;
  const char* seed_text = std::getenv("CSIP_RANDOM_SEED");
  uint64_t seed = seed_text != nullptr ? std::strtoull(seed_text, nullptr, 10) : std::random_device{}();
  RecordProperty("seed", std::to_string(seed));
  RandomEdits edits(seed);
  std::unique_ptr<TestEngine> made = edits.MakeEngine(CSIP_SOURCE_DIR);
  Engine& engine = **made;
  for (int i = 1; i <= total; ++i) {
    edits.Step(engine);
    if (i % 25 != 0 && i > 50) continue;
    auto wrong = CompareWithReference(engine, 5);
    auto incremental = ComputedCells(engine);
    engine.Recompute();
    bool same = incremental == ComputedCells(engine);
    if (wrong.empty() && same) continue;
    for (const std::string& line : wrong) ADD_FAILURE() << line;
    FAIL() << "after edit " << i << (same ? "" : ", full and incremental differ")
           << "; again with CSIP_RANDOM_SEED=" << seed;
  }
}

// So many rows that columns are evaluated side by side: with what can be taken back, and without. Row by row is how they
// came to be.
TEST(RandomEditTest, ColumnsThatAreEvaluatedSideBySideAreWhatTheReferenceSays) {
  const char* seed_text = std::getenv("CSIP_RANDOM_SEED");
  uint64_t seed = seed_text != nullptr ? std::strtoull(seed_text, nullptr, 10) : std::random_device{}();
  RandomEdits edits(seed);
  std::unique_ptr<TestEngine> made = edits.MakeEngine(CSIP_SOURCE_DIR, 850);
  Engine& engine = **made;
  auto before = ComputedCells(engine);
  ASSERT_GT(before.size(), 50'000u);
  engine.Recompute();
  EXPECT_TRUE(before == ComputedCells(engine)) << "CSIP_RANDOM_SEED=" << seed;

  // Another day, and every column to be evaluated anew: many cells change, and all can be taken back.
  auto all = Everything(engine);
  engine.BeginGroup();
  engine.Begin();
  engine.SetTime(engine.inputs().now + 40 * base::kMicrosPerDay);
  engine.MarkEverything();
  EXPECT_GT(engine.Finish().cells.size(), 1000u);
  auto wrong = CompareWithReference(engine, 5);
  ASSERT_TRUE(wrong.empty()) << wrong[0] << "; CSIP_RANDOM_SEED=" << seed;
  engine.RollbackGroup();
  EXPECT_TRUE(all == Everything(engine)) << "CSIP_RANDOM_SEED=" << seed;
}

}  // namespace
}  // namespace csip::engine
