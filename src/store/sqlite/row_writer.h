// RowWriter: one transaction's rows as SQL, and their lines in the change log.
//
// Lines of csip_changes, in the order in which things were done; `id` counts them through. column_number 0 stands for the
// row itself, kind is 0 insert, 1 update, 2 delete:
//
//   update    one line a logged cell: column_number, before, after
//   insert    one line: after = {"<number of the column>": value, ...} of the logged cells that people or systems wrote,
//             and one more with computed = 1 where computed cells are logged
//   delete    the same with before = {...}: the values that are lost
//   override  kind 3: column_number; before and after are the override, or NULL where there is none:
//             {"value": ..., "author": "...", "reason": "...", "setAt": microseconds, "expiresAt": microseconds}
//
// A line with last_row stands for many rows that came together (bulk_writer.h).
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "store/sqlite/catalog.h"
#include "store/sqlite/connection.h"
#include "store/store.h"

namespace csip::store::sqlite {

inline constexpr int64_t kOverrideLine = 3;  // the kind of a line about an override

class RowWriter {
 public:
  // `catalog` is replaced by one that knows more when the storage of a computed column without a declared
  // type is learned. `next_change` is the id of the next line.
  RowWriter(Connection& connection, std::shared_ptr<const Catalog>& catalog, int64_t& next_change)
      : connection_(connection), catalog_(catalog), next_change_(next_change) {}

  // Who, when and why. `first_change`: the first line of the log that is of the transaction.
  base::Status WriteHead(const Transaction& transaction, int64_t first_change);
  base::Status WriteRows(std::span<const RowWrite> rows);
  // Rows, overrides and counters.
  base::Status Write(const Transaction& transaction);
  // The catalog has been replaced: what is remembered of its tables no longer holds. No row was inserted so far.
  void ForgetTables();

 private:
  const SqlTable& TableOf(const RowWrite& row) const { return catalog_->tables[row.table]; }
  base::Status Insert(const RowWrite& row);
  base::Status Update(const RowWrite& row);
  base::Status UpdateErrors(const RowWrite& row);
  base::Status Delete(const RowWrite& row);
  base::Status SetOverride(const Override& override_value);
  base::Status ClearOverride(TableIndex table, ColumnIndex column, int64_t row);
  // The override in force as the log writes it; "" when there is none.
  base::Result<std::string> OverrideJson(const SqlTable& table, const SqlColumn& column, int64_t row);
  base::Status SaveCounters();
  base::Status Log(const RowWrite& row, int64_t column_number, bool computed, const std::string* before,
                   const std::string* after) {
    return LogLine(row.table, row.row, column_number, static_cast<int64_t>(row.kind), computed, before,
                   after);
  }
  base::Status LogLine(TableIndex table, int64_t row, int64_t column_number, int64_t kind, bool computed,
                       const std::string* before, const std::string* after);
  // {"<number>": value, ...} of the logged cells, computed ones or the others; "" when there is none.
  std::string CellsJson(const RowWrite& row, bool computed, bool before) const;
  base::Status Learn(const RowWrite& row);
  base::Status Check(const RowWrite& row) const;
  const std::string& UpdateSql(const RowWrite& row);

  Connection& connection_;
  std::shared_ptr<const Catalog>& catalog_;
  int64_t& next_change_;
  int64_t sequence_ = 0;
  std::map<TableIndex, int64_t> next_row_;  // of the tables this transaction inserts into
  std::map<TableIndex, std::string> insert_sql_;
  // The SQL of the last update, for runs of rows with the same columns.
  TableIndex update_table_ = value::kNone;
  std::vector<ColumnIndex> update_columns_;
  bool update_modified_ = false;
  std::string update_sql_;
};

}  // namespace csip::store::sqlite
