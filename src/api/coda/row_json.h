// Rows as Coda's API shows them. Valid while the reader lives.
#pragma once

#include <string>
#include <vector>

#include "api/coda/cell.h"
#include "api/coda/links.h"
#include "api/lookup.h"
#include "base/clock.h"
#include "base/json.h"
#include "workspace/workspace.h"

namespace csip::api::coda {

class RowWriter {
 public:
  RowWriter(const workspace::Reader& reader, const Links& links, const Place& place, ValueFormat format,
            bool column_names, bool visible_only);

  // {id, type, href, name, index, browserLink, createdAt, updatedAt, values, parent?}
  void Row(value::RowSlot row, bool with_parent, base::JsonWriter* out) const;
  // A row that is gone, or that the view no longer shows: the same members, no values, and "deleted": true.
  void DeletedRow(int64_t number, base::Micros at, base::JsonWriter* out) const;

 private:
  void Head(const std::string& id, base::JsonWriter* out) const;

  const workspace::Reader& reader_;
  const Links& links_;
  Place place_;
  CellWriter cells_;
  bool column_names_;
  std::vector<value::ColumnIndex> columns_;
};

}  // namespace csip::api::coda
