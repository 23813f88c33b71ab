// Sums and groups over whole columns, against going row by row; and a wave that ends at its deadline.
#include <cmath>
#include <map>
#include <random>

#include "engine/random_edits.h"

namespace csip::engine {
namespace {

constexpr const char* kYaml = R"(
name: totals
tables:
  - table: Item
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Tier, type: text}
      - {name: Amount, type: number}
      - {name: Part, type: computed, formula: '1 / [Amount]'}
      - {name: Odd, type: computed, formula: 'If([Amount] > 2990, ToNumber([Tier]), [Amount])'}
)";

class TotalsTest : public ::testing::Test {
 protected:
  TotalsTest() : items_(kYaml) {
    items_->Begin();
    for (int i = 1; i <= 3'000; ++i) {
      RowSlot row = items_->InsertRow(0, i % 2 == 0 ? i : 10'000 - i, 0);  // not in the order of their slots
      if (i % 7 != 0) items_->SetCell(0, 1, row, Value::Text("tier " + std::to_string(i % 5)));
      if (i % 11 != 0) items_->SetCell(0, 2, row, Value::Number(i % 13 == 0 ? 0 : i * 1.1));
    }
    items_->Finish();
    items_->Begin();
    for (RowSlot row = 100; row < 900; row += 3) items_->DeleteRow(0, row);
    items_->Finish();
  }
  TestEngine items_;
};

TEST_F(TotalsTest, ATotalIsThatOfTheRowsOneByOne) {
  for (ColumnIndex c : {2u, 3u, 4u}) {
    long double sum = 0;
    size_t known = 0;
    for (RowSlot row : items_->Rows(0)) {
      Value v = items_->Get(0, c, row);
      if (!v.is_number()) continue;
      ++known;
      sum += v.number();
    }
    NumberTotal total = items_->TotalOf(0, c);
    EXPECT_EQ(total.known, known);
    EXPECT_DOUBLE_EQ(total.sum, static_cast<double>(sum));
    EXPECT_GT(known, 2'000u);
  }
  EXPECT_EQ(items_->TotalOf(0, 1).known, 0u) << "a text has no sum";
}

TEST_F(TotalsTest, GroupsHaveAllRowsAndTheirSums) {
  std::map<std::string, std::pair<size_t, double>> wanted;
  for (RowSlot row : items_->Rows(0)) {
    Value tier = items_->Get(0, 1, row), amount = items_->Get(0, 2, row);
    auto& [rows, sum] = wanted[tier.is_text() ? std::string(tier.text()) : ""];
    ++rows;
    sum += amount.is_number() ? amount.number() : 0;
  }
  ColumnIndex amount[] = {2};
  auto groups = items_->GroupByText(0, 1, amount, 6);
  ASSERT_EQ(groups.size(), wanted.size());
  for (const TextGroup& group : groups) {
    EXPECT_EQ(group.rows, wanted[group.text].first) << group.text;
    EXPECT_NEAR(group.sums[0], wanted[group.text].second, 1e-6) << group.text;
  }
  EXPECT_TRUE(items_->GroupByText(0, 1, amount, 5).empty()) << "there are six";
  EXPECT_TRUE(items_->GroupByText(0, 2, {}, 5).empty()) << "numbers are no texts";
}

TEST_F(TotalsTest, TheOrderOfNumbersDoesNotMatter) {
  NumberTotal before = items_->TotalOf(0, 3);
  auto fork = items_->Fork();
  fork->Begin();
  RowSlot first = fork->Rows(0)[0];
  Value was = fork->Get(0, 2, first);
  fork->SetCell(0, 2, first, Value::Number(1e16));
  fork->SetCell(0, 2, first, was);
  RowSlot copy = fork->InsertRow(0, 1, 0);
  fork->SetCell(0, 2, copy, was);
  fork->DeleteRow(0, first);
  fork->Finish();
  EXPECT_EQ(fork->TotalOf(0, 3).sum, before.sum) << "the same numbers in another place";
}

// What totals and groups are when nothing is kept: of an engine that never was asked before.
void ExpectTotalsAsRead(const Engine& kept, const BranchChanges& branch = {}) {
  auto fresh = std::make_unique<Engine>(kept.shared_compiled(), kept.inputs());
  std::vector<int64_t> numbers;
  for (RowSlot row : kept.Rows(0)) numbers.push_back(kept.RowNumber(0, row));
  fresh->Begin();
  for (int64_t number : numbers) {
    RowSlot from = *kept.FindRow(0, number), to = fresh->InsertRow(0, number, 0);
    for (ColumnIndex c : {1u, 2u}) fresh->SetCell(0, c, to, kept.Get(0, c, from));
  }
  fresh->Finish();
  for (ColumnIndex c : {2u, 3u, 4u}) {
    NumberTotal is = kept.TotalOf(0, c, branch), wanted = fresh->TotalOf(0, c);
    EXPECT_EQ(is.known, wanted.known) << "column " << c;
    EXPECT_EQ(is.sum, wanted.sum) << "column " << c;
  }
  ColumnIndex sums[] = {2, 3};
  std::map<std::string, std::tuple<size_t, double, double>> is, wanted;
  for (const TextGroup& g : kept.GroupByText(0, 1, sums, 9, branch))
    is[g.text] = {g.rows, g.sums[0], g.sums[1]};
  for (const TextGroup& g : fresh->GroupByText(0, 1, sums, 9))
    wanted[g.text] = {g.rows, g.sums[0], g.sums[1]};
  EXPECT_EQ(is, wanted);
}

TEST_F(TotalsTest, TotalsThatFollowTheChangesAreThoseOfAReading) {
  Engine& engine = *items_;
  std::mt19937_64 random(11);
  auto any_row = [&](const Engine& of) { return of.Rows(0)[random() % of.Rows(0).size()]; };
  int64_t next = 100'000;
  auto change = [&](Engine& on) {
    on.Begin();
    for (int k = 0; k < 5; ++k) {
      RowSlot row = random() % 4 == 0 ? on.InsertRow(0, next++, 0) : any_row(on);
      if (!on.IsAlive(0, row)) continue;
      if (random() % 8 == 0) {
        on.DeleteRow(0, row);
        continue;
      }
      Value tier = random() % 5 == 0 ? Value() : Value::Text("tier " + std::to_string(random() % 7));
      on.SetCell(0, 1, row, tier);
      double amount =
          std::ldexp(static_cast<double>(random() % 100'000) / 7, static_cast<int>(random() % 60));
      on.SetCell(0, 2, row, random() % 6 == 0 ? Value() : Value::Number(random() % 9 == 0 ? 0 : amount));
    }
    return on.Finish();
  };
  for (int round = 0; round < 30; ++round) {
    change(engine);
    ExpectTotalsAsRead(engine);
    auto fork = engine.Fork();
    Changes changes = change(*fork);
    ExpectTotalsAsRead(*fork, {&engine, &changes});
    ExpectTotalsAsRead(engine);
    if (round % 5 != 0) continue;
    engine.BeginGroup();
    change(engine);
    ExpectTotalsAsRead(engine);
    engine.RollbackGroup();
    ExpectTotalsAsRead(engine);
  }
}

TEST_F(TotalsTest, ASumThatNoNumberCanHoldIsReadAgainWhenItIsGone) {
  Engine& engine = *items_;
  engine.TotalOf(0, 2);
  double before = engine.TotalOf(0, 2).sum;
  RowSlot first = engine.Rows(0)[0], second = engine.Rows(0)[1];
  Value was[] = {engine.Get(0, 2, first), engine.Get(0, 2, second)};
  for (bool huge : {true, false}) {
    engine.Begin();
    engine.SetCell(0, 2, first, huge ? Value::Number(1.7e308) : was[0]);
    engine.SetCell(0, 2, second, huge ? Value::Number(1.7e308) : was[1]);
    engine.Finish();
    EXPECT_EQ(std::isfinite(engine.TotalOf(0, 2).sum), !huge);
  }
  EXPECT_EQ(engine.TotalOf(0, 2).sum, before);
}

// Groups of numbers of like and of very unlike size, tens of thousands of them: what planned sums give is the exact sum.
TEST(SumTest, PlannedSumsOfFractionsAreExact) {
  TestEngine shop(R"(
name: sums
tables:
  - table: Owner
    columns:
      - {name: Total, type: number, formula: 'Sum(Filter([Part], [Of] = thisRow).[Size])'}
      - {name: Mean, type: number, formula: 'Average(Filter([Part], [Of] = thisRow).[Size])'}
  - table: Part
    columns:
      - {name: Of, type: relation, target: Owner}
      - {name: Size, type: number}
)");
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> part(-1, 1);
  shop->Begin();
  for (int owner = 1; owner <= 60; ++owner) {
    RowSlot of = shop->InsertRow(0, owner, 0);
    for (int k = 0; k < owner * 10; ++k) {
      RowSlot row = shop->InsertRow(1, owner * 1'000 + k, 0);
      shop->SetCell(1, 0, row, Value::Row({0, of}));
      double size = std::ldexp(part(random), static_cast<int>(random() % static_cast<unsigned>(owner * 3)));
      shop->SetCell(1, 1, row, Value::Number(owner % 4 == 0 ? std::round(size * 100) / 100 : size));
    }
  }
  shop->Finish();
  shop.ExpectEqualsReference();
}

class DeadlineAfter : public formula::Deadline {
 public:
  explicit DeadlineAfter(int looks) : looks_(looks) {}
  bool Passed() const override { return --looks_ < 0; }

 private:
  mutable int looks_;
};

TEST_F(TotalsTest, AForkWhoseDeadlinePassesStopsAndLeavesTheOthersAsTheyAre) {
  auto fork = items_->Fork();
  fork->Begin();
  for (RowSlot row : items_->Rows(0)) fork->SetCell(0, 2, row, Value::Number(5));
  DeadlineAfter deadline(2);
  fork->Finish(&deadline);
  size_t stale = 0;
  for (RowSlot row : fork->Rows(0)) stale += fork->Get(0, 3, row) == Value::Number(0.2) ? 0 : 1;
  EXPECT_GT(stale, 1'000u);
  items_.ExpectEqualsReference();
  DeadlineAfter far(1'000'000);
  auto whole = items_->Fork();
  whole->Begin();
  for (RowSlot row : items_->Rows(0)) whole->SetCell(0, 2, row, Value::Number(5));
  whole->Finish(&far);
  EXPECT_TRUE(CompareWithReference(*whole, 5).empty());
}

}  // namespace
}  // namespace csip::engine
