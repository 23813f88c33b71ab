// TableReader: the rows of all tables from the store, several tables at a time, as blocks the engine can load.
//
// Threads: as many as the machine has, at least two, read the store; they end with the reader. Next and Finish belong to
// one thread. Memory: some blocks wait for the thread that takes them, no more.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "blueprint/compile.h"
#include "store/store.h"

namespace csip::workspace {

class TableReader {
 public:
  struct Read {
    value::TableIndex table = value::kNone;
    value::RowBlock block;  // cells of computed columns are of the storage class their formula has
  };

  // `sizes`: about how many rows each table has; long ones are read first.
  TableReader(store::Store& store, const blueprint::Compiled& compiled, std::span<const int64_t> sizes);
  ~TableReader();

  // The next rows of some table, each table in the order of its rows; nothing at the end or after an error.
  std::optional<Read> Next();
  // Whether everything was read.
  base::Status Finish();

 private:
  void Run();
  void Push(value::TableIndex table, value::RowBlock block);

  store::Store& store_;
  const blueprint::Compiled& compiled_;
  std::vector<value::TableIndex> order_;
  std::atomic<size_t> next_{0};  // in order_
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Read> ready_;
  size_t running_ = 0;
  bool stop_ = false;
  base::Status status_;  // the first error
  std::vector<std::thread> threads_;
};

}  // namespace csip::workspace
