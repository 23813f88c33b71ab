// Changing tables, columns, options, views, named formulas and controls while the workspace runs.
#include "api/endpoints/all.h"
#include "api/endpoints/schema_report.h"
#include "api/service.h"
#include "blueprint/read.h"
#include "value/civil.h"
#include "workspace/schema/plan.h"
#include "workspace/schema/restore.h"

namespace csip::api {
namespace {

using blueprint::SchemaChange;
using Verb = SchemaChange::Verb;
using Subject = SchemaChange::Subject;

base::Result<workspace::SchemaRequest> ReadRequest(const Call& call) {
  workspace::SchemaRequest request;
  auto flag = [&](std::string_view name) { return call.query.Find(name).value_or("") == "true"; };
  request.dry_run = flag("dryRun");
  request.force = flag("force");
  request.reason = call.query.Find("reason").value_or("");
  std::string policy = call.query.Find("onUnconvertible").value_or("refuse");
  if (policy != "refuse" && policy != "blank")
    return base::Invalid("`onUnconvertible` must be refuse or blank");
  request.blank_unconvertible = policy == "blank";
  return request;
}

base::Result<http::Response> Run(const Call& call, workspace::SchemaRequest request) {
  bool dry_run = request.dry_run;
  CSIP_ASSIGN_OR_RETURN(workspace::SchemaReport report,
                        call.service.workspace.ChangeSchema(call.actor, std::move(request)));
  return ReportResponse(report, dry_run, call.request.path);
}

std::string PathOr(const Call& call, std::string_view name) {
  auto found = call.path.find(name);
  return found == call.path.end() ? "" : found->second;
}

template <Verb verb, Subject subject>
base::Result<http::Response> ChangePart(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::SchemaRequest request, ReadRequest(call));
  SchemaChange change{.verb = verb, .subject = subject};
  change.name = PathOr(call, blueprint::NameOf(subject));
  if (subject != Subject::kTable) change.table = PathOr(call, "table");
  if (subject != Subject::kColumn) change.column = PathOr(call, "column");
  if (verb != Verb::kRemove) {
    CSIP_ASSIGN_OR_RETURN(change.settings, call.Body());
  }
  request.changes.push_back(std::move(change));
  return Run(call, std::move(request));
}

base::Result<http::Response> ChangeMany(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::SchemaRequest request, ReadRequest(call));
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  const base::Json* changes = body.is_object() ? body.Find("changes") : nullptr;
  if (changes == nullptr || !changes->is_array() || changes->items().empty())
    return base::Invalid("the body must be an object with `changes`, a list");
  for (size_t i = 0; i < changes->items().size(); ++i) {
    auto change = blueprint::ReadSchemaChange(changes->items()[i]);
    if (!change.ok()) return base::Invalid(fmt::format("changes[{}]: {}", i, change.error().message));
    request.changes.push_back(std::move(*change));
  }
  return Run(call, std::move(request));
}

base::Result<http::Response> BlastRadius(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::SchemaRequest request, ReadRequest(call));
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  const base::Json* changes = body.is_object() ? body.Find("changes") : nullptr;
  if (changes == nullptr || !changes->is_array())
    return base::Invalid("the body must be an object with `changes`, a list");
  for (const base::Json& item : changes->items()) {
    CSIP_ASSIGN_OR_RETURN(SchemaChange change, blueprint::ReadSchemaChange(item));
    request.changes.push_back(std::move(change));
  }
  request.dry_run = true;
  return Run(call, std::move(request));
}

base::Result<http::Response> GetRemoved(const Call& call) {
  blueprint::Blueprint now = call.service.workspace.Read().blueprint();
  CSIP_ASSIGN_OR_RETURN(auto removed, workspace::FindRemoved(call.service.workspace.store(), now));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (const workspace::RemovedPart& part : removed) {
    out.BeginObject().Field("subject", blueprint::NameOf(part.subject)).Field("id", part.id);
    out.Field("table", part.table).Field("name", part.name).Field("sequence", part.sequence);
    out.Field("time", value::FormatInstant(part.time)).Field("actor", part.actor);
    out.Field("reason", part.reason).EndObject();
  }
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> RestoreRemoved(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::SchemaRequest request, ReadRequest(call));
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  const base::Json* ids = body.is_object() ? body.Find("ids") : nullptr;
  if (ids == nullptr || !ids->is_array() || ids->items().empty())
    return base::Invalid(
        "the body must be an object with `ids`, a list of what GET /api/schema/removed shows");
  for (const base::Json& id : ids->items()) request.restore.push_back(id.text());
  return Run(call, std::move(request));
}

