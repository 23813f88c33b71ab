// TransactionReader: the change log transaction by transaction: who and when, how much, and which deleted rows are left.
//
// Threads: one at a time; the owner of the connection holds a lock.
#pragma once

#include <vector>

#include "base/result.h"
#include "store/sqlite/connection.h"
#include "store/store.h"

namespace csip::store::sqlite {

class TransactionReader {
 public:
  TransactionReader(Connection& connection, const Blueprint& blueprint)
      : connection_(connection), blueprint_(blueprint) {}

  base::Result<std::vector<TransactionInfo>> Read(const TransactionQuery& query);
  base::Result<std::vector<ChangeCount>> Count(int64_t sequence);
  base::Result<std::vector<DeletedRow>> Bin(const BinQuery& query);

 private:
  // The id of the first line of the first transaction from this one on; the end of the log where there is none.
  base::Result<int64_t> FirstLine(int64_t sequence);

  Connection& connection_;
  const Blueprint& blueprint_;
};

}  // namespace csip::store::sqlite
