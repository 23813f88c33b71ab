#include "blueprint/amendment.h"

#include <fmt/format.h>

#include "app/commands.h"
#include "app/open_workspace.h"
#include "base/text.h"
#include "workspace/amendment_effect.h"

namespace csip::app {
namespace {

using blueprint::Amendment;

void PrintEffect(const workspace::Effect& effect) {
  fmt::print("{} value{}\n", effect.changed_values, effect.changed_values == 1 ? " changes" : "s change");
  for (const workspace::ColumnEffect& column : effect.columns) {
    fmt::print("  {}.{}: {}\n", column.table, column.column, column.count);
    for (const auto& sample : column.samples)
      fmt::print("    {}: {} -> {}\n", sample.name, sample.before, sample.after);
    for (const auto& tier : column.tiers)
      fmt::print("    {} rows with \"{}\", {} before\n", tier.after, tier.text, tier.before);
  }
}

}  // namespace

std::set<std::string> AmendmentIds(const blueprint::Blueprint& blueprint,
                                   const std::vector<std::string>& names) {
  std::set<std::string> ids;
  for (const std::string& name : names) {
    if (!base::EqualsIgnoreCaseAscii(name, "all")) {
      ids.insert(name);
      continue;
    }
    for (const Amendment& amendment : blueprint::ReadAmendments(blueprint)) ids.insert(amendment.id);
  }
  return ids;
}

base::Status ListAmendments(const AmendmentOptions& options) {
  CSIP_ASSIGN_OR_RETURN(std::shared_ptr<base::Clock> clock, MakeClock(options.clock));
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<workspace::Workspace> workspace, OpenWorkspace(options.data, clock));
  workspace::Reader reader = workspace->Read();
  for (const Amendment& amendment : blueprint::ReadAmendments(reader.blueprint())) {
    fmt::print("{:4} {:3} {}\n", amendment.id, amendment.on ? "on" : "off", amendment.title);
    for (const blueprint::AmendedFormula& change : amendment.changes) {
      fmt::print("         {}.{}\n       - {}\n       + {}\n", change.table, change.column,
                 change.before.text, change.after.text);
    }
  }
  return {};
}

base::Status SwitchAmendments(const AmendmentOptions& options, bool on) {
  CSIP_ASSIGN_OR_RETURN(std::shared_ptr<base::Clock> clock, MakeClock(options.clock));
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<workspace::Workspace> workspace, OpenWorkspace(options.data, clock));
  workspace::SchemaRequest request;
  {
    workspace::Reader reader = workspace->Read();
    std::set<std::string> ids = AmendmentIds(reader.blueprint(), options.ids);
    std::set<std::string> then = blueprint::AmendmentsOn(reader.blueprint());
    for (const std::string& id : ids) {
      CSIP_RETURN_IF_ERROR(blueprint::FindAmendment(reader.blueprint(), id));
      if (on)
        then.insert(id);
      else
        then.erase(id);
    }
    CSIP_ASSIGN_OR_RETURN(workspace::Effect effect, workspace::EffectOfAmendments(reader, then));
    PrintEffect(effect);
    for (const std::string& id : ids) request.amendments.emplace_back(id, on);
  }
  if (options.dry_run) return {};
  CSIP_ASSIGN_OR_RETURN(workspace::SchemaReport report,
                        workspace->ChangeSchema(access::Actor::System(), std::move(request)));
  return workspace::Obstacles(report);
}

}  // namespace csip::app