base::Result<http::Response> GetBlueprint(const Call& call) {
  blueprint::Blueprint now = workspace::CurrentBlueprint(call.service.workspace.Read().engine());
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("files").BeginObject();
  for (const auto& [path, text] : blueprint::WriteFiles(now)) out.Field(path, text);
  out.EndObject().EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> PutBlueprint(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::SchemaRequest request, ReadRequest(call));
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  const base::Json* files = body.is_object() ? body.Find("files") : nullptr;
  if (files == nullptr || !files->is_object())
    return base::Invalid(
        "the body must be an object with `files`: the text of each file by its path in the folder");
  std::map<std::string, std::string> texts;
  for (const auto& [path, text] : files->members()) {
    if (!text.is_text()) return base::Invalid(fmt::format("files: `{}` must be a text", path));
    texts[path] = text.text();
  }
  blueprint::ReadOutcome read = blueprint::ReadFiles(texts);
  if (!read.ok()) {
    std::string words = blueprint::Render(read.errors);
    return base::Invalid(words);
  }
  request.version = std::make_shared<blueprint::Blueprint>(std::move(read.blueprint));
  return Run(call, std::move(request));
}

constexpr Parameter kDryRun = {"dryRun", "query", "boolean", "Say what would happen, and change nothing."};
constexpr Parameter kForce = {"force", "query", "boolean",
                              "Remove what is used all the same; leave required cells blank."};
constexpr Parameter kUnconvertible = {
    "onUnconvertible", "query", "string",
    "refuse (when not given), or blank: values that no longer fit are lost."};
constexpr Parameter kReason = {"reason", "query", "string", "Why, for the change log."};
constexpr Parameter kTable = {"table", "path", "string", "Id or name."};
constexpr Parameter kColumn = {"column", "path", "string", "Id or name."};
constexpr Parameter kOption = {"option", "path", "string", "The option's text."};
constexpr Parameter kView = {"view", "path", "string", "Id or name."};
constexpr Parameter kFormula = {"formula", "path", "string", "Id or name."};
constexpr Parameter kControl = {"control", "path", "string", "Id or name."};

Endpoint Make(std::string_view id, std::string_view method, std::string_view path, std::string_view summary,
              std::vector<Parameter> parameters, base::Result<http::Response> (*handle)(const Call&),
              std::string_view request = "SchemaSettings") {
  for (const Parameter& p : {kDryRun, kForce, kUnconvertible, kReason}) parameters.push_back(p);
  bool removes = method == "DELETE";
  return {.id = id,
          .method = method,
          .path = path,
          .tag = "Schema",
          .summary = summary,
          .scope = access::Scope::kAdmin,
          .parameters = std::move(parameters),
          .request = removes ? "" : request,
          .response = "SchemaReport",
          .handle = handle};
}

}  // namespace

