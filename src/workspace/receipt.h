// Receipt: what a request did, kept with its transaction under the key that the client gave it. Who did not hear the answer asks
// again with the same key and is told what was done, also by a server that was killed in between.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "store/store.h"
#include "workspace/action.h"

namespace csip::workspace {

// As JSON, without the sequence.
std::string WriteReceipt(const Outcome& outcome);

// What the request of this actor and key did; empty when none was committed. Threads: any.
base::Result<std::optional<Outcome>> FindReceipt(store::Store& store, const std::string& actor,
                                                 const std::string& key);

}  // namespace csip::workspace
