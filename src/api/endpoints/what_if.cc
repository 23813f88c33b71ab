// What edits, formulas, weights, options and amendments would change, without making any of it.
#include "workspace/what_if.h"

#include "api/coda/row_write.h"
#include "api/endpoints/all.h"
#include "api/endpoints/effect_answer.h"
#include "api/service.h"

namespace csip::api {
namespace {

using workspace::Action;
using workspace::WhatIf;
using Errors = std::vector<ValidationError>;

// No lock is held while it is worked out, but a worker is.
constexpr std::chrono::milliseconds kTime{5'000};
constexpr size_t kMostParts = 10'000;
constexpr size_t kMostValues = 10'000;
constexpr size_t kMostFaults = 100;

// The members of a list that must be objects, or of one that may hold texts too; each with its path.
template <typename Read>
void ReadList(const base::Json& body, const std::string& name, Errors* errors, Read read) {
  const base::Json* list = body.Find(name.substr(name.rfind('.') + 1));
  if (list == nullptr || list->is_null()) return;
  if (!list->is_array()) {
    errors->push_back({name, "must be a list"});
    return;
  }
  if (list->items().size() > kMostParts) {
    errors->push_back({name, fmt::format("has more than {} items", kMostParts)});
    return;
  }
  for (size_t i = 0; i < list->items().size() && errors->size() < kMostFaults; ++i)
    read(list->items()[i], fmt::format("{}[{}]", name, i));
}

std::string Needed(const base::Json& object, const std::string& name, const std::string& path,
                   Errors* errors) {
  const base::Json* found = object.is_object() ? object.Find(name) : nullptr;
  if (found != nullptr && found->is_text() && !found->text().empty()) return found->text();
  errors->push_back({path + "." + name, "must be a text"});
  return "";
}

double NeededNumber(const base::Json& object, const std::string& name, const std::string& path,
                    Errors* errors) {
  const base::Json* found = object.is_object() ? object.Find(name) : nullptr;
  if (found != nullptr && found->is_number()) return found->number();
  errors->push_back({path + "." + name, "must be a number"});
  return 0;
}

// {"table", "row", "column", "value"}, {"table", "row"?, "cells"} or {"table", "row", "delete": true}.
Action ReadEdit(const base::Json& edit, const std::string& path, Errors* errors) {
  Action action;
  action.path = path;
  action.table = Needed(edit, "table", path, errors);
  const base::Json* column = edit.Find("column");
  const base::Json* cells = edit.Find("cells");
  const base::Json* gone = edit.Find("delete");
  bool deletes = gone != nullptr && gone->boolean();
  if ((column != nullptr ? 1 : 0) + (cells != nullptr ? 1 : 0) + (deletes ? 1 : 0) != 1) {
    errors->push_back({path, "must have one of `column` with `value`, `cells`, or `delete`: true"});
    return action;
  }
  if (deletes) {
    action.kind = Action::Kind::kDeleteRows;
    action.row_ids = {Needed(edit, "row", path, errors)};
    return action;
  }
  workspace::RowInput row;
  if (column != nullptr || edit.Find("row") != nullptr) row.row = Needed(edit, "row", path, errors);
  if (column != nullptr) {
    const base::Json* value = edit.Find("value");
    if (value == nullptr) errors->push_back({path + ".value", "is missing; null empties the cell"});
    row.cells.push_back({Needed(edit, "column", path, errors),
                         coda::ReadValue(value == nullptr ? base::Json() : *value, path + ".value", errors)});
  } else {
    if (edit.Find("as") != nullptr) row.as = Needed(edit, "as", path, errors);
    if (!cells->is_object())
      errors->push_back({path + ".cells", "must be an object from columns, by id or name, to values"});
    for (const auto& [name, value] : cells->members())
      row.cells.push_back({name, coda::ReadValue(value, path + ".cells." + name, errors)});
  }
  action.rows.push_back(std::move(row));
  return action;
}

void ReadOptions(const base::Json& body, WhatIf* what, Errors* errors) {
  ReadList(body, "options", errors, [&](const base::Json& item, const std::string& path) {
    std::vector<base::Json::Member> members = item.members();
    if (item.is_object() && item.Find("subject") == nullptr)
      members.emplace_back("subject", base::Json::Text("option"));
    auto change = blueprint::ReadSchemaChange(item.is_object() ? base::Json::Object(members) : item);
    if (!change.ok()) {
      errors->push_back({path, change.error().message});
    } else if (change->subject != blueprint::SchemaChange::Subject::kOption) {
      errors->push_back(
          {path + ".subject", "must be option; POST /api/blast-radius says what other changes do"});
    } else {
      what->options.push_back(std::move(*change));
    }
  });
}

void ReadFormulas(const base::Json& body, WhatIf* what, Errors* errors) {
  ReadList(body, "formulas", errors, [&](const base::Json& item, const std::string& path) {
    what->formulas.push_back({Needed(item, "table", path, errors), Needed(item, "column", path, errors),
                              Needed(item, "formula", path, errors), path + ".formula"});
  });
  ReadList(body, "weights", errors, [&](const base::Json& item, const std::string& path) {
    WhatIf::Weight weight{
        Needed(item, "table", path, errors), Needed(item, "column", path, errors), {}, path};
    weight.edit = {NeededNumber(item, "from", path, errors), NeededNumber(item, "to", path, errors), 0,
                   path + ".from"};
    if (item.is_object() && item.Find("occurrence") != nullptr) {
      double occurrence = NeededNumber(item, "occurrence", path, errors);
      if (occurrence >= 1 && occurrence <= 1e6) {
        weight.edit.occurrence = static_cast<size_t>(occurrence);
      } else {
        errors->push_back({path + ".occurrence", "must be a number from 1"});
      }
    }
    what->weights.push_back(std::move(weight));
  });
  ReadList(body, "amendments", errors, [&](const base::Json& item, const std::string& path) {
    const base::Json* on = item.is_object() ? item.Find("on") : nullptr;
    if (item.is_text() && !item.text().empty()) {
      what->amendments.emplace_back(item.text(), true);
    } else if (on != nullptr && on->is_bool()) {
      what->amendments.emplace_back(Needed(item, "id", path, errors), on->boolean());
    } else {
      errors->push_back({path, R"(must be the id of an amendment, or {"id", "on": true or false})"});
    }
  });
}

void ReadWatch(const base::Json& body, WhatIf* what, Errors* errors) {
  if (const base::Json* watch = body.Find("watch"); watch != nullptr && !watch->is_null()) {
    if (!watch->is_object()) {
      errors->push_back({"watch", "must be an object with `columns`, `rows` or both"});
      return;
    }
    for (const char* name : {"columns", "rows"}) {
      bool rows = name == std::string_view("rows");
      ReadList(*watch, std::string("watch.") + name, errors,
               [&](const base::Json& item, const std::string& path) {
                 (rows ? what->watch.rows : what->watch.columns)
                     .emplace_back(Needed(item, "table", path, errors),
                                   Needed(item, rows ? "row" : "column", path, errors));
               });
    }
  }
  const base::Json* limit = body.Find("limit");
  if (limit == nullptr || limit->is_null()) return;
  if (limit->is_number() && limit->number() >= 0 && limit->number() <= static_cast<double>(kMostValues)) {
    what->values = static_cast<size_t>(limit->number());
  } else {
    errors->push_back({"limit", fmt::format("must be a number from 0 to {}", kMostValues)});
  }
}

WhatIf ReadWhatIf(const base::Json& body, Errors* errors) {
  WhatIf what;
  if (!body.is_object()) {
    errors->push_back(
        {"body", "must be an object with `edits`, `formulas`, `weights`, `options` or `amendments`"});
    return what;
  }
  ReadList(body, "edits", errors, [&](const base::Json& item, const std::string& path) {
    if (item.is_object()) {
      what.edits.actions.push_back(ReadEdit(item, path, errors));
    } else {
      errors->push_back({path, "must be an object"});
    }
  });
  ReadOptions(body, &what, errors);
  ReadFormulas(body, &what, errors);
  ReadWatch(body, &what, errors);
  return what;
}

void WriteChanged(const blueprint::Blueprint& blueprint, const workspace::ChangedValue& changed,
                  base::JsonWriter* out) {
  const blueprint::Table& table = blueprint.tables[changed.table];
  const blueprint::Column& column = table.columns[changed.column];
  out->Field("table", table.name).Field("tableId", table.id);
  out->Field("row", changed.sample.row).Field("name", changed.sample.name);
  out->Field("column", column.name).Field("columnId", column.id);
  out->Key("before").Raw(changed.sample.before).Key("after").Raw(changed.sample.after);
}

void WriteValues(std::string_view name, const blueprint::Blueprint& blueprint,
                 const std::vector<workspace::ChangedValue>& values, base::JsonWriter* out) {
  out->Key(name).BeginArray();
  for (const workspace::ChangedValue& value : values) {
    WriteChanged(blueprint, value, &out->BeginObject());
    out->EndObject();
  }
  out->EndArray();
}

std::string Answer(const workspace::WhatIfOutcome& outcome) {
  const blueprint::Blueprint& blueprint = outcome.compiled->blueprint;
  const workspace::Effect& effect = outcome.effect;
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("sequence", outcome.sequence);
  out.Field("changedValues", effect.changed_values).Field("changedRows", effect.changed_rows);
  out.Field("insertedRows", effect.inserted_rows).Field("deletedRows", effect.deleted_rows);
  out.Key("inserted").BeginArray();
  for (const std::string& row : outcome.edits.inserted) out.Text(row);
  out.EndArray();
  WriteColumns("columns", effect.columns, &out);
  WriteValues("values", blueprint, effect.values, &out);
  WriteValues("rows", blueprint, effect.watched, &out);
  out.Key("errors").BeginObject().Field("appear", effect.errors_new).Field("vanish", effect.errors_gone);
  out.Key("samples").BeginArray();
  for (const workspace::ChangedError& error : effect.errors) {
    WriteChanged(blueprint, error.at, &out.BeginObject());
    out.Field("gone", error.gone).Field("reason", error.reason).EndObject();
  }
  out.EndArray().EndObject().EndObject();
  return json;
}

// "edits[3].cells.ARR" is "edits[3].value" to whoever named one cell.
base::Error WithSendersPath(const base::Json& body, base::Error error) {
  const base::Json* edits = body.Find("edits");
  for (size_t i = 0; edits != nullptr && i < edits->items().size(); ++i) {
    std::string cells = fmt::format("edits[{}].cells.", i);
    if (error.path.rfind(cells, 0) != 0) continue;
    if (edits->items()[i].Find("column") != nullptr) error.path = fmt::format("edits[{}].value", i);
    break;
  }
  return error;
}

base::Result<http::Response> HandleWhatIf(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  Errors errors;
  WhatIf what = ReadWhatIf(body, &errors);
  if (!errors.empty()) return InvalidBody(errors);
  CSIP_ASSIGN_OR_RETURN(EvaluationGate::Turn turn, call.service.evaluation_gate->Enter());
  TimeLimit time_limit(kTime);
  what.deadline = &time_limit;
  auto outcome = call.service.workspace.Suppose(call.actor, what);
  if (!outcome.ok()) return WithSendersPath(body, outcome.error());
  return JsonResponse(Answer(*outcome));
}

}  // namespace

const Endpoint kWhatIf = {.id = "whatIf",
                          .method = "POST",
                          .path = "/api/what-if",
                          .tag = "Workspace",
                          .summary =
                              "What edits, formulas, weights, options and amendments would change: values, "
                              "sums, tiers, errors. Nothing is stored.",
                          .request = "WhatIf",
                          .response = "WhatIfEffect",
                          .handle = HandleWhatIf};

}  // namespace csip::api
