// Rows on their way from the engine to the store; those that came in great number go in blocks of columns.
//
// Threads: within the commit, while nobody changes the engine. Blocks are filled by a thread of their own.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/engine.h"
#include "store/store.h"
#include "workspace/write_ahead.h"

namespace csip::workspace {

// From this many new rows of one transaction on they are stored in bulk: the change log has a line per run of rows.
inline constexpr size_t kManyRows = 2'000;

// The inserted rows, table by table, without those that `ahead` (may be null) took. The engine must hold them until the
// store has taken them.
std::vector<store::BulkInsert> InBulk(const engine::Engine& engine, std::span<const engine::RowChange> rows,
                                      const WriteAhead* ahead);

// The rows of a block that has all that they hold, but for what follows from their numbers (write_ahead.h).
store::BulkInsert BulkOf(const blueprint::Compiled& compiled, value::TableIndex t,
                         std::shared_ptr<const value::RowBlock> block);

}  // namespace csip::workspace
