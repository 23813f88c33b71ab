#include "store/sqlite/connection.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "store/sqlite/block_rows.h"
#include "store/sqlite/gathering_vfs.h"

namespace csip::store::sqlite {
namespace {

using base::Code;
using base::Error;

// More compiled statements than this and the cache starts anew: column sets of updates could be many.
constexpr size_t kStatementsKept = 500;
constexpr int kBusyTimeoutMs = 5000;

// Not every way to meet a full disk has its own code in SQLite.
bool IsDiskFull(sqlite3* db, int rc) {
  if ((rc & 0xff) == SQLITE_FULL) return true;
  if ((rc & 0xff) != SQLITE_IOERR || db == nullptr) return false;
  int reason = sqlite3_system_errno(db);
  return reason == ENOSPC || reason == EDQUOT;
}

// What went wrong in words for a person. kUnavailable may pass by itself.
Error ToError(sqlite3* db, int rc) {
  std::string detail = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(rc);
  switch (IsDiskFull(db, rc) ? SQLITE_FULL : rc & 0xff) {
    case SQLITE_FULL:
      return {
          Code::kUnavailable, "the disk is full, nothing was saved; free some space and try again", {}, true};
    case SQLITE_IOERR:
      return {Code::kUnavailable,
              fmt::format("the disk refused to read or write the data file ({}); nothing was saved", detail),
              {},
              true};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Code::kUnavailable, "another program holds the data file; close it and try again", {}, true};
    case SQLITE_NOMEM:
      return {Code::kUnavailable, "there is not enough memory for the data file", {}, true};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return {Code::kUnavailable,
              fmt::format("the data file cannot be opened for writing ({}); check its permissions", detail),
              {},
              true};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {Code::kCorrupt, fmt::format("the data file is damaged ({}); restore it from a backup", detail)};
    case SQLITE_TOOBIG:
      return {Code::kTooLarge, "a value or a row is too large to store"};
    case SQLITE_CONSTRAINT:
      return {Code::kConflict, fmt::format("the data file refused the change: {}", detail)};
    default:
      return {Code::kInternal, fmt::format("SQLite error {}: {}", rc, detail)};
  }
}

}  // namespace

std::string_view ResultCell::Text() const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_value_text(cell_));
  if (data == nullptr) return {};
  return {data, static_cast<size_t>(sqlite3_value_bytes(cell_))};
}

void Statement::Reset() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Statement& Statement::Integer(int parameter, int64_t number) {
  sqlite3_bind_int64(statement_, parameter, number);
  return *this;
}

Statement& Statement::Real(int parameter, double number) {
  sqlite3_bind_double(statement_, parameter, number);
  return *this;
}

