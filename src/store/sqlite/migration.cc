#include "store/sqlite/migration.h"

#include <fmt/format.h>

namespace csip::store::sqlite {
namespace {

// steps[i] leads from version i to version i + 1.
constexpr const char* kSteps[] = {
    R"sql(
CREATE TABLE csip_meta (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE csip_names (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE csip_tables (table_id TEXT PRIMARY KEY, sql_name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE csip_columns (table_id TEXT NOT NULL, column_id TEXT NOT NULL, sql_name TEXT NOT NULL, storage TEXT NOT NULL,
  declared INTEGER NOT NULL, target_id TEXT NOT NULL, PRIMARY KEY (table_id, column_id)) WITHOUT ROWID;
CREATE TABLE csip_counters (table_id TEXT PRIMARY KEY, next_row INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE csip_deleted (table_id TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (table_id, row)) WITHOUT ROWID;
CREATE TABLE csip_overrides (table_id TEXT NOT NULL, row INTEGER NOT NULL, column_id TEXT NOT NULL, value TEXT,
  author TEXT NOT NULL, reason TEXT NOT NULL, set_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  PRIMARY KEY (table_id, row, column_id)) WITHOUT ROWID;
CREATE TABLE csip_transactions (sequence INTEGER PRIMARY KEY, time INTEGER NOT NULL, actor TEXT NOT NULL,
  reason TEXT NOT NULL, cause TEXT NOT NULL, first_change INTEGER NOT NULL);
CREATE TABLE csip_changes (id INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, table_number INTEGER NOT NULL,
  row INTEGER NOT NULL, column_number INTEGER NOT NULL, kind INTEGER NOT NULL, computed INTEGER NOT NULL,
  before TEXT, after TEXT);
CREATE INDEX csip_changes_by_cell ON csip_changes (table_number, row, column_number);
CREATE INDEX csip_changes_by_table ON csip_changes (table_number);
CREATE TABLE csip_settings (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
)sql",
    R"sql(
ALTER TABLE csip_transactions ADD COLUMN reverts INTEGER NOT NULL DEFAULT 0;
CREATE INDEX csip_transactions_by_actor ON csip_transactions (actor) WHERE actor <> 'system';
)sql",
    R"sql(
ALTER TABLE csip_changes ADD COLUMN last_row INTEGER;
CREATE INDEX csip_changes_of_many ON csip_changes (table_number, row) WHERE last_row IS NOT NULL;
)sql",
    R"sql(
CREATE INDEX csip_transactions_by_reverts ON csip_transactions (reverts) WHERE reverts <> 0;
CREATE INDEX csip_changes_of_deletions ON csip_changes (table_number, row) WHERE kind = 2 AND computed = 0;
)sql",
    R"sql(
ALTER TABLE csip_transactions ADD COLUMN request_key TEXT;
ALTER TABLE csip_transactions ADD COLUMN receipt TEXT;
CREATE INDEX csip_transactions_by_key ON csip_transactions (request_key) WHERE request_key IS NOT NULL;
)sql",
};
static_assert(std::size(kSteps) == kFormatVersion);

// 0 for an empty file.
base::Result<int64_t> ReadVersion(Connection& connection) {
  CSIP_ASSIGN_OR_RETURN(int64_t tables, connection.QueryInteger("SELECT count(*) FROM sqlite_master"));
  if (tables == 0) return int64_t{0};
  CSIP_ASSIGN_OR_RETURN(
      int64_t ours, connection.QueryInteger("SELECT count(*) FROM sqlite_master WHERE name = 'csip_meta'"));
  if (ours == 0) {
    return base::Error{
        base::Code::kCorrupt,
        "the data file `csip.db` is a database of another program; choose another data folder"};
  }
  CSIP_ASSIGN_OR_RETURN(
      int64_t version,
      connection.QueryInteger("SELECT CAST(text AS INTEGER) FROM csip_meta WHERE name = 'format'"));
  if (version <= 0) {
    return base::Error{base::Code::kCorrupt,
                       "the data file does not say its format version; restore it from a backup"};
  }
  return version;
}

base::Status RunStep(Connection& connection, int64_t from) {
  std::string done = fmt::format(
      "INSERT INTO csip_meta (name, text) VALUES ('format', '{}') ON CONFLICT (name) DO UPDATE SET text = "
      "excluded.text",
      from + 1);
  CSIP_RETURN_IF_ERROR(connection.Execute("BEGIN IMMEDIATE"));
  base::Status status = connection.Execute(kSteps[from]);
  if (status.ok()) status = connection.Execute(done);
  if (status.ok()) status = connection.Execute("COMMIT");
  if (!status.ok() && connection.in_transaction()) (void)connection.Execute("ROLLBACK").ok();
  return status;
}

}  // namespace

base::Status Migrate(Connection& connection) {
  CSIP_ASSIGN_OR_RETURN(int64_t version, ReadVersion(connection));
  if (version > kFormatVersion) {
    return base::Error{
        base::Code::kUnsupported,
        fmt::format("the data was written by a newer csip (format {}, this program reads up to {}); "
                    "run the newer program, or restore an older backup",
                    version, kFormatVersion)};
  }
  for (; version < kFormatVersion; ++version) CSIP_RETURN_IF_ERROR(RunStep(connection, version));
  return {};
}

}  // namespace csip::store::sqlite
