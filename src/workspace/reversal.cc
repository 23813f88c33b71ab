#include "workspace/reversal.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "workspace/schema/restore.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using base::Result;
using base::Status;
using value::ColumnIndex;
using value::kNone;
using value::TableIndex;
using value::Value;
using Row = Reversal::Row;
using RowKey = std::pair<TableIndex, int64_t>;

namespace {

constexpr size_t kPage = 20'000;  // changes read from the log at a time
// Up to so many rows that go are looked up one by one; more are found in one pass over what was logged since.
constexpr size_t kFewRows = 200;

class Builder {
 public:
  Builder(store::Store& store, const blueprint::Blueprint& blueprint)
      : store_(store), blueprint_(blueprint) {}

  Status ReadTransaction(int64_t sequence);
  Status ReadRows(const std::vector<RowKey>& rows);
  Reversal Take() { return std::move(out_); }

 private:
  // Hands over what the query finds, oldest first, page by page.
  template <typename Visit>
  Status ForEach(store::ChangeQuery query, const Visit& visit);
  Row& RowOf(TableIndex t, int64_t number);
  std::optional<ColumnIndex> ColumnOf(TableIndex t, const std::string& id);
  Status Opposite(const store::Change& change);
  void CellBack(Row& row, const store::Change& change);
  void Homeless(const store::Change& change);
  Status FindWhenMade();
  Status FindLaterChanges(int64_t sequence);
  void TakeLater(Row& row, const store::Change& change);

