// A schema change worked out beside the running engine: what it would do, and the engine to go on with.
//
// Reads what it is given and changes nothing, so that readers go on meanwhile.
#pragma once

#include "base/result.h"
#include "store/store.h"
#include "workspace/schema/carry.h"
#include "workspace/schema/request.h"

namespace csip::workspace {

struct SchemaPlan {
  SchemaReport report;
  // Null when the change is impossible, or there is nothing to do.
  std::unique_ptr<engine::Engine> engine;
  Ledger ledger;
  std::vector<value::TableIndex> new_tables;  // of the new blueprint: the store may know numbers of theirs
  // Rows, blueprint and overrides of the transaction; head and sequence are the caller's.
  store::Transaction transaction;
};

// Errors: a change that names what is not there, settings that cannot be read. Anything else that stands in the way is an
// obstacle of the report.
base::Result<SchemaPlan> PlanSchema(const engine::Engine& engine, const Ledger& ledger, store::Store& store,
                                    const SchemaRequest& request, base::Micros now);

// The blueprint of the engine with the options its columns have at the moment.
blueprint::Blueprint CurrentBlueprint(const engine::Engine& engine);

}  // namespace csip::workspace
