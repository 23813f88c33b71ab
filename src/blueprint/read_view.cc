#include <fmt/format.h>

#include "base/text.h"
#include "blueprint/layout/read_settings.h"
#include "blueprint/read_parts.h"

namespace csip::blueprint {
namespace {

// "Health_Score desc" is a column and a direction.
SortKey ReadSortKey(std::string_view text) {
  std::string_view trimmed = base::Trim(text);
  size_t space = trimmed.rfind(' ');
  if (space != std::string_view::npos) {
    std::string_view direction = trimmed.substr(space + 1);
    bool descending = base::EqualsIgnoreCaseAscii(direction, "desc");
    if (descending || base::EqualsIgnoreCaseAscii(direction, "asc")) {
      return {std::string(base::Trim(trimmed.substr(0, space))), descending};
    }
  }
  return {std::string(trimmed), false};
}

std::vector<SortKey> ReadSort(Fields& fields, std::string_view key, const std::string& path) {
  std::vector<SortKey> keys;
  for (const std::string& text : fields.Texts(key, fmt::format("{}/{}", path, key)))
    keys.push_back(ReadSortKey(text));
  return keys;
}

}  // namespace

std::vector<ConditionalFormat> ReadFormats(Fields& fields, const std::string& path) {
  std::vector<ConditionalFormat> formats;
  for (const YamlNode* item : fields.Items("formats")) {
    Fields keys(*item, fields.context(), "a format");
    ConditionalFormat format;
    std::string own = fmt::format("{}/formats/{}", path, formats.size());
    fields.context().places->Set(own, fields.context().PlaceOf(*item));
    keys.SetPlace("color", own + "/color");
    keys.SetPlace("background", own + "/background");
    keys.Require("when");
    format.when = keys.ReadFormula("when");
    format.columns = keys.Texts("columns", own + "/columns");
    format.style.color = keys.Text("color");
    format.style.background = keys.Text("background");
    format.style.bold = keys.Bool("bold");
    keys.Done();
    formats.push_back(std::move(format));
  }
  return formats;
}

bool ReadView(const YamlNode& node, const ReadContext& context, const std::string& table, View* view) {
  Fields fields(node, context, "a view");
  view->name = fields.RequiredText("name");
  view->place = context.PlaceOf(node);
  std::string path = ViewPath(table, view->name);
  context.places->Set(path, view->place);
  for (const YamlNode& key : node.keys) fields.SetPlace(key.text, path + '/' + key.text);

  view->id = fields.Text("id");
  view->renamed_from = fields.Text("renamed_from");
  view->description = fields.Text("description");
  view->is_default = fields.Bool("default");
  if (std::string layout = fields.Text("layout"); !layout.empty()) view->layout = layout;
  view->filter = fields.ReadFormula("filter");
  view->sort = ReadSort(fields, "sort", path);
  view->group = ReadSort(fields, "group", path);
  view->columns = fields.Texts("columns", path + "/columns");
  view->formats = ReadFormats(fields, path);
  ReadSettings(fields, &view->options);
  fields.Done();
  return !view->name.empty();
}

}  // namespace csip::blueprint
