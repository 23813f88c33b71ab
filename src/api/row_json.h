// A row as the page reads it: id, name, values, styles, what is shown instead of the computed value.
#pragma once

#include <span>
#include <vector>

#include "api/comment_counts.h"
#include "api/painter.h"
#include "base/json.h"
#include "store/store.h"
#include "workspace/workspace.h"

namespace csip::api {

// Lives as long as the reader. One thread.
class RowJson {
 public:
  RowJson(const workspace::Reader& reader, store::Store& store, const Place& place, formula::Viewer viewer);

  // Members of an object that is open: "id", "name", "values", "styles", and "overridden" and "comments" where there are.
  void Write(value::RowSlot row, std::span<const value::ColumnIndex> columns, base::JsonWriter* out);

  // Rows say from here on how many open comments they have.
  void ShowComments(std::shared_ptr<const CommentedRows> comments) { comments_ = std::move(comments); }

  Painter& painter() { return painter_; }

 private:
  void WriteOverrides(value::RowSlot row, base::JsonWriter* out);
  void WriteComments(value::RowSlot row, base::JsonWriter* out) const;
  const store::Override* FindOverride(value::ColumnIndex column, int64_t row);

  const workspace::Reader& reader_;
  store::Store& store_;
  value::TableIndex table_;
  Painter painter_;
  std::shared_ptr<const CommentedRows> comments_;
  std::vector<value::ColumnIndex> overridable_;
  std::optional<std::vector<store::Override>> overrides_;  // read when the first one is met
};

}  // namespace csip::api
