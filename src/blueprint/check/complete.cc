#include "blueprint/check/complete.h"

#include <algorithm>

#include "base/secret.h"
#include "blueprint/product_table.h"

namespace csip::blueprint {
namespace {

using value::Storage;

std::string ColumnId(const Table& table, const std::string& column) {
  return "c-" + base::StableId(table.name + "." + column);
}

void SetId(std::string* id, std::string_view prefix, const std::string& seed) {
  if (id->empty()) *id = std::string(prefix) + base::StableId(seed);
}

// A relation, stored or computed, that a person may declare an inverse of.
bool IsLink(const Column& column) {
  return column.type != nullptr && column.type->has_target && !column.type->automatic;
}

// What a type gives a column that says nothing else.
void CompleteColumn(const Blueprint& blueprint, const Table& table, Column* column) {
  if (column->id.empty()) column->id = ColumnId(table, column->name);
  if (column->type == nullptr) return;
  std::string_view type = column->type->name;
  bool person = column->type->has_target && type != "relation" && type != "multi-relation";
  if (person && column->target.empty()) column->target = blueprint.people_table;
  if (type == "percent" && column->suffix.empty()) column->suffix = "%";
  if (type == "currency" && column->currency.empty()) column->currency = blueprint.currency;
}

void CompleteInverse(Blueprint* blueprint, size_t table_index, size_t column_index) {
  const Column column = blueprint->tables[table_index].columns[column_index];
  if (column.inverse.empty() || !IsLink(column) || column.computed()) return;
  const std::string owner_table = blueprint->tables[table_index].name;
  auto target = blueprint->FindTable(column.target);
  if (!target) return;
  Table& other = blueprint->tables[*target];
  auto found = other.FindColumn(column.inverse);
  if (!found) {
    Column made;
    made.name = column.inverse;
    made.type = value::FindColumnType("multi-relation");
    made.target = owner_table;
    made.inverse = column.name;
    made.id = ColumnId(other, made.name);
    made.place = column.place;
    other.columns.push_back(std::move(made));
    blueprint->tables[table_index].columns[column_index].links_owner = true;
    return;
  }
  Column& mine = blueprint->tables[table_index].columns[column_index];
  Column& theirs = other.columns[*found];
  bool paired = &mine != &theirs && theirs.type != nullptr && theirs.inverse == mine.name &&
                theirs.target == owner_table;
  if (!paired || mine.links_owner || theirs.links_owner) return;
  bool only_theirs_single = theirs.type->storage == Storage::kRow && mine.type->storage != Storage::kRow;
  (only_theirs_single ? theirs : mine).links_owner = true;
}

Column OptionsColumn(const Table& table, std::string name, std::string_view type, bool required,
                     std::string description) {
  Column column;
  column.id = ColumnId(table, name);
  column.name = std::move(name);
  column.type = value::FindColumnType(type);
  column.required = required;
  column.description = std::move(description);
  return column;
}

}  // namespace

Table MakeOptionsTable() {
  Table table;
  table.name = std::string(kOptionsTable);
  table.id = "grid-" + base::StableId("table:" + table.name);
  table.title = "Select options";
  table.description = "The options of every select column. Renaming one renames it in every row and formula.";
  table.display = "Option";
  table.system = true;
  table.columns.push_back(OptionsColumn(table, "Table", "text", true, "The table of the select column"));
  table.columns.push_back(OptionsColumn(table, "Column", "text", true, "The select column"));
  table.columns.push_back(OptionsColumn(table, "Option", "text", true, "The option's text"));
  table.columns.push_back(OptionsColumn(table, "Position", "number", false, "Its place in the list"));
  table.columns.push_back(OptionsColumn(table, "Color", "text", false, "A name of the palette"));
  table.columns[3].decimals = 0;
  View view;
  view.name = "All Options";
  view.id = "table-" + base::StableId("view:" + table.name + "." + view.name);
  view.group = {{"Table", false}, {"Column", false}};
  view.sort = {{"Position", false}};
  view.is_default = true;
  table.views.push_back(std::move(view));
  return table;
}

void Complete(Blueprint* blueprint) {
  AddProductTables(blueprint);
  for (Table& table : blueprint->tables) {
    SetId(&table.id, "grid-", "table:" + table.name);
    for (Column& column : table.columns) CompleteColumn(*blueprint, table, &column);
  }
  for (size_t t = 0; t < blueprint->tables.size(); ++t) {
    for (size_t c = 0; c < blueprint->tables[t].columns.size(); ++c) CompleteInverse(blueprint, t, c);
  }
  for (Table& table : blueprint->tables) {
    if (table.display.empty() && !table.columns.empty()) table.display = table.columns.front().name;
    for (View& view : table.views) SetId(&view.id, "table-", "view:" + table.name + "." + view.name);
    bool has_default =
        std::any_of(table.views.begin(), table.views.end(), [](const View& v) { return v.is_default; });
    if (!has_default && !table.views.empty()) table.views.front().is_default = true;
  }
  for (NamedFormula& named : blueprint->formulas) SetId(&named.id, "f-", "formula:" + named.name);
  for (Control& control : blueprint->controls) SetId(&control.id, "ctrl-", "control:" + control.name);
  for (Dashboard& dashboard : blueprint->dashboards)
    SetId(&dashboard.id, "dash-", "dashboard:" + dashboard.name);
}

}  // namespace csip::blueprint
