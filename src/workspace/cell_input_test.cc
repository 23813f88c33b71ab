#include "workspace/cell_input.h"

#include <gtest/gtest.h>

#include "blueprint/read.h"

namespace csip::workspace {
namespace {

using value::Value;

constexpr char kBlueprint[] = R"(
name: shop
tables:
  - table: Customer
    display: Name
    columns:
      - {name: Customer_ID, type: row-id, formula: '"CUS-" & Format(thisRow.RowNumber(), "00000")'}
      - {name: Name, type: text}
  - table: Order
    columns:
      - {name: Customer, type: relation, target: Customer}
)";

class CellInputTest : public testing::Test {
 protected:
  void SetUp() override {
    auto read = blueprint::ReadText(kBlueprint);
    ASSERT_TRUE(read.ok()) << blueprint::Render(read.errors);
    auto compiled = blueprint::Compile(read.blueprint);
    ASSERT_TRUE(compiled.compiled) << blueprint::Render(compiled.errors);
    engine_ = std::make_unique<engine::Engine>(compiled.compiled, formula::EvalInputs{});
    engine_->FinishLoad();
    engine_->Recompute();
    customers_ = *engine_->compiled().blueprint.FindTable("Customer");
  }
  value::RowSlot Insert(int64_t number, const char* name) {
    auto row = engine_->InsertRow(customers_, number, 0);
    engine_->SetCell(customers_, 1, row, Value::Text(name));
    return row;
  }
  base::Result<value::RowSlot> Find(const std::string& text) {
    return CellReader(engine_.get(), &options_).FindRow(customers_, text);
  }

  std::unique_ptr<engine::Engine> engine_;
  OptionCache options_;
  value::TableIndex customers_ = value::kNone;
};

TEST_F(CellInputTest, RowsAreFoundByIdWhileTheirRequestStillRuns) {
  engine_->Begin();
  Insert(7, "Ada");
  auto second = Insert(17, "Bo");
  // The id column is not computed yet.
  ASSERT_TRUE(Find("CUS-00017").ok());
  EXPECT_EQ(*Find("CUS-00017"), second);
  EXPECT_FALSE(Find("CUS-00018").ok());
  EXPECT_FALSE(Find("CUS-17").ok());
  EXPECT_FALSE(Find("ORD-00017").ok());
  engine_->Finish();
  EXPECT_EQ(*Find("CUS-00017"), second);
}

TEST_F(CellInputTest, RowsAreFoundByNumberIdAndName) {
  engine_->Begin();
  auto first = Insert(7, "Ada");
  Insert(8, "Twin");
  Insert(9, "Twin");
  engine_->Finish();
  EXPECT_EQ(*Find("i-7"), first);
  EXPECT_EQ(*Find("CUS-00007"), first);
  EXPECT_EQ(*Find("Ada"), first);
  EXPECT_EQ(Find("Twin").error().code, base::Code::kConflict);
  EXPECT_EQ(Find("99999999999999999999").error().code, base::Code::kNotFound);
}

}  // namespace
}  // namespace csip::workspace
