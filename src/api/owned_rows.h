// Reading and writing the tables whose rows are their authors' (blueprint/product_table.h), for the endpoints that see to it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "api/endpoint.h"
#include "base/json.h"
#include "workspace/workspace.h"

namespace csip::api {

// One of those tables in a reader, which it must not outlive.
class OwnedRows {
 public:
  // `table`: its id; every workspace has it, and a past day may lack it.
  OwnedRows(const workspace::Reader& reader, std::string_view table);

  bool exists() const { return table_ != value::kNone; }
  value::TableIndex table() const { return table_; }
  std::string IdOf(value::RowSlot row) const;
  std::string Text(value::ColumnIndex column, value::RowSlot row) const;
  bool Flag(value::ColumnIndex column, value::RowSlot row) const;
  // Rows with this text in the column, in the order in which they were written.
  std::vector<value::RowSlot> With(value::ColumnIndex column, const std::string& text) const;
  // By id only; kNotFound names it as `what`.
  base::Result<value::RowSlot> Find(const std::string& id, std::string_view what) const;

 private:
  const workspace::Reader& reader_;
  value::TableIndex table_ = value::kNone;
};

using OwnedCells = std::vector<std::pair<value::ColumnIndex, base::Json>>;

// Writes one row, a new one where `row` is ""; answers with its id. Not while holding a Reader. `cause`: through what.
base::Result<std::string> WriteOwned(const Call& call, std::string_view table, const std::string& row,
                                     const OwnedCells& cells, const std::string& cause);
base::Status DeleteOwned(const Call& call, std::string_view table, const std::vector<std::string>& rows,
                         const std::string& cause);

}  // namespace csip::api
