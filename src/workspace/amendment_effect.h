// What switching amendments would do to the rows there are, worked out on a branch of the engine: nothing is changed.
#pragma once

#include <set>
#include <string>

#include "base/result.h"
#include "workspace/effect.h"
#include "workspace/workspace.h"

namespace csip::workspace {

// Of having exactly these amendments on. An error where they cannot be switched. `reader` should be a snapshot: the work
// takes as long as the values that change.
base::Result<Effect> EffectOfAmendments(const Reader& reader, const std::set<std::string>& on);

// What stands in the way of a change, as one error; ok where nothing does.
base::Status Obstacles(const SchemaReport& report);

}  // namespace csip::workspace
