// How many comments each record has that nobody has resolved yet: worked out once after a comment changed, for all who ask.
// Thread-safe.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "view/stamped_cache.h"
#include "workspace/workspace.h"

namespace csip::api {

struct OpenComments {
  size_t threads = 0;
  std::vector<std::string> columns;  // ids of the columns whose cells they are about
};

// By row number, of one table.
using CommentedRows = std::unordered_map<int64_t, OpenComments>;

class CommentCounts {
 public:
  // Of the table with this id; null where it has none, or the reader shows a past day.
  std::shared_ptr<const CommentedRows> Of(const workspace::Reader& reader, const std::string& table);

 private:
  using Counts = std::unordered_map<std::string, CommentedRows>;  // by table id

  view::StampedCache<Counts> cache_{size_t{64} << 20};
};

}  // namespace csip::api
