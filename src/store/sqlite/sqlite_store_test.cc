#include "store/sqlite/sqlite_store.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "store/backup.h"
#include "store/contract_test.h"
#include "store/sqlite/migration.h"

namespace csip::store {
namespace {

using testing::HasSubstr;
using value::Value;

base::Result<std::unique_ptr<Store>> OpenFolder(const std::string& folder) {
  return OpenSqlite({folder});
}

base::Result<std::unique_ptr<Store>> OpenForBulk(const std::string& folder) {
  return OpenSqlite({.folder = folder, .bulk = true});
}

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract,
                         testing::Values(StoreFactory{"sqlite", OpenFolder},
                                         StoreFactory{"sqlite_bulk", OpenForBulk}),
                         [](const auto& info) { return info.param.name; });

// Another program that reads the file with plain SQL: the rows as lines, columns joined by "|".
std::string Sql(const std::string& folder, const std::string& sql) {
  sqlite3* db = nullptr;
  sqlite3_open((folder + "/csip.db").c_str(), &db);
  std::string out;
  auto add = [](void* to, int count, char** texts, char**) {
    auto& text = *static_cast<std::string*>(to);
    for (int i = 0; i < count; ++i)
      text += (i > 0 ? "|" : "") + std::string(texts[i] != nullptr ? texts[i] : "NULL");
    text += "\n";
    return 0;
  };
  char* error = nullptr;
  if (sqlite3_exec(db, sql.c_str(), add, &out, &error) != SQLITE_OK) out = std::string("error: ") + error;
  sqlite3_free(error);
  sqlite3_close(db);
  return out;
}

std::unique_ptr<Store> Started(const std::string& folder) {
  auto store = std::move(OpenFolder(folder)).value();
  Transaction first = Make(1, {});
  first.blueprint = std::make_shared<blueprint::Blueprint>(TestBlueprint());
  EXPECT_TRUE(store->Commit({&first, 1}).ok());
  return store;
}

TEST(SqliteStore, PlainSqlReadsTypedColumnsAndListsThroughViews) {
  TestFolder folder;
  auto store = Started(folder.path());
  Transaction rows = Make(
      2, {Insert(kCustomers, 1,
                 {Cell(kName, Value::Text("Ann")), Cell(kShare, Value::Number(12.5)),
                  Cell(kActive, Value::Bool(true)), Cell(kSince, Value::Date(20779)),
                  Cell(kSeen, Value::Instant(1'795'341'600'000'000)),
                  Cell(kTags, Value::List({Value::Text("old"), Value::Text("new")}))}),
          Insert(kCustomers, 2,
                 {Cell(kName, Value::Text("Bo")), Cell(kFriends, Value::List({Value::Row({kCustomers, 1})})),
                  Computed(kSpent, Value::Error(value::ErrorCode::kValue, "why"))})});
  ASSERT_TRUE(store->Commit({&rows, 1}).ok());
  EXPECT_EQ(
      Sql(folder.path(),
          R"(SELECT Name, typeof(Share), Share * 2, Active, Since, Seen FROM Customer WHERE "_row" = 1)"),
      "Ann|real|25.0|1|2026-11-22|2026-11-22T10:00:00.000000Z\n");
  EXPECT_EQ(
      Sql(folder.path(),
          R"(SELECT c.Name, t.position, t.value FROM Customer c JOIN "Customer.Tags" t ON t.row = c._row)"),
      "Ann|1|old\nAnn|2|new\n");
  EXPECT_EQ(
      Sql(folder.path(), R"(SELECT a.Name, b.Name FROM Customer a JOIN "Customer.Friends" f ON f.row = a._row
                                  JOIN Customer b ON b._row = f.value)"),
      "Bo|Ann\n");
  EXPECT_EQ(
      Sql(folder.path(),
          "SELECT Spent, json_extract(_errors, '$.\"' || column_id || '\"[0]') FROM Customer, csip_columns "
          "WHERE _row = 2 AND sql_name = 'Spent'"),
      "NULL|#VALUE\n");
}

TEST(SqliteStore, ASecondOpenerIsRefusedAndToldByWhom) {
  TestFolder folder;
  auto first = std::move(OpenFolder(folder.path())).value();
  auto second = OpenFolder(folder.path());
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, base::Code::kConflict);
  EXPECT_THAT(second.error().message, HasSubstr("process " + std::to_string(getpid())));
  first.reset();
  EXPECT_TRUE(OpenFolder(folder.path()).ok());
}

TEST(SqliteStore, NothingIsMadeUnlessAskedFor) {
  TestFolder folder;
  auto missing = OpenSqlite({folder.path() + "/sub", false});
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, base::Code::kNotFound);
  EXPECT_THAT(missing.error().message, HasSubstr("csip init"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/sub"));
}

TEST(SqliteStore, ANewerFormatIsRefusedWithWords) {
  TestFolder folder;
  Started(folder.path()).reset();
  Sql(folder.path(), "UPDATE csip_meta SET text = '999' WHERE name = 'format'");
  auto opened = OpenFolder(folder.path());
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, base::Code::kUnsupported);
  EXPECT_THAT(opened.error().message, HasSubstr("newer csip (format 999"));
}

// What each version of the format added, taken away again: the file as a program of the version before left it.
constexpr const char* kOlder[] = {
    // 5 to 4, 4 to 3, ...
    "DROP INDEX csip_transactions_by_key; ALTER TABLE csip_transactions DROP COLUMN request_key;"
    "ALTER TABLE csip_transactions DROP COLUMN receipt",
    "DROP INDEX csip_transactions_by_reverts; DROP INDEX csip_changes_of_deletions",
    "DROP INDEX csip_changes_of_many; ALTER TABLE csip_changes DROP COLUMN last_row",
    "DROP INDEX csip_transactions_by_actor; ALTER TABLE csip_transactions DROP COLUMN reverts",
};

TEST(SqliteStore, AFolderOfAnyOlderFormatIsBroughtToThisOneAndLosesNothing) {
  for (int64_t steps = 1; steps <= static_cast<int64_t>(std::size(kOlder)); ++steps) {
    TestFolder folder;
    auto store = Started(folder.path());
    Transaction rows = Make(2, {Insert(kCustomers, 1, {Cell(kName, Value::Text("Ann"))})});
    ASSERT_TRUE(store->Commit({&rows, 1}).ok());
    store.reset();
    for (int64_t i = 0; i < steps; ++i) ASSERT_EQ(Sql(folder.path(), kOlder[i]), "");
    Sql(folder.path(), fmt::format("UPDATE csip_meta SET text = '{}' WHERE name = 'format'",
                                   sqlite::kFormatVersion - steps));
    auto opened = OpenFolder(folder.path());
    ASSERT_TRUE(opened.ok()) << opened.error().ToString();
    store = std::move(*opened);
    EXPECT_EQ(store->last_sequence(), 2);
    ASSERT_EQ(LoadAll(*store, kCustomers).size(), 1u);
    EXPECT_EQ(LoadAll(*store, kCustomers)[0].cells[kName], Value::Text("Ann"));
    EXPECT_EQ(store->Changes({.table = kCustomers})->size(), 2u);
    Transaction more = Make(3, {Delete(kCustomers, 1, {Cell(kName, {}, Value::Text("Ann"))})});
    more.reverts = 2;
    more.request_key = "k";
    ASSERT_TRUE(store->Commit({&more, 1}).ok());
    EXPECT_EQ(store->Transactions({.reverts = 2, .request_key = "k"})->size(), 1u);
    EXPECT_EQ(store->Bin({})->size(), 1u);
  }
  EXPECT_EQ(std::size(kOlder), sqlite::kFormatVersion - 1) << "each step has its way back here";
}

TEST(SqliteStore, ForeignAndDamagedFilesAreRefusedWithWords) {
  TestFolder foreign;
  Sql(foreign.path(), "CREATE TABLE other (x)");
  EXPECT_THAT(OpenFolder(foreign.path()).error().message, HasSubstr("another program"));
  TestFolder garbage;
  std::ofstream(garbage.path() + "/csip.db") << std::string(10000, 'x');
  EXPECT_EQ(OpenFolder(garbage.path()).error().code, base::Code::kCorrupt);
  TestFolder torn;
  Started(torn.path()).reset();
  {
    std::fstream file(torn.path() + "/csip.db", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(2048);
    file << std::string(6000, '\xff');
  }
  auto opened = OpenFolder(torn.path());
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, base::Code::kCorrupt);
  EXPECT_THAT(opened.error().message, HasSubstr("backup"));
}

Transaction Big(int64_t sequence) {
  return Make(sequence,
              {Insert(kCustomers, sequence, {Cell(kName, Value::Text(std::string(200'000, 'x')))})});
}

// A limit on file sizes stands for a full disk: the write fails in the middle of a commit.
void FillTheDisk(bool bulk) {
  TestFolder folder;
  Started(folder.path()).reset();
  auto store = OpenSqlite({.folder = folder.path(), .bulk = bulk}).value();
  signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit tight = before;
  tight.rlim_cur = 500'000;
  setrlimit(RLIMIT_FSIZE, &tight);
  std::vector<Transaction> group;
  for (int64_t i = 2; i < 10; ++i) group.push_back(Big(i));
  auto status = store->Commit(group);
  auto during = store->Changes({});
  auto rows_during = LoadAll(*store, kCustomers);
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, base::Code::kUnavailable);
  EXPECT_TRUE(status.error().retryable);
  EXPECT_TRUE(during.ok()) << "reads go on";
  EXPECT_TRUE(rows_during.empty());
  EXPECT_EQ(store->last_sequence(), 1);
  auto retried = store->Commit(group);
  ASSERT_TRUE(retried.ok()) << retried.error().ToString();
  EXPECT_EQ(LoadAll(*store, kCustomers).size(), group.size());
  store.reset();
  EXPECT_EQ(Sql(folder.path(), "PRAGMA integrity_check"), "ok\n");
}

TEST(SqliteStore, AFullDiskChangesNothingAndHealsByItself) {
  FillTheDisk(false);
}

TEST(SqliteStore, AFullDiskChangesNothingForABulkWriterEither) {
  FillTheDisk(true);
}

// Rows of one BulkInsert, each of them a good part of a megabyte. `at_row` is called when 400 of them are written, which
// is more than the cache of pages holds.
Transaction ManyMegabytes(int64_t sequence, std::function<void()> at_row) {
  Transaction transaction = Make(sequence, {});
  BulkInsert insert{.table = kCustomers, .logged = {kName}, .logged_computed = {}};
  insert.next = [written = int64_t{0}, at_row = std::move(at_row),
                 blueprint = TestBlueprint()](value::RowBlock* block) mutable {
    *block = value::RowBlock();
    if (written == 400) at_row();
    if (written == 401) return;
    for (const auto& column : blueprint.tables[kCustomers].columns) {
      block->columns.emplace_back(column.name == "Name" ? value::Storage::kText : value::Storage::kNone,
                                  value::kNone);
      block->columns.back().Add(column.name == "Name" ? Value::Text(std::string(300'000, 'z')) : Value());
    }
    block->numbers.push_back(++written);
    block->created_at.push_back(1);
    block->modified_at.push_back(1);
  };
  transaction.bulk.push_back(std::move(insert));
  return transaction;
}

TEST(SqliteStore, ABulkWriterLeavesTheFileAsOthersExpectIt) {
  TestFolder folder;
  Started(folder.path()).reset();
  EXPECT_EQ(Sql(folder.path(), "PRAGMA journal_mode"), "wal\n");
  auto store = OpenForBulk(folder.path()).value();
  std::string wal = folder.path() + "/csip.db-wal", journal = folder.path() + "/csip.db-journal";
  bool journaled = false;
  Transaction many = ManyMegabytes(
      2, [&] { journaled = std::filesystem::exists(journal) && !std::filesystem::exists(wal); });
  ASSERT_TRUE(store->Commit({&many, 1}).ok());
  EXPECT_TRUE(journaled);
  EXPECT_FALSE(std::filesystem::exists(journal));
  EXPECT_EQ(LoadAll(*store, kCustomers).size(), 401U);
  store.reset();
  EXPECT_EQ(Sql(folder.path(), "PRAGMA journal_mode"), "wal\n");
  EXPECT_EQ(Sql(folder.path(), "SELECT count(*) FROM Customer"), "401\n");
}

TEST(SqliteStore, ABulkWriterDoesNotWaitForAProgramThatHasTheFileOpen) {
  TestFolder folder;
  Started(folder.path()).reset();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open((folder.path() + "/csip.db").c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN; SELECT count(*) FROM Customer", nullptr, nullptr, nullptr),
            SQLITE_OK);
  auto store = OpenForBulk(folder.path()).value();
  Transaction many = ManyMegabytes(2, [] {});
  ASSERT_TRUE(store->Commit({&many, 1}).ok());
  sqlite3_close(other);
  store.reset();
  EXPECT_EQ(Sql(folder.path(), "SELECT count(*) FROM Customer"), "401\n");
  EXPECT_EQ(Sql(folder.path(), "PRAGMA journal_mode"), "wal\n");
}

// `then` looks at a folder in which a bulk writer was killed after part of its rows went into the file.
void KillABulkWriter(const std::function<void(const std::string& folder)>& then) {
  TestFolder folder;
  Started(folder.path()).reset();
  auto before = std::filesystem::file_size(folder.path() + "/csip.db");
  pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto store = OpenForBulk(folder.path());
    Transaction many = ManyMegabytes(2, [] { raise(SIGKILL); });
    _exit(store.ok() && (*store)->Commit({&many, 1}).ok() ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_GT(std::filesystem::file_size(folder.path() + "/csip.db"), before + 1'000'000);
  ASSERT_TRUE(std::filesystem::exists(folder.path() + "/csip.db-journal"));
  then(folder.path());
}

TEST(SqliteStore, ABulkWriterThatIsKilledChangesNothing) {
  for (auto open : {OpenFolder, OpenForBulk}) {
    KillABulkWriter([&](const std::string& folder) {
      auto store = open(folder);
      ASSERT_TRUE(store.ok()) << store.error().ToString();
      EXPECT_EQ((*store)->last_sequence(), 1);
      EXPECT_TRUE(LoadAll(**store, kCustomers).empty());
      Transaction again = ManyMegabytes(2, [] {});
      EXPECT_TRUE((*store)->Commit({&again, 1}).ok());
      store->reset();
      EXPECT_EQ(Sql(folder, "PRAGMA integrity_check"), "ok\n");
      EXPECT_EQ(Sql(folder, "PRAGMA journal_mode"), "wal\n");
    });
  }
}

TEST(SqliteStore, ABackupBehindAKilledBulkWriterHoldsWhatWasThereBefore) {
  KillABulkWriter([](const std::string& folder) {
    TestFolder shelf;
    std::string backup = shelf.path() + "/backup";
    auto made = BackUp(folder, backup, "test", 0);
    ASSERT_TRUE(made.ok()) << made.error().ToString();
    EXPECT_EQ(made->sequence, 1);
    EXPECT_EQ(Sql(backup, "SELECT count(*) FROM Customer"), "0\n");
  });
}

// Commits one row after another and reports each sequence that was acknowledged.
[[noreturn]] void CommitForEver(const std::string& folder, bool bulk, int report) {
  auto store = OpenSqlite({.folder = folder, .bulk = bulk});
  if (!store.ok()) _exit(1);
  for (int64_t sequence = (*store)->last_sequence() + 1;; ++sequence) {
    int64_t row = (*store)->NextRow(kCustomers).value();
    std::vector<Transaction> group = {
        Make(sequence,
             {Insert(kCustomers, row, {Cell(kShare, Value::Number(static_cast<double>(sequence)))})}),
        Make(sequence + 1, {Update(kCustomers, row, {Cell(kName, Value::Text(std::string(3000, 'y')))})})};
    if (!(*store)->Commit(group).ok()) _exit(2);
    if (write(report, &++sequence, sizeof sequence) != sizeof sequence) _exit(3);
  }
}

TEST(SqliteStore, EveryAcknowledgedCommitSurvivesKill) {
  TestFolder folder;
  Started(folder.path()).reset();
  for (int round = 0; round < 6; ++round) {
    int channel[2];
    ASSERT_EQ(pipe(channel), 0);
    pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(channel[0]);
      CommitForEver(folder.path(), round % 2 == 1, channel[1]);
    }
    close(channel[1]);
    int64_t acknowledged = 0;
    for (int i = 0; i < 20 + 13 * round; ++i) {
      ASSERT_EQ(read(channel[0], &acknowledged, sizeof acknowledged),
                static_cast<ssize_t>(sizeof acknowledged));
    }
    kill(child, SIGKILL);  // while the next commits are under way
    int64_t later = 0;
    while (read(channel[0], &later, sizeof later) == sizeof later) acknowledged = later;
    close(channel[0]);
    waitpid(child, nullptr, 0);
    auto store = OpenFolder(folder.path());
    ASSERT_TRUE(store.ok()) << store.error().ToString();
    EXPECT_GE((*store)->last_sequence(), acknowledged);
    EXPECT_EQ((*store)->last_sequence() % 2, 1) << "half a group is there";
    auto rows = LoadAll(**store, kCustomers);
    EXPECT_EQ(static_cast<int64_t>(rows.size()), ((*store)->last_sequence() - 1) / 2);
    for (const LoadedRow& row : rows) EXPECT_FALSE(row.cells[kName].is_blank());
    store->reset();
    EXPECT_EQ(Sql(folder.path(), "PRAGMA integrity_check"), "ok\n");
  }
}

}  // namespace
}  // namespace csip::store