// clang-format off
const std::vector<Endpoint> kSchemaChanges = {
  Make("addTable", "POST", "/api/tables", "Adds a table.", {}, ChangePart<Verb::kAdd, Subject::kTable>),
  Make("changeTable", "PATCH", "/api/tables/{table}", "Changes or moves a table; its new name follows.", {kTable}, ChangePart<Verb::kChange, Subject::kTable>),
  Make("removeTable", "DELETE", "/api/tables/{table}", "Removes a table; its rows can be restored.", {kTable}, ChangePart<Verb::kRemove, Subject::kTable>),
  Make("addColumn", "POST", "/api/tables/{table}/columns", "Adds a column.", {kTable}, ChangePart<Verb::kAdd, Subject::kColumn>),
  Make("changeColumn", "PATCH", "/api/tables/{table}/columns/{column}", "Changes a column: name, type, formula, place.", {kTable, kColumn}, ChangePart<Verb::kChange, Subject::kColumn>),
  Make("removeColumn", "DELETE", "/api/tables/{table}/columns/{column}", "Removes a column; its values can be restored.", {kTable, kColumn}, ChangePart<Verb::kRemove, Subject::kColumn>),
  Make("addOption", "POST", "/api/tables/{table}/columns/{column}/options", "Adds an option.", {kTable, kColumn}, ChangePart<Verb::kAdd, Subject::kOption>),
  Make("changeOption", "PATCH", "/api/tables/{table}/columns/{column}/options/{option}", "Changes an option; its new name follows.", {kTable, kColumn, kOption}, ChangePart<Verb::kChange, Subject::kOption>),
  Make("removeOption", "DELETE", "/api/tables/{table}/columns/{column}/options/{option}", "Removes an option.", {kTable, kColumn, kOption}, ChangePart<Verb::kRemove, Subject::kOption>),
  Make("addView", "POST", "/api/tables/{table}/views", "Adds a view.", {kTable}, ChangePart<Verb::kAdd, Subject::kView>),
  Make("changeView", "PATCH", "/api/tables/{table}/views/{view}", "Changes or moves a view.", {kTable, kView}, ChangePart<Verb::kChange, Subject::kView>),
  Make("removeView", "DELETE", "/api/tables/{table}/views/{view}", "Removes a view.", {kTable, kView}, ChangePart<Verb::kRemove, Subject::kView>),
  Make("addFormula", "POST", "/api/formulas", "Adds a named formula.", {}, ChangePart<Verb::kAdd, Subject::kFormula>),
  Make("changeFormula", "PATCH", "/api/formulas/{formula}", "Changes a named formula.", {kFormula}, ChangePart<Verb::kChange, Subject::kFormula>),
  Make("removeFormula", "DELETE", "/api/formulas/{formula}", "Removes a named formula.", {kFormula}, ChangePart<Verb::kRemove, Subject::kFormula>),
  Make("addControl", "POST", "/api/controls", "Adds a control.", {}, ChangePart<Verb::kAdd, Subject::kControl>),
  Make("changeControl", "PATCH", "/api/controls/{control}", "Changes a control.", {kControl}, ChangePart<Verb::kChange, Subject::kControl>),
  Make("removeControl", "DELETE", "/api/controls/{control}", "Removes a control.", {kControl}, ChangePart<Verb::kRemove, Subject::kControl>),
  Make("changeSchema", "POST", "/api/schema/changes", "Many changes in one transaction, in their order.", {}, ChangeMany, "SchemaChanges"),
  Make("restoreRemoved", "POST", "/api/schema/restore", "Brings back removed tables and columns with their values.", {}, RestoreRemoved, "SchemaRestore"),
  Make("putBlueprint", "PUT", "/api/blueprint", "Brings the workspace to a new version of its blueprint.", {}, PutBlueprint, "BlueprintFiles"),
};
// clang-format on

const Endpoint kBlastRadius = {
    .id = "blastRadius",
    .method = "POST",
    .path = "/api/blast-radius",
    .tag = "Schema",
    .summary = "What changes of the schema would do: who depends, which values change.",
    .scope = access::Scope::kWrite,
    .request = "SchemaChanges",
    .response = "SchemaReport",
    .handle = BlastRadius};
const Endpoint kGetRemoved = {.id = "listRemoved",
                              .method = "GET",
                              .path = "/api/schema/removed",
                              .tag = "Schema",
                              .summary = "Tables and columns that were removed and can be restored.",
                              .response = "RemovedParts",
                              .handle = GetRemoved};
const Endpoint kGetBlueprint = {.id = "getBlueprint",
                                .method = "GET",
                                .path = "/api/blueprint",
                                .tag = "Schema",
                                .summary = "The blueprint as the files of its folder.",
                                .response = "BlueprintFiles",
                                .handle = GetBlueprint};

}  // namespace csip::api
