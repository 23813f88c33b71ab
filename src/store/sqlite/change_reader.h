// ChangeReader: the change log as changes of cells, from the lines row_writer.h describes.
//
// Threads: one at a time; the owner of the connection holds a lock.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/log_value.h"
#include "store/store.h"

namespace csip::store::sqlite {

class ChangeReader {
 public:
  ChangeReader(Connection& connection, const Blueprint& blueprint, const Catalog& catalog)
      : connection_(connection), blueprint_(blueprint), catalog_(catalog) {}

  base::Result<std::vector<Change>> Read(const ChangeQuery& query);

 private:
  struct Filter {
    int64_t table_number = 0;   // 0: every table
    int64_t column_number = 0;  // 0: every column
    int64_t first_change = 0;
    int64_t end_change = INT64_MAX;
  };
  // The id of the first line of the first transaction after this one.
  base::Result<std::optional<int64_t>> FirstChangeAfter(int64_t sequence);
  // Nothing when no line can match.
  base::Result<std::optional<Filter>> MakeFilter(const ChangeQuery& query);
  base::Result<Statement> Select(const ChangeQuery& query, const Filter& filter);
  // What the changes of a line have in common.
  base::Result<Change> Head(const Statement& line);
  // The changes of one line, oldest first.
  base::Result<std::vector<Change>> Expand(const Statement& line, const ChangeQuery& query,
                                           const Filter& filter);
  // Appends the changes of a line that stands for many rows, in the order and up to the limit of the query.
  base::Status ExpandMany(const Statement& line, const ChangeQuery& query, const Filter& filter,
                          std::vector<Change>* out);
  base::Status ReadOverride(std::string_view text, Override* to);
  // The id with this number in csip_names, "" when there is none.
  base::Result<std::string> IdOf(int64_t number);
  base::Result<int64_t> NumberOf(const std::string& id);
  TableOfNumber Tables();

  Connection& connection_;
  const Blueprint& blueprint_;
  const Catalog& catalog_;
  std::map<int64_t, std::string> ids_;
};

}  // namespace csip::store::sqlite
