// What is wrong or doubtful in the blueprint of the workspace.
#include "check/check.h"

#include <mutex>

#include "api/endpoints/all.h"
#include "api/service.h"
#include "workspace/options.h"

namespace csip::api {
namespace {

// The blueprint with the options that the workspace has now: they are rows.
blueprint::Blueprint WithOptions(const workspace::Reader& reader) {
  blueprint::Blueprint blueprint = reader.blueprint();
  for (value::TableIndex t = 0; t < blueprint.tables.size(); ++t) {
    for (value::ColumnIndex c = 0; c < blueprint.tables[t].columns.size(); ++c) {
      blueprint::Column& column = blueprint.tables[t].columns[c];
      if (column.type->has_options) column.options = workspace::OptionsOf(reader.engine(), t, c);
    }
  }
  return blueprint;
}

// The answer for a blueprint that was checked before is kept: a dashboard may ask often.
struct Kept {
  std::mutex mutex;
  blueprint::Blueprint blueprint;
  std::string json;
};

base::Result<http::Response> CheckWorkspace(const Call& call) {
  static Kept kept;
  blueprint::Blueprint blueprint = WithOptions(call.service.workspace.Read());
  {
    std::lock_guard lock(kept.mutex);
    if (!kept.json.empty() && kept.blueprint == blueprint) return JsonResponse(kept.json);
  }
  std::string json = check::ToJson(check::Check(blueprint));
  std::lock_guard lock(kept.mutex);
  kept.blueprint = std::move(blueprint);
  kept.json = json;
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kCheck{
    .id = "check",
    .method = "GET",
    .path = "/api/check",
    .tag = "Workspace",
    .summary =
        "What is wrong or doubtful in the tables, formulas and views, found by analysis: docs/checker.md",
    .response = "Check",
    .handle = CheckWorkspace,
};

}  // namespace csip::api
