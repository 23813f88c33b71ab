#include "store/sqlite/load_rows.h"

#include "store/sqlite/cell.h"

namespace csip::store::sqlite {
namespace {

constexpr size_t kRows = 2048;  // of a block: what stays in the cache while it is filled and emptied

void ReadRow(const Statement& rows, const SqlTable& table, value::RowBlock* block) {
  std::vector<std::pair<size_t, value::Value>> errors;
  if (!rows.IsNull(3)) {
    ReadErrors(rows.Text(3), table,
               [&](size_t column, const value::Value& error) { errors.emplace_back(column, error); });
  }
  block->numbers.push_back(rows.Integer(0));
  block->created_at.push_back(rows.Integer(1));
  block->modified_at.push_back(rows.Integer(2));
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const SqlColumn& column = table.columns[i];
    auto error = std::find_if(errors.begin(), errors.end(), [&](const auto& e) { return e.first == i; });
    if (error != errors.end()) {
      block->columns[i].Add(error->second);
    } else if (column.stored) {
      ReadCell(rows, column.position + 4, column, &block->columns[i]);
    } else {
      block->columns[i].AddBlank();
    }
  }
}

}  // namespace

base::Status LoadRows(Connection& connection, const SqlTable& table, const BlockVisitor& visit) {
  CSIP_ASSIGN_OR_RETURN(Statement rows, connection.Prepare(table.SelectSql()));
  auto empty = [&] {
    value::RowBlock block;
    for (const SqlColumn& column : table.columns) block.columns.emplace_back(column.storage, column.target);
    return block;
  };
  value::RowBlock block = empty();
  while (true) {
    CSIP_ASSIGN_OR_RETURN(bool found, rows.Step());
    if (found) ReadRow(rows, table, &block);
    if (block.size() == kRows || (!found && block.size() > 0)) visit(std::exchange(block, empty()));
    if (!found) return {};
  }
}

}  // namespace csip::store::sqlite
