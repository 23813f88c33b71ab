// A small workspace for tests, in a folder of its own that goes with it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "base/secret.h"
#include "blueprint/read.h"
#include "value/display.h"
#include "workspace/workspace.h"

namespace csip::workspace {

// The name of a cell of Everything.
inline std::string CellKey(const std::string& table, int64_t row, const std::string& column) {
  return table + "/" + std::to_string(row) + "/" + column;
}

class WorkspaceFixture : public ::testing::Test {
 protected:
  using Cells = std::vector<std::pair<std::string, base::Json>>;

  explicit WorkspaceFixture(std::string yaml) : yaml_(std::move(yaml)) {}

  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("csip-workspace-" + base::RandomHex(6));
    auto read = blueprint::ReadText(yaml_);
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
    auto store = store::OpenSqlite({.folder = folder_.string(), .bulk = bulk_});
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
                              std::vector<RowInput> rows, std::vector<std::string> keys = {}) {
    Action action;
    action.table = table;
    action.rows = std::move(rows);
    action.key_columns = std::move(keys);
    return Commit(actor, std::move(action));
  }
  base::Result<Outcome> Write(const std::string& table, std::vector<RowInput> rows,
                              std::vector<std::string> keys = {}) {
    return Write(actor_, table, std::move(rows), std::move(keys));
  }
  base::Result<Outcome> Delete(const access::Actor& actor, const std::string& table,
                               std::vector<std::string> ids) {
    Action action;
    action.kind = Action::Kind::kDeleteRows;
    action.table = table;
    action.row_ids = std::move(ids);
    return Commit(actor, std::move(action));
  }

  // A cell as text; "(no column)", "(no row)".
  std::string Text(const std::string& table, const std::string& column, int64_t row) const {
    Reader reader = w_->Read();
    auto t = reader.blueprint().FindTable(table);
    auto c = t ? reader.blueprint().tables[*t].FindColumn(column) : std::nullopt;
    if (!c) return "(no column)";
    auto slot = reader.engine().FindRow(*t, row);
    return slot ? TextOf(reader, reader.engine().Get(*t, *c, *slot)) : "(no row)";
  }
  // Every cell by the ids of table and column, and the blueprint.
  std::map<std::string, std::string> Everything() const {
    Reader reader = w_->Read();
    std::map<std::string, std::string> out;
    out["blueprint"] = blueprint::WriteText(reader.blueprint());
    for (value::TableIndex t = 0; t < reader.blueprint().tables.size(); ++t) {
      const auto& table = reader.blueprint().tables[t];
      for (value::RowSlot row : reader.engine().Rows(t)) {
        for (value::ColumnIndex c = 0; c < table.columns.size(); ++c) {
          out[CellKey(table.id, reader.engine().RowNumber(t, row), table.columns[c].id)] =
              TextOf(reader, reader.engine().Get(t, c, row));
        }
      }
    }
    return out;
  }
  static std::string TextOf(const Reader& reader, const value::Value& v) {
    return value::ToText(v, value::Zone(), [&](value::RowRef r) { return reader.engine().NameOf(r); });
  }

  static constexpr base::Micros kNoon = 1'795'348'800'000'000;  // 2026-11-22T12:00:00Z

  std::string yaml_;
  bool bulk_ = false;  // how the store is opened
  std::filesystem::path folder_;
  std::shared_ptr<base::TestClock> clock_ = std::make_shared<base::TestClock>(kNoon);
  access::Actor actor_{"token:1", "tester", "ann@example.com", access::Scope::kWrite};
  access::Actor ann_{"token:ann", "Ann", "ann@example.com", access::Scope::kWrite};
  access::Actor bo_{"token:bo", "Bo", "bo@example.com", access::Scope::kWrite};
  access::Actor admin_{"token:2", "admin", "", access::Scope::kAdmin};
  std::unique_ptr<Workspace> w_;
};

}  // namespace csip::workspace
