// WriteAhead: new rows that the store takes while the engine is still at work on the others of their transaction. They
// come from the blocks of an import, where all that a table's columns hold is given or follows from the row's number.
//
// Threads: the commit thread's. Rows are written by a thread of its own, which reads the blocks.
#pragma once

#include <future>
#include <memory>
#include <set>

#include "base/result.h"
#include "blueprint/compile.h"
#include "store/store.h"
#include "value/cells.h"

namespace csip::workspace {

class WriteAhead {
 public:
  // For the transaction that is the next one of the store, which takes rows ahead.
  WriteAhead(store::Store* store, int64_t sequence) : store_(store), sequence_(sequence) {}
  // Takes back what was not finished.
  ~WriteAhead();
  WriteAhead(const WriteAhead&) = delete;
  WriteAhead& operator=(const WriteAhead&) = delete;

  // Whether the block is all that the table's rows will hold.
  static bool IsWhole(const blueprint::Compiled& compiled, value::TableIndex t, const value::RowBlock& block);
  // Takes such a block, one for a table. Nobody changes it any more, and its links lead to rows.
  void Write(const blueprint::Compiled& compiled, value::TableIndex t,
             std::shared_ptr<const value::RowBlock> block);
  bool Took(value::TableIndex t) const { return tables_.contains(t); }
  // Waits until all is written. When it is, the store's next Commit takes it along; else nothing is left of it.
  base::Status Finish();

 private:
  store::Store* store_;
  int64_t sequence_;
  std::set<value::TableIndex> tables_;
  bool finished_ = false;
  std::future<base::Status> writing_;  // the last block, behind those before it
};

}  // namespace csip::workspace
