// Tables, views and columns as Coda's API shows them. Valid while the reader lives.
#pragma once

#include <string>
#include <vector>

#include "api/coda/links.h"
#include "api/lookup.h"
#include "base/json.h"
#include "workspace/workspace.h"

namespace csip::api::coda {

// {id, type, tableType, href, browserLink, name, parent}
void WriteTableReference(const workspace::Reader& reader, const Links& links, const Place& place,
                         base::JsonWriter* out);
// The members of WriteTableReference without the braces around them.
void WriteTableReferenceMembers(const workspace::Reader& reader, const Links& links, const Place& place,
                                base::JsonWriter* out);
// {id, type, href, name, display?, calculated?, formula?, defaultValue?, format, parent?}
void WriteColumn(const workspace::Reader& reader, const Links& links, const Place& place,
                 value::ColumnIndex column, bool with_parent, base::JsonWriter* out);
// {id, type, href}
void WriteColumnReference(const Links& links, const blueprint::Table& table, value::ColumnIndex column,
                          base::JsonWriter* out);

// The id of a table, or of a view when the place has one.
const std::string& IdOf(const workspace::Reader& reader, const Place& place);

// The columns a place shows, in its order: those of the view when `visible_only`, else all.
std::vector<value::ColumnIndex> ColumnsOf(const workspace::Reader& reader, const Place& place,
                                          bool visible_only);

}  // namespace csip::api::coda
