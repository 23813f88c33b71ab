// One SQLite connection and its prepared statements: the only file that meets SQLite's error codes.
//
// Writer connections open the file in WAL mode with synchronous=FULL and do all checkpoints; a reader opens
// it read-only and never checkpoints (two connections that checkpoint can corrupt a WAL in the library
// version we build on). A bulk writer has a rollback journal instead, so that each new page is written once, into the
// file, and not into the WAL and from there into the file.
//
// Threads: a connection and its statements belong to one thread at a time; the owner holds a lock.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace csip::store::sqlite {

// One cell of a statement's row, for several looks at it: each of them is cheaper than by the number of the column. Valid
// until the next Step.
class ResultCell {
 public:
  explicit ResultCell(sqlite3_value* cell) : cell_(cell) {}
  int Type() const { return sqlite3_value_type(cell_); }  // SQLITE_INTEGER, ...
  int64_t Integer() const { return sqlite3_value_int64(cell_); }
  double Real() const { return sqlite3_value_double(cell_); }
  std::string_view Text() const;

 private:
  sqlite3_value* cell_;
};

// A prepared statement on loan from its connection's cache; reset when it goes out of scope. Parameters count
// from 1, result columns from 0.
class Statement {
 public:
  Statement(sqlite3* db, sqlite3_stmt* statement) : db_(db), statement_(statement) {}
  Statement(Statement&& other) noexcept : db_(other.db_), statement_(other.statement_) {
    other.statement_ = nullptr;
  }
  Statement& operator=(Statement&&) = delete;
  ~Statement() { Reset(); }

  Statement& Integer(int parameter, int64_t number);
  Statement& Real(int parameter, double number);
  // The text must live until the statement is reset.
  Statement& Text(int parameter, std::string_view text);
  Statement& CopiedText(int parameter, std::string_view text);
  Statement& CopiedBlob(int parameter, std::string_view bytes);
  Statement& Null(int parameter);

  // True when a row is there, false at the end.
  base::Result<bool> Step();
  // To the end, for statements without rows; then ready for new parameters (all of them NULL).
  base::Status Run();
  // Ready for new parameters, all of them NULL.
  void Reset();

  ResultCell Cell(int column) const { return ResultCell(sqlite3_column_value(statement_, column)); }
  bool IsNull(int column) const;
  int Type(int column) const;  // SQLITE_INTEGER, ...
  int64_t Integer(int column) const;
  double Real(int column) const;
  std::string_view Text(int column) const;  // valid until the next Step
  std::string_view Blob(int column) const;  // likewise
  std::string Copy(int column) const { return std::string(Text(column)); }

 private:
  sqlite3* db_;
  sqlite3_stmt* statement_;
};

class BlockRows;

class Connection {
 public:
  // kBulkWriter: goes on in WAL mode where another program has the file open. kShared: no WAL, other processes may write
  // too.
  enum class Mode { kWriter, kBulkWriter, kReader, kShared };
  static base::Result<std::unique_ptr<Connection>> Open(const std::string& path, Mode mode);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // From the cache, or compiled now. A statement must not be asked for while another loan of the same text
  // lives.
  base::Result<Statement> Prepare(std::string_view sql);
  // Runs one or more statements that give no rows.
  base::Status Execute(const std::string& sql);
  // The first column of the first row; 0 when there is none or it is NULL.
  base::Result<int64_t> QueryInteger(std::string_view sql);
  // The change counter in the file's header, which every commit of any process raises (not in WAL mode). Takes no lock.
  std::optional<uint32_t> ReadChangeCounter();
  // A copy of the database as it is after one transaction, in a new file that needs no others beside it. Writers of other
  // connections go on meanwhile.
  base::Status CopyTo(const std::string& path);
  // The virtual table of this connection.
  base::Result<BlockRows*> Blocks();
  // Forgets compiled statements; no loan may be alive.
  void DropStatements();

  int64_t changed_rows() const { return sqlite3_changes64(db_); }
  // After a failed COMMIT: nothing of it can be on the disk as a whole. False means that one cannot tell.
  bool surely_not_saved() const;
  bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

 private:
  explicit Connection(sqlite3* db);
  base::Status Configure(Mode mode);

  sqlite3* db_;
  std::unique_ptr<BlockRows> blocks_;
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, sqlite3_stmt*, Hash, std::equal_to<>> statements_;
};

// A name as SQL writes it: "S&P_Rating" with quotes, quotes inside doubled.
std::string Quote(std::string_view name);

}  // namespace csip::store::sqlite
