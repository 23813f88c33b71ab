// Amendments of the blueprint: which there are, what each would change, switching them.
#include "blueprint/amendment.h"

#include "api/endpoints/all.h"
#include "api/endpoints/effect_answer.h"
#include "api/service.h"
#include "workspace/amendment_effect.h"

namespace csip::api {
namespace {

using blueprint::Amendment;

void WriteAmendment(const blueprint::Blueprint& blueprint, const Amendment& amendment,
                    base::JsonWriter* out) {
  out->Field("id", amendment.id).Field("title", amendment.title).Field("reason", amendment.reason);
  out->Field("on", amendment.on).Key("answers").BeginArray();
  for (const blueprint::Answer& answer : amendment.answers) {
    out->BeginObject()
        .Field("finding", answer.finding)
        .Field("table", answer.table)
        .Field("column", answer.column);
    out->EndObject();
  }
  out->EndArray().Key("changes").BeginArray();
  for (const blueprint::AmendedFormula& change : amendment.changes) {
    out->BeginObject().Field("table", change.table).Field("column", change.column);
    out->Field("before", change.before.text).Field("after", change.after.text);
    auto t = blueprint.FindTable(change.table);
    auto c = t ? blueprint.tables[*t].FindColumn(change.column) : std::nullopt;
    if (c) out->Field("formula", blueprint.tables[*t].columns[*c].formula.text);
    out->EndObject();
  }
  out->EndArray();
}

void WriteEffect(const workspace::Effect& effect, base::JsonWriter* out) {
  out->BeginObject().Field("changedValues", effect.changed_values);
  WriteColumns("columns", effect.columns, out);
  out->EndObject();
}

base::Result<http::Response> ListAmendments(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (const Amendment& amendment : blueprint::ReadAmendments(reader.blueprint())) {
    out.BeginObject();
    WriteAmendment(reader.blueprint(), amendment, &out);
    out.EndObject();
  }
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> GetAmendment(const Call& call) {
  workspace::Reader reader = call.service.workspace.Snapshot();
  CSIP_ASSIGN_OR_RETURN(Amendment amendment,
                        blueprint::FindAmendment(reader.blueprint(), call.Path("amendmentId")));
  std::set<std::string> on = blueprint::AmendmentsOn(reader.blueprint());
  if (!on.erase(amendment.id)) on.insert(amendment.id);
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject();
  WriteAmendment(reader.blueprint(), amendment, &out);
  auto effect = workspace::EffectOfAmendments(reader, on);
  out.Field("possible", effect.ok());
  if (effect.ok()) {
    out.Key("effect");
    WriteEffect(*effect, &out);
  } else {
    out.Field("obstacle", effect.error().message);
  }
  out.EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> SwitchAmendment(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  const base::Json* on = body.is_object() ? body.Find("on") : nullptr;
  if (on == nullptr || on->kind() != base::Json::Kind::kBool)
    return base::Invalid("the body must be an object with `on`: true or false");
  workspace::SchemaRequest request;
  request.amendments = {{call.Path("amendmentId"), on->boolean()}};
  request.reason = body.TextOr("reason");
  CSIP_ASSIGN_OR_RETURN(workspace::SchemaReport report,
                        call.service.workspace.ChangeSchema(call.actor, std::move(request)));
  CSIP_RETURN_IF_ERROR(workspace::Obstacles(report));
  int64_t sequence = report.sequence != 0 ? report.sequence : call.service.workspace.Read().sequence();
  std::string json;
  base::JsonWriter(&json).BeginObject().Field("sequence", sequence).EndObject();
  return JsonResponse(std::move(json));
}

constexpr Parameter kId{"amendmentId", "path", "string", "Its id, such as A1."};

}  // namespace

const Endpoint kListAmendments{
    .id = "listAmendments",
    .method = "GET",
    .path = "/api/amendments",
    .tag = "Workspace",
    .summary = "The corrections that ship beside the blueprint, and which of them are on",
    .response = "AmendmentList",
    .handle = ListAmendments,
};

const Endpoint kGetAmendment{
    .id = "getAmendment",
    .method = "GET",
    .path = "/api/amendments/{amendmentId}",
    .tag = "Workspace",
    .summary =
        "A correction with its formulas before and after, and what switching it over would do to the rows",
    .parameters = {kId},
    .response = "JudgedAmendment",
    .handle = GetAmendment,
};

const Endpoint kSwitchAmendment{
    .id = "switchAmendment",
    .method = "POST",
    .path = "/api/amendments/{amendmentId}",
    .tag = "Workspace",
    .summary = "Switch a correction on or off: its formulas change, and everything computed from them",
    .scope = access::Scope::kAdmin,
    .parameters = {kId},
    .request = "AmendmentSwitch",
    .response = "Sequence",
    .handle = SwitchAmendment,
};

}  // namespace csip::api
