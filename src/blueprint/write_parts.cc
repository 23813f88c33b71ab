#include "blueprint/write_parts.h"

#include "base/text.h"
#include "blueprint/layout/read_settings.h"

namespace csip::blueprint {
namespace {

void WriteOptions(const std::vector<Option>& options, YamlWriter& out) {
  bool plain = true;
  std::vector<std::string> names;
  for (const Option& option : options) {
    names.push_back(option.name);
    plain = plain && option.color.empty();
  }
  if (plain) {
    out.Texts("options", names);
    return;
  }
  out.Begin("options");
  for (const Option& option : options)
    out.BeginItem().Text("name", option.name).Text("color", option.color).EndItem();
  out.End();
}

std::vector<std::string> SortTexts(const std::vector<SortKey>& keys) {
  std::vector<std::string> texts;
  for (const SortKey& key : keys) {
    // A name that ends like a direction is followed by one.
    std::string lower = base::ToLowerAscii(key.column);
    bool mistakable = lower.ends_with(" asc") || lower.ends_with(" desc");
    texts.push_back(key.column + (key.descending ? " desc" : mistakable ? " asc" : ""));
  }
  return texts;
}

void WriteFormats(const std::vector<ConditionalFormat>& formats, YamlWriter& out) {
  if (formats.empty()) return;
  out.Begin("formats");
  for (const ConditionalFormat& format : formats) {
    out.BeginItem()
        .Text("when", format.when.text)
        .Texts("columns", format.columns)
        .Text("color", format.style.color)
        .Text("background", format.style.background)
        .Bool("bold", format.style.bold)
        .EndItem();
  }
  out.End();
}

void WriteColumn(const Column& column, YamlWriter& out) {
  out.BeginItem().Text("name", column.name).Text("id", column.id).Text("title", column.title);
  out.Text("description", column.description).Text("section", column.section);
  if (column.type != nullptr) out.Text("type", column.type->name);
  out.Bool("required", column.required).Bool("unique", column.unique).Bool("indexed", column.indexed);
  WriteOptions(column.options, out);
  out.Text("target", column.target).Text("inverse", column.inverse).Bool("owner", column.links_owner);
  out.Text("default", column.default_value.text).Text("formula", column.formula.text);
  out.Bool("overridable", column.overridable);
  out.Bool("tracked", column.tracked);
  if (column.decimals >= 0) out.Number("decimals", column.decimals);
  out.Text("suffix", column.suffix).Text("currency", column.currency);
  if (column.limits.min) out.Number("min", *column.limits.min);
  if (column.limits.max) out.Number("max", *column.limits.max);
  if (column.step != 1) out.Number("step", column.step);
  out.Texts("touched_by", column.touched_by).Text("action", column.action).EndItem();
}

void WriteView(const View& view, YamlWriter& out) {
  out.BeginItem().Text("name", view.name).Text("id", view.id).Text("description", view.description);
  out.Bool("default", view.is_default).Text("layout", view.layout == "grid" ? "" : view.layout);
  out.Text("filter", view.filter.text);
  out.Texts("sort", SortTexts(view.sort))
      .Texts("group", SortTexts(view.group))
      .Texts("columns", view.columns);
  WriteFormats(view.formats, out);
  WriteSettings(view.options, out);
  out.EndItem();
}

}  // namespace

void WriteTable(const Table& table, YamlWriter& out) {
  out.Text("table", table.name)
      .Text("id", table.id)
      .Text("title", table.title)
      .Text("description", table.description);
  out.Text("display", table.display).Bool("system", table.system);
  out.Begin("columns");
  for (const Column& column : table.columns) WriteColumn(column, out);
  out.End();
  if (!table.views.empty()) {
    out.Begin("views");
    for (const View& view : table.views) WriteView(view, out);
    out.End();
  }
  WriteFormats(table.formats, out);
  WriteSettings(table.options, out);
}

void WriteDashboard(const Dashboard& dashboard, YamlWriter& out) {
  out.Text("dashboard", dashboard.name).Text("id", dashboard.id);
  WriteSettings(dashboard.settings, out);
}

void WriteWorkspace(const Blueprint& blueprint, YamlWriter& out) {
  out.Text("name", blueprint.name).Text("title", blueprint.title).Text("description", blueprint.description);
  out.Text("version", blueprint.version)
      .Text("time_zone", blueprint.time_zone)
      .Text("currency", blueprint.currency);
  if (!blueprint.people_table.empty()) {
    out.Begin("people")
        .Text("table", blueprint.people_table)
        .Text("email", blueprint.people_email_column)
        .End();
  }
  if (!blueprint.formulas.empty()) {
    out.Begin("formulas");
    for (const NamedFormula& named : blueprint.formulas) {
      out.BeginItem().Text("name", named.name).Text("id", named.id).Text("description", named.description);
      out.Text("formula", named.formula.text).EndItem();
    }
    out.End();
  }
  if (!blueprint.controls.empty()) {
    out.Begin("controls");
    for (const Control& control : blueprint.controls) {
      out.BeginItem().Text("name", control.name).Text("id", control.id).Text("kind", control.kind);
      out.Text("target", control.target);
      WriteOptions(control.options, out);
      out.Text("default", control.default_value.text).EndItem();
    }
    out.End();
  }
  WriteSettings(blueprint.page, out);
}

}  // namespace csip::blueprint
