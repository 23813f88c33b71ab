#include "store/sqlite/block_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>

namespace csip::store::sqlite {

namespace {

constexpr const char* kName = "csip_block";
constexpr size_t kColumns = 2000;  // as many as a table may have
constexpr size_t kOwn = 4;         // _row, _created_at, _modified_at, _errors

struct BlockTable : sqlite3_vtab {
  BlockRows* rows = nullptr;
};

struct BlockCursor : sqlite3_vtab_cursor {
  size_t row = 0;
};

}  // namespace

// What SQLite calls. There is one such table for each connection, and nothing is to be made for it in the file.
struct BlockRowsModule {
  static int Connect(sqlite3* db, void* rows, int, const char* const*, sqlite3_vtab** out, char**) {
    std::string sql = "CREATE TABLE x(c0";
    for (size_t c = 1; c < kColumns; ++c) sql += fmt::format(",c{}", c);
    sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);  // no view or trigger of a file gets to it
    int rc = sqlite3_declare_vtab(db, (sql + ")").c_str());
    if (rc != SQLITE_OK) return rc;
    auto* table = new (std::nothrow) BlockTable();
    if (table == nullptr) return SQLITE_NOMEM;
    table->rows = static_cast<BlockRows*>(rows);
    *out = table;
    return SQLITE_OK;
  }
  static int Disconnect(sqlite3_vtab* table) {
    delete static_cast<BlockTable*>(table);
    return SQLITE_OK;
  }
  static int BestIndex(sqlite3_vtab*, sqlite3_index_info*) { return SQLITE_OK; }
  static int Open(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
    *out = new (std::nothrow) BlockCursor();
    return *out == nullptr ? SQLITE_NOMEM : SQLITE_OK;
  }
  static int Close(sqlite3_vtab_cursor* cursor) {
    delete static_cast<BlockCursor*>(cursor);
    return SQLITE_OK;
  }
  static int Filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
    static_cast<BlockCursor*>(cursor)->row = 0;
    return SQLITE_OK;
  }
  static int Next(sqlite3_vtab_cursor* cursor) {
    ++static_cast<BlockCursor*>(cursor)->row;
    return SQLITE_OK;
  }
  static int Eof(sqlite3_vtab_cursor* cursor) {
    const auto* block = static_cast<BlockTable*>(cursor->pVtab)->rows->block_;
    return block == nullptr || static_cast<BlockCursor*>(cursor)->row >= block->size() ? 1 : 0;
  }
  static int Column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int column) {
    static_cast<BlockTable*>(cursor->pVtab)
        ->rows->Give(context, static_cast<BlockCursor*>(cursor)->row, static_cast<size_t>(column));
    return SQLITE_OK;
  }
  static int RowId(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
    *out = static_cast<sqlite3_int64>(static_cast<BlockCursor*>(cursor)->row);
    return SQLITE_OK;
  }
};

int BlockRows::Register(sqlite3* db, BlockRows* rows) {
  using Module = BlockRowsModule;
  static const sqlite3_module kModule = [] {
    sqlite3_module module{};
    module.xConnect = Module::Connect;
    module.xBestIndex = Module::BestIndex;
    module.xDisconnect = Module::Disconnect;
    module.xOpen = Module::Open;
    module.xClose = Module::Close;
    module.xFilter = Module::Filter;
    module.xNext = Module::Next;
    module.xEof = Module::Eof;
    module.xColumn = Module::Column;
    module.xRowid = Module::RowId;
    return module;
  }();
  return sqlite3_create_module(db, kName, &kModule, rows);
}

std::string BlockRows::InsertSql(const SqlTable& table) {
  std::string names = R"("_row","_created_at","_modified_at","_errors")";
  std::string cells = "c0,c1,c2,c3";
  for (const SqlColumn& column : table.columns) {
    if (!column.stored) continue;
    names += "," + Quote(column.sql_name);
    cells += fmt::format(",c{}", kOwn + static_cast<size_t>(column.position));
  }
  return fmt::format("INSERT INTO {} ({}) SELECT {} FROM {}", Quote(table.sql_name), names, cells, kName);
}

void BlockRows::Set(const SqlTable& table, const value::RowBlock& block) {
  block_ = &block;
  columns_.clear();
  unusual_.clear();
  for (size_t c = 0; c < table.columns.size(); ++c) {
    const value::Cells& cells = block.columns[c];
    if (table.columns[c].stored) columns_.push_back({&table.columns[c], &cells, {}});
    constexpr auto kOther = static_cast<uint8_t>(value::CellState::kOther);
    const uint8_t* states = cells.states();
    if (std::find(states, states + cells.size(), kOther) != states + cells.size())
      unusual_.emplace_back(&table.columns[c], &cells);
  }
}

void BlockRows::Give(sqlite3_context* context, size_t row, size_t column) {
  if (column >= kOwn) {
    if (column - kOwn >= columns_.size()) return;
    Column& from = columns_[column - kOwn];
    GiveCell(context, *from.cells, row, *from.column, from.scratch.data());
  } else if (column == 0) {
    sqlite3_result_int64(context, block_->numbers[row]);
  } else if (column == 3) {
    GiveErrors(context, row);
  } else {
    sqlite3_result_int64(context, column == 1 ? block_->created_at[row] : block_->modified_at[row]);
  }
}

void BlockRows::GiveErrors(sqlite3_context* context, size_t row) const {
  std::string errors;
  for (const auto& [column, cells] : unusual_) {
    bool error = cells->state(row) == value::CellState::kOther && cells->value(row).is_error();
    if (error) AppendError(column->id, cells->value(row), &errors);
  }
  if (errors.empty()) return;
  errors += '}';
  sqlite3_result_text64(context, errors.data(), errors.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

}  // namespace csip::store::sqlite
