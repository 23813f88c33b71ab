// Random work on a workspace: edits, undo, and changes of its schema, a good part of them mistaken, as clients would ask
// for them.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "workspace/options.h"
#include "workspace/workspace.h"

namespace csip::workspace {

class RandomChanges {
 public:
  struct Done {
    std::string what;      // for whoever reads a failure
    bool changed = false;  // false: it was refused, or there was nothing to do
    std::string refusal = {};
  };

  explicit RandomChanges(uint64_t seed) : random_(seed) {}

  Done Step(Workspace& w) {
    schema_ = Look(w);
    size_t kind = Below(20);
    if (kind < 4) return Write(w);
    if (kind < 7) return Insert(w);
    if (kind < 8) return Delete(w);
    if (kind < 9) return Override(w);
    if (kind < 12) return TakeBack(w);
    if (kind < 13) return BringBack(w);
    if (kind < 14) return Restore(w);
    return ChangeSchema(w);
  }

  size_t Below(size_t n) { return n == 0 ? 0 : std::uniform_int_distribution<size_t>(0, n - 1)(random_); }

 private:
  using Json = base::Json;
  using Members = std::vector<Json::Member>;

  // What there is to choose from, by name.
  struct Kind {
    value::Storage storage = value::Storage::kNone;
    std::string target;                // table of a relation
    std::vector<std::string> options;  // of a select
  };
  struct Part {
    std::string name;
    std::vector<std::string> columns, computed, overridable, selects, views, rows;
    std::map<std::string, Kind> kinds;  // of columns that are written
  };

  std::vector<Part> Look(Workspace& w) const {
    Reader reader = w.Read();
    std::vector<Part> parts;
    for (value::TableIndex t = 0; t < reader.blueprint().tables.size(); ++t) {
      const auto& table = reader.blueprint().tables[t];
      if (table.name == blueprint::kOptionsTable) continue;
      Part part{.name = table.name};
      for (const auto& column : table.columns) {
        (column.computed() ? part.computed : part.columns).push_back(column.name);
        if (column.computed() && column.overridable) part.overridable.push_back(column.name);
        auto c = static_cast<value::ColumnIndex>(&column - table.columns.data());
        Kind kind{reader.compiled().storage[t][c], column.target, {}};
        for (const auto& option : OptionsOf(reader.engine(), t, c)) kind.options.push_back(option.name);
        if (!kind.options.empty()) part.selects.push_back(column.name);
        part.kinds[column.name] = std::move(kind);
      }
      for (const auto& view : table.views) part.views.push_back(view.name);
      for (value::RowSlot row : reader.engine().Rows(t))
        part.rows.push_back(RowId(reader.engine().RowNumber(t, row)));
      parts.push_back(std::move(part));
    }
    return parts;
  }

  bool Chance(int percent) { return Below(100) < static_cast<size_t>(percent); }
  template <typename T>
  T Pick(const std::vector<T>& from) {
    return from.empty() ? T() : from[Below(from.size())];
  }
  const Part& AnyTable() { return schema_[Below(schema_.size())]; }
  // A table with rows, where one is found soon.
  const Part& AnyRows() {
    const Part* part = &AnyTable();
    for (int i = 0; i < 8 && part->rows.empty(); ++i) part = &AnyTable();
    return *part;
  }
  const access::Actor& AnyActor() { return actors_[Below(actors_.size())]; }
  std::string NewName() { return "N" + std::to_string(Below(30)); }
  std::string AnyColumn(const Part& part) {
    return Chance(25) && !part.computed.empty() ? Pick(part.computed) : Pick(part.columns);
  }

  // Mostly one that the column takes.
  Json ValueFor(const Part& part, const std::string& column) {
    auto found = part.kinds.find(column);
    if (found == part.kinds.end() || Chance(12)) return AnyValue();
    const Kind& kind = found->second;
    if (!kind.options.empty()) return Json::Text(Pick(kind.options));
    switch (kind.storage) {
      case value::Storage::kNumber:
        return Json::Number(static_cast<double>(Below(40)));
      case value::Storage::kBool:
        return Json::Bool(Chance(50));
      case value::Storage::kDate:
      case value::Storage::kInstant:
        return Json::Text("2026-11-" + std::to_string(10 + Below(20)));
      case value::Storage::kRow:
      case value::Storage::kRows: {
        std::vector<Json> rows;
        for (const Part& target : schema_) {
          bool one = kind.storage == value::Storage::kRow;
          for (size_t i = 0; target.name == kind.target && !target.rows.empty() && i < (one ? 1 : Below(4));
               ++i) {
            rows.push_back(Json::Object({{"rowId", Json::Text(Pick(target.rows))}}));
          }
        }
        return Json::Array(std::move(rows));
      }
      default:
        return Json::Text(NewName());
    }
  }

  Json AnyValue() {
    switch (Below(8)) {
      case 0:
        return Json();
      case 1:
        return Json::Number(static_cast<double>(Below(40)) - 10);
      case 2:
        return Json::Text(std::to_string(Below(30)));
      case 3:
        return Json::Text("2026-11-" + std::to_string(10 + Below(20)));
      case 4:
        return Json::Bool(Chance(50));
      case 5: {
        std::string row = Pick(AnyTable().rows);
        return row.empty() ? Json() : Json::Object({{"rowId", Json::Text(row)}});
      }
      case 6:
        return Json::Text(Chance(50) ? "Open" : "Closed");
      default:
        return Json::Text(NewName());
    }
  }

