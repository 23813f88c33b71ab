#include "store/sqlite/gathering_vfs.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <utility>

#include "store/contract_test.h"

namespace csip::store::sqlite {
namespace {

class Db {
 public:
  Db(const std::string& path, const char* vfs) {
    EXPECT_EQ(sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs),
              SQLITE_OK);
  }
  ~Db() { Close(); }
  void Close() { EXPECT_EQ(sqlite3_close(std::exchange(db_, nullptr)), SQLITE_OK); }
  int Try(const std::string& sql) { return sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr); }
  // The first cell of the last row.
  std::string Run(const std::string& sql) {
    std::string out;
    auto keep = [](void* to, int, char** texts, char**) {
      *static_cast<std::string*>(to) = texts[0] != nullptr ? texts[0] : "NULL";
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(db_, sql.c_str(), keep, &out, nullptr), SQLITE_OK) << sql << sqlite3_errmsg(db_);
    return out;
  }

 private:
  sqlite3* db_ = nullptr;
};

std::string FileOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Rows that come, change and go in transactions that end one way or the other, with a cache that holds a few pages.
void Work(Db& db, uint32_t seed) {
  std::mt19937 random(seed);
  db.Run(
      "PRAGMA cache_size=10; CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT); CREATE INDEX i ON t (text)");
  int64_t next = 1;
  for (int round = 0; round < 30; ++round) {
    db.Run("BEGIN IMMEDIATE");
    for (int step = 0; step < 200; ++step) {
      auto text = std::string(random() % 3000, static_cast<char>('a' + random() % 26));
      auto row = static_cast<int64_t>(random()) % next;
      switch (random() % 6) {
        case 0:
          db.Run(fmt::format("UPDATE t SET text = '{}' WHERE id = {}", text, row));
          break;
        case 1:
          db.Run(fmt::format("DELETE FROM t WHERE id = {}", row));
          break;
        default:
          db.Run(fmt::format("INSERT INTO t VALUES ({}, '{}')", next++, text));
      }
      if (random() % 50 == 0) db.Run("SELECT sum(length(text)) FROM t");
    }
    db.Run(random() % 4 == 0 ? "ROLLBACK" : "COMMIT");
    if (round == 10) db.Run("VACUUM");
    if (round == 15) db.Run("PRAGMA journal_mode=WAL");
    if (round == 20) db.Run("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE");
  }
}

TEST(GatheringVfs, TheFileIsTheOneThatPagesWrittenOneByOneMake) {
  ASSERT_NE(GatheringVfs(), nullptr);
  TestFolder folder;
  for (uint32_t seed = 1; seed <= 2; ++seed) {
    std::string paths[] = {fmt::format("{}/{}-plain", folder.path(), seed),
                           fmt::format("{}/{}-gathered", folder.path(), seed)};
    for (const std::string& path : paths) {
      Db db(path, path == paths[0] ? nullptr : GatheringVfs());
      Work(db, seed);
      EXPECT_EQ(db.Run("PRAGMA integrity_check"), "ok");
    }
    EXPECT_GT(FileOf(paths[0]).size(), 1'000'000u);
    EXPECT_TRUE(FileOf(paths[0]) == FileOf(paths[1])) << seed;
  }
}

