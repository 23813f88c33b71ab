#include "blueprint/layout/read_settings.h"
#include "blueprint/read_parts.h"

namespace csip::blueprint {

bool ReadTable(const YamlNode& node, const ReadContext& context, Table* table) {
  Fields fields(node, context, "a table");
  table->name = fields.RequiredText("table");
  table->place = context.PlaceOf(node);
  std::string path = TablePath(table->name);
  context.places->Set(path, table->place);
  fields.SetPlace("table", path);
  fields.SetPlace("display", path + "/display");
  fields.SetPlace("id", path + "/id");

  table->id = fields.Text("id");
  table->renamed_from = fields.Text("renamed_from");
  table->title = fields.Text("title");
  table->description = fields.Text("description");
  table->display = fields.Text("display");
  table->system = fields.Bool("system");
  fields.Require("columns");
  for (const YamlNode* item : fields.Items("columns")) {
    Column column;
    if (ReadColumn(*item, context, table->name, &column)) table->columns.push_back(std::move(column));
  }
  for (const YamlNode* item : fields.Items("views")) {
    View view;
    if (ReadView(*item, context, table->name, &view)) table->views.push_back(std::move(view));
  }
  table->formats = ReadFormats(fields, path);
  ReadSettings(fields, &table->options);
  fields.Done();
  return !table->name.empty();
}

}  // namespace csip::blueprint
