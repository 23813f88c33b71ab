#include "api/conflict_answer.h"

#include <fmt/format.h>

#include "api/endpoint.h"
#include "api/logged_values.h"
#include "api/value_json.h"
#include "base/json.h"
#include "value/civil.h"

namespace csip::api {

using workspace::Conflict;

namespace {

const char* NameOf(Conflict::Kind kind) {
  switch (kind) {
    case Conflict::Kind::kChanged:
      return "changed";
    case Conflict::Kind::kRowGone:
      return "rowGone";
    case Conflict::Kind::kRowThere:
      return "rowThere";
    case Conflict::Kind::kLinkGone:
      return "linkGone";
    case Conflict::Kind::kLinkedSince:
      return "linkedSince";
    case Conflict::Kind::kNoPlace:
      return "noPlace";
  }
  return "changed";
}

void Write(const workspace::ConflictReport& report, const LoggedValues& values, base::JsonWriter* out) {
  const Conflict& conflict = report.conflict;
  out->BeginObject().Field("kind", NameOf(conflict.kind)).Field("table", conflict.table);
  out->Field("row", workspace::RowId(conflict.row)).Field("column", conflict.column);
  bool files = values.IsFiles(conflict.table, conflict.column);
  for (auto [name, v] : {std::pair("yours", &conflict.yours), std::pair("theirs", &report.theirs),
                         std::pair("expected", &conflict.expected)}) {
    out->Key(name);
    if (files) {
      WriteFiles(*v, out);
    } else {
      values.WriteWhole(*v, out);
    }
  }
  out->Field("actor", report.actor).Field("actorName", report.actor_name);
  if (report.time != 0) out->Field("time", value::FormatInstant(report.time));
  out->Field("message", report.message).EndObject();
}

}  // namespace

base::Result<http::Response> ConflictAnswer(workspace::Workspace& workspace,
                                            const std::vector<Conflict>& conflicts) {
  // Read waits for what is being made durable: the log then knows who was faster.
  workspace::Reader reader = workspace.Read();
  CSIP_ASSIGN_OR_RETURN(auto reports, workspace::ReportConflicts(reader, workspace.store(), conflicts));
  std::string message = reports.empty() ? "others wrote since" : reports[0].message;
  if (conflicts.size() > 1) message += fmt::format(" (and {} more)", conflicts.size() - 1);
  LoggedValues values(reader);
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("statusCode", 409).Field("statusMessage", http::ReasonOf(409));
  out.Field("message", message).Key("conflicts").BeginArray();
  for (const workspace::ConflictReport& report : reports) Write(report, values, &out);
  out.EndArray().EndObject();
  http::Response response = JsonResponse(std::move(json), 409);
  response.Set("Cache-Control", "no-store");
  return response;
}

}  // namespace csip::api
