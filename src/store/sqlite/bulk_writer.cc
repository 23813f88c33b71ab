#include "store/sqlite/bulk_writer.h"

#include <fmt/format.h>

#include "store/sqlite/block_rows.h"

namespace csip::store::sqlite {

using base::Code;
using base::Error;
using base::Status;
using value::Cells;
using value::CellState;

Status BulkWriter::Write(const BulkInsert& insert, int64_t sequence) {
  if (insert.table >= catalog_->tables.size()) {
    return Error{Code::kInternal, "a change names a table that the stored blueprint does not have"};
  }
  table_ = insert.table;
  sql_ = BlockRows::InsertSql(table());
  runs_.clear();
  value::RowBlock block;
  for (insert.next(&block); block.size() > 0; insert.next(&block)) {
    CSIP_RETURN_IF_ERROR(WriteBlock(block));
    block.Clear();
  }
  CSIP_RETURN_IF_ERROR(Count());
  CSIP_RETURN_IF_ERROR(Log(insert.logged, false, sequence));
  return insert.logged_computed.empty() ? Status() : Log(insert.logged_computed, true, sequence);
}

Status BulkWriter::WriteBlock(const value::RowBlock& block) {
  bool whole = block.columns.size() == table().columns.size();
  for (const Cells& cells : block.columns) whole = whole && cells.size() == block.size();
  if (!whole) return Error{Code::kInternal, "a block of rows lacks cells of a column"};
  CSIP_RETURN_IF_ERROR(Learn(block));
  CSIP_ASSIGN_OR_RETURN(BlockRows * rows, connection_.Blocks());
  rows->Set(table(), block);
  CSIP_ASSIGN_OR_RETURN(Statement insert, connection_.Prepare(sql_));
  CSIP_RETURN_IF_ERROR(insert.Run());
  for (int64_t row : block.numbers) {
    if (runs_.empty() || row != runs_.back().last + 1) runs_.push_back({row, row});
    runs_.back().last = row;
  }
  return {};
}

Status BulkWriter::Learn(const value::RowBlock& block) {
  for (size_t c = 0; c < block.columns.size(); ++c) {
    const Cells& cells = block.columns[c];
    if (table().columns[c].declared || table().columns[c].storage == cells.storage()) continue;
    bool any = false;
    for (size_t i = 0; i < cells.size() && !any; ++i) any = cells.state(i) == CellState::kOk;
    if (!any) continue;
    auto known = std::make_shared<Catalog>(*catalog_);
    SqlColumn& column = known->tables[table_].columns[c];
    column.storage = cells.storage();
    column.target = cells.target();
    column.target_id = column.target < known->tables.size() ? known->tables[column.target].id : "";
    CSIP_RETURN_IF_ERROR(SaveLearned(connection_, known->tables[table_], column));
    catalog_ = std::move(known);
  }
  return {};
}

Status BulkWriter::Count() {
  if (runs_.empty()) return {};
  for (const Run& run : runs_) {  // deleted rows that come back
    CSIP_ASSIGN_OR_RETURN(
        Statement revive,
        connection_.Prepare("DELETE FROM csip_deleted WHERE table_id = ? AND row BETWEEN ? AND ?"));
    CSIP_RETURN_IF_ERROR(revive.Text(1, table().id).Integer(2, run.first).Integer(3, run.last).Run());
  }
  CSIP_ASSIGN_OR_RETURN(
      Statement save,
      connection_.Prepare(
          "INSERT INTO csip_counters (table_id, next_row) VALUES (?, ?) "
          "ON CONFLICT (table_id) DO UPDATE SET next_row = max(next_row, excluded.next_row)"));
  return save.Text(1, table().id).Integer(2, runs_.back().last + 1).Run();
}

Status BulkWriter::Log(const std::vector<ColumnIndex>& columns, bool computed, int64_t sequence) {
  std::string numbers = "[";
  for (ColumnIndex c : columns) {
    numbers += fmt::format("{}{}", numbers.size() > 1 ? "," : "", table().columns.at(c).number);
  }
  numbers += "]";
  CSIP_ASSIGN_OR_RETURN(
      Statement insert,
      connection_.Prepare("INSERT INTO csip_changes (id, sequence, table_number, row, column_number, kind, "
                          "computed, after, last_row) VALUES (?, ?, ?, ?, 0, 0, ?, ?, ?)"));
  for (const Run& run : runs_) {
    insert.Integer(1, next_change_).Integer(2, sequence).Integer(3, table().number).Integer(4, run.first);
    insert.Integer(5, computed ? 1 : 0).Text(6, numbers).Integer(7, run.last);
    CSIP_RETURN_IF_ERROR(insert.Run());
    ++next_change_;
  }
  return {};
}

}  // namespace csip::store::sqlite
