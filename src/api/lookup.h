// Tables, views, columns and rows as clients name them: by id, or by name. What is not there is kNotFound with a suggestion.
#pragma once

#include <string>
#include <string_view>

#include "api/endpoint.h"
#include "base/result.h"
#include "blueprint/blueprint.h"
#include "workspace/workspace.h"

namespace csip::api {

// The workspace as the request asks for it: as it is, or with `asOf` as it was.
base::Result<workspace::Reader> ReadFor(const Call& call, const http::Query& query);
inline constexpr Parameter kAsOf = {"asOf", "query", "string",
                                    "A past day (`2026-11-20`: its end, in the workspace's time zone) or "
                                    "instant: everything as it was then."};

struct Place {
  value::TableIndex table = value::kNone;
  const blueprint::View* view = nullptr;  // null: the table itself
};

// Ids first, then names of tables, then names of views (of several views with the name, the first).
base::Result<Place> FindPlace(const blueprint::Blueprint& blueprint, const std::string& id_or_name);
base::Result<value::TableIndex> FindTable(const blueprint::Blueprint& blueprint,
                                          const std::string& id_or_name);
base::Result<value::ColumnIndex> FindColumn(const blueprint::Blueprint& blueprint, value::TableIndex table,
                                            const std::string& id_or_name);
// By row id, or by the text of its display column (of several, the first).
base::Result<value::RowSlot> FindRow(const workspace::Reader& reader, value::TableIndex table,
                                     const std::string& id_or_name);

// The storage of a column's values; of a computed one as its formula's type says.
value::Storage StorageOf(const workspace::Reader& reader, value::TableIndex table, value::ColumnIndex column);

}  // namespace csip::api
