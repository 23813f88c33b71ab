// SqliteStore: the store of one data folder, in SQLite.
//
//   csip.db, csip.db-wal, csip.db-shm    the data; WAL, synchronous=FULL: a commit that returned ok is on the disk
//   csip.db-journal                      instead of a WAL while a store is open for bulk (connection.h)
//   files/                               bytes of attached files (blob_folder.h)
//   csip.lock                            held while the store is open
//   access.db                            tokens (token_file.h); not under the lock
//
// Threads: one connection writes (and loads) under writer_mutex_, a second one reads the log and settings under
// reader_mutex_; state_mutex_ guards what both look at. They are taken in this order.
//
// After an error of the disk the connection rolls back and goes on. A sync that failed is never tried again as if the
// next one could make up for it: the system may have dropped what it could not write, and report success. A failed
// commit may even lie in the WAL whole, and come to light after a crash. So a small commit takes its place at once; when
// that one is on the disk, the failed one is gone for good. Where even that fails the store is in doubt: before its next
// use the connections are opened again, all that the WAL holds is written anew into the data file, and the state is what
// the file says.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "store/blob_folder.h"
#include "store/sqlite/catalog.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/lock_file.h"
#include "store/sqlite/token_file.h"
#include "store/store.h"

namespace csip::store::sqlite {

class TransactionReader;

class SqliteStore : public Store {
 public:
  static base::Result<std::unique_ptr<Store>> Open(const OpenOptions& options);
  ~SqliteStore() override;

  std::optional<Blueprint> blueprint() const override;
  int64_t last_sequence() const override;
  base::Status Load(TableIndex table, const BlockVisitor& visit) override;
  base::Result<int64_t> NextRow(TableIndex table) override;
  base::Result<std::vector<int64_t>> DeletedRows(TableIndex table) override;
  base::Result<std::vector<Override>> Overrides() override;
  base::Status Commit(std::span<const Transaction> group) override;
  bool takes_ahead() const override { return bulk_; }
  base::Status WriteAhead(const BulkInsert& insert, int64_t sequence) override;
  void DropAhead() override;
  bool in_doubt() const override { return in_doubt_; }
  base::Result<std::vector<Change>> Changes(const ChangeQuery& query) override;
  base::Result<std::vector<TransactionInfo>> Transactions(const TransactionQuery& query) override;
  base::Result<std::vector<ChangeCount>> CountChanges(int64_t sequence) override;
  base::Result<std::vector<DeletedRow>> Bin(const BinQuery& query) override;
  base::Result<std::vector<BlueprintChange>> BlueprintChanges() override;
  base::Result<std::optional<Blueprint>> BlueprintBefore(int64_t sequence) override;
  base::Result<bool> EverHeld(const std::string& id) override;
  base::Status AddToken(const Token& token) override;
  base::Result<std::optional<Token>> FindToken(const std::string& hash) override;
  base::Result<std::vector<Token>> Tokens() override;
  base::Status RemoveToken(const std::string& id) override;
  base::Result<std::optional<std::string>> Setting(const std::string& name) override;
  base::Status SetSetting(const std::string& name, const std::string& text) override;
  base::Status RemoveSetting(const std::string& name) override;
  base::Result<std::vector<std::pair<std::string, std::string>>> Settings(const std::string& prefix) override;
  const BlobFolder& blobs() const override { return *blobs_; }

 private:
  // What a commit changes beside the file.
  struct State {
    std::shared_ptr<const Blueprint> blueprint;  // null before the first
    std::shared_ptr<const Catalog> catalog;
    int64_t last_sequence = 0;
    int64_t next_change = 1;
  };

  // An SQL transaction on its way: what it makes of the state, and the first line of the log for the transaction that it
  // is at.
  struct Unsaved {
    State state;
    int64_t first_change = 1;
  };

  SqliteStore(std::string path, bool bulk) : path_(std::move(path)), bulk_(bulk) {}
  base::Status OpenConnections();
  base::Result<State> ReadState();
  // Opens the connections again where an error left them in doubt. With writer_mutex_ held.
  base::Status Heal();
  base::Status Begin();  // an SQL transaction, in ahead_
  base::Status WriteGroup(std::span<const Transaction> group, Unsaved& unsaved);
  base::Status ChangeBlueprint(const Transaction& transaction, State& state);
  base::Status Rewrite();
  base::Status Prove();
  bool NothingSaved();
  // Brings the writer to where it was before a failed transaction, or leaves it in doubt; the error for the caller.
  base::Error AfterFailure(base::Error error, bool may_be_saved);
  // What `read` reads by a TransactionReader, with reader_mutex_ held.
  template <typename Read>
  auto ReadTransactions(const Read& read) -> decltype(read(std::declval<TransactionReader&>()));
  base::Status WriteSetting(std::string_view sql, const std::string& name, const std::string* text);
  State state() const;
  base::Result<const SqlTable*> TableOf(const State& state, TableIndex table) const;

  std::string path_;
  bool bulk_;
  std::unique_ptr<LockFile> lock_;
  std::unique_ptr<TokenFile> tokens_;
  std::optional<BlobFolder> blobs_;  // from Open on
  std::mutex writer_mutex_;
  std::unique_ptr<Connection> writer_;
  std::optional<Unsaved> ahead_;
  std::atomic<bool> in_doubt_{false};  // the connections must be opened again
  std::mutex reader_mutex_;
  std::unique_ptr<Connection> reader_;
  mutable std::mutex state_mutex_;
  State state_;
};

}  // namespace csip::store::sqlite
