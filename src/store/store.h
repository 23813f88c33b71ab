// The durable side of a workspace: the contract of every store.
//
// A store keeps one workspace: its blueprint, a real table per table of the blueprint with real columns (computed values
// included, so that any SQL tool reads them), a change log, tokens and settings. It knows no formula and no engine.
//
// Rows are known by their row number, which never changes and is never given twice. In values that cross this interface a
// row is Value::Row({table, row number}): RowRef::slot holds the number.
//
// Threads: Commit and the other writers are called by one thread at a time (the workspace's); readers (Changes, tokens)
// may be called from any thread at any time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "blueprint/blueprint.h"
#include "store/blob_folder.h"
#include "store/token_store.h"
#include "value/cells.h"
#include "value/value.h"

namespace csip::store {

using blueprint::Blueprint;
using value::ColumnIndex;
using value::TableIndex;

struct CellWrite {
  ColumnIndex column = value::kNone;
  value::Value before;
  value::Value after;
  bool computed = false;  // written to the table; logged only when `logged`
  bool logged = true;
};

struct RowWrite {
  enum class Kind : uint8_t { kInsert, kUpdate, kDelete };
  Kind kind = Kind::kUpdate;
  TableIndex table = value::kNone;
  int64_t row = 0;               // row number
  base::Micros created_at = 0;   // insert
  base::Micros modified_at = 0;  // insert and, when not 0, update
  std::vector<CellWrite> cells;  // insert: those that are not blank; delete: the values that are lost
};

// A computed value set aside by a person or an automation (B6).
struct Override {
  TableIndex table = value::kNone;
  ColumnIndex column = value::kNone;
  int64_t row = 0;
  value::Value value;  // shown instead of the computed one
  std::string author;
  std::string reason;
  base::Micros set_at = 0;
  base::Micros expires_at = 0;  // 0: never
};

// Many rows that are new in a table, in the order of their row numbers, handed over in blocks while the transaction is
// written. The change log keeps them as one line for each run of row numbers; what their cells held is read from what
// became of them (row_writer.h), so every later write of a logged column must be logged with its value before.
struct BulkInsert {
  TableIndex table = value::kNone;
  std::vector<ColumnIndex> logged;           // written by people or systems
  std::vector<ColumnIndex> logged_computed;  // computed and tracked
  // Fills the block, which is empty, with the next rows and one column of cells per column of the table (rows in them
  // by row number); leaves it empty at the end.
  std::function<void(value::RowBlock* block)> next;
};

struct Transaction {
  int64_t sequence = 0;  // 1, 2, 3, ... without gaps
  base::Micros time = 0;
  std::string actor;    // who: "token:seed", "system"
  std::string reason;   // why, in the writer's words; may be empty
  std::string cause;    // through what: "api", "import", "day", "sample", "undo", "redo"
  int64_t reverts = 0;  // the transaction that this one takes back (undo, and redo of an undo); 0: none
  // By which a client that asks again is known, once for an actor, and what it is told then; empty: none.
  std::string request_key;
  std::string receipt;
  std::vector<BulkInsert> bulk;  // before the rows
  std::vector<RowWrite> rows;
  std::vector<Override> overrides_cleared;  // before the rows
  std::vector<Override> overrides_set;      // after them
  // A new blueprint: the store changes its tables to match (by id: renamed, added, removed), then writes the rest.
  std::shared_ptr<const Blueprint> blueprint;
  // With a new blueprint: what is lost with the old one. Indexes are those of the old blueprint; done before all else,
  // so that the change log keeps the values of columns and tables that go.
  std::vector<RowWrite> rows_before;
};

// A place in the change log: behind change `index` of line `line`. The places of later changes are greater, also those
// of later transactions.
struct LogPlace {
  int64_t line = 0;
  int64_t index = -1;
  friend auto operator<=>(const LogPlace&, const LogPlace&) = default;
};

// One change of the log.
struct Change {
  LogPlace place;
  int64_t sequence = 0;
  base::Micros time = 0;
  std::string actor;
  std::string reason;
  std::string cause;
  RowWrite::Kind kind = RowWrite::Kind::kUpdate;
  std::string table;  // ids, so that a rename does not orphan history
  int64_t row = 0;
  std::string column;   // empty for the insertion or deletion itself
  value::Value before;  // rows in values: table is kNone where the table is gone
  value::Value after;
  bool computed = false;
  // An override was set, replaced or cleared: before and after are what it showed, blank without one.
  bool of_override = false;
  Override override_before;  // set_at is 0 where there was none; table and column are not filled in
  Override override_after;
};

// One transaction of the log, without what it changed.
struct TransactionInfo {
  int64_t sequence = 0;
  base::Micros time = 0;
  std::string actor;
  std::string reason;
  std::string cause;
  int64_t reverts = 0;
  std::string receipt;
};

struct TransactionQuery {
  std::optional<std::string> actor;
  std::optional<int64_t> sequence;
  size_t limit = 100;  // the newest
  std::optional<base::Micros> until_time = {};
  bool oldest_first = false;
  int64_t before_sequence = 0;          // 0: to the end
  std::optional<int64_t> reverts = {};  // those that take back this transaction
  std::string request_key = {};         // the one with this key
};

// How much one transaction did to one table, without what follows from formulas.
struct ChangeCount {
  std::string table;  // id
  RowWrite::Kind kind = RowWrite::Kind::kUpdate;
  bool of_override = false;
  int64_t rows = 0;
  int64_t cells = 0;  // of updates and overrides
};

// A row that was deleted and has not come back.
struct DeletedRow {
  int64_t line = 0;  // of the change log
  TableIndex table = value::kNone;
  int64_t row = 0;
  int64_t sequence = 0;  // of its deletion
  base::Micros time = 0;
  std::string actor;
  std::string reason;
  std::string cause;
};

struct BinQuery {
  std::optional<TableIndex> table;
  std::optional<int64_t> row;
  size_t limit = 100;       // those deleted last
  int64_t before_line = 0;  // 0: from the newest on
};

struct ChangeQuery {
  std::optional<TableIndex> table;
  std::optional<int64_t> row;
  std::optional<ColumnIndex> column;
  int64_t after_sequence = 0;
  bool newest_first = true;
  size_t limit = 100;
  std::optional<int64_t> sequence = {};  // only this transaction
  std::optional<LogPlace> after = {};    // only with the oldest first
  int64_t until_sequence = 0;            // 0: to the end
  bool computed_only = false;            // changes of computed cells
  bool inserted_cells = true;            // false: that a row was inserted, but not with which cells
};

// Takes rows as they are loaded: a block has one column of cells per column of the table.
using BlockVisitor = std::function<void(value::RowBlock block)>;

class Store : public TokenStore {
 public:
  // Empty before the first transaction with a blueprint.
  virtual std::optional<Blueprint> blueprint() const = 0;
  virtual int64_t last_sequence() const = 0;

