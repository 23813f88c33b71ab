// For tests: a workspace of a small shop whose rows are edited at random.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "blueprint/read.h"
#include "view/rows.h"
#include "workspace/workspace.h"

namespace csip::view {

using base::Json;

inline constexpr char kShop[] = R"(
name: shop
tables:
  - table: Maker
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Town, type: text}
  - table: Item
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Size, type: select, options: [Small, Medium, Large]}
      - {name: Tags, type: multi-select, options: [new, old, odd]}
      - {name: Price, type: number}
      - {name: Due, type: date}
      - {name: Sold, type: checkbox}
      - {name: Maker, type: relation, target: Maker}
      - {name: Half, type: number, formula: '[Price] / [Price] * [Price] / 2'}
      - {name: Town, type: text, formula: '[Maker].[Town]'}
    views:
      - {name: Cheap, filter: '[Price] < 50', sort: [Maker, "Price desc"], group: [Size]}
      - {name: Wanted, filter: '[Maker].[Town] = "Oslo" OR [Due] > Today()', sort: [Due, Name]}
formulas:
  - {name: Limit, formula: 'CountIf([Maker], [Town] = "Oslo") * 12'}
controls:
  - {name: Of_Maker, kind: lookup, target: Maker}
)";

class ShopTest : public ::testing::Test {
 protected:
  explicit ShopTest(std::string yaml = kShop) : yaml_(std::move(yaml)) {}

  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("csip-shop-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    auto read = blueprint::ReadText(yaml_);
    ASSERT_TRUE(read.ok()) << blueprint::Render(read.errors);
    auto store = store::OpenSqlite({.folder = folder_.string()});
    ASSERT_TRUE(store.ok());
    auto made = workspace::Workspace::Create({std::move(*store), std::make_shared<base::SystemClock>()},
                                             std::move(read.blueprint));
    ASSERT_TRUE(made.ok()) << made.error().message;
    w_ = std::move(*made);
    for (const char* name : {"Æon", "beta", "Beta", "v2", "v10", "Zed"}) {
      Add("Maker", {{"Name", Json::Text(name)}, {"Town", Json::Text(Pick(2) == 0 ? "Oslo" : "Bergen")}});
    }
    for (int i = 0; i < 60; ++i) Add("Item", Cells());
  }
  void TearDown() override {
    w_.reset();
    std::filesystem::remove_all(folder_);
  }

  uint64_t Pick(uint64_t n) { return random_() % n; }

  Json AnyCell(const std::string& column) {
    if (Pick(6) == 0) return Json();
    if (column == "Name")
      return Json::Text(std::vector<std::string>{"ål", "Al", "al", "v02", "v2", "v10", "é", "x y"}[Pick(8)]);
    if (column == "Size") return Json::Text(std::vector<std::string>{"Small", "Medium", "Large"}[Pick(3)]);
    if (column == "Tags") return Json::Text(std::vector<std::string>{"new", "old,odd", "odd"}[Pick(3)]);
    if (column == "Price") return Json::Number(static_cast<double>(Pick(9)) * 12.5);
    if (column == "Due") return Json::Text(fmt::format("2026-1{}-0{}", Pick(3), 1 + Pick(9)));
    if (column == "Sold") return Json::Bool(Pick(2) == 0);
    return Json::Text(fmt::format("i-{}", 1 + Pick(6)));
  }
  std::vector<workspace::CellInput> Cells() {
    std::vector<workspace::CellInput> cells;
    for (const char* column : {"Name", "Size", "Tags", "Price", "Due", "Sold", "Maker"})
      cells.push_back({column, AnyCell(column)});
    return cells;
  }
  void Commit(workspace::Action action) {
    auto done = w_->Commit(access::Actor::System(), {{std::move(action)}});
    ASSERT_TRUE(done.ok()) << done.error().message;
  }
  void Add(const std::string& table, std::vector<workspace::CellInput> cells, const std::string& row = "") {
    workspace::Action action;
    action.table = table;
    workspace::RowInput input;
    input.row = row;
    input.cells = std::move(cells);
    action.rows.push_back(std::move(input));
    Commit(std::move(action));
  }

  // An edit of anything.
  void Edit() {
    value::TableIndex item = 1;
    auto rows = w_->Read().engine().Rows(item);
    std::string row = workspace::RowId(w_->Read().engine().RowNumber(item, rows[Pick(rows.size())]));
    uint64_t what = Pick(10);
    if (what == 0) {
      Add("Item", Cells());
    } else if (what == 1 && rows.size() > 20) {
      workspace::Action action;
      action.kind = workspace::Action::Kind::kDeleteRows;
      action.table = "Item";
      action.row_ids = {row};
      Commit(std::move(action));
    } else if (what == 2) {
      Add("Maker", {{"Name", AnyCell("Name")}}, fmt::format("i-{}", 1 + Pick(6)));
    } else if (what == 3) {
      Add("Maker", {{"Town", Json::Text(Pick(2) == 0 ? "Oslo" : "Bergen")}},
          fmt::format("i-{}", 1 + Pick(6)));
    } else {
      std::string column =
          std::vector<std::string>{"Name", "Size", "Tags", "Price", "Due", "Sold", "Maker"}[Pick(7)];
      Add("Item", {{column, AnyCell(column)}}, row);
    }
  }

  std::string yaml_;
  std::mt19937_64 random_{5};
  std::filesystem::path folder_;
  std::unique_ptr<workspace::Workspace> w_;
};

}  // namespace csip::view