TEST(GatheringVfs, AnotherConnectionReadsWhatWasCommitted) {
  TestFolder folder;
  for (std::string journal : {"DELETE", "WAL"}) {
    std::string path = folder.path() + "/" + journal;
    Db writer(path, GatheringVfs());
    EXPECT_EQ(
        writer.Run("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=200; PRAGMA journal_mode=" + journal),
        journal == "WAL" ? "wal" : "delete");
    Db reader(path, nullptr);
    writer.Run("PRAGMA cache_size=10; CREATE TABLE t (text TEXT)");
    for (int round = 1; round <= 20; ++round) {
      writer.Run("BEGIN IMMEDIATE");
      for (int i = 0; i < 50; ++i) writer.Run("INSERT INTO t VALUES (hex(randomblob(1500)))");
      // Pages that no longer fit the cache are in the log already, and not yet for others.
      if (journal == "WAL") {
        EXPECT_EQ(reader.Run("SELECT count(*) FROM t"), std::to_string((round - 1) * 50));
      }
      writer.Run(round % 5 == 0 ? "ROLLBACK; BEGIN; INSERT INTO t SELECT text FROM t LIMIT 50; COMMIT"
                                : "COMMIT");
      EXPECT_EQ(reader.Run("SELECT count(*) FROM t"), std::to_string(round * 50));
      EXPECT_EQ(reader.Run("PRAGMA integrity_check"), "ok");
    }
  }
}

TEST(GatheringVfs, TheLogIsWholeAfterEachCommit) {
  TestFolder folder;
  std::string path = folder.path() + "/log";
  Db writer(path, GatheringVfs());
  writer.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (text TEXT)");
  for (int round = 1; round <= 10; ++round) {
    writer.Run("INSERT INTO t VALUES (hex(randomblob(10000)))");
    std::string copy = fmt::format("{}/{}", folder.path(), round);  // what a crash now would leave behind
    for (const char* part : {"", "-wal"}) std::filesystem::copy_file(path + part, copy + part);
    Db found(copy, nullptr);
    EXPECT_EQ(found.Run("SELECT count(*) FROM t"), std::to_string(round));
    EXPECT_EQ(found.Run("PRAGMA integrity_check"), "ok");
  }
}

// No file of this process may grow beyond so many bytes, as on a full disk.
class FileLimit {
 public:
  explicit FileLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST(GatheringVfs, WhatTheDataFileCannotTakeStaysInTheLog) {
  TestFolder folder;
  std::string path = folder.path() + "/full";
  {
    Db writer(path, GatheringVfs());
    writer.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (text TEXT)");
    for (int i = 0; i < 100; ++i) writer.Run("INSERT INTO t VALUES (hex(randomblob(10000)))");
    writer.Run("PRAGMA wal_checkpoint(TRUNCATE)");
    FileLimit limit(std::filesystem::file_size(path));
    for (int i = 0; i < 10; ++i) writer.Run("INSERT INTO t VALUES (hex(randomblob(10000)))");
    writer.Run("UPDATE t SET text = 'new' WHERE rowid = 1");
    // Closed under the limit: the log goes into the file, as far as there is room.
    writer.Close();
  }
  Db writer(path, GatheringVfs());
  EXPECT_EQ(writer.Run("SELECT count(*) FROM t"), "110");
  EXPECT_EQ(writer.Run("SELECT text FROM t WHERE rowid = 1"), "new");
  EXPECT_EQ(writer.Run("PRAGMA integrity_check"), "ok");
}

TEST(GatheringVfs, ACommitThatTheLogCannotTakeIsRefusedAndTheNextOneGoesOn) {
  TestFolder folder;
  std::string path = folder.path() + "/refused";
  Db writer(path, GatheringVfs());
  writer.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (text TEXT)");
  writer.Run("INSERT INTO t VALUES (hex(randomblob(10000)))");
  {
    FileLimit limit(std::filesystem::file_size(path + "-wal") + 10'000);
    EXPECT_NE(writer.Try("INSERT INTO t VALUES (hex(randomblob(40000)))"), SQLITE_OK);
    EXPECT_EQ(writer.Run("SELECT count(*) FROM t"), "1");
    writer.Run("INSERT INTO t VALUES ('small')");
  }
  writer.Run("INSERT INTO t VALUES (hex(randomblob(40000)))");
  Db reader(path, nullptr);
  EXPECT_EQ(reader.Run("SELECT group_concat(length(text)) FROM t"), "20000,5,80000");
  EXPECT_EQ(reader.Run("PRAGMA integrity_check"), "ok");
}

}  // namespace
}  // namespace csip::store::sqlite
