// What is wrong or doubtful in the blueprint of the workspace.
#include "check/check.h"

#include <mutex>

#include "api/endpoints/all.h"
#include "api/service.h"
#include "workspace/schema/plan.h"

namespace csip::api {
namespace {

// The answer for a blueprint that was checked before is kept: a dashboard may ask often.
struct Kept {
  std::mutex mutex;
  blueprint::Blueprint blueprint;
  std::string json;
};

base::Result<http::Response> CheckWorkspace(const Call& call) {
  static Kept kept;
  blueprint::Blueprint blueprint = workspace::CurrentBlueprint(call.service.workspace.Read().engine());
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
