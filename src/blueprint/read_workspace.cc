#include <fmt/format.h>

#include "blueprint/layout/read_settings.h"
#include "blueprint/read_parts.h"

namespace csip::blueprint {
namespace {

void ReadNamedFormulas(Fields& fields, Blueprint* blueprint) {
  for (const YamlNode* item : fields.Items("formulas")) {
    Fields keys(*item, fields.context(), "a named formula");
    NamedFormula named;
    named.name = keys.RequiredText("name");
    fields.context().places->Set("/names/" + named.name, fields.context().PlaceOf(*item));
    named.id = keys.Text("id");
    named.renamed_from = keys.Text("renamed_from");
    named.description = keys.Text("description");
    keys.Require("formula");
    named.formula = keys.ReadFormula("formula");
    keys.Done();
    if (!named.name.empty()) blueprint->formulas.push_back(std::move(named));
  }
}

void ReadControls(Fields& fields, Blueprint* blueprint) {
  for (const YamlNode* item : fields.Items("controls")) {
    Fields keys(*item, fields.context(), "a control");
    Control control;
    control.name = keys.RequiredText("name");
    std::string path = "/names/" + control.name;
    fields.context().places->Set(path, fields.context().PlaceOf(*item));
    keys.SetPlace("kind", path + "/kind");
    keys.SetPlace("target", path + "/target");
    control.id = keys.Text("id");
    control.renamed_from = keys.Text("renamed_from");
    control.kind = keys.RequiredText("kind");
    control.target = keys.Text("target");
    control.options = ReadOptions(keys, path);
    control.default_value = keys.ReadFormula("default");
    keys.Done();
    if (!control.name.empty()) blueprint->controls.push_back(std::move(control));
  }
}

void ReadPeople(Fields& fields, Blueprint* blueprint) {
  const YamlNode* people = fields.Find("people");
  if (people == nullptr) return;
  Fields keys(*people, fields.context(), "`people`");
  blueprint->people_table = keys.RequiredText("table");
  blueprint->people_email_column = keys.RequiredText("email");
  keys.SetPlace("table", "/people/table");
  keys.SetPlace("email", "/people/email");
  keys.Done();
}

}  // namespace

bool ReadDashboard(const YamlNode& node, const ReadContext& context, Dashboard* dashboard) {
  Fields fields(node, context, "a dashboard");
  dashboard->name = fields.RequiredText("dashboard");
  dashboard->id = fields.Text("id");
  dashboard->settings.place = context.PlaceOf(node);
  ReadSettings(fields, &dashboard->settings);
  fields.Done();
  return !dashboard->name.empty();
}

void ReadWorkspace(Fields& fields, Blueprint* blueprint) {
  for (const char* key : {"name", "time_zone", "currency"}) fields.SetPlace(key, fmt::format("/{}", key));
  blueprint->name = fields.RequiredText("name");
  blueprint->title = fields.Text("title");
  blueprint->description = fields.Text("description");
  blueprint->version = fields.Text("version");
  if (std::string zone = fields.Text("time_zone"); !zone.empty()) blueprint->time_zone = zone;
  if (std::string currency = fields.Text("currency"); !currency.empty()) blueprint->currency = currency;
  ReadPeople(fields, blueprint);
  ReadNamedFormulas(fields, blueprint);
  ReadControls(fields, blueprint);
  ReadSettings(fields, &blueprint->page);
}

}  // namespace csip::blueprint
