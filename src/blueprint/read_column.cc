#include <fmt/format.h>

#include "base/text.h"
#include "blueprint/read_parts.h"

namespace csip::blueprint {
namespace {

const value::ColumnType* ReadType(Fields& fields) {
  const YamlNode* node = fields.Require("type");
  if (node == nullptr) return nullptr;
  std::string name = TextOf(*node, fields.context(), "`type`");
  if (!node->is_text()) return nullptr;
  if (const auto* type = value::FindColumnType(name)) return type;
  std::vector<std::string> names;
  for (const value::ColumnType* type : value::ColumnTypes()) names.emplace_back(type->name);
  std::string words = base::DidYouMean(name, names);
  if (words.empty()) words = fmt::format("; the types are {}", fmt::join(names, ", "));
  fields.context().Fail(*node, fmt::format("unknown column type `{}`{}", name, words));
  return nullptr;
}

}  // namespace

std::vector<Option> ReadOptions(Fields& fields, const std::string& path) {
  std::vector<Option> options;
  for (const YamlNode* item : fields.Items("options")) {
    fields.context().places->Set(fmt::format("{}/options/{}", path, options.size()),
                                 fields.context().PlaceOf(*item));
    Option option;
    if (item->is_map()) {
      Fields keys(*item, fields.context(), "an option");
      option.name = keys.RequiredText("name");
      option.color = keys.Text("color");
      option.renamed_from = keys.Text("renamed_from");
      keys.Done();
    } else {
      option.name = TextOf(*item, fields.context(), "an option");
    }
    options.push_back(std::move(option));
  }
  return options;
}

bool ReadColumn(const YamlNode& node, const ReadContext& context, const std::string& table, Column* column) {
  Fields fields(node, context, "a column");
  column->name = fields.RequiredText("name");
  column->place = context.PlaceOf(node);
  std::string path = ColumnPath(table, column->name);
  context.places->Set(path, column->place);
  for (const YamlNode& key : node.keys) fields.SetPlace(key.text, path + '/' + key.text);

  column->id = fields.Text("id");
  column->renamed_from = fields.Text("renamed_from");
  column->title = fields.Text("title");
  column->description = fields.Text("description");
  column->section = fields.Text("section");
  column->type = ReadType(fields);
  column->required = fields.Bool("required");
  column->unique = fields.Bool("unique");
  column->indexed = fields.Bool("indexed");
  column->default_value = fields.ReadFormula("default");
  column->formula = fields.ReadFormula("formula");
  column->overridable = fields.Bool("overridable");
  column->tracked = fields.Bool("tracked");
  column->decimals = fields.Integer("decimals", 0, 15).value_or(-1);
  column->suffix = fields.Text("suffix");
  column->currency = fields.Text("currency");
  column->limits.min = fields.Number("min");
  column->limits.max = fields.Number("max");
  column->step = fields.Number("step").value_or(1);
  column->options = ReadOptions(fields, path);
  column->target = fields.Text("target");
  column->inverse = fields.Text("inverse");
  column->links_owner = fields.Bool("owner");
  column->touched_by = fields.Texts("touched_by", path + "/touched_by");
  column->action = fields.Text("action");
  fields.Done();
  return !column->name.empty();
}

}  // namespace csip::blueprint
