#include "store/sqlite/sqlite_store.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "blueprint/product_table.h"
#include "blueprint/read.h"
#include "store/sqlite/bulk_writer.h"
#include "store/sqlite/change_reader.h"
#include "store/sqlite/load_rows.h"
#include "store/sqlite/log_value.h"
#include "store/sqlite/migration.h"
#include "store/sqlite/row_writer.h"
#include "store/sqlite/transaction_reader.h"

namespace csip::store::sqlite {
namespace {

using base::Code;
using base::Error;

// Names of csip_meta under which replaced blueprints are kept; the number of the transaction follows.
constexpr std::string_view kReplacedBy = "blueprint before ";

base::Status MakeFolder(const std::string& folder) {
  if (mkdir(folder.c_str(), 0700) == 0) return {};
  int reason = errno;
  struct stat info{};
  if (stat(folder.c_str(), &info) == 0) {
    if (S_ISDIR(info.st_mode)) return {};
    return Error{Code::kInvalid, fmt::format("`{}` is a file; a data folder is needed", folder)};
  }
  return Error{Code::kUnavailable,
               fmt::format("cannot make the data folder `{}`: {}", folder, std::strerror(reason))};
}

bool Exists(const std::string& path) {
  struct stat info{};
  return stat(path.c_str(), &info) == 0;
}

// A blueprint that was stored by an older program is read with tables that the product has come to keep since, and which the
// file has not got.
base::Status DropUnknownTables(Connection& connection, Blueprint* blueprint) {
  CSIP_ASSIGN_OR_RETURN(Statement find, connection.Prepare("SELECT 1 FROM csip_tables WHERE table_id = ?"));
  while (!blueprint->tables.empty() && blueprint::IsOwned(blueprint->tables.back())) {
    CSIP_ASSIGN_OR_RETURN(bool found, find.Text(1, blueprint->tables.back().id).Step());
    if (found) return {};
    blueprint->tables.pop_back();
    find.Reset();
  }
  return {};
}

Error Named(const std::string& path, Error error) {
  error.message = fmt::format("{}: {}", path, error.message);
  return error;
}

base::Status CheckFollows(int64_t sequence, int64_t last) {
  if (sequence == last + 1) return {};
  return Error{Code::kConflict, fmt::format("transaction {} cannot follow transaction {}", sequence, last)};
}

}  // namespace

base::Result<std::unique_ptr<Store>> SqliteStore::Open(const OpenOptions& options) {
  std::string path = options.folder + "/csip.db";
  if (!options.create && !Exists(path)) {
    return base::NotFound(fmt::format("there is no workspace in `{}`; `csip init --data {}` makes one",
                                      options.folder, options.folder));
  }
  CSIP_RETURN_IF_ERROR(MakeFolder(options.folder));
  std::unique_ptr<SqliteStore> store(new SqliteStore(path, options.bulk));
  CSIP_ASSIGN_OR_RETURN(store->lock_, LockFile::Take(options.folder));
  if (auto status = store->OpenConnections(); !status.ok()) return Named(path, status.error());
  CSIP_ASSIGN_OR_RETURN(store->tokens_, TokenFile::Open(options.folder));
  CSIP_ASSIGN_OR_RETURN(store->blobs_, BlobFolder::Open(options.folder));
  return std::unique_ptr<Store>(std::move(store));
}

SqliteStore::~SqliteStore() {
  DropAhead();
  reader_.reset();  // the writer is the last to close: it checkpoints
  if (bulk_ && writer_ != nullptr)
    (void)writer_->Execute("PRAGMA journal_mode=WAL").ok();  // or the next one to open it
  writer_.reset();
}

base::Status SqliteStore::OpenConnections() {
  CSIP_ASSIGN_OR_RETURN(
      writer_, Connection::Open(path_, bulk_ ? Connection::Mode::kBulkWriter : Connection::Mode::kWriter));
  CSIP_RETURN_IF_ERROR(Migrate(*writer_));
  CSIP_ASSIGN_OR_RETURN(reader_, Connection::Open(path_, Connection::Mode::kReader));
  CSIP_ASSIGN_OR_RETURN(State state, ReadState());
  std::lock_guard lock(state_mutex_);
  state_ = std::move(state);
  return {};
}

base::Result<SqliteStore::State> SqliteStore::ReadState() {
  State state;
  state.catalog = std::make_shared<Catalog>();
  CSIP_ASSIGN_OR_RETURN(state.last_sequence,
                        writer_->QueryInteger("SELECT max(sequence) FROM csip_transactions"));
  CSIP_ASSIGN_OR_RETURN(int64_t last_change, writer_->QueryInteger("SELECT max(id) FROM csip_changes"));
  state.next_change = last_change + 1;
  CSIP_ASSIGN_OR_RETURN(Statement find,
                        writer_->Prepare("SELECT text FROM csip_meta WHERE name = 'blueprint'"));
  CSIP_ASSIGN_OR_RETURN(bool found, find.Step());
  if (!found) return state;
  blueprint::ReadOutcome read = blueprint::ReadText(find.Copy(0));
  if (!read.ok()) {
    return Error{Code::kCorrupt, "the stored blueprint cannot be read:\n" + blueprint::Render(read.errors)};
  }
  CSIP_RETURN_IF_ERROR(DropUnknownTables(*writer_, &read.blueprint));
  CSIP_ASSIGN_OR_RETURN(Catalog catalog, Catalog::Load(*writer_, read.blueprint));
  state.catalog = std::make_shared<Catalog>(std::move(catalog));
  state.blueprint = std::make_shared<Blueprint>(std::move(read.blueprint));
  return state;
}

base::Status SqliteStore::Heal() {
  if (!in_doubt_) return {};
  std::lock_guard lock(reader_mutex_);
  reader_.reset();
  writer_.reset();
  base::Status status = OpenConnections();
  if (status.ok()) status = Rewrite();
  if (status.ok()) status = Prove();
  if (!status.ok()) return Named(path_, status.error());
  in_doubt_ = false;
  return {};
}

// What was found in the WAL may have been read from the cache of the system and not be on the disk, since a sync of it
// failed. A checkpoint writes it into the data file and syncs that.
base::Status SqliteStore::Rewrite() {
  CSIP_ASSIGN_OR_RETURN(int64_t busy, writer_->QueryInteger("PRAGMA wal_checkpoint(TRUNCATE)"));
  if (busy == 0) return {};
  return Error{Code::kUnavailable,
               "another program reads the data file; nothing can be saved until it has finished",
               {},
               true};
}

// A small commit of our own, in the place of one that failed: when it is on the disk, the other is nowhere.
base::Status SqliteStore::Prove() {
  return writer_->Execute(
      "BEGIN IMMEDIATE; INSERT INTO csip_meta (name, text) VALUES ('recoveries', '1') "
      "ON CONFLICT (name) DO UPDATE SET text = CAST(text AS INTEGER) + 1; COMMIT");
}

// With a rollback journal a commit may fail after the journal, by which it would be taken back, is gone.
bool SqliteStore::NothingSaved() {
  auto last = writer_->QueryInteger("SELECT max(sequence) FROM csip_transactions");
  return last.ok() && *last == last_sequence();
}

SqliteStore::State SqliteStore::state() const {
  std::lock_guard lock(state_mutex_);
  return state_;
}

std::optional<Blueprint> SqliteStore::blueprint() const {
  State now = state();
  return now.blueprint == nullptr ? std::nullopt : std::optional<Blueprint>(*now.blueprint);
}

int64_t SqliteStore::last_sequence() const {
  return state().last_sequence;
}

base::Result<const SqlTable*> SqliteStore::TableOf(const State& state, TableIndex table) const {
  if (table < state.catalog->tables.size()) return &state.catalog->tables[table];
  return base::NotFound("the store has no such table");
}

base::Status SqliteStore::Load(TableIndex table, const BlockVisitor& visit) {
  State now;
  {
    std::lock_guard lock(writer_mutex_);
    CSIP_RETURN_IF_ERROR(Heal());
    now = state();
  }
  CSIP_ASSIGN_OR_RETURN(const SqlTable* sql, TableOf(now, table));
  // A connection of its own, so that tables can be read side by side.
  CSIP_ASSIGN_OR_RETURN(auto connection, Connection::Open(path_, Connection::Mode::kReader));
  return LoadRows(*connection, *sql, visit);
}

base::Result<int64_t> SqliteStore::NextRow(TableIndex table) {
  std::lock_guard lock(writer_mutex_);
  CSIP_RETURN_IF_ERROR(Heal());
  State now = state();
  CSIP_ASSIGN_OR_RETURN(const SqlTable* sql, TableOf(now, table));
  CSIP_ASSIGN_OR_RETURN(Statement find,
                        writer_->Prepare("SELECT next_row FROM csip_counters WHERE table_id = ?"));
  CSIP_ASSIGN_OR_RETURN(bool found, find.Text(1, sql->id).Step());
  return found ? find.Integer(0) : int64_t{1};
}

base::Result<std::vector<int64_t>> SqliteStore::DeletedRows(TableIndex table) {
  std::lock_guard lock(writer_mutex_);
  CSIP_RETURN_IF_ERROR(Heal());
  State now = state();
  CSIP_ASSIGN_OR_RETURN(const SqlTable* sql, TableOf(now, table));
  CSIP_ASSIGN_OR_RETURN(Statement rows,
                        writer_->Prepare("SELECT row FROM csip_deleted WHERE table_id = ? ORDER BY row"));
  rows.Text(1, sql->id);
  std::vector<int64_t> out;
  while (true) {
    CSIP_ASSIGN_OR_RETURN(bool found, rows.Step());
    if (!found) return out;
    out.push_back(rows.Integer(0));
  }
}

base::Result<std::vector<Override>> SqliteStore::Overrides() {
  std::lock_guard lock(writer_mutex_);
  CSIP_RETURN_IF_ERROR(Heal());
  State now = state();
  TableOfNumber table_of = [&](int64_t number) {
    for (size_t i = 0; i < now.catalog->tables.size(); ++i) {
      if (now.catalog->tables[i].number == number) return static_cast<TableIndex>(i);
    }
    return value::kNone;
  };
  CSIP_ASSIGN_OR_RETURN(
      Statement rows,
      writer_->Prepare("SELECT table_id, column_id, row, value, author, reason, set_at, expires_at "
                       "FROM csip_overrides ORDER BY table_id, row, column_id"));
  std::vector<Override> out;
  while (true) {
    CSIP_ASSIGN_OR_RETURN(bool found, rows.Step());
    if (!found) return out;
    const SqlTable* table = now.catalog->Find(rows.Copy(0));
    const SqlColumn* column = table == nullptr ? nullptr : table->Find(rows.Copy(1));
    if (column == nullptr) continue;
    Override item;
    item.table = static_cast<TableIndex>(table - now.catalog->tables.data());
    item.column = static_cast<ColumnIndex>(column - table->columns.data());
    item.row = rows.Integer(2);
    item.value = ReadLogText(rows.Text(3), table_of);
    item.author = rows.Copy(4);
    item.reason = rows.Copy(5);
    item.set_at = rows.Integer(6);
    item.expires_at = rows.Integer(7);
    out.push_back(std::move(item));
  }
}

base::Status SqliteStore::Begin() {
  CSIP_RETURN_IF_ERROR(Heal());
  base::Status begun = writer_->Execute("BEGIN IMMEDIATE");
  if (!begun.ok()) return AfterFailure(begun.error(), false);
  State now = state();
  ahead_ = {now, now.next_change};
  return {};
}

base::Status SqliteStore::WriteAhead(const BulkInsert& insert, int64_t sequence) {
  std::lock_guard lock(writer_mutex_);
  if (!bulk_) return Error{Code::kInternal, "rows can be written ahead only while nobody else writes"};
  if (!ahead_) {
    CSIP_RETURN_IF_ERROR(Begin());
  }
  base::Status status = CheckFollows(sequence, ahead_->state.last_sequence);
  if (status.ok())
    status = BulkWriter(*writer_, ahead_->state.catalog, ahead_->state.next_change).Write(insert, sequence);
  if (status.ok()) return {};
  ahead_.reset();
  return AfterFailure(status.error(), false);
}

void SqliteStore::DropAhead() {
  std::lock_guard lock(writer_mutex_);
  if (!ahead_) return;
  ahead_.reset();
  (void)AfterFailure({}, false);
}

base::Status SqliteStore::Commit(std::span<const Transaction> group) {
  std::lock_guard lock(writer_mutex_);
  if (group.empty()) return {};
  if (!ahead_) {
    CSIP_RETURN_IF_ERROR(Begin());
  }
  Unsaved unsaved = *std::exchange(ahead_, std::nullopt);
  base::Status status = WriteGroup(group, unsaved);
  bool may_be_saved = false;
  if (status.ok()) {
    status = writer_->Execute("COMMIT");
    may_be_saved = !status.ok() && !writer_->surely_not_saved();
  }
  if (!status.ok()) return AfterFailure(status.error(), may_be_saved);
  std::lock_guard state_lock(state_mutex_);
  state_ = std::move(unsaved.state);
  return {};
}

base::Status SqliteStore::WriteGroup(std::span<const Transaction> group, Unsaved& unsaved) {
  State& state = unsaved.state;
  for (const Transaction& transaction : group) {
    CSIP_RETURN_IF_ERROR(CheckFollows(transaction.sequence, state.last_sequence));
    RowWriter writer(*writer_, state.catalog, state.next_change);
    CSIP_RETURN_IF_ERROR(writer.WriteHead(transaction, unsaved.first_change));
    if (transaction.blueprint != nullptr) {
      CSIP_RETURN_IF_ERROR(writer.WriteRows(transaction.rows_before));
      CSIP_RETURN_IF_ERROR(ChangeBlueprint(transaction, state));
      writer.ForgetTables();
    }
    for (const BulkInsert& insert : transaction.bulk) {
      BulkWriter bulk(*writer_, state.catalog, state.next_change);
      CSIP_RETURN_IF_ERROR(bulk.Write(insert, transaction.sequence));
    }
    CSIP_RETURN_IF_ERROR(writer.Write(transaction));
    state.last_sequence = transaction.sequence;
    unsaved.first_change = state.next_change;
  }
  return {};
}

base::Status SqliteStore::ChangeBlueprint(const Transaction& transaction, State& state) {
  const std::shared_ptr<const Blueprint>& blueprint = transaction.blueprint;
  {
    // What it replaces stays readable under the transaction's number.
    CSIP_ASSIGN_OR_RETURN(
        Statement keep,
        writer_->Prepare(
            "INSERT INTO csip_meta (name, text) SELECT ?, text FROM csip_meta WHERE name = 'blueprint'"));
    CSIP_RETURN_IF_ERROR(keep.CopiedText(1, fmt::format("{}{}", kReplacedBy, transaction.sequence)).Run());
  }
  auto catalog = std::make_shared<Catalog>(Catalog::Of(*blueprint));
  CSIP_RETURN_IF_ERROR(ChangeSchema(*writer_, *state.catalog, *catalog));
  CSIP_ASSIGN_OR_RETURN(Statement save,
                        writer_->Prepare("INSERT INTO csip_meta (name, text) VALUES ('blueprint', ?) "
                                         "ON CONFLICT (name) DO UPDATE SET text = excluded.text"));
  std::string text = blueprint::WriteText(*blueprint);
  CSIP_RETURN_IF_ERROR(save.Text(1, text).Run());
  state.catalog = std::move(catalog);
  state.blueprint = blueprint;
  return {};
}

base::Error SqliteStore::AfterFailure(Error error, bool may_be_saved) {
  bool closed = true;
  if (writer_->in_transaction()) closed = writer_->Execute("ROLLBACK").ok() && !writer_->in_transaction();
  if (closed && may_be_saved) {
    closed = Prove().ok() && NothingSaved();
    if (!closed && writer_->in_transaction()) (void)writer_->Execute("ROLLBACK").ok();
  }
  if (closed) return error;
  in_doubt_ = true;
  if (may_be_saved) {
    error.message =
        "the disk failed while the change was being saved, and the change was taken back; check the disk. "
        "Should "
        "the server end before the disk works again, look whether the change was saved after all";
  }
  return error;
}

base::Result<std::vector<Change>> SqliteStore::Changes(const ChangeQuery& query) {
  std::lock_guard lock(reader_mutex_);
  State now = state();
  if (now.blueprint == nullptr) return std::vector<Change>();
  if (reader_ == nullptr)
    return Error{Code::kUnavailable, "the data file is not open; try again later", {}, true};
  return ChangeReader(*reader_, *now.blueprint, *now.catalog).Read(query);
}

template <typename Read>
auto SqliteStore::ReadTransactions(const Read& read) -> decltype(read(std::declval<TransactionReader&>())) {
  std::lock_guard lock(reader_mutex_);
  State now = state();
  if (reader_ == nullptr)
    return Error{Code::kUnavailable, "the data file is not open; try again later", {}, true};
  static const Blueprint none;
  TransactionReader reader(*reader_, now.blueprint == nullptr ? none : *now.blueprint);
  return read(reader);
}

base::Result<std::vector<TransactionInfo>> SqliteStore::Transactions(const TransactionQuery& query) {
  return ReadTransactions([&](TransactionReader& reader) { return reader.Read(query); });
}

base::Result<std::vector<ChangeCount>> SqliteStore::CountChanges(int64_t sequence) {
  return ReadTransactions([&](TransactionReader& reader) { return reader.Count(sequence); });
}

base::Result<std::vector<DeletedRow>> SqliteStore::Bin(const BinQuery& query) {
  return ReadTransactions([&](TransactionReader& reader) { return reader.Bin(query); });
}

base::Result<std::vector<Store::BlueprintChange>> SqliteStore::BlueprintChanges() {
  std::lock_guard lock(reader_mutex_);
  if (reader_ == nullptr)
    return Error{Code::kUnavailable, "the data file is not open; try again later", {}, true};
  CSIP_ASSIGN_OR_RETURN(
      Statement lines,
      reader_->Prepare(
          "SELECT t.sequence, t.time, t.actor, t.reason FROM csip_meta m JOIN csip_transactions t "
          "ON t.sequence = CAST(substr(m.name, ?) AS INTEGER) WHERE m.name GLOB ? "
          "ORDER BY t.sequence DESC"));
  std::string pattern = std::string(kReplacedBy) + "*";
  lines.Integer(1, static_cast<int64_t>(kReplacedBy.size()) + 1).Text(2, pattern);
  std::vector<BlueprintChange> out;
  while (true) {
    CSIP_ASSIGN_OR_RETURN(bool found, lines.Step());
    if (!found) return out;
    out.push_back({lines.Integer(0), lines.Integer(1), lines.Copy(2), lines.Copy(3)});
  }
}

base::Result<std::optional<Blueprint>> SqliteStore::BlueprintBefore(int64_t sequence) {
  std::lock_guard lock(reader_mutex_);
  if (reader_ == nullptr)
    return Error{Code::kUnavailable, "the data file is not open; try again later", {}, true};
  CSIP_ASSIGN_OR_RETURN(Statement find, reader_->Prepare("SELECT text FROM csip_meta WHERE name = ?"));
  std::string name = fmt::format("{}{}", kReplacedBy, sequence);
  CSIP_ASSIGN_OR_RETURN(bool found, find.Text(1, name).Step());
  if (!found) return std::optional<Blueprint>();
  blueprint::ReadOutcome read = blueprint::ReadText(find.Copy(0));
  if (!read.ok()) {
    return Error{Code::kCorrupt, fmt::format("the blueprint before transaction {} cannot be read:\n{}",
                                             sequence, blueprint::Render(read.errors))};
  }
  return std::optional<Blueprint>(std::move(read.blueprint));
}

base::Result<bool> SqliteStore::EverHeld(const std::string& id) {
  std::lock_guard lock(reader_mutex_);
  if (reader_ == nullptr)
    return Error{Code::kUnavailable, "the data file is not open; try again later", {}, true};
  CSIP_ASSIGN_OR_RETURN(Statement find, reader_->Prepare("SELECT 1 FROM csip_names WHERE id = ?"));
  return find.Text(1, id).Step();
}

base::Status SqliteStore::AddToken(const Token& token) {
  return tokens_->AddToken(token);
}
base::Result<std::optional<Token>> SqliteStore::FindToken(const std::string& hash) {
  return tokens_->FindToken(hash);
}
base::Result<std::vector<Token>> SqliteStore::Tokens() {
  return tokens_->Tokens();
}
base::Status SqliteStore::RemoveToken(const std::string& id) {
  return tokens_->RemoveToken(id);
}

base::Result<std::optional<std::string>> SqliteStore::Setting(const std::string& name) {
  std::lock_guard lock(reader_mutex_);
  if (reader_ == nullptr)
    return Error{Code::kUnavailable, "the data file is not open; try again later", {}, true};
  CSIP_ASSIGN_OR_RETURN(Statement find, reader_->Prepare("SELECT text FROM csip_settings WHERE name = ?"));
  CSIP_ASSIGN_OR_RETURN(bool found, find.Text(1, name).Step());
  return found ? std::optional<std::string>(find.Copy(0)) : std::nullopt;
}

base::Result<std::vector<std::pair<std::string, std::string>>> SqliteStore::Settings(
    const std::string& prefix) {
  std::lock_guard lock(reader_mutex_);
  if (reader_ == nullptr)
    return Error{Code::kUnavailable, "the data file is not open; try again later", {}, true};
  CSIP_ASSIGN_OR_RETURN(
      Statement rows,
      reader_->Prepare("SELECT name, text FROM csip_settings WHERE substr(name, 1, ?) = ? ORDER BY name"));
  rows.Integer(1, static_cast<int64_t>(prefix.size())).Text(2, prefix);
  std::vector<std::pair<std::string, std::string>> out;
  while (true) {
    CSIP_ASSIGN_OR_RETURN(bool found, rows.Step());
    if (!found) return out;
    out.emplace_back(rows.Copy(0), rows.Copy(1));
  }
}

base::Status SqliteStore::SetSetting(const std::string& name, const std::string& text) {
  return WriteSetting(
      "INSERT INTO csip_settings (name, text) VALUES (?, ?) "
      "ON CONFLICT (name) DO UPDATE SET text = excluded.text",
      name, &text);
}

base::Status SqliteStore::RemoveSetting(const std::string& name) {
  return WriteSetting("DELETE FROM csip_settings WHERE name = ?", name, nullptr);
}

base::Status SqliteStore::WriteSetting(std::string_view sql, const std::string& name,
                                       const std::string* text) {
  std::lock_guard lock(writer_mutex_);
  if (ahead_)
    return Error{Code::kUnavailable, "rows are being brought in; try again when they are there", {}, true};
  CSIP_RETURN_IF_ERROR(Heal());
  base::Status status = [&]() -> base::Status {
    CSIP_ASSIGN_OR_RETURN(Statement save, writer_->Prepare(sql));
    save.Text(1, name);
    if (text != nullptr) save.Text(2, *text);
    return save.Run();
  }();
  if (status.ok()) return {};
  return AfterFailure(status.error(), !writer_->surely_not_saved());
}

}  // namespace csip::store::sqlite

namespace csip::store {

base::Result<std::unique_ptr<Store>> OpenSqlite(const OpenOptions& options) {
  return sqlite::SqliteStore::Open(options);
}

}  // namespace csip::store
