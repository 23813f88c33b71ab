// Undo: a transaction taken back by a new one, which is logged, durable and live like any other and can be taken back
// itself: that is redo.
//
// The transactions that take each other back are a chain: an edit, its undo, the redo of that, and so on. The edit is in
// force when the last of them is no undo. Only the last one can be taken back, so a chain never forks.
//
//   undo without a number  the newest transaction of the actor that is in force
//   redo without a number  the actor's newest undo, while the actor has written nothing else since
//   with a number          that one's chain; of others only with the right to administer
//
// Refused: changes of the schema (those go back by /api/schema/restore), what csip writes by itself (midnight), and, as
// conflicts, values that were written since. Threads: the plans run on the commit thread; the rest anywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "base/result.h"
#include "blueprint/blueprint.h"
#include "store/store.h"
#include "workspace/action.h"

namespace csip::workspace {

struct UndoRequest {
  std::optional<int64_t> sequence;  // any of the chain
  bool redo = false;
  bool force = false;  // write over what was changed since; leave out what has no place any more
  std::string reason;
};

struct RestoreRequest {
  struct Row {
    std::string table;  // id or name
    std::string row;    // id
  };
  std::vector<Row> rows;
  bool force = false;  // leave out links to rows that are gone, and values that have no place any more
  std::string reason;
};

base::Result<Request> PlanUndo(store::Store& store, const blueprint::Blueprint& blueprint,
                               const access::Actor& actor, const UndoRequest& request);
base::Result<Request> PlanRestore(store::Store& store, const blueprint::Blueprint& blueprint,
                                  const RestoreRequest& request);

// Whether an undo is in force that takes the transaction back; of an undo: whether it was redone.
base::Result<bool> IsTakenBack(store::Store& store, const store::TransactionInfo& transaction);

}  // namespace csip::workspace
