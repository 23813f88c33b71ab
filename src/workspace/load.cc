// From the store to a running engine.
#include <algorithm>
#include <thread>

#include "base/json.h"
#include "base/log.h"
#include "blueprint/product_table.h"
#include "workspace/state.h"
#include "workspace/table_reader.h"

namespace csip::workspace {

namespace {
constexpr unsigned kMostThreads = 8;  // of a wave: more find no columns that do not read one another
}  // namespace

using base::Status;
using value::ColumnIndex;
using value::TableIndex;
using value::Value;

base::Status Workspace::State::LoadRows(engine::Engine* engine) {
  ledger_ = Ledger();
  auto tables = static_cast<TableIndex>(engine->compiled().blueprint.tables.size());
  for (TableIndex t = 0; t < tables; ++t) {
    CSIP_ASSIGN_OR_RETURN(int64_t next, store_->NextRow(t));
    CSIP_ASSIGN_OR_RETURN(auto deleted, store_->DeletedRows(t));
    ledger_.next_row.push_back(next);
    ledger_.deleted.emplace_back(deleted.begin(), deleted.end());
  }
  TableReader reader(*store_, engine->compiled(), ledger_.next_row);
  while (auto read = reader.Next()) engine->LoadRows(read->table, read->block);
  CSIP_RETURN_IF_ERROR(reader.Finish());
  engine->FinishLoad();
  CSIP_ASSIGN_OR_RETURN(ledger_.overrides, store_->Overrides());
  for (const store::Override& o : ledger_.overrides) {
    if (auto row = engine->FindRow(o.table, o.row)) engine->LoadOverride(o.table, o.column, *row, o.value);
  }
  return {};
}

// A workspace of an older program gets the tables that the product has come to keep since.
base::Status Workspace::State::AddMissingTables(blueprint::Blueprint* blueprint) {
  size_t before = blueprint->tables.size();
  blueprint::AddProductTables(blueprint);
  if (blueprint->tables.size() == before) return {};
  store::Transaction transaction{.sequence = store_->last_sequence() + 1,
                                 .time = clock_->Now(),
                                 .actor = access::Actor::System().id,
                                 .reason = "tables that this version of csip keeps",
                                 .cause = "schema",
                                 .blueprint = std::make_shared<blueprint::Blueprint>(*blueprint)};
  return store_->Commit({&transaction, 1});
}

base::Status Workspace::State::Load() {
  auto blueprint = store_->blueprint();
  if (!blueprint) {
    return base::Error{base::Code::kNotFound, "the data folder holds no workspace; make one with csip init"};
  }
  CSIP_RETURN_IF_ERROR(AddMissingTables(&*blueprint));
  auto outcome = blueprint::Compile(*blueprint);
  if (outcome.compiled == nullptr) {
    return base::Error{
        base::Code::kCorrupt,
        "the stored blueprint does not compile: " +
            (outcome.errors.empty() ? std::string("unknown reason") : outcome.errors.front().ToString())};
  }
  formula::EvalInputs inputs;
  CSIP_ASSIGN_OR_RETURN(inputs.zone, value::Zone::Find(blueprint->time_zone));
  inputs.now = FloorToMinute(clock_->Now());
  inputs.today = inputs.zone.DateOf(inputs.now);
  auto engine = std::make_unique<engine::Engine>(outcome.compiled, inputs);
  engine->UseThreads(std::min(std::thread::hardware_concurrency(), kMostThreads));
  CSIP_RETURN_IF_ERROR(LoadRows(engine.get()));
  options_.Clear();
  sequence_ = store_->last_sequence();
  engine_ = std::move(engine);
  broken_ = false;
  unstored_.reset();
  events_.SetLast(sequence_);
  // The stored computed values are of the last commit: a day may have passed, or a formula may have changed.
  engine_->Begin();
  engine_->MarkEverything();
  engine::Changes changes = engine_->Finish();
  if (changes.cells.empty()) return {};
  Job job;
  job.actor = access::Actor::System();
  job.request.cause = "recompute";
  store::Transaction transaction = MakeTransaction(job, changes, sequence_ + 1, clock_->Now());
  Status stored = store_->Commit({&transaction, 1});
  if (stored.ok()) {
    sequence_ = transaction.sequence;
    events_.SetLast(sequence_);
  } else {
    // Reading works without it. No change is taken before it is stored: transitions have no gaps.
    broken_ = store_->in_doubt();
    unstored_ = std::move(transaction);
    base::Log(base::LogLevel::kWarning, "recomputed_values_not_stored", {{"error", stored.error().message}});
  }
  return {};
}

}  // namespace csip::workspace
