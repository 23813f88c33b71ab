#include "blueprint/read.h"

#include <algorithm>
#include <tuple>

#include "blueprint/amendment.h"
#include "blueprint/check/check.h"
#include "blueprint/check/complete.h"
#include "blueprint/read_parts.h"

namespace csip::blueprint {
namespace {

void ReadParts(Fields& fields, Blueprint* blueprint) {
  for (const YamlNode* item : fields.Items("parts")) {
    Fields keys(*item, fields.context(), "a part");
    Part part{keys.RequiredText("kind"), keys.RequiredText("name"), keys.Text("yaml")};
    keys.Done();
    if (part.kind == "amendments") ReadAmendment(part, keys.context().errors);
    blueprint->parts.push_back(std::move(part));
  }
}

}  // namespace

void SortErrors(std::vector<base::Error>* errors) {
  std::stable_sort(errors->begin(), errors->end(), [](const base::Error& a, const base::Error& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) <
           std::tie(b.place.file, b.place.line, b.place.column);
  });
}

ReadOutcome ReadText(const std::string& yaml) {
  ReadOutcome outcome;
  auto parsed = ParseYaml(yaml, "");
  if (!parsed.ok()) {
    outcome.errors.push_back(parsed.error());
    return outcome;
  }
  Places places;
  ReadContext context{"", yaml, &outcome.errors, &places};
  Fields fields(*parsed, context, "a blueprint");
  ReadWorkspace(fields, &outcome.blueprint);
  for (const YamlNode* item : fields.Items("tables")) {
    Table table;
    if (ReadTable(*item, context, &table)) outcome.blueprint.tables.push_back(std::move(table));
  }
  for (const YamlNode* item : fields.Items("dashboards")) {
    Dashboard dashboard;
    if (ReadDashboard(*item, context, &dashboard))
      outcome.blueprint.dashboards.push_back(std::move(dashboard));
  }
  ReadParts(fields, &outcome.blueprint);
  fields.Done();
  Complete(&outcome.blueprint);
  for (base::Error& error : Check(outcome.blueprint, places)) outcome.errors.push_back(std::move(error));
  SortErrors(&outcome.errors);
  return outcome;
}

std::string Render(const std::vector<base::Error>& errors) {
  std::string out;
  for (const base::Error& error : errors) out += error.ToString() + "\n";
  return out;
}

}  // namespace csip::blueprint
