#include "api/endpoints/schema_report.h"

#include "api/endpoints/effect_answer.h"
#include "api/failure.h"
#include "workspace/schema/request.h"

namespace csip::api {
namespace {

void WriteChanges(const workspace::SchemaReport& report, base::JsonWriter* out) {
  out->Key("changes").BeginArray();
  for (const blueprint::Difference& change : report.changes) {
    out->BeginObject().Field("verb", blueprint::NameOf(change.verb));
    out->Field("subject", change.name.empty() ? "workspace" : blueprint::NameOf(change.subject));
    out->Field("id", change.id).Field("table", change.table).Field("column", change.column);
    out->Field("name", change.name).Field("words", change.ToString()).Key("details").BeginArray();
    for (const auto& detail : change.details) {
      out->BeginObject().Field("key", detail.key).Field("before", detail.before);
      out->Field("after", detail.after).EndObject();
    }
    out->EndArray().EndObject();
  }
  out->EndArray();
}

void WriteObstacles(const workspace::SchemaReport& report, base::JsonWriter* out) {
  out->Key("obstacles").BeginArray();
  for (const workspace::Obstacle& obstacle : report.obstacles) {
    out->BeginObject().Field("kind", workspace::NameOf(obstacle.kind)).Field("path", obstacle.path);
    out->Field("message", obstacle.message)
        .Field("confirmed", obstacle.confirmed)
        .Field("count", obstacle.count);
    WriteSamples("examples", obstacle.examples, out);
    out->EndObject();
  }
  out->EndArray();
}

void WriteImpact(const workspace::SchemaReport& report, base::JsonWriter* out) {
  out->Key("dependents").BeginArray();
  for (const workspace::Dependent& dependent : report.dependents) {
    out->BeginObject()
        .Field("kind", dependent.kind)
        .Field("table", dependent.table)
        .Field("name", dependent.name);
    out->Field("id", dependent.id)
        .Field("words", dependent.words)
        .Field("direct", dependent.direct)
        .EndObject();
  }
  out->EndArray();
  WriteColumns("values", report.values, out);
  out->Field("changedValues", report.changed_values).Field("changedRows", report.changed_rows);
  out->Field("removedRows", report.removed_rows);
}

}  // namespace

http::Response ReportResponse(const workspace::SchemaReport& report, bool dry_run, std::string_view path) {
  if (!report.possible && !dry_run) {
    std::vector<ValidationError> errors;
    bool invalid = false;
    for (const workspace::Obstacle& obstacle : report.obstacles) {
      if (obstacle.confirmed) continue;
      errors.push_back({obstacle.path, obstacle.message});
      invalid = invalid || obstacle.kind == workspace::Obstacle::Kind::kInvalid;
    }
    std::string words = errors.empty() ? "the change is not possible" : errors[0].message;
    if (errors.size() > 1) words += fmt::format(" (and {} more)", errors.size() - 1);
    base::Code code = invalid ? base::Code::kInvalid : base::Code::kConflict;
    return ErrorResponse(StatusOf(code, IsCodaPath(path)), words, errors);
  }
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("possible", report.possible).Field("applied", report.sequence != 0);
  out.Field("sequence", report.sequence);
  WriteChanges(report, &out);
  WriteObstacles(report, &out);
  WriteImpact(report, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace csip::api
