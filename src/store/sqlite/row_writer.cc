#include "store/sqlite/row_writer.h"

#include <fmt/format.h>

#include "base/json.h"
#include "store/sqlite/cell.h"
#include "store/sqlite/log_value.h"

namespace csip::store::sqlite {
namespace {

using base::Code;
using base::Error;
using value::Value;

base::Result<int64_t> ReadCounter(Connection& connection, const std::string& table_id) {
  CSIP_ASSIGN_OR_RETURN(Statement query,
                        connection.Prepare("SELECT next_row FROM csip_counters WHERE table_id = ?"));
  CSIP_ASSIGN_OR_RETURN(bool found, query.Text(1, table_id).Step());
  return found ? query.Integer(0) : int64_t{1};
}

}  // namespace

base::Status RowWriter::Write(const Transaction& transaction) {
  for (const Override& cleared : transaction.overrides_cleared) {
    CSIP_RETURN_IF_ERROR(ClearOverride(cleared.table, cleared.column, cleared.row));
  }
  CSIP_RETURN_IF_ERROR(WriteRows(transaction.rows));
  for (const Override& set : transaction.overrides_set) CSIP_RETURN_IF_ERROR(SetOverride(set));
  return SaveCounters();
}

base::Status RowWriter::WriteRows(std::span<const RowWrite> rows) {
  for (const RowWrite& row : rows) {
    CSIP_RETURN_IF_ERROR(Check(row));
    CSIP_RETURN_IF_ERROR(Learn(row));
    switch (row.kind) {
      case RowWrite::Kind::kInsert:
        CSIP_RETURN_IF_ERROR(Insert(row));
        break;
      case RowWrite::Kind::kUpdate:
        CSIP_RETURN_IF_ERROR(Update(row));
        break;
      case RowWrite::Kind::kDelete:
        CSIP_RETURN_IF_ERROR(Delete(row));
        break;
    }
  }
  return {};
}

void RowWriter::ForgetTables() {
  next_row_.clear();  // rows_before inserts nothing
  insert_sql_.clear();
  update_table_ = value::kNone;
}

base::Status RowWriter::WriteHead(const Transaction& transaction, int64_t first_change) {
  sequence_ = transaction.sequence;
  CSIP_ASSIGN_OR_RETURN(
      Statement insert,
      connection_.Prepare("INSERT INTO csip_transactions (sequence, time, actor, reason, cause, "
                          "first_change, reverts, request_key, receipt) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  insert.Integer(1, transaction.sequence).Integer(2, transaction.time).Text(3, transaction.actor);
  insert.Text(4, transaction.reason).Text(5, transaction.cause).Integer(6, first_change);
  insert.Integer(7, transaction.reverts);
  if (!transaction.request_key.empty()) insert.Text(8, transaction.request_key).Text(9, transaction.receipt);
  return insert.Run();
}

base::Status RowWriter::Check(const RowWrite& row) const {
  bool known = row.table < catalog_->tables.size();
  for (const CellWrite& cell : row.cells)
    known = known && cell.column < catalog_->tables[row.table].columns.size();
  if (known) return {};
  return Error{Code::kInternal, "a change names a table or column that the stored blueprint does not have"};
}

base::Status RowWriter::Learn(const RowWrite& row) {
  if (row.kind == RowWrite::Kind::kDelete) return {};
  for (const CellWrite& cell : row.cells) {
    if (TableOf(row).columns[cell.column].declared) continue;
    value::Storage storage = StorageOf(cell.after);
    if (storage == value::Storage::kNone || storage == TableOf(row).columns[cell.column].storage) continue;
    auto known = std::make_shared<Catalog>(*catalog_);
    SqlColumn& column = known->tables[row.table].columns[cell.column];
    column.storage = storage;
    auto first = value::AsItems(cell.after)[0];
    column.target = first.is_row() ? first.row().table : value::kNone;
    column.target_id = column.target < known->tables.size() ? known->tables[column.target].id : "";
    CSIP_RETURN_IF_ERROR(SaveLearned(connection_, known->tables[row.table], column));
    catalog_ = std::move(known);
  }
  return {};
}

base::Status RowWriter::Insert(const RowWrite& row) {
  const SqlTable& table = TableOf(row);
  std::string& sql = insert_sql_[row.table];
  if (sql.empty()) sql = table.InsertSql();
  std::string errors;
  {
    CSIP_ASSIGN_OR_RETURN(Statement insert, connection_.Prepare(sql));
    insert.Integer(1, row.row).Integer(2, row.created_at).Integer(3, row.modified_at);
    for (const CellWrite& cell : row.cells) {
      const SqlColumn& column = table.columns[cell.column];
      if (column.stored) BindCell(insert, column.position + 5, cell.after, column);
      if (cell.after.is_error()) AppendError(column.id, cell.after, &errors);
    }
    if (!errors.empty()) insert.Text(4, errors += '}');
    CSIP_RETURN_IF_ERROR(insert.Run());
  }
  auto [next, first_here] = next_row_.try_emplace(row.table, 1);
  if (first_here) {
    CSIP_ASSIGN_OR_RETURN(next->second, ReadCounter(connection_, table.id));
  }
  if (row.row < next->second) {  // a deleted row that comes back
    CSIP_ASSIGN_OR_RETURN(Statement revive,
                          connection_.Prepare("DELETE FROM csip_deleted WHERE table_id = ? AND row = ?"));
    CSIP_RETURN_IF_ERROR(revive.Text(1, table.id).Integer(2, row.row).Run());
  }
  next->second = std::max(next->second, row.row + 1);
  std::string written = CellsJson(row, false, false);
  CSIP_RETURN_IF_ERROR(Log(row, 0, false, nullptr, &written));
  std::string computed = CellsJson(row, true, false);
  return computed.empty() ? base::Status() : Log(row, 0, true, nullptr, &computed);
}

const std::string& RowWriter::UpdateSql(const RowWrite& row) {
  bool modified = row.modified_at != 0;
  bool same = row.table == update_table_ && modified == update_modified_ &&
              row.cells.size() == update_columns_.size() &&
              std::equal(row.cells.begin(), row.cells.end(), update_columns_.begin(),
                         [](const CellWrite& cell, ColumnIndex column) { return cell.column == column; });
  if (same) return update_sql_;
  const SqlTable& table = TableOf(row);
  update_table_ = row.table;
  update_modified_ = modified;
  update_columns_.clear();
  std::string sets;
  for (const CellWrite& cell : row.cells) {
    update_columns_.push_back(cell.column);
    if (table.columns[cell.column].stored) sets += Quote(table.columns[cell.column].sql_name) + "=?,";
  }
  if (modified) sets += R"("_modified_at"=?,)";
  if (!sets.empty()) sets.pop_back();
  update_sql_ =
      sets.empty() ? "" : fmt::format(R"(UPDATE {} SET {} WHERE "_row"=?)", Quote(table.sql_name), sets);
  return update_sql_;
}

base::Status RowWriter::Update(const RowWrite& row) {
  const SqlTable& table = TableOf(row);
  const std::string& sql = UpdateSql(row);
  bool errors = false;
  if (!sql.empty()) {
    CSIP_ASSIGN_OR_RETURN(Statement update, connection_.Prepare(sql));
    int parameter = 1;
    for (const CellWrite& cell : row.cells) {
      const SqlColumn& column = table.columns[cell.column];
      if (column.stored) BindCell(update, parameter++, cell.after, column);
      errors = errors || cell.before.is_error() || cell.after.is_error();
    }
    if (row.modified_at != 0) update.Integer(parameter++, row.modified_at);
    CSIP_RETURN_IF_ERROR(update.Integer(parameter, row.row).Run());
    if (connection_.changed_rows() == 0) {
      return Error{Code::kConflict,
                   fmt::format("row {} of `{}` is not in the store", row.row, table.sql_name)};
    }
  }
  if (errors) CSIP_RETURN_IF_ERROR(UpdateErrors(row));
  for (const CellWrite& cell : row.cells) {
    if (!cell.logged) continue;
    std::string before, after;
    AppendLogValue(cell.before, *catalog_, &before);
    AppendLogValue(cell.after, *catalog_, &after);
    CSIP_RETURN_IF_ERROR(Log(row, table.columns[cell.column].number, cell.computed, &before, &after));
  }
  return {};
}

base::Status RowWriter::UpdateErrors(const RowWrite& row) {
  const SqlTable& table = TableOf(row);
  // A merge patch: a column with null loses its error.
  std::string patch;
  for (const CellWrite& cell : row.cells) {
    const std::string& id = table.columns[cell.column].id;
    if (cell.after.is_error()) {
      AppendError(id, cell.after, &patch);
    } else if (cell.before.is_error()) {
      patch += fmt::format("{}{}:null", patch.empty() ? "{" : ",", base::QuoteJson(id));
    }
  }
  patch += '}';
  std::string sql = fmt::format(
      R"(UPDATE {} SET "_errors" = nullif(json_patch(coalesce("_errors", '{{}}'), ?), '{{}}') WHERE "_row" = ?)",
      Quote(table.sql_name));
  CSIP_ASSIGN_OR_RETURN(Statement update, connection_.Prepare(sql));
  return update.Text(1, patch).Integer(2, row.row).Run();
}

base::Status RowWriter::Delete(const RowWrite& row) {
  const SqlTable& table = TableOf(row);
  {
    CSIP_ASSIGN_OR_RETURN(
        Statement remove,
        connection_.Prepare(fmt::format(R"(DELETE FROM {} WHERE "_row" = ?)", Quote(table.sql_name))));
    CSIP_RETURN_IF_ERROR(remove.Integer(1, row.row).Run());
  }
  if (connection_.changed_rows() == 0) {
    return Error{Code::kConflict, fmt::format("row {} of `{}` is not in the store", row.row, table.sql_name)};
  }
  CSIP_ASSIGN_OR_RETURN(Statement taken,
                        connection_.Prepare("INSERT INTO csip_deleted (table_id, row) VALUES (?, ?)"));
  CSIP_RETURN_IF_ERROR(taken.Text(1, table.id).Integer(2, row.row).Run());
  CSIP_ASSIGN_OR_RETURN(Statement unset,
                        connection_.Prepare("DELETE FROM csip_overrides WHERE table_id = ? AND row = ?"));
  CSIP_RETURN_IF_ERROR(unset.Text(1, table.id).Integer(2, row.row).Run());
  std::string written = CellsJson(row, false, true);
  CSIP_RETURN_IF_ERROR(Log(row, 0, false, &written, nullptr));
  std::string computed = CellsJson(row, true, true);
  return computed.empty() ? base::Status() : Log(row, 0, true, &computed, nullptr);
}

std::string RowWriter::CellsJson(const RowWrite& row, bool computed, bool before) const {
  const SqlTable& table = TableOf(row);
  std::string out;
  for (const CellWrite& cell : row.cells) {
    if (!cell.logged || cell.computed != computed) continue;
    out += out.empty() ? "{\"" : ",\"";
    out += std::to_string(table.columns[cell.column].number);
    out += "\":";
    AppendLogValue(before ? cell.before : cell.after, *catalog_, &out);
  }
  if (!out.empty()) return out + '}';
  return computed ? "" : "{}";
}

base::Status RowWriter::LogLine(TableIndex table, int64_t row, int64_t column_number, int64_t kind,
                                bool computed, const std::string* before, const std::string* after) {
  CSIP_ASSIGN_OR_RETURN(
      Statement insert,
      connection_.Prepare("INSERT INTO csip_changes (id, sequence, table_number, row, column_number, "
                          "kind, computed, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  insert.Integer(1, next_change_).Integer(2, sequence_).Integer(3, catalog_->tables[table].number);
  insert.Integer(4, row).Integer(5, column_number).Integer(6, kind).Integer(7, computed ? 1 : 0);
  if (before != nullptr) insert.Text(8, *before);
  if (after != nullptr) insert.Text(9, *after);
  CSIP_RETURN_IF_ERROR(insert.Run());
  ++next_change_;
  return {};
}

base::Result<std::string> RowWriter::OverrideJson(const SqlTable& table, const SqlColumn& column,
                                                  int64_t row) {
  CSIP_ASSIGN_OR_RETURN(
      Statement find,
      connection_.Prepare("SELECT value, author, reason, set_at, expires_at FROM csip_overrides "
                          "WHERE table_id = ? AND row = ? AND column_id = ?"));
  CSIP_ASSIGN_OR_RETURN(bool found, find.Text(1, table.id).Integer(2, row).Text(3, column.id).Step());
  if (!found) return std::string();
  return fmt::format(R"({{"value":{},"author":{},"reason":{},"setAt":{},"expiresAt":{}}})", find.Text(0),
                     base::QuoteJson(find.Text(1)), base::QuoteJson(find.Text(2)), find.Integer(3),
                     find.Integer(4));
}

base::Status RowWriter::SetOverride(const Override& set) {
  if (set.table >= catalog_->tables.size() || set.column >= catalog_->tables[set.table].columns.size()) {
    return Error{Code::kInternal,
                 "an override names a table or column that the stored blueprint does not have"};
  }
  const SqlTable& table = catalog_->tables[set.table];
  const SqlColumn& column = table.columns[set.column];
  CSIP_ASSIGN_OR_RETURN(std::string before, OverrideJson(table, column, set.row));
  std::string text;
  AppendLogValue(set.value, *catalog_, &text);
  {
    CSIP_ASSIGN_OR_RETURN(
        Statement insert,
        connection_.Prepare("INSERT OR REPLACE INTO csip_overrides (table_id, row, column_id, value, author, "
                            "reason, set_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    insert.Text(1, table.id).Integer(2, set.row).Text(3, column.id).Text(4, text).Text(5, set.author);
    CSIP_RETURN_IF_ERROR(insert.Text(6, set.reason).Integer(7, set.set_at).Integer(8, set.expires_at).Run());
  }
  CSIP_ASSIGN_OR_RETURN(std::string after, OverrideJson(table, column, set.row));
  return LogLine(set.table, set.row, column.number, kOverrideLine, true, before.empty() ? nullptr : &before,
                 &after);
}

base::Status RowWriter::ClearOverride(TableIndex table, ColumnIndex column, int64_t row) {
  if (table >= catalog_->tables.size() || column >= catalog_->tables[table].columns.size()) return {};
  const SqlTable& sql = catalog_->tables[table];
  CSIP_ASSIGN_OR_RETURN(std::string before, OverrideJson(sql, sql.columns[column], row));
  if (before.empty()) return {};
  {
    CSIP_ASSIGN_OR_RETURN(
        Statement remove,
        connection_.Prepare("DELETE FROM csip_overrides WHERE table_id = ? AND row = ? AND column_id = ?"));
    CSIP_RETURN_IF_ERROR(remove.Text(1, sql.id).Integer(2, row).Text(3, sql.columns[column].id).Run());
  }
  return LogLine(table, row, sql.columns[column].number, kOverrideLine, true, &before, nullptr);
}

base::Status RowWriter::SaveCounters() {
  for (const auto& [table, next] : next_row_) {
    CSIP_ASSIGN_OR_RETURN(
        Statement save,
        connection_.Prepare("INSERT INTO csip_counters (table_id, next_row) VALUES (?, ?) "
                            "ON CONFLICT (table_id) DO UPDATE SET next_row = excluded.next_row"));
    CSIP_RETURN_IF_ERROR(save.Text(1, catalog_->tables[table].id).Integer(2, next).Run());
  }
  return {};
}

}  // namespace csip::store::sqlite