  // All rows of the table in the order of row numbers, some thousand at a time. Several threads may load different tables
  // together while nobody writes.
  virtual base::Status Load(TableIndex table, const BlockVisitor& visit) = 0;
  // One more than the greatest row number ever given in the table, deleted rows included.
  virtual base::Result<int64_t> NextRow(TableIndex table) = 0;
  // Numbers of rows that were deleted: they are taken for ever.
  virtual base::Result<std::vector<int64_t>> DeletedRows(TableIndex table) = 0;
  virtual base::Result<std::vector<Override>> Overrides() = 0;

  // Makes all transactions durable, or none: when it returns ok they survive kill -9 and power loss. After an error the
  // store holds what it held before, unless it is in doubt; kUnavailable (disk full, I/O error) may pass, and the caller
  // may try later.
  virtual base::Status Commit(std::span<const Transaction> group) = 0;
  // Whether rows can be written ahead: where the store was opened for bulk, so that nobody else writes or reads meanwhile.
  virtual bool takes_ahead() const = 0;
  // Takes new rows of the transaction that the next Commit begins with, while the caller still works on the others. With
  // that Commit they become durable; after an error, of it or of this, nothing of the transaction is left.
  virtual base::Status WriteAhead(const BulkInsert& insert, int64_t sequence) = 0;
  // Takes back what was written ahead.
  virtual void DropAhead() = 0;
  // A commit failed and the store cannot tell what the disk holds of it. The next call finds out, or fails; the caller
  // must then load again what it keeps in memory.
  virtual bool in_doubt() const = 0;

  virtual base::Result<std::vector<Change>> Changes(const ChangeQuery& query) = 0;
  // Newest first, unless the query says otherwise.
  virtual base::Result<std::vector<TransactionInfo>> Transactions(const TransactionQuery& query) = 0;
  virtual base::Result<std::vector<ChangeCount>> CountChanges(int64_t sequence) = 0;
  // Rows of tables that there are, the ones deleted last first.
  virtual base::Result<std::vector<DeletedRow>> Bin(const BinQuery& query) = 0;

  // The transactions that brought a new blueprint, newest first.
  struct BlueprintChange {
    int64_t sequence = 0;
    base::Micros time = 0;
    std::string actor;
    std::string reason;
  };
  virtual base::Result<std::vector<BlueprintChange>> BlueprintChanges() = 0;
  // The blueprint that the transaction replaced; nothing when it brought none, or the first.
  virtual base::Result<std::optional<Blueprint>> BlueprintBefore(int64_t sequence) = 0;
  // Whether a table or column has, or once had, this id.
  virtual base::Result<bool> EverHeld(const std::string& id) = 0;

  // Settings of the workspace: small texts by name.
  virtual base::Result<std::optional<std::string>> Setting(const std::string& name) = 0;
  virtual base::Status SetSetting(const std::string& name, const std::string& text) = 0;
  virtual base::Status RemoveSetting(const std::string& name) = 0;
  // Those whose name begins with the prefix, by name.
  virtual base::Result<std::vector<std::pair<std::string, std::string>>> Settings(
      const std::string& prefix) = 0;

  // Bytes of attached files. Any thread.
  virtual const BlobFolder& blobs() const = 0;
};

struct OpenOptions {
  std::string folder;  // the data folder; created when missing (its parent must exist)
  bool create = true;  // false: an error when there is no store
  // For one who brings many rows in while nobody else reads. Durable like any other; what a reader of the file meets
  // meanwhile is a lock.
  bool bulk = false;
};

// Opens the SQLite store of a data folder and takes its lock; an error in words when another process has it, when the
// store was written by a newer program, or when the file is damaged. An older store is migrated.
base::Result<std::unique_ptr<Store>> OpenSqlite(const OpenOptions& options);

}  // namespace csip::store
