#include "workspace/workspace.h"

#include "workspace/state.h"
#include "workspace/what_if.h"

namespace csip::workspace {

Workspace::Workspace(std::unique_ptr<State> state) : state_(std::move(state)) {}
Workspace::~Workspace() = default;

base::Result<std::unique_ptr<Workspace>> Workspace::Open(Options options) {
  auto state = std::make_unique<State>(std::move(options));
  CSIP_RETURN_IF_ERROR(state->Load());
  state->Start();
  return std::unique_ptr<Workspace>(new Workspace(std::move(state)));
}

Reader Workspace::Read() const {
  return state_->Read();
}

Reader Workspace::Snapshot() const {
  Reader reader = Read();
  return {reader.engine().Fork(), reader.sequence()};
}

base::Result<Outcome> Workspace::Commit(const access::Actor& actor, Request request) {
  return state_->Commit(actor, std::move(request));
}

void Workspace::CommitLater(const access::Actor& actor, Make make, Done done) {
  state_->CommitLater(actor, std::move(make), std::move(done));
}

base::Result<Outcome> Workspace::Undo(const access::Actor& actor, UndoRequest request) {
  return state_->CommitPlanned(
      actor, [actor, request = std::move(request)](const engine::Engine& engine, store::Store& store) {
        return PlanUndo(store, engine.compiled().blueprint, actor, request);
      });
}

base::Result<Outcome> Workspace::RestoreRows(const access::Actor& actor, RestoreRequest request) {
  return state_->CommitPlanned(
      actor, [request = std::move(request)](const engine::Engine& engine, store::Store& store) {
        return PlanRestore(store, engine.compiled().blueprint, request);
      });
}

store::Store& Workspace::store() {
  return state_->store();
}
const base::Clock& Workspace::clock() const {
  return state_->clock();
}
Events& Workspace::events() {
  return state_->events();
}
Files& Workspace::files() {
  return state_->files();
}
TransitionCursors& Workspace::transition_cursors() {
  return state_->transition_cursors();
}
base::Result<SchemaReport> Workspace::ChangeSchema(const access::Actor& actor, SchemaRequest request) {
  return state_->ChangeSchema(actor, std::move(request));
}
base::Result<WhatIfOutcome> Workspace::Suppose(const access::Actor& actor, const WhatIf& what) const {
  return workspace::Suppose(state_->MakeBranch(), actor, what, state_->clock().Now());
}
base::Status Workspace::CatchUp() {
  return state_->CatchUp();
}

}  // namespace csip::workspace
