#include "transfer/import_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "blueprint/read.h"

namespace csip::transfer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using value::Value;

class ImportReaderTest : public testing::Test {
 protected:
  ImportReaderTest() {
    blueprint::ReadOutcome read = blueprint::ReadText(R"(
name: shop
title: A shop
tables:
  - table: Item
    display: Name
    columns:
      - {name: Item_ID, type: row-id, formula: '"IT-" & Format(thisRow.RowNumber(), "000")'}
      - {name: Name, type: text}
      - {name: Price, type: number}
      - {name: Kind, type: select, options: [Tool, Toy]}
      - {name: Tags, type: multi-select, options: [new, old]}
      - {name: Since, type: date}
      - {name: Parent, type: relation, target: Item}
      - {name: Twice, type: number, formula: '[Price] * 2'}
)");
    EXPECT_TRUE(read.ok()) << blueprint::Render(read.errors);
    auto compiled = blueprint::Compile(std::move(read.blueprint)).compiled;
    engine_ = std::make_unique<engine::Engine>(compiled, formula::EvalInputs());
    options_[{0, 3}] = {"Tool", "Toy"};
    options_[{0, 4}] = {"new", "old"};
  }
  ImportedTable Read(const std::string& text) {
    return ImportReader(*engine_, options_, problems_).Read(0, "Item.csv", text, [](size_t) { return true; });
  }

  static std::vector<Value> CellsOf(const ImportedTable& table, size_t row) {
    std::vector<Value> cells;
    for (size_t i = 0; i < table.cells.size(); ++i) cells.push_back(table.Cell(i, row));
    return cells;
  }

  std::unique_ptr<engine::Engine> engine_;
  KnownOptions options_;
  Problems problems_;
};

TEST_F(ImportReaderTest, NumbersAreTheNearestDoubles) {
  std::vector<std::string> texts = {"0",
                                    "-0",
                                    "7.",
                                    "-12.5",
                                    "0.1",
                                    "1.10",
                                    "0000000.30",
                                    "123456789.01",
                                    "999999999999999",
                                    "0.123456789012345",
                                    "-0.3",
                                    "4503599627370497.5",
                                    "123456789012345678901234567890"};
  for (int i = 1; i < 2000; ++i) texts.push_back(std::to_string(i * 7919) + "." + std::to_string(i));
  std::string csv = "Price\n";
  for (const std::string& text : texts) csv += text + "\n";
  auto table = Read(csv);
  EXPECT_EQ(problems_.Render(), "");
  ASSERT_EQ(table.rows.size(), texts.size());
  for (size_t i = 0; i < texts.size(); ++i)
    EXPECT_EQ(table.Cell(0, i), Value::Number(std::strtod(texts[i].c_str(), nullptr))) << texts[i];
}

TEST_F(ImportReaderTest, ATextIsReadAlikeHoweverOftenItComes) {
  auto table = Read(
      "Name,Kind,Since\nÅ,tool,2026-11-22\nA\u030a, Tool ,22 Nov "
      "2026\nÅ,Tool,2026-11-22\nÅ,Tol,2026-11-22\n");
  ASSERT_EQ(table.rows.size(), 4u);
  for (size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(table.Cell(0, row), Value::Text("Å"));
    EXPECT_EQ(table.Cell(1, row), Value::Text("Tool"));
  }
  EXPECT_EQ(table.Cell(2, 2), table.Cell(2, 0));
  EXPECT_THAT(problems_.Render(), HasSubstr("`Tol` is not an option"));
}

TEST_F(ImportReaderTest, CellsAreReadByTheTypeOfTheirColumn) {
  auto table = Read(
      "Item_ID,Name,Price,Kind,Tags,Since,Twice,Parent\nIT-007,'=Ann,12.5,tool,old; "
      "new,2026-11-22,99,IT-001\ni-9,,,,,,,\n");
  EXPECT_EQ(problems_.Render(), "");
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].number, 7);
  EXPECT_THAT(table.columns, ElementsAre(1, 2, 3, 4, 5, 6)) << "computed columns are left out";
  EXPECT_THAT(CellsOf(table, 0), ElementsAre(Value::Text("=Ann"), Value::Number(12.5), Value::Text("Tool"),
                                             Value::List({Value::Text("old"), Value::Text("new")}),
                                             Value::Date(20779), Value::Text("IT-001")));
  EXPECT_EQ(table.rows[1].number, 9);
  EXPECT_TRUE(table.Cell(0, 1).is_blank());
}

