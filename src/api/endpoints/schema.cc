// The blueprint as the page and tools need it: tables, columns, views, formulas, controls.
#include "api/endpoints/all.h"
#include "api/lookup.h"
#include "api/service.h"
#include "api/settings_json.h"
#include "api/value_json.h"
#include "base/text.h"
#include "workspace/options.h"

namespace csip::api {
namespace {

std::string_view NameOfStorage(value::Storage storage) {
  switch (storage) {
    case value::Storage::kNone:
      return "none";
    case value::Storage::kBool:
      return "boolean";
    case value::Storage::kNumber:
      return "number";
    case value::Storage::kDate:
      return "date";
    case value::Storage::kInstant:
      return "instant";
    case value::Storage::kText:
      return "text";
    case value::Storage::kTexts:
      return "texts";
    case value::Storage::kRow:
      return "row";
    case value::Storage::kRows:
      return "rows";
  }
  return "none";
}

void FieldIf(std::string_view name, const std::string& text, base::JsonWriter* out) {
  if (!text.empty()) out->Field(name, text);
}

void WriteFormats(const std::vector<blueprint::ConditionalFormat>& formats, base::JsonWriter* out) {
  out->Key("formats").BeginArray();
  for (const blueprint::ConditionalFormat& format : formats) {
    out->BeginObject().Field("when", format.when.text).Key("columns").BeginArray();
    for (const std::string& column : format.columns) out->Text(column);
    out->EndArray().Key("style").BeginObject();
    FieldIf("color", format.style.color, out);
    FieldIf("background", format.style.background, out);
    if (format.style.bold) out->Field("bold", true);
    out->EndObject().EndObject();
  }
  out->EndArray();
}

void WriteKeys(std::string_view name, const std::vector<blueprint::SortKey>& keys, base::JsonWriter* out) {
  out->Key(name).BeginArray();
  for (const blueprint::SortKey& key : keys) {
    out->BeginObject().Field("column", key.column).Field("descending", key.descending).EndObject();
  }
  out->EndArray();
}

// Why nobody can write into the column; empty where somebody can.
std::string ReadOnlyReason(const blueprint::Column& column) {
  constexpr size_t kShown = 200;
  if (column.computed()) {
    const std::string& formula = column.formula.text;
    size_t end = base::ByteOffset(formula, kShown);
    return "Computed: " + formula.substr(0, end) + (end < formula.size() ? "…" : "");
  }
  return column.type->automatic ? "Automatic: " + std::string(column.type->description) : "";
}

// How its numbers are shown.
void WriteNumberFormat(const blueprint::Column& column, base::JsonWriter* out) {
  if (column.decimals < 0 && column.suffix.empty() && column.currency.empty()) return;
  out->Key("format").BeginObject();
  if (column.decimals >= 0) out->Field("decimals", column.decimals);
  FieldIf("suffix", column.suffix, out);
  FieldIf("currency", column.currency, out);
  out->EndObject();
}

void WriteSchemaColumn(const workspace::Reader& reader, value::TableIndex t, value::ColumnIndex c,
                       base::JsonWriter* out) {
  const blueprint::Column& column = reader.blueprint().tables[t].columns[c];
  out->BeginObject().Field("id", column.id).Field("name", column.name);
  FieldIf("title", column.title, out);
  FieldIf("description", column.description, out);
  FieldIf("section", column.section, out);
  out->Field("type", column.type->name).Field("storage", NameOfStorage(StorageOf(reader, t, c)));
  out->Field("computed", column.computed()).Field("writable", !column.computed() && !column.type->automatic);
  FieldIf("readOnlyReason", ReadOnlyReason(column), out);
  FieldIf("formula", column.formula.text, out);
  if (column.computed()) {
    out->Field("formulaType",
               formula::NameOf(reader.compiled().formulas[t][c].type, reader.compiled().catalog));
    out->Field("overridable", column.overridable);
    out->Field("tracked", column.tracked);
  }
  if (column.required) out->Field("required", true);
  if (column.unique) out->Field("unique", true);
  if (column.indexed) out->Field("indexed", true);
  FieldIf("default", column.default_value.text, out);
  if (column.decimals >= 0) out->Field("decimals", column.decimals);
  FieldIf("suffix", column.suffix, out);
  FieldIf("currency", column.currency, out);
  WriteNumberFormat(column, out);
  if (column.limits.min) out->Field("minimum", *column.limits.min);
  if (column.limits.max) out->Field("maximum", *column.limits.max);
  if (column.type->coda == "slider" || column.type->coda == "scale") out->Field("step", column.step);
  if (column.type->has_options) {
    out->Key("options").BeginArray();
    for (const blueprint::Option& option : workspace::OptionsOf(reader.engine(), t, c)) {
      out->BeginObject().Field("name", option.name);
      FieldIf("color", option.color, out);
      out->EndObject();
    }
    out->EndArray();
  }
  FieldIf("target", column.target, out);
  FieldIf("inverse", column.inverse, out);
  FieldIf("action", column.action, out);
  out->EndObject();
}

void WriteSchemaView(const blueprint::Blueprint& blueprint, value::TableIndex t, const blueprint::View& view,
                     base::JsonWriter* out) {
  out->BeginObject().Field("id", view.id).Field("name", view.name).Field("layout", view.layout);
  FieldIf("description", view.description, out);
  FieldIf("filter", view.filter.text, out);
  WriteKeys("sort", view.sort, out);
  WriteKeys("group", view.group, out);
  out->Key("columns").BeginArray();
  for (const std::string& column : view.columns) out->Text(column);
  out->EndArray();
  WriteFormats(view.formats, out);
  WriteSettings(blueprint, view.options, t, out);
  out->Field("default", view.is_default).EndObject();
}

void WriteSchemaTable(const workspace::Reader& reader, value::TableIndex t, base::JsonWriter* out) {
  const blueprint::Table& table = reader.blueprint().tables[t];
  out->BeginObject().Field("id", table.id).Field("name", table.name);
  FieldIf("title", table.title, out);
  FieldIf("description", table.description, out);
  out->Field("display", table.display).Field("system", table.system);
  out->Field("rowCount", reader.engine().RowCount(t)).Key("columns").BeginArray();
  for (value::ColumnIndex c = 0; c < table.columns.size(); ++c) WriteSchemaColumn(reader, t, c, out);
  out->EndArray().Key("views").BeginArray();
  for (const blueprint::View& view : table.views) WriteSchemaView(reader.blueprint(), t, view, out);
  out->EndArray();
  WriteFormats(table.formats, out);
  WriteSettings(reader.blueprint(), table.options, t, out);
  out->EndObject();
}

// The home page, the navigation and which dashboards there are. The rules of the home page are the server's.
void WritePages(const blueprint::Blueprint& blueprint, base::JsonWriter* out) {
  for (const blueprint::Settings& home : blueprint.page.Maps("home")) {
    out->Key("home").BeginObject().Field("title", home.Text("title").empty() ? "Home" : home.Text("title"));
    out->Key("scopes").BeginArray();
    for (const blueprint::Settings& scope : home.Maps("scopes")) {
      out->BeginObject()
          .Field("label", scope.Text("label"))
          .Field("view", PlaceId(blueprint, scope))
          .EndObject();
    }
    out->EndArray().EndObject();
  }
  WriteNavigation(blueprint, out);
  out->Key("dashboards").BeginArray();
  for (const blueprint::Dashboard& dashboard : blueprint.dashboards) {
    const std::string& title = dashboard.settings.Text("title");
    out->BeginObject().Field("id", dashboard.id).Field("name", dashboard.name);
    out->Field("title", title.empty() ? dashboard.name : title);
    FieldIf("description", dashboard.settings.Text("description"), out);
    out->EndObject();
  }
  out->EndArray();
}

base::Result<http::Response> GetSchema(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  const blueprint::Blueprint& blueprint = reader.blueprint();
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject()
      .Field("sequence", reader.sequence())
      .Field("name", blueprint.name)
      .Field("title", blueprint.title);
  out.Field("description", blueprint.description).Field("version", blueprint.version);
  out.Field("timeZone", blueprint.time_zone).Field("currency", blueprint.currency);
  FieldIf("peopleTable", blueprint.people_table, &out);
  out.Key("tables").BeginArray();
  for (value::TableIndex t = 0; t < blueprint.tables.size(); ++t) WriteSchemaTable(reader, t, &out);
  out.EndArray().Key("formulas").BeginArray();
  for (const blueprint::NamedFormula& named : blueprint.formulas) {
    out.BeginObject().Field("id", named.id).Field("name", named.name).Field("formula", named.formula.text);
    FieldIf("description", named.description, &out);
    out.EndObject();
  }
  out.EndArray().Key("controls").BeginArray();
  for (const blueprint::Control& control : blueprint.controls) {
    out.BeginObject().Field("id", control.id).Field("name", control.name).Field("kind", control.kind);
    FieldIf("target", control.target, &out);
    FieldIf("default", control.default_value.text, &out);
    if (!control.options.empty()) {
      out.Key("options").BeginArray();
      for (const blueprint::Option& option : control.options) out.Text(option.name);
      out.EndArray();
    }
    if (auto place = reader.compiled().catalog.FindName(control.name)) {
      WriteValue(reader, reader.engine().Named(static_cast<uint32_t>(*place)), &out.Key("value"));
    }
    out.EndObject();
  }
  out.EndArray();
  WritePages(blueprint, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kSchema = {
    .id = "schema",
    .method = "GET",
    .path = "/api/schema",
    .tag = "Blueprint",
    .summary = "Tables with their columns, formulas and views; named formulas; controls.",
    .response = "Schema",
    .handle = GetSchema};

}  // namespace csip::api
