#include "workspace/amendment_effect.h"

#include "blueprint/amendment.h"

namespace csip::workspace {

base::Result<Effect> EffectOfAmendments(const Reader& reader, const std::set<std::string>& on) {
  CSIP_ASSIGN_OR_RETURN(blueprint::Blueprint amended, blueprint::SwitchAmendments(reader.blueprint(), on));
  blueprint::CompileOutcome outcome = blueprint::Compile(std::move(amended));
  if (outcome.compiled == nullptr) return outcome.errors.front();
  std::unique_ptr<engine::Engine> branch = reader.engine().Fork(outcome.compiled);
  branch->Begin();
  engine::Changes changes = branch->Finish();
  return EffectOf(reader.engine(), *branch, changes);
}

base::Status Obstacles(const SchemaReport& report) {
  for (const Obstacle& obstacle : report.obstacles) {
    if (!obstacle.confirmed) return base::Error{base::Code::kConflict, obstacle.message};
  }
  return {};
}

}  // namespace csip::workspace
