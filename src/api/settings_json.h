// Settings of layouts (blueprint/layout) as the page reads them: what they name by id, formulas as their text.
#pragma once

#include "base/json.h"
#include "blueprint/blueprint.h"

namespace csip::api {

// Members of an object that is open. `around` is the table that the map stands in; kNone for none.
void WriteSettings(const blueprint::Blueprint& blueprint, const blueprint::Settings& map,
                   value::TableIndex around, base::JsonWriter* out);

// "navigation": groups with their items, each with its kind, the id of what it leads to, and a title.
void WriteNavigation(const blueprint::Blueprint& blueprint, base::JsonWriter* out);

// A column by its id; "" stays "".
std::string ColumnId(const blueprint::Table& table, const std::string& name);

// Of a map that names a view, or a table: the id of the view, or of the table.
std::string PlaceId(const blueprint::Blueprint& blueprint, const blueprint::Settings& map);

// The settings of a format as a format.
std::vector<blueprint::ConditionalFormat> FormatsOf(const blueprint::Settings& map);

}  // namespace csip::api