TEST_F(ImportReaderTest, TextsThatComeAgainAreReadAlike) {
  auto table = Read(
      "Name,Price,Kind,Tags,Since,Parent\n"
      "a,-1.50,toy,new,2026-11-22, IT-001 \n"
      "a,-1.50,toy,new,2026-11-22,\n"
      "e\u0301,\"1,234.5\",Tool,old;new,22.11.26x, \n"
      "a,1e3,toy,new,2026-11-22,IT-001\n");
  EXPECT_THAT(CellsOf(table, 0),
              ElementsAre(Value::Text("a"), Value::Number(-1.5), Value::Text("Toy"),
                          Value::List({Value::Text("new")}), Value::Date(20779), Value::Text("IT-001")));
  EXPECT_THAT(CellsOf(table, 1), ElementsAre(Value::Text("a"), Value::Number(-1.5), Value::Text("Toy"),
                                             Value::List({Value::Text("new")}), Value::Date(20779), Value()));
  EXPECT_THAT(CellsOf(table, 2),
              ElementsAre(Value::Text("\u00e9"), Value::Number(1234.5), Value::Text("Tool"),
                          Value::List({Value::Text("old"), Value::Text("new")}), Value(), Value()));
  EXPECT_THAT(CellsOf(table, 3),
              ElementsAre(Value::Text("a"), Value::Number(1000), Value::Text("Toy"),
                          Value::List({Value::Text("new")}), Value::Date(20779), Value::Text("IT-001")));
  EXPECT_EQ(problems_.count(), 1u) << problems_.Render();
  EXPECT_TRUE(table.rows[2].bad);
}

TEST_F(ImportReaderTest, EveryProblemIsNamedWithItsLine) {
  auto table =
      Read("Item_ID,Name,Price,Kind\nXX-1,a,1,Tool\n,b,much,Tool\n,\"c\nd\",1,Tol\n,e,1\n,f,1,Toy\n");
  EXPECT_EQ(problems_.count(), 4u);
  std::string words = problems_.Render();
  EXPECT_THAT(words, HasSubstr("Item.csv:2: `XX-1` is no row id of Item; they look like `IT-012`"));
  EXPECT_THAT(words, HasSubstr("Item.csv:3: column Price: "));
  EXPECT_THAT(words, HasSubstr("Item.csv:4: column Kind: `Tol` is not an option; did you mean `Tool`?"));
  EXPECT_THAT(words, HasSubstr("Item.csv:6: the line has 3 fields, the first line 4"));
  ASSERT_EQ(table.rows.size(), 5u);
  EXPECT_FALSE(table.rows[4].bad);
}

TEST_F(ImportReaderTest, UnknownAndDoubleColumnsAreReported) {
  Read("Nmae,Price,Price\nx,1,2\n");
  EXPECT_THAT(problems_.Render(), HasSubstr("Item.csv:1: no column `Nmae` on Item; did you mean `Name`?"));
  EXPECT_THAT(problems_.Render(), HasSubstr("Item.csv:1: there are two columns `Price`"));
}

TEST_F(ImportReaderTest, EmptyAndBrokenFilesAreReported) {
  Read("");
  EXPECT_THAT(problems_.Render(), HasSubstr("Item.csv:1: the file is empty"));
  auto table = Read("Name\na\n\"b\n");
  EXPECT_THAT(problems_.Render(), HasSubstr("Item.csv:3: the quotation mark is never closed"));
  EXPECT_EQ(table.rows.size(), 1u);
}

TEST(Items, JoinedItemsSplitToTheSame) {
  using Items = std::vector<std::string>;
  for (const Items& items : {Items{"a", "b"}, Items{"a; b", "c"}, Items{"[x]"}, Items{"a"}, Items{" a"},
                             Items{"x,y"}, Items{"\"q\"", ";"}}) {
    EXPECT_EQ(SplitItems(JoinItems(items)), items);
  }
  EXPECT_EQ(JoinItems({"a", "b"}), "a; b");
  EXPECT_THAT(SplitItems(" a ;; b;"), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace csip::transfer
