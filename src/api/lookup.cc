#include "api/lookup.h"

#include <fmt/format.h>

#include <vector>

#include "api/service.h"
#include "base/text.h"

namespace csip::api {

base::Result<workspace::Reader> ReadFor(const Call& call, const http::Query& query) {
  std::string when = query.Find("asOf").value_or("");
  return when.empty() ? call.service.workspace.Read() : call.service.workspace.ReadAsOf(when);
}

base::Result<Place> FindPlace(const blueprint::Blueprint& blueprint, const std::string& id_or_name) {
  std::vector<std::string> names;
  for (value::TableIndex t = 0; t < blueprint.tables.size(); ++t) {
    const blueprint::Table& table = blueprint.tables[t];
    if (table.id == id_or_name) return Place{t, nullptr};
    for (const blueprint::View& view : table.views) {
      if (view.id == id_or_name) return Place{t, &view};
    }
    names.push_back(table.name);
  }
  for (value::TableIndex t = 0; t < blueprint.tables.size(); ++t) {
    if (blueprint.tables[t].name == id_or_name) return Place{t, nullptr};
  }
  for (value::TableIndex t = 0; t < blueprint.tables.size(); ++t) {
    for (const blueprint::View& view : blueprint.tables[t].views) {
      if (view.name == id_or_name) return Place{t, &view};
      names.push_back(view.name);
    }
  }
  return base::NotFound(
      fmt::format("there is no table or view `{}`{}", id_or_name, base::DidYouMean(id_or_name, names)));
}

base::Result<value::TableIndex> FindTable(const blueprint::Blueprint& blueprint,
                                          const std::string& id_or_name) {
  CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(blueprint, id_or_name));
  return place.table;
}

base::Result<value::ColumnIndex> FindColumn(const blueprint::Blueprint& blueprint, value::TableIndex table,
                                            const std::string& id_or_name) {
  const blueprint::Table& owner = blueprint.tables[table];
  if (auto column = owner.FindColumn(id_or_name)) return *column;
  std::vector<std::string> names;
  for (const blueprint::Column& column : owner.columns) names.push_back(column.name);
  return base::NotFound(fmt::format("there is no column `{}` in {}{}", id_or_name, owner.name,
                                    base::DidYouMean(id_or_name, names)));
}

base::Result<value::RowSlot> FindRow(const workspace::Reader& reader, value::TableIndex table,
                                     const std::string& id_or_name) {
  const engine::Engine& engine = reader.engine();
  const blueprint::Table& owner = reader.blueprint().tables[table];
  if (auto number = workspace::ReadRowId(id_or_name)) {
    if (auto slot = engine.FindRow(table, *number)) return *slot;
  }
  auto display = owner.FindColumn(owner.display);
  if (display && StorageOf(reader, table, *display) == value::Storage::kText) {
    auto found = engine.FindRows(table, *display, value::Value::Text(id_or_name));
    if (!found.empty() && !id_or_name.empty()) return found[0];
  } else if (display) {
    for (value::RowSlot slot : engine.Rows(table)) {
      if (engine.NameOf({table, slot}) == id_or_name) return slot;
    }
  }
  return base::NotFound(fmt::format("there is no row `{}` in {}", id_or_name, owner.name));
}

value::Storage StorageOf(const workspace::Reader& reader, value::TableIndex table,
                         value::ColumnIndex column) {
  return reader.compiled().storage[table][column];
}

}  // namespace csip::api
