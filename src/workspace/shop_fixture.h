// A small workspace for tests: accounts and persons, in a folder of its own that goes with it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/secret.h"
#include "blueprint/read.h"
#include "workspace/workspace.h"

namespace csip::workspace {

inline constexpr char kShopYaml[] = R"(
name: shop
time_zone: Europe/Oslo
people: {table: Person, email: Email}
tables:
  - table: Account
    display: Name
    columns:
      - {name: Name, type: text, required: true, unique: true}
      - {name: Status, type: select, options: [Open, Closed], default: '"Open"'}
      - {name: Value, type: number, min: 0}
      - {name: Level, type: text, overridable: true, tracked: true, formula: 'If([Value] > 10, "High", "Low")'}
      - {name: Is_Open, type: checkbox, formula: '[Status] = "Open"'}
      - {name: Owner, type: person}
      - {name: Note, type: text}
      - {name: Made, type: created-at}
      - {name: Edited, type: modified-at}
  - table: Person
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Email, type: email, unique: true}
      - {name: Accounts, type: computed, formula: 'Filter([Account], [Owner] = thisRow)'}
)";

class ShopTest : public ::testing::Test {
 protected:
  using Cells = std::vector<std::pair<std::string, base::Json>>;

  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("csip-shop-" + base::RandomHex(6));
    auto read = blueprint::ReadText(kShopYaml);
    ASSERT_TRUE(read.ok()) << blueprint::Render(read.errors);
    auto made = Workspace::Create(MakeOptions(), std::move(read.blueprint));
    ASSERT_TRUE(made.ok()) << made.error().ToString();
    w_ = std::move(*made);
  }
  void TearDown() override {
    w_.reset();
    std::filesystem::remove_all(folder_);
  }

  Options MakeOptions() {
    auto store = store::OpenSqlite({.folder = folder_.string()});
    EXPECT_TRUE(store.ok()) << (store.ok() ? "" : store.error().ToString());
    return {std::move(*store), clock_};
  }
  void Reopen() {
    w_.reset();
    auto opened = Workspace::Open(MakeOptions());
    ASSERT_TRUE(opened.ok()) << opened.error().ToString();
    w_ = std::move(*opened);
  }

  static RowInput Row(Cells cells, std::string row = "") {
    RowInput input;
    input.row = std::move(row);
    for (auto& [column, v] : cells) input.cells.push_back({column, v});
    return input;
  }
  base::Result<Outcome> Commit(const access::Actor& actor, Action action) {
    Request request;
    request.actions.push_back(std::move(action));
    return w_->Commit(actor, std::move(request));
  }
  base::Result<Outcome> Write(const access::Actor& actor, const std::string& table,
                              std::vector<RowInput> rows) {
    Action action;
    action.table = table;
    action.rows = std::move(rows);
    return Commit(actor, std::move(action));
  }
  base::Result<Outcome> Delete(const access::Actor& actor, const std::string& table,
                               std::vector<std::string> ids) {
    Action action;
    action.kind = Action::Kind::kDeleteRows;
    action.table = table;
    action.row_ids = std::move(ids);
    return Commit(actor, std::move(action));
  }
  std::string Text(const std::string& table, const std::string& column, int64_t row) {
    Reader reader = w_->Read();
    auto t = reader.blueprint().FindTable(table).value();
    auto c = reader.blueprint().tables[t].FindColumn(column).value();
    auto slot = reader.engine().FindRow(t, row);
    if (!slot) return "(no row)";
    return value::ToText(reader.engine().Get(t, c, *slot), value::Zone(),
                         [&](value::RowRef r) { return reader.engine().NameOf(r); });
  }

  std::filesystem::path folder_;
  std::shared_ptr<base::TestClock> clock_ = std::make_shared<base::TestClock>(1'795'348'800'000'000);
  access::Actor ann_{"token:ann", "Ann", "ann@example.com", access::Scope::kWrite};
  access::Actor bo_{"token:bo", "Bo", "bo@example.com", access::Scope::kWrite};
  std::unique_ptr<Workspace> w_;
};

}  // namespace csip::workspace