  store::Store& store_;
  const blueprint::Blueprint& blueprint_;
  Reversal out_;
  std::map<RowKey, size_t> at_;  // into out_.rows
  std::unordered_map<std::string, std::optional<TableIndex>> tables_;
  std::map<std::pair<TableIndex, std::string>, std::optional<ColumnIndex>> columns_;
  std::set<std::string> homeless_;  // ids
};

template <typename Visit>
Status Builder::ForEach(store::ChangeQuery query, const Visit& visit) {
  query.newest_first = false;
  query.limit = kPage;
  while (true) {
    CSIP_ASSIGN_OR_RETURN(std::vector<store::Change> page, store_.Changes(query));
    for (store::Change& change : page) CSIP_RETURN_IF_ERROR(visit(change));
    if (page.size() < kPage) return {};
    query.after = page.back().place;
  }
}

Row& Builder::RowOf(TableIndex t, int64_t number) {
  auto [at, added] = at_.try_emplace({t, number}, out_.rows.size());
  if (added) out_.rows.push_back({.table = t, .number = number});
  return out_.rows[at->second];
}

std::optional<ColumnIndex> Builder::ColumnOf(TableIndex t, const std::string& id) {
  auto [at, added] = columns_.try_emplace({t, id});
  if (added) at->second = blueprint_.tables[t].FindColumn(id);
  return at->second;
}

// Names what was removed, once.
void Builder::Homeless(const store::Change& change) {
  bool table = !tables_[change.table];
  const std::string& id = table ? change.table : change.column;
  if (!homeless_.insert(id).second) return;
  auto removed = FindRemoved(store_, blueprint_);
  std::string name = id;
  for (const RemovedPart& part : removed.ok() ? *removed : std::vector<RemovedPart>()) {
    if (part.id == id) name = part.table.empty() ? part.name : part.table + "." + part.name;
  }
  out_.homeless.push_back(fmt::format("the {} {} was removed since", table ? "table" : "column", name));
}

void Builder::CellBack(Row& row, const store::Change& change) {
  auto column = ColumnOf(row.table, change.column);
  if (!column) {
    if (!change.before.is_blank()) Homeless(change);
    return;
  }
  for (Reversal::Cell& cell : row.cells) {
    if (cell.column == *column && row.kind == Row::Kind::kEdit)
      return;  // a rename and its values: the first says it
  }
  row.cells.push_back({.column = *column,
                       .now = change.after,
                       .then = change.before,
                       .stamp = IsStamp(blueprint_.tables[row.table].columns[*column])});
}

Status Builder::Opposite(const store::Change& change) {
  using Kind = store::RowWrite::Kind;
  auto [table, first] = tables_.try_emplace(change.table);
  if (first) table->second = blueprint_.FindTable(change.table);
  if (!table->second) {
    Homeless(change);
    return {};
  }
  if (change.computed && !change.of_override) return {};
  Row& row = RowOf(*table->second, change.row);
  if (change.of_override) {
    auto column = ColumnOf(row.table, change.column);
    if (!column) {
      Homeless(change);
      return {};
    }
    row.overrides.push_back({*column, change.override_after, change.override_before});
    return {};
  }
  if (change.column.empty()) {
    row.kind = change.kind == Kind::kInsert ? Row::Kind::kGoes : Row::Kind::kComesBack;
  } else if (change.kind != Kind::kInsert) {
    CellBack(row, change);
  }
  return {};
}

// When the rows that come back were made for the first time.
Status Builder::FindWhenMade() {
  for (Row& row : out_.rows) {
    if (row.kind != Row::Kind::kComesBack) continue;
    CSIP_ASSIGN_OR_RETURN(auto first, store_.Changes({.table = row.table,
                                                      .row = row.number,
                                                      .column = {},
                                                      .newest_first = false,
                                                      .limit = 1,
                                                      .inserted_cells = false}));
    if (!first.empty()) row.created_at = first[0].time;
  }
  return {};
}

// A cell of a row that goes: the first change since says what the transaction had left there.
void Builder::TakeLater(Row& row, const store::Change& change) {
  auto column = ColumnOf(row.table, change.column);
  if (!column || (change.computed && !change.of_override)) return;
  if (change.of_override) {
    auto there = std::find_if(row.overrides.begin(), row.overrides.end(),
                              [&](const auto& known) { return known.column == *column; });
    if (there == row.overrides.end()) row.overrides.push_back({*column, change.override_before, {}});
    return;
  }
  auto there = std::find_if(row.cells.begin(), row.cells.end(),
                            [&](const auto& known) { return known.column == *column; });
  if (there != row.cells.end()) return;
  row.cells.push_back({.column = *column,
                       .now = change.before,
                       .then = {},
                       .stamp = IsStamp(blueprint_.tables[row.table].columns[*column])});
}

Status Builder::FindLaterChanges(int64_t sequence) {
  std::map<TableIndex, size_t> going;
  for (Row& row : out_.rows) {
    if (row.kind != Row::Kind::kGoes) continue;
    row.overrides.clear();  // set with the row; they go with it
    ++going[row.table];
  }
  for (const auto& [t, count] : going) {
    store::ChangeQuery since{
        .table = t, .row = {}, .column = {}, .after_sequence = sequence, .inserted_cells = false};
    auto take = [&](const store::Change& change) -> Status {
      auto known = at_.find({t, change.row});
      if (known == at_.end() || out_.rows[known->second].kind != Row::Kind::kGoes) return {};
      if (change.kind == store::RowWrite::Kind::kUpdate) TakeLater(out_.rows[known->second], change);
      return {};
    };
    if (count > kFewRows) {
      CSIP_RETURN_IF_ERROR(ForEach(since, take));
      continue;
    }
    for (size_t i = 0; i < out_.rows.size(); ++i) {
      if (out_.rows[i].kind != Row::Kind::kGoes || out_.rows[i].table != t) continue;
      since.row = out_.rows[i].number;
      since.after = {};
      CSIP_RETURN_IF_ERROR(ForEach(since, take));
    }
  }
  return {};
}

Status Builder::ReadTransaction(int64_t sequence) {
  store::ChangeQuery all{.table = {}, .row = {}, .column = {}, .sequence = sequence, .inserted_cells = false};
  CSIP_RETURN_IF_ERROR(ForEach(all, [this](const store::Change& change) { return Opposite(change); }));
  CSIP_RETURN_IF_ERROR(FindWhenMade());
  return FindLaterChanges(sequence);
}

bool Holds(const Value& cell, RowKey row) {
  for (const Value& item : value::AsItems(cell)) {
    if (item.is_row() && item.row().table == row.first && item.row().slot == row.second) return true;
  }
  return false;
}

Status Builder::ReadRows(const std::vector<RowKey>& rows) {
  std::map<int64_t, std::set<RowKey>> deletions;  // by transaction
  for (const RowKey& row : rows) {
    CSIP_ASSIGN_OR_RETURN(auto found, store_.Bin({.table = row.first, .row = row.second, .limit = 1}));
    if (found.empty()) {
      return base::NotFound(
          fmt::format("{} {} is not in the bin", blueprint_.tables[row.first].name, RowId(row.second)));
    }
    deletions[found[0].sequence].insert(row);
  }
  for (const auto& [sequence, gone] : deletions) {
    store::ChangeQuery all{
        .table = {}, .row = {}, .column = {}, .sequence = sequence, .inserted_cells = false};
    CSIP_RETURN_IF_ERROR(ForEach(all, [&, &gone = gone](const store::Change& change) -> Status {
      auto t = blueprint_.FindTable(change.table);
      if (!t) return {};
      if (gone.count({*t, change.row}) > 0) return Opposite(change);
      auto column = change.computed || change.column.empty() ? std::nullopt : ColumnOf(*t, change.column);
      if (!column || change.kind != store::RowWrite::Kind::kUpdate) return {};
      for (const RowKey& row : gone) {  // it linked to a row that comes back
        if (!Holds(change.before, row) || Holds(change.after, row)) continue;
        Value link = Value::Row({row.first, static_cast<value::RowSlot>(row.second)});
        RowOf(*t, change.row)
            .cells.push_back({.column = *column, .now = {}, .then = link, .adds_link = true});
      }
      return {};
    }));
  }
  return FindWhenMade();
}

}  // namespace

bool IsStamp(const blueprint::Column& column) {
  return column.type->automatic || !column.touched_by.empty();
}

Result<Reversal> ReadReversal(store::Store& store, const blueprint::Blueprint& blueprint, int64_t sequence) {
  Builder builder(store, blueprint);
  CSIP_RETURN_IF_ERROR(builder.ReadTransaction(sequence));
  return builder.Take();
}

Result<Reversal> ReadReturn(store::Store& store, const blueprint::Blueprint& blueprint,
                            const std::vector<RowKey>& rows) {
  Builder builder(store, blueprint);
  CSIP_RETURN_IF_ERROR(builder.ReadRows(rows));
  return builder.Take();
}

}  // namespace csip::workspace
