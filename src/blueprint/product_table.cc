#include "blueprint/product_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "blueprint/check/complete.h"

namespace csip::blueprint {
namespace {

struct ColumnPlan {
  const char* name;
  const char* type;
  const char* description;
  bool required = false;
  bool indexed = false;
};

struct TablePlan {
  std::string_view id;
  const char* name;
  const char* title;
  const char* description;
  const char* display;
  const char* view;
  std::vector<ColumnPlan> columns;
};

const std::vector<TablePlan>& Plans() {
  static const std::vector<TablePlan> plans = {
      {kCommentsTable,
       "Comments",
       "Comments",
       "What people say about records and cells.",
       "Text",
       "All Comments",
       {{"Table", "text", "The id of the table", true},
        {"Row", "text", "The id of the record", true, true},
        {"Column", "text", "The id of the column, where a cell is meant"},
        {"Text", "text", "What is said", true},
        {"Resolved", "checkbox", "Nothing is left to be done; said of the comment that begins a thread"},
        {"Parent", "text", "The id of the comment that it answers"},
        {"Author", "text", "Who wrote it, by name"},
        {"Author_Key", "text", "Who wrote it: a person's row or a token"},
        {"Edited", "checkbox", "Its text was changed later"},
        {"Created_At", "created-at", "When it was written"}}},
      {kSavedViewsTable,
       "Saved_Views",
       "Saved views",
       "Views that people saved: what they changed of a view, under a name of their own.",
       "Name",
       "All Saved Views",
       {{"Table", "text", "The id of the table", true, true},
        {"Name", "text", "What it is called", true},
        {"Owner", "text", "Whose it is, by name"},
        {"Owner_Key", "text", "Whose it is: a person's row or a token"},
        {"Access", "text", "personal: the owner's alone; shared: seen by all; locked: changed by nobody",
         true},
        {"Definition", "text", "What it changes of a view, as JSON", true}}}};
  return plans;
}

const TablePlan* PlanOf(std::string_view id) {
  for (const TablePlan& plan : Plans()) {
    if (plan.id == id) return &plan;
  }
  return nullptr;
}

Table Make(const TablePlan& plan, std::string name) {
  Table table;
  table.id = plan.id;
  table.name = std::move(name);
  table.title = plan.title;
  table.description = plan.description;
  table.display = plan.display;
  table.system = true;
  for (const ColumnPlan& planned : plan.columns) {
    Column column;
    column.id = "c-" + base::StableId(fmt::format("{}.{}", plan.id, planned.name));
    column.name = planned.name;
    column.type = value::FindColumnType(planned.type);
    column.required = planned.required;
    column.indexed = planned.indexed;
    column.description = planned.description;
    table.columns.push_back(std::move(column));
  }
  View view;
  view.name = plan.view;
  view.id = "table-" + base::StableId(fmt::format("{}.{}", plan.id, plan.view));
  view.is_default = true;
  table.views.push_back(std::move(view));
  return table;
}

std::string FreeName(const Blueprint& blueprint, const std::string& wanted) {
  auto taken = [&](const std::string& name) {
    auto same = [&](const auto& part) { return base::EqualsIgnoreCaseAscii(part.name, name); };
    return std::any_of(blueprint.tables.begin(), blueprint.tables.end(), same) ||
           std::any_of(blueprint.formulas.begin(), blueprint.formulas.end(), same) ||
           std::any_of(blueprint.controls.begin(), blueprint.controls.end(), same);
  };
  std::string name = wanted;
  for (int n = 2; taken(name); ++n) name = fmt::format("{}_{}", wanted, n);
  return name;
}

}  // namespace

bool IsOwned(const Table& table) {
  return PlanOf(table.id) != nullptr;
}

bool IsProductTable(const Table& table) {
  return table.name == kOptionsTable || IsOwned(table);
}

size_t EndOfOwnTables(const Blueprint& blueprint) {
  size_t end = blueprint.tables.size();
  while (end > 0 && IsProductTable(blueprint.tables[end - 1])) --end;
  return end;
}

void AddProductTables(Blueprint* blueprint) {
  if (!blueprint->FindTable(kOptionsTable)) blueprint->tables.push_back(MakeOptionsTable());
  for (const TablePlan& plan : Plans()) {
    if (blueprint->FindTable(plan.id)) continue;
    blueprint->tables.push_back(Make(plan, FreeName(*blueprint, plan.name)));
  }
}

void StripProductTables(Blueprint* blueprint) {
  std::vector<Table>& tables = blueprint->tables;
  while (!tables.empty()) {
    const TablePlan* plan = PlanOf(tables.back().id);
    bool standard = plan != nullptr ? tables.back() == Make(*plan, tables.back().name)
                                    : tables.back() == MakeOptionsTable();
    if (!standard) return;
    tables.pop_back();
  }
}

std::string FaultOf(const Table& table) {
  const TablePlan* plan = PlanOf(table.id);
  const Table standard = plan != nullptr ? Make(*plan, table.name) : MakeOptionsTable();
  for (size_t i = 0; i < standard.columns.size(); ++i) {
    const Column& wanted = standard.columns[i];
    bool there = i < table.columns.size() && table.columns[i].type == wanted.type &&
                 (plan != nullptr ? table.columns[i].id == wanted.id : table.columns[i].name == wanted.name);
    if (!there)
      return fmt::format("the product keeps its own in the table {}; column {} must be `{}` of type {}",
                         table.name, i + 1, wanted.name, wanted.type->name);
  }
  return {};
}

}  // namespace csip::blueprint
