// Rows on their way from the engine to the store; those that came in great number go in blocks of columns.
//
// Threads: within the commit, while nobody changes the engine. Blocks are filled by a thread of their own.
#pragma once

#include <span>
#include <vector>

#include "engine/engine.h"
#include "store/store.h"

namespace csip::workspace {

// From this many new rows of one transaction on they are stored in bulk: the change log has a line per run of rows.
inline constexpr size_t kManyRows = 2'000;

// The inserted rows, table by table. The engine must hold them until the store has taken them.
std::vector<store::BulkInsert> InBulk(const engine::Engine& engine, std::span<const engine::RowChange> rows);

}  // namespace csip::workspace
