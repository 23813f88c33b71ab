#include "workspace/summary.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "value/display.h"
#include "workspace/reversal.h"

namespace csip::workspace {

using base::Result;
using value::TableIndex;
using value::Value;
using Kind = store::RowWrite::Kind;

namespace {

constexpr size_t kLooked =
    2'000;                    // changes that are looked at one by one; of more the store counts the lines
constexpr size_t kNamed = 3;  // columns
constexpr size_t kText = 60;  // characters of a value

struct Cell {
  const store::Change* change;
  const blueprint::Column* column;
};

class Teller {
 public:
  Teller(const Reader& reader, bool again) : reader_(reader), again_(again) {}

  void Look(const std::vector<store::Change>& changes);
  Summary Tell() const;
  static std::string RowWords(int64_t count, const std::string& name, const std::string& table, Kind kind,
                              bool again);

 private:
  std::string NameOf(TableIndex t, int64_t number) const;
  std::string TextOf(const Value& v) const;
  std::string CellWords(TableIndex t) const;

  const Reader& reader_;
  bool again_;  // rows that come had been there before
  struct OfTable {
    std::set<int64_t> inserted, deleted, written;
    std::string name_of_deleted;
    std::vector<Cell> cells;
    std::set<std::string> columns;
  };
  std::map<TableIndex, OfTable> tables_;
};

std::string Quoted(std::string_view text) {
  return fmt::format("`{}`", text);
}

std::string Teller::NameOf(TableIndex t, int64_t number) const {
  auto slot = reader_.engine().FindRow(t, number);
  if (!slot) return RowId(number);
  std::string name = reader_.engine().NameOf({t, *slot});
  return name.empty() ? RowId(number) : name;
}

std::string Teller::TextOf(const Value& v) const {
  if (v.is_blank()) return "blank";
  std::string text = value::ToText(v, reader_.engine().inputs().zone, [this](value::RowRef row) {
    return row.table == value::kNone ? RowId(row.slot) : NameOf(row.table, row.slot);
  });
  if (text.size() <= kText) return text;
  size_t end = kText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // whole characters
  return text.substr(0, end) + "…";
}

void Teller::Look(const std::vector<store::Change>& changes) {
  for (const store::Change& change : changes) {
    auto t = reader_.blueprint().FindTable(change.table);
    if (!t || (change.computed && !change.of_override)) continue;
    const auto& table = reader_.blueprint().tables[*t];
    auto c = change.column.empty() ? std::nullopt : table.FindColumn(change.column);
    OfTable& of = tables_[*t];
    if (change.of_override || change.kind == Kind::kUpdate) {
      if (!c) continue;
      const blueprint::Column& column = table.columns[*c];
      if (!change.of_override && IsStamp(column)) continue;
      of.written.insert(change.row);
      of.cells.push_back({&change, &column});
      of.columns.insert(column.name);
    } else if (change.kind == Kind::kInsert) {
      of.inserted.insert(change.row);
    } else {
      of.deleted.insert(change.row);
      if (c && table.columns[*c].name == table.display) of.name_of_deleted = TextOf(change.before);
    }
  }
  // What a row that goes or comes held is no edit of its own.
  for (auto& [t, of] : tables_) {
    std::erase_if(of.cells, [&, &of = of](const Cell& cell) {
      return of.inserted.count(cell.change->row) > 0 || of.deleted.count(cell.change->row) > 0;
    });
    std::erase_if(of.written, [&, &of = of](int64_t row) {
      return of.inserted.count(row) > 0 || of.deleted.count(row) > 0;
    });
  }
}

std::string Teller::RowWords(int64_t count, const std::string& name, const std::string& table, Kind kind,
                             bool again) {
  std::string what = count == 1 ? fmt::format("{} of {}", name.empty() ? "a row" : Quoted(name), table)
                                : fmt::format("{} rows of {}", count, table);
  return what + (kind == Kind::kDelete ? " deleted" : again ? " brought back" : " added");
}

std::string Teller::CellWords(TableIndex t) const {
  const OfTable& of = tables_.at(t);
  const std::string& table = reader_.blueprint().tables[t].name;
  if (of.cells.size() == 1) {
    const store::Change& change = *of.cells[0].change;
    std::string cell = fmt::format("{} of {}", of.cells[0].column->name, NameOf(t, change.row));
    if (!change.of_override)
      return fmt::format("{}: {} -> {}", cell, TextOf(change.before), TextOf(change.after));
    return change.override_after.set_at == 0 ? fmt::format("override of {} taken away", cell)
                                             : fmt::format("override of {}: {}", cell, TextOf(change.after));
  }
  std::vector<std::string> named(of.columns.begin(), of.columns.end());
  std::string columns = named.size() <= kNamed ? fmt::format("{}", fmt::join(named, ", "))
                                               : fmt::format("{} columns", named.size());
  if (of.written.size() == 1) return fmt::format("{} of {}", columns, NameOf(t, *of.written.begin()));
  return fmt::format("{} of {} rows of {}", columns, of.written.size(), table);
}

Summary Teller::Tell() const {
  Summary out;
  std::vector<std::string> parts;
  for (const auto& [t, of] : tables_) {
    const std::string& table = reader_.blueprint().tables[t].name;
    if (!of.inserted.empty()) {
      parts.push_back(RowWords(static_cast<int64_t>(of.inserted.size()), NameOf(t, *of.inserted.begin()),
                               table, Kind::kInsert, again_));
    }
    if (!of.deleted.empty()) {
      std::string name = of.name_of_deleted.empty() ? RowId(*of.deleted.begin()) : of.name_of_deleted;
      parts.push_back(RowWords(static_cast<int64_t>(of.deleted.size()), name, table, Kind::kDelete, again_));
    }
    if (!of.cells.empty()) parts.push_back(CellWords(t));
    out.rows += static_cast<int64_t>(of.inserted.size() + of.deleted.size() + of.written.size());
    out.cells += static_cast<int64_t>(of.cells.size());
  }
  out.words = fmt::format("{}", fmt::join(parts, "; "));
  return out;
}

// Of a transaction with too many changes to look at.
Summary FromCounts(const Reader& reader, const std::vector<store::ChangeCount>& counts, bool again) {
  Summary out;
  std::vector<std::string> parts;
  for (const store::ChangeCount& count : counts) {
    auto t = reader.blueprint().FindTable(count.table);
    std::string table = t ? reader.blueprint().tables[*t].name : "a table that was removed";
    out.rows += count.rows;
    out.cells += count.cells;
    bool edit = count.of_override || count.kind == Kind::kUpdate;
    parts.push_back(edit ? fmt::format("{} cells of {}", count.cells, table)
                         : Teller::RowWords(count.rows, "", table, count.kind, again));
  }
  out.words = fmt::format("{}", fmt::join(parts, "; "));
  return out;
}

}  // namespace

Result<Summary> Summarize(const Reader& reader, store::Store& store, const store::TransactionInfo& info) {
  bool again = info.reverts != 0 || info.cause == "restore";
  CSIP_ASSIGN_OR_RETURN(auto changes, store.Changes({.table = {},
                                                     .row = {},
                                                     .column = {},
                                                     .newest_first = false,
                                                     .limit = kLooked,
                                                     .sequence = info.sequence,
                                                     .inserted_cells = false}));
  if (changes.size() == kLooked) {
    CSIP_ASSIGN_OR_RETURN(auto counts, store.CountChanges(info.sequence));
    return FromCounts(reader, counts, again);
  }
  Teller teller(reader, again);
  teller.Look(changes);
  return teller.Tell();
}

}  // namespace csip::workspace