Statement& Statement::Text(int parameter, std::string_view text) {
  const char* data = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text64(statement_, parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::CopiedText(int parameter, std::string_view text) {
  const char* data = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text64(statement_, parameter, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::CopiedBlob(int parameter, std::string_view bytes) {
  sqlite3_bind_blob64(statement_, parameter, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::Null(int parameter) {
  sqlite3_bind_null(statement_, parameter);
  return *this;
}

base::Result<bool> Statement::Step() {
  int rc = sqlite3_step(statement_);
  if (rc == SQLITE_ROW) return true;
  if (rc == SQLITE_DONE) return false;
  return ToError(db_, rc);
}

base::Status Statement::Run() {
  int rc = sqlite3_step(statement_);
  while (rc == SQLITE_ROW) rc = sqlite3_step(statement_);
  if (rc != SQLITE_DONE) {
    Error error = ToError(db_, rc);
    Reset();
    return error;
  }
  Reset();
  return {};
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
int Statement::Type(int column) const {
  return sqlite3_column_type(statement_, column);
}
int64_t Statement::Integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}
double Statement::Real(int column) const {
  return sqlite3_column_double(statement_, column);
}

std::string_view Statement::Text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::Blob(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

base::Result<std::unique_ptr<Connection>> Connection::Open(const std::string& path, Mode mode) {
  // Nobody asks how much memory SQLite uses; counting it takes a lock for every piece.
  [[maybe_unused]] static const int kNotCounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (mode != Mode::kReader) {
    flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  } else {
    // What a bulk writer left half done is taken back by the first who opens the file, which takes writing.
    bool cut_off = access((path + "-journal").c_str(), F_OK) == 0;
    flags |= cut_off ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  }
  sqlite3* db = nullptr;
  bool gathers = mode == Mode::kWriter || mode == Mode::kBulkWriter;
  const char* vfs = gathers ? GatheringVfs() : nullptr;
  int rc = sqlite3_open_v2(path.c_str(), &db, flags, vfs);
  std::unique_ptr<Connection> connection(new Connection(db));
  if (rc != SQLITE_OK) return ToError(db, rc);
  CSIP_RETURN_IF_ERROR(connection->Configure(mode));
  return connection;
}

base::Status Connection::Configure(Mode mode) {
  sqlite3_busy_timeout(db_, kBusyTimeoutMs);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_limit(db_, SQLITE_LIMIT_ATTACHED, 0);
  // A rollback journal whose removal is lost with the power would take back what was acknowledged: EXTRA syncs its folder, too.
  if (mode == Mode::kShared) return Execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA");
  if (mode == Mode::kReader) sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  if (mode == Mode::kReader)
    return Execute("PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA temp_store=MEMORY");
  if (mode == Mode::kBulkWriter) {
    sqlite3_busy_timeout(db_, 0);
    (void)Execute("PRAGMA journal_mode=DELETE").ok();  // refused while others have the file open
    sqlite3_busy_timeout(db_, kBusyTimeoutMs);
    CSIP_RETURN_IF_ERROR(Execute("PRAGMA synchronous=EXTRA"));
  } else {
    CSIP_RETURN_IF_ERROR(Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"));
  }
  return Execute(
      "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;"
      "PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=2000; PRAGMA foreign_keys=OFF");
}

Connection::Connection(sqlite3* db) : db_(db) {}

Connection::~Connection() {
  DropStatements();
  sqlite3_close_v2(db_);
}

void Connection::DropStatements() {
  for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  statements_.clear();
}

base::Result<Statement> Connection::Prepare(std::string_view sql) {
  if (auto found = statements_.find(sql); found != statements_.end()) return Statement(db_, found->second);
  sqlite3_stmt* statement = nullptr;
  int rc = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                              &statement, nullptr);
  if (rc != SQLITE_OK) return ToError(db_, rc);
  statements_.emplace(sql, statement);
  return Statement(db_, statement);
}

base::Result<BlockRows*> Connection::Blocks() {
  if (blocks_ == nullptr) {
    auto blocks = std::make_unique<BlockRows>();
    int rc = BlockRows::Register(db_, blocks.get());
    if (rc != SQLITE_OK) return ToError(db_, rc);
    blocks_ = std::move(blocks);
  }
  return blocks_.get();
}

base::Status Connection::Execute(const std::string& sql) {
  int rc = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
  if (rc != SQLITE_OK) return ToError(db_, rc);
  return {};
}

base::Result<int64_t> Connection::QueryInteger(std::string_view sql) {
  CSIP_ASSIGN_OR_RETURN(Statement query, Prepare(sql));
  CSIP_ASSIGN_OR_RETURN(bool found, query.Step());
  return found ? query.Integer(0) : int64_t{0};
}

base::Status Connection::CopyTo(const std::string& path) {
  constexpr int kPause = 10, kTries = 1000;  // a lock on the source passes
  CSIP_ASSIGN_OR_RETURN(auto target, Open(path, Mode::kShared));
  sqlite3_backup* copy = sqlite3_backup_init(target->db_, "main", db_, "main");
  if (copy == nullptr) return ToError(target->db_, sqlite3_errcode(target->db_));
  // In one step: the source is read as of one moment.
  int rc = sqlite3_backup_step(copy, -1);
  for (int i = 0; i < kTries && (rc == SQLITE_BUSY || rc == SQLITE_LOCKED); ++i) {
    sqlite3_sleep(kPause);
    rc = sqlite3_backup_step(copy, -1);
  }
  int finished = sqlite3_backup_finish(copy);
  if (rc != SQLITE_DONE) return ToError(nullptr, rc);
  if (finished != SQLITE_OK) return ToError(target->db_, finished);
  return target->Execute("PRAGMA journal_mode=DELETE");  // the source's mode came along
}

std::optional<uint32_t> Connection::ReadChangeCounter() {
  constexpr sqlite3_int64 kCounterAt = 24;
  sqlite3_file* file = nullptr;
  unsigned char bytes[4];
  if (sqlite3_file_control(db_, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == nullptr ||
      file->pMethods == nullptr ||
      file->pMethods->xRead(file, bytes, sizeof bytes, kCounterAt) != SQLITE_OK) {
    return std::nullopt;
  }
  return uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 | bytes[3];
}

bool Connection::surely_not_saved() const {
  // The frame that ends a transaction is the last one written; these errors come before it is whole.
  int rc = sqlite3_errcode(db_) & 0xff;
  return rc == SQLITE_FULL || rc == SQLITE_BUSY || rc == SQLITE_CONSTRAINT || rc == SQLITE_TOOBIG;
}

std::string Quote(std::string_view name) {
  std::string out = "\"";
  for (char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace csip::store::sqlite