  Done Told(std::string what, const base::Result<Outcome>& done) {
    if (!done.ok()) return {std::move(what), false, done.error().message};
    if (!done->conflicts.empty()) return {std::move(what), false, "conflicts"};
    return {std::move(what), done->sequence != 0};
  }
  Done Commit(Workspace& w, std::string what, Action action) {
    Request request;
    request.actions.push_back(std::move(action));
    return Told(std::move(what), w.Commit(AnyActor(), std::move(request)));
  }

  RowInput AnyCells(const Part& part, std::string* what) {
    RowInput input;
    for (size_t i = 0; i < 1 + Below(3); ++i) {
      std::string column = Chance(6) ? AnyColumn(part) : Pick(part.columns);
      input.cells.push_back({column, ValueFor(part, column)});
      *what += " " + input.cells.back().column + "=" + input.cells.back().value.ToString();
    }
    return input;
  }
  Done Write(Workspace& w) {
    const Part& part = AnyRows();
    std::string row = Pick(part.rows), what = "write " + part.name + " " + row;
    Action action{.table = part.name};
    action.rows.push_back(AnyCells(part, &what));
    action.rows.back().row = row.empty() ? "i-1" : row;
    return Commit(w, what, std::move(action));
  }
  Done Insert(Workspace& w) {
    const Part& part = AnyTable();
    std::string what = "insert " + part.name;
    Action action{.table = part.name};
    action.rows.push_back(AnyCells(part, &what));
    if (!part.columns.empty()) {
      action.rows.back().cells.push_back({part.columns[0], Json::Text("R" + std::to_string(Below(1000)))});
    }
    return Commit(w, what, std::move(action));
  }
  Done Delete(Workspace& w) {
    const Part& part = AnyRows();
    Action action{.kind = Action::Kind::kDeleteRows, .table = part.name};
    for (size_t i = 0; i < 1 + Below(2); ++i)
      action.row_ids.push_back(part.rows.empty() ? "i-1" : Pick(part.rows));
    std::string what = "delete " + part.name + " " + action.row_ids[0];
    return Commit(w, what, std::move(action));
  }
  Done Override(Workspace& w) {
    const Part& part = AnyRows();
    Action action{.kind = Chance(70) ? Action::Kind::kSetOverride : Action::Kind::kClearOverride};
    action.table = part.name;
    action.column = Chance(80) ? Pick(part.overridable) : AnyColumn(part);
    action.row_ids = {part.rows.empty() ? "i-1" : Pick(part.rows)};
    action.value = AnyValue();
    action.override_reason = "random";
    std::string what = "override " + part.name + "." + action.column + " " + action.row_ids[0];
    return Commit(w, what, std::move(action));
  }
  Done TakeBack(Workspace& w) {
    UndoRequest request;
    request.redo = Chance(35);
    request.force = Chance(60);
    if (Chance(30))
      request.sequence = 1 + static_cast<int64_t>(Below(static_cast<size_t>(w.Read().sequence())));
    std::string what = request.redo ? "redo" : "undo";
    if (request.sequence) what += " " + std::to_string(*request.sequence);
    if (request.force) what += " force";
    return Told(what, w.Undo(request.sequence ? actors_[2] : AnyActor(), request));
  }
  Done BringBack(Workspace& w) {
    auto bin = w.store().Bin({});
    if (!bin.ok() || bin->empty()) return {"nothing in the bin", false};
    RestoreRequest request;
    request.force = Chance(40);
    std::string what = "bring back";
    for (size_t i = 0; i < 1 + Below(3); ++i) {
      const store::DeletedRow& row = (*bin)[Below(bin->size())];
      request.rows.push_back({w.Read().blueprint().tables[row.table].name, RowId(row.row)});
      what += " " + request.rows.back().table + "/" + request.rows.back().row;
    }
    return Told(what, w.RestoreRows(AnyActor(), request));
  }

  Done ToldSchema(std::string what, const base::Result<SchemaReport>& report) {
    if (!report.ok()) return {std::move(what), false, report.error().message};
    if (report->possible) return {std::move(what), report->sequence != 0};
    return {std::move(what), false, report->obstacles.empty() ? "?" : report->obstacles[0].message};
  }
  Done Restore(Workspace& w);
  Done ChangeSchema(Workspace& w);
  blueprint::SchemaChange AnyChange();
  Members TableSettings(bool add);
  Members ColumnSettings(const Part& part, bool add);
  Members ViewSettings(const Part& part, bool add);
  std::string AnyFormula(const Part& part);

  std::mt19937_64 random_;
  std::vector<Part> schema_;
  std::array<access::Actor, 3> actors_ = {
      access::Actor{"token:ann", "Ann", "ann@example.com", access::Scope::kWrite},
      access::Actor{"token:bo", "Bo", "bo@example.com", access::Scope::kWrite},
      access::Actor{"token:admin", "Admin", "", access::Scope::kAdmin}};
};

}  // namespace csip::workspace
