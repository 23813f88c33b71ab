#include "blueprint/check/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "blueprint/check/complete.h"
#include "blueprint/check/findings.h"
#include "blueprint/product_table.h"
#include "value/civil.h"

namespace csip::blueprint {
namespace {

constexpr size_t kMostColumns = 1'500;  // databases take 1,600 to 2,000, and ours has some of its own

// Reports the second of two equal names; names that differ in case only are equal (databases and people mix
// them up).
class Names {
 public:
  explicit Names(Findings* findings) : findings_(findings) {}
  void Add(const std::string& name, const std::string& what, const base::Place& place) {
    auto [found, fresh] = seen_.emplace(base::ToLowerAscii(name), name);
    if (fresh) return;
    std::string words = found->second == name ? fmt::format("{} `{}` comes twice", what, name)
                                              : fmt::format("{} `{}` differs from `{}` in case only", what,
                                                            name, found->second);
    findings_->Fail("", place, words + "; give one of them another name");
  }

 private:
  Findings* findings_;
  std::map<std::string, std::string> seen_;
};

void CheckIds(Findings* findings) {
  std::set<std::string> seen;
  auto add = [&](const std::string& id, const std::string& path, const base::Place& place) {
    if (!seen.insert(id).second) findings->Fail(path, place, fmt::format("the id `{}` is given twice", id));
  };
  for (const Table& table : findings->blueprint.tables) {
    add(table.id, TablePath(table.name) + "/id", table.place);
    for (const Column& column : table.columns)
      add(column.id, ColumnPath(table.name, column.name) + "/id", column.place);
    for (const View& view : table.views) add(view.id, ViewPath(table.name, view.name) + "/id", view.place);
  }
  for (const NamedFormula& named : findings->blueprint.formulas)
    add(named.id, "/names/" + named.name, named.formula.place);
  for (const Control& control : findings->blueprint.controls) add(control.id, "/names/" + control.name, {});
  for (const Dashboard& dashboard : findings->blueprint.dashboards)
    add(dashboard.id, "", dashboard.settings.place);
}

// A row is named by its display column; where that is a row of another table, by that one's, and so on to an
// end.
void CheckDisplay(const Table& table, Findings* findings) {
  std::string path = TablePath(table.name) + "/display";
  if (!findings->ExpectColumn(table, table.display, path, table.place)) return;
  std::vector<std::string> chain = {table.name};
  const Table* at = &table;
  while (true) {
    auto column = at->FindColumn(at->display);
    if (!column || at->columns[*column].target.empty()) return;
    auto next = findings->blueprint.FindTable(at->columns[*column].target);
    if (!next) return;
    at = &findings->blueprint.tables[*next];
    bool seen = std::find(chain.begin(), chain.end(), at->name) != chain.end();
    chain.push_back(at->name);
    if (!seen) continue;
    if (at == &table) {
      findings->Fail(path, table.place,
                     fmt::format("rows of {} would be named by themselves ({}); choose another display "
                                 "column",
                                 table.name, fmt::join(chain, " -> ")));
    }
    return;
  }
}

void CheckTable(const Table& table, Findings* findings) {
  std::string path = TablePath(table.name);
  findings->ExpectName(table.name, "table", path, table.place);
  if (table.columns.empty()) {
    findings->Fail(path, table.place, fmt::format("the table {} has no columns", table.name));
    return;
  }
  if (table.columns.size() > kMostColumns) {
    findings->Fail(
        path, table.place,
        fmt::format("the table {} has {} columns, a table may have {}; put some into a related table",
                    table.name, table.columns.size(), kMostColumns));
  }
  Names columns(findings);
  for (const Column& column : table.columns) {
    columns.Add(column.name, fmt::format("the column of {}", table.name), column.place);
    CheckColumn(table, column, findings);
  }
  CheckDisplay(table, findings);
  Names views(findings);
  for (const View& view : table.views)
    views.Add(view.name, fmt::format("the view of {}", table.name), view.place);
  CheckViews(table, findings);
}

void CheckProductTables(Findings* findings) {
  for (std::string_view name : {kOptionsTable, kCommentsTable, kSavedViewsTable}) {
    auto found = findings->blueprint.FindTable(name);
    if (!found) {
      findings->Fail("", {}, fmt::format("the table {} is missing", name));
      continue;
    }
    const Table& table = findings->blueprint.tables[*found];
    std::string fault = FaultOf(table);
    if (!fault.empty()) findings->Fail(TablePath(table.name), table.place, fault);
  }
}

void CheckPeople(Findings* findings) {
  const Blueprint& blueprint = findings->blueprint;
  if (blueprint.people_table.empty()) return;
  if (!findings->ExpectTable(blueprint.people_table, "/people/table", {})) return;
  auto people = blueprint.FindTable(blueprint.people_table);
  if (people)
    findings->ExpectColumn(blueprint.tables[*people], blueprint.people_email_column, "/people/email", {});
}

void CheckControl(const Control& control, Findings* findings) {
  std::string path = "/names/" + control.name;
  findings->Expect(ControlKinds(), control.kind, "kind of control", path + "/kind", {});
  if (control.kind == "lookup") {
    if (control.target.empty()) {
      findings->Fail(
          path, {},
          fmt::format("the lookup `{}` needs the key `target`: the table to choose from", control.name));
    } else {
      findings->ExpectTable(control.target, path + "/target", {});
    }
  } else if (!control.target.empty()) {
    findings->Fail(path + "/target", {},
                   fmt::format("only a lookup has a target; `{}` is a {}", control.name, control.kind));
  }
  if (!control.options.empty() && control.kind != "select" && control.kind != "multiselect") {
    findings->Fail(path + "/options/0", {},
                   fmt::format("only a select has options; `{}` is a {}", control.name, control.kind));
  }
}

void CheckNamed(Findings* findings) {
  const Blueprint& blueprint = findings->blueprint;
  Names names(findings);
  auto add = [&](const std::string& name, const std::string& what) {
    base::Place place = findings->places.Find("/names/" + name, {});
    findings->ExpectName(name, what, "/names/" + name, {});
    names.Add(name, "the " + what, place);
    if (blueprint.FindTable(name))
      findings->Fail("", place, fmt::format("the {} `{}` has the name of a table", what, name));
  };
  for (const NamedFormula& named : blueprint.formulas) add(named.name, "named formula");
  for (const Control& control : blueprint.controls) {
    add(control.name, "control");
    CheckControl(control, findings);
  }
}

}  // namespace

const std::vector<std::string>& Palette() {
  static const std::vector<std::string> colors = {"red",  "orange",     "yellow", "green", "light-green",
                                                  "blue", "light-blue", "purple", "gray"};
  return colors;
}

const std::vector<std::string>& Layouts() {
  static const std::vector<std::string> layouts = {"grid",     "card", "kanban", "calendar",
                                                   "timeline", "form", "detail", "chart"};
  return layouts;
}

const std::vector<std::string>& ControlKinds() {
  static const std::vector<std::string> kinds = {
      "checkbox",    "datePicker", "dateRangePicker", "dateTimePicker", "lookup",
      "multiselect", "scale",      "select",          "slider",         "textbox"};
  return kinds;
}

std::vector<base::Error> Check(const Blueprint& blueprint, const Places& places) {
  Findings findings{blueprint, places, {}};
  if (auto zone = value::Zone::Find(blueprint.time_zone); !zone.ok()) {
    findings.Fail("/time_zone", {}, zone.error().message);
  }
  if (!IsCurrencyCode(blueprint.currency)) {
    findings.Fail(
        "/currency", {},
        fmt::format("`{}` is not a currency; write a code of three letters: USD", blueprint.currency));
  }
  Names tables(&findings);
  for (const Table& table : blueprint.tables) {
    tables.Add(table.name, "the table", table.place);
    CheckTable(table, &findings);
  }
  CheckProductTables(&findings);
  CheckPeople(&findings);
  CheckNamed(&findings);
  CheckSettings(&findings);
  CheckIds(&findings);
  return std::move(findings.errors);
}

}  // namespace csip::blueprint
