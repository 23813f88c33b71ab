// Values to and from the cells of the SQL tables; catalog.h says what each storage class looks like there.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "store/sqlite/catalog.h"
#include "store/sqlite/connection.h"
#include "value/cells.h"
#include "value/value.h"

namespace csip::store::sqlite {

// The text of a value must live until the statement is reset. Blanks and errors are NULL.
void BindCell(Statement& statement, int parameter, const value::Value& v, const SqlColumn& column);
// A cell that holds something else than the column should is read as what it is, or as blank.
value::Value ReadCell(const Statement& statement, int result_column, const SqlColumn& column);

// The same without boxing: a cell of a result to the end of a column, and a cell of a column as what a function of SQL gives.
// `scratch`, of kCellScratch bytes, and the cells must live until the statement has done with the row.
void ReadCell(const Statement& statement, int result_column, const SqlColumn& column, value::Cells* cells);
inline constexpr size_t kCellScratch = 40;
void GiveCell(sqlite3_context* context, const value::Cells& cells, size_t row, const SqlColumn& column,
              char* scratch);

// The storage class a value of an undeclared column asks for.
value::Storage StorageOf(const value::Value& v);

// A moment as text of fixed width, so that SQL sorts it right: 2026-11-22T09:30:00.000000Z.
std::string FormatMoment(int64_t micros);

// The JSON object of "_errors": appends, and reads into the cells of a row (by ColumnIndex).
void AppendError(const std::string& column_id, const value::Value& error, std::string* json);
void ReadErrors(std::string_view json, const SqlTable& table,
                const std::function<void(size_t column, const value::Value& error)>& visit);

value::Value ErrorOf(std::string_view name, std::string_view reason);

}  // namespace csip::store::sqlite
