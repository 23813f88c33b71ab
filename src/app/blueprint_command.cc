// csip blueprint: what a new version would change in a workspace that is not being served, doing it, and the files of
// what it runs now.
#include <fmt/format.h>

#include "app/blueprint_folder.h"
#include "app/commands.h"
#include "app/open_workspace.h"
#include "blueprint/read.h"
#include "workspace/schema/plan.h"

namespace csip::app {
namespace {

void Print(const workspace::SchemaReport& report) {
  for (const blueprint::Difference& change : report.changes) fmt::print("{}\n", change.ToString());
  for (const workspace::ColumnEffect& column : report.values)
    fmt::print("values of {}.{}: {} {}\n", column.table, column.column, column.count, column.kind);
  for (const workspace::Obstacle& obstacle : report.obstacles) {
    fmt::print("{}: {}\n", obstacle.confirmed ? "confirmed" : "in the way", obstacle.message);
    for (const workspace::ValueSample& sample : obstacle.examples)
      fmt::print("  {} {}: {} -> {}\n", sample.row, sample.name, sample.before, sample.after);
  }
  if (report.changes.empty()) fmt::print("nothing differs\n");
}

}  // namespace

base::Status ApplyBlueprint(const BlueprintOptions& options, bool dry_run) {
  CSIP_ASSIGN_OR_RETURN(std::shared_ptr<base::Clock> clock, MakeClock(options.clock));
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<BlueprintFolder> folder, BlueprintFolder::Open(options.folder));
  blueprint::ReadOutcome read = blueprint::ReadFolder(folder->path());
  if (!read.ok()) return base::Invalid(blueprint::Render(read.errors));
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<workspace::Workspace> workspace, OpenWorkspace(options.data, clock));
  workspace::SchemaRequest request;
  request.version = std::make_shared<blueprint::Blueprint>(std::move(read.blueprint));
  request.dry_run = dry_run;
  request.force = options.force;
  request.blank_unconvertible = options.blank_unconvertible;
  request.reason = "csip blueprint apply";
  CSIP_ASSIGN_OR_RETURN(workspace::SchemaReport report,
                        workspace->ChangeSchema(access::Actor::System(), std::move(request)));
  Print(report);
  if (report.possible) return {};
  return base::Error{base::Code::kConflict, "the version cannot be applied as it is; nothing was changed"};
}

base::Status ExportBlueprint(const BlueprintOptions& options) {
  CSIP_ASSIGN_OR_RETURN(std::shared_ptr<base::Clock> clock, MakeClock(options.clock));
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<workspace::Workspace> workspace, OpenWorkspace(options.data, clock));
  return blueprint::WriteFolder(workspace::CurrentBlueprint(workspace->Read().engine()), options.folder);
}

}  // namespace csip::app
