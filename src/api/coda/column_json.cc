#include "api/coda/column_json.h"

#include <algorithm>

#include "api/coda/cell.h"
#include "workspace/options.h"

namespace csip::api::coda {
namespace {

void WriteNumberFormat(const blueprint::Column& column, base::JsonWriter* out) {
  if (column.decimals >= 0) out->Field("precision", std::min(column.decimals, 10));
}

void WriteOptions(const workspace::Reader& reader, value::TableIndex table, value::ColumnIndex column,
                  base::JsonWriter* out) {
  constexpr size_t kMostOptions = 5000;  // as Coda documents
  std::vector<blueprint::Option> options = workspace::OptionsOf(reader.engine(), table, column);
  out->Key("options").BeginArray();
  for (size_t i = 0; i < std::min(options.size(), kMostOptions); ++i) {
    out->BeginObject().Field("name", options[i].name);
    if (!options[i].color.empty()) out->Field("backgroundColor", options[i].color);
    out->EndObject();
  }
  out->EndArray();
}

// The table whose rows the column's values are.
value::TableIndex TargetOf(const workspace::Reader& reader, value::TableIndex table,
                           value::ColumnIndex column) {
  const blueprint::Column& declared = reader.blueprint().tables[table].columns[column];
  if (declared.computed()) {
    value::TableIndex of_formula = reader.compiled().formulas[table][column].type.table;
    if (of_formula != value::kNone) return of_formula;
  }
  std::string name = declared.target.empty() ? reader.blueprint().people_table : declared.target;
  return reader.blueprint().FindTable(name).value_or(value::kNone);
}

void WriteFormat(const workspace::Reader& reader, const Links& links, value::TableIndex table,
                 value::ColumnIndex column, base::JsonWriter* out) {
  const blueprint::Column& declared = reader.blueprint().tables[table].columns[column];
  std::string_view type = FormatTypeOf(reader, table, column);
  value::Storage storage = StorageOf(reader, table, column);
  value::TableIndex target = type == "lookup" ? TargetOf(reader, table, column) : value::kNone;
  if (type == "lookup" && target == value::kNone) type = "text";
  bool is_array = storage == value::Storage::kTexts || storage == value::Storage::kRows;
  out->BeginObject().Field("type", type).Field("isArray", is_array);
  if (type == "number" || type == "percent") {
    WriteNumberFormat(declared, out);
    out->Field("useThousandsSeparator", true);
  } else if (type == "currency") {
    WriteNumberFormat(declared, out);
    out->Field("currencyCode", declared.currency.empty() ? reader.blueprint().currency : declared.currency);
    out->Field("format", "currency");
  } else if (type == "date") {
    out->Field("format", "YYYY-MM-DD");
  } else if (type == "dateTime") {
    out->Field("dateFormat", "YYYY-MM-DD").Field("timeFormat", "HH:mm:ss");
  } else if (type == "duration") {
    WriteNumberFormat(declared, out);
    out->Field("maxUnit", "days");
  } else if (type == "checkbox") {
    out->Field("displayType", declared.computed() ? "check" : "toggle");
  } else if (type == "select") {
    WriteOptions(reader, table, column, out);
  } else if (type == "slider") {
    if (declared.limits.min) out->Field("minimum", *declared.limits.min);
    if (declared.limits.max) out->Field("maximum", *declared.limits.max);
    out->Field("step", declared.step).Field("displayType", "slider").Field("showValue", true);
  } else if (type == "scale") {
    out->Field("maximum", declared.limits.max.value_or(5)).Field("icon", "star");
  } else if (type == "email") {
    out->Field("display", "emailOnly");
  } else if (type == "link") {
    out->Field("display", "url");
  } else if (type == "button") {
    out->Field("label", declared.title.empty() ? declared.name : declared.title)
        .Field("action", declared.action);
  } else if (type == "lookup") {
    out->Key("table");
    WriteTableReference(reader, links, {target, nullptr}, out);
  }
  out->EndObject();
}

}  // namespace

const std::string& IdOf(const workspace::Reader& reader, const Place& place) {
  return place.view != nullptr ? place.view->id : reader.blueprint().tables[place.table].id;
}

void WriteTableReferenceMembers(const workspace::Reader& reader, const Links& links, const Place& place,
                                base::JsonWriter* out) {
  const std::string& id = IdOf(reader, place);
  out->Field("id", id).Field("type", "table").Field("tableType", place.view != nullptr ? "view" : "table");
  out->Field("href", links.Table(id)).Field("browserLink", links.BrowserTable(id));
  out->Field("name", place.view != nullptr ? place.view->name : reader.blueprint().tables[place.table].name);
  const std::string& title = reader.blueprint().title;
  out->Key("parent").BeginObject().Field("id", kPageId).Field("type", "page").Field("href", links.Page());
  out->Field("browserLink", links.BrowserDoc())
      .Field("name", title.empty() ? reader.blueprint().name : title);
  out->EndObject();
}

void WriteTableReference(const workspace::Reader& reader, const Links& links, const Place& place,
                         base::JsonWriter* out) {
  out->BeginObject();
  WriteTableReferenceMembers(reader, links, place, out);
  out->EndObject();
}

void WriteColumnReference(const Links& links, const blueprint::Table& table, value::ColumnIndex column,
                          base::JsonWriter* out) {
  const std::string& id = table.columns[column].id;
  out->BeginObject()
      .Field("id", id)
      .Field("type", "column")
      .Field("href", links.Column(table.id, id))
      .EndObject();
}

void WriteColumn(const workspace::Reader& reader, const Links& links, const Place& place,
                 value::ColumnIndex column, bool with_parent, base::JsonWriter* out) {
  const blueprint::Table& table = reader.blueprint().tables[place.table];
  const blueprint::Column& declared = table.columns[column];
  out->BeginObject().Field("id", declared.id).Field("type", "column");
  out->Field("href", links.Column(IdOf(reader, place), declared.id)).Field("name", declared.name);
  if (table.FindColumn(table.display) == column) out->Field("display", true);
  if (declared.computed() || declared.type->automatic) out->Field("calculated", true);
  if (declared.computed()) out->Field("formula", declared.formula.text);
  if (!declared.default_value.empty()) out->Field("defaultValue", declared.default_value.text);
  out->Key("format");
  WriteFormat(reader, links, place.table, column, out);
  if (with_parent) {
    out->Key("parent");
    WriteTableReference(reader, links, place, out);
  }
  out->EndObject();
}

std::vector<value::ColumnIndex> ColumnsOf(const workspace::Reader& reader, const Place& place,
                                          bool visible_only) {
  const blueprint::Table& table = reader.blueprint().tables[place.table];
  std::vector<value::ColumnIndex> columns;
  if (visible_only && place.view != nullptr && !place.view->columns.empty()) {
    for (const std::string& name : place.view->columns) {
      if (auto column = table.FindColumn(name)) columns.push_back(*column);
    }
    return columns;
  }
  for (value::ColumnIndex c = 0; c < table.columns.size(); ++c) columns.push_back(c);
  return columns;
}

}  // namespace csip::api::coda
