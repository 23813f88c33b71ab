#include "store/sqlite/inserted_cells.h"

#include <fmt/format.h>

#include <charconv>

#include "base/json.h"
#include "store/sqlite/cell.h"
#include "store/sqlite/row_writer.h"
#include "store/store.h"

namespace csip::store::sqlite {

using value::Value;

namespace {

void Keep(int64_t column, Value v, std::set<int64_t>& open, InsertedCells::Cells& cells) {
  if (open.erase(column) == 0 || v.is_blank()) return;
  cells[column] = std::move(v);
}

}  // namespace

base::Result<InsertedCells::Cells> InsertedCells::Read(int64_t table_number, int64_t row, int64_t change,
                                                       const std::set<int64_t>& columns) {
  Cells cells;
  std::set<int64_t> open = columns;
  CSIP_ASSIGN_OR_RETURN(bool deleted, FromLog(table_number, row, change, open, cells));
  if (deleted || open.empty()) return cells;
  for (const SqlTable& table : catalog_.tables) {
    if (table.number == table_number) CSIP_RETURN_IF_ERROR(FromTable(table, row, open, cells));
  }
  return cells;
}

base::Result<bool> InsertedCells::FromLog(int64_t table_number, int64_t row, int64_t change,
                                          std::set<int64_t>& open, Cells& cells) {
  CSIP_ASSIGN_OR_RETURN(
      Statement lines,
      connection_.Prepare("SELECT kind, column_number, before FROM csip_changes INDEXED BY "
                          "csip_changes_by_cell WHERE table_number = ? AND row = ? AND id > ? AND last_row "
                          "IS NULL AND kind <> ? ORDER BY id"));
  lines.Integer(1, table_number).Integer(2, row).Integer(3, change).Integer(4, kOverrideLine);
  bool deleted = false;
  while (true) {
    CSIP_ASSIGN_OR_RETURN(bool found, lines.Step());
    if (!found) return deleted;
    auto kind = static_cast<RowWrite::Kind>(lines.Integer(0));
    // The row came back, with others or alone: another story.
    if (kind == RowWrite::Kind::kInsert || (deleted && kind != RowWrite::Kind::kDelete)) return deleted;
    if (kind == RowWrite::Kind::kUpdate) {
      Keep(lines.Integer(1), ReadLogText(lines.Text(2), table_of_), open, cells);
      continue;
    }
    deleted = true;
    auto lost = base::ParseJson(lines.Text(2), {size_t{1} << 30, 16});
    if (!lost.ok()) return base::Error{base::Code::kCorrupt, "a line of the change log cannot be read"};
    for (const auto& [key, json] : lost->members()) {
      int64_t number = 0;
      std::from_chars(key.data(), key.data() + key.size(), number);
      Keep(number, ReadLogValue(json, table_of_), open, cells);
    }
  }
}

base::Status InsertedCells::FromTable(const SqlTable& table, int64_t row, const std::set<int64_t>& open,
                                      Cells& cells) {
  std::vector<const SqlColumn*> columns;
  std::string names = R"("_errors")";
  for (const SqlColumn& column : table.columns) {
    if (!column.stored || open.count(column.number) == 0) continue;
    columns.push_back(&column);
    names += "," + Quote(column.sql_name);
  }
  CSIP_ASSIGN_OR_RETURN(Statement find,
                        connection_.Prepare(fmt::format(R"(SELECT {} FROM {} WHERE "_row" = ?)", names,
                                                        Quote(table.sql_name))));
  CSIP_ASSIGN_OR_RETURN(bool found, find.Integer(1, row).Step());
  if (!found) return {};
  for (size_t i = 0; i < columns.size(); ++i) {
    Value v = ReadCell(find, static_cast<int>(i) + 1, *columns[i]);
    if (!v.is_blank()) cells[columns[i]->number] = std::move(v);
  }
  ReadErrors(find.Text(0), table, [&](size_t c, const Value& error) {
    if (open.count(table.columns[c].number) > 0) cells[table.columns[c].number] = error;
  });
  return {};
}

}  // namespace csip::store::sqlite
