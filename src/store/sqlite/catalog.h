// Catalog: which SQL table and column holds which table and column of the blueprint.
//
// A table of the blueprint is one SQL table of the same name:
//
//   "_row" INTEGER PRIMARY KEY       the row number
//   "_created_at", "_modified_at"    INTEGER, microseconds since 1970 in UTC
//   "_errors" TEXT                   errors of computed cells: {"<column id>": ["#VALUE", "why"]}, NULL without any
//
// and then one column per column:
//
//   number REAL                      checkbox INTEGER, 0 or 1
//   date TEXT 2026-11-22             date-time TEXT 2026-11-22T09:30:00.000000Z
//   text TEXT                        relation INTEGER, the row number of the other table
//   several texts or rows: TEXT, a JSON array of texts or row numbers
//   a value of another kind than the column's, as formulas may give: BLOB, the value as in the change log (log_value.h)
//
// A cell with an error is NULL, so that a sum in SQL is not spoiled. A button has no SQL column. A computed column whose
// type its formula alone knows has no SQL type; its storage is learned from the values that are written. A view
// "<Table>.<Column>" (row, position, value) lists each item of a column of several. A name that SQL takes for the same
// as an earlier one (it ignores the case of A to Z), or that is ours, gets a number behind it: "Name (2)".
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "blueprint/blueprint.h"
#include "store/sqlite/connection.h"
#include "value/column_type.h"

namespace csip::store::sqlite {

struct SqlColumn {
  std::string id;
  std::string sql_name;
  value::Storage storage = value::Storage::kNone;
  bool declared =
      true;  // the storage follows from the blueprint; otherwise it is learned, kNone before the first value
  bool stored = true;     // false: no SQL column
  int position = 0;       // among the stored columns of its table
  std::string target_id;  // of rows: the table they are of, or ""
  value::TableIndex target = value::kNone;
  int64_t number = 0;  // in csip_names
};

struct SqlTable {
  std::string id;
  std::string sql_name;
  int64_t number = 0;
  std::vector<SqlColumn> columns;  // as in the blueprint, by ColumnIndex

  const SqlColumn* Find(const std::string& column_id) const;
  std::string InsertSql()
      const;  // parameters: row, created, modified, errors, then every stored column in order
  std::string SelectSql() const;  // the same columns, in the order of rows
};

struct Catalog {
  std::vector<SqlTable> tables;  // as in the blueprint, by TableIndex

  const SqlTable* Find(const std::string& table_id) const;

  // As the blueprint wants it; numbers are 0.
  static Catalog Of(const blueprint::Blueprint& blueprint);
  // As the file has it, in the order of the blueprint the file holds; an error where the two do not fit.
  static base::Result<Catalog> Load(Connection& connection, const blueprint::Blueprint& blueprint);
};

// Alters the SQL tables from one catalog to the other, by ids, within the caller's transaction; fills in the
// numbers of `to`. A column whose storage class changes starts blank: the transaction brings its values.
base::Status ChangeSchema(Connection& connection, const Catalog& from, Catalog& to);
// Stores what was learned about a computed column.
base::Status SaveLearned(Connection& connection, const SqlTable& table, const SqlColumn& column);

const char* NameOf(value::Storage storage);

}  // namespace csip::store::sqlite
