// BlockRows: the rows of a RowBlock as a virtual table of a connection, so that one statement inserts all of them. It takes SQLite
// less than a statement for each row, with all its cells as parameters.
//
// Threads: as the connection, which owns it.
#pragma once

#include <sqlite3.h>

#include <array>
#include <string>
#include <vector>

#include "store/sqlite/catalog.h"
#include "store/sqlite/cell.h"
#include "value/cells.h"

namespace csip::store::sqlite {

class BlockRows {
 public:
  // Inserts what was given to Set last into the table.
  static std::string InsertSql(const SqlTable& table);
  // Makes the virtual table; `rows` lives as long as the connection. The code of SQLite.
  static int Register(sqlite3* db, BlockRows* rows);

  // Both live until the statement has ended.
  void Set(const SqlTable& table, const value::RowBlock& block);

 private:
  friend struct BlockRowsModule;
  struct Column {
    const SqlColumn* column = nullptr;
    const value::Cells* cells = nullptr;
    std::array<char, kCellScratch> scratch;
  };
  void Give(sqlite3_context* context, size_t row, size_t column);
  void GiveErrors(sqlite3_context* context, size_t row) const;

  const value::RowBlock* block_ = nullptr;
  std::vector<Column> columns_;  // stored ones, in order
  std::vector<std::pair<const SqlColumn*, const value::Cells*>>
      unusual_;  // columns where something may be an error
};

}  // namespace csip::store::sqlite
