// The rows of a view: filtered, searched, sorted, grouped. Works on a Reader.
//
// Orders keeps what it found: the order of a view, a query and what a reader of it has set is worked out once, for everybody
// who asks, and holds until something that it depends on changes: an edit of another column leaves it as it is.
// Thread-safe; waits only for others who work out the same order.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "blueprint/blueprint.h"
#include "formula/bind.h"
#include "formula/evaluate.h"
#include "view/breakdown.h"
#include "view/folded_texts.h"
#include "view/ranks.h"
#include "workspace/workspace.h"

namespace csip::view {

struct RowQuery {
  value::TableIndex table = value::kNone;
  const blueprint::View* view = nullptr;      // its filter and order; null: all rows in row order
  std::string filter = {};                    // one more formula over the row, "" for none
  std::vector<blueprint::SortKey> sort = {};  // instead of the view's when not empty
  std::optional<std::vector<blueprint::SortKey>> group = {};  // instead of the view's; empty ungroups
  // Only rows with this in the text of one of these columns, whatever its case and accents; "" for no search.
  std::string search = {};
  std::vector<value::ColumnIndex> searched = {};
  formula::Viewer viewer = {};
};

// The columns that the rows are grouped by.
std::vector<blueprint::SortKey> GroupKeys(const RowQuery& query);

struct RowOrder {
  std::vector<value::RowSlot> rows;
  engine::Stamp stamp = engine::NextStamp();  // of what was derived from these rows in this order
};

class Orders {
 public:
  // Bytes that may be kept: orders, and the places of texts in the order of their column.
  explicit Orders(size_t bytes = size_t{256} << 20)
      : orders_(bytes / 2), breakdowns_(bytes / 8), ranks_(bytes * 3 / 8) {}

  // Rows in order: group keys first, then sort keys, then row number. Blanks sort last; selects by the order of their
  // options; texts by ICU's root collation. An error when a formula does not bind, or takes too long.
  base::Result<std::shared_ptr<const RowOrder>> Get(const workspace::Reader& reader, const RowQuery& query);

  // The groups of an order of Get, and the aggregates of each and of all rows; kept like the order.
  std::shared_ptr<const Breakdown> Break(const workspace::Reader& reader, value::TableIndex table,
                                         const RowOrder& order, const BreakdownQuery& query);

  FoldedTexts& texts() { return texts_; }

 private:
  struct Wanted;  // a query with its formulas bound and its columns found
  base::Result<Wanted> Prepare(const engine::Engine& engine, const RowQuery& query) const;
  base::Result<std::shared_ptr<const RowOrder>> Make(const engine::Engine& engine, const Wanted& wanted);

  StampedCache<RowOrder> orders_;
  StampedCache<Breakdown> breakdowns_;
  Ranks ranks_;
  FoldedTexts texts_;
};

}  // namespace csip::view
