// A new version of a blueprint, as a target for the workspace that runs an older one.
//
// Parts keep their identity, and with it their rows, links and history. A part of the new version is the one of the
// workspace that, in this order, has the name it gives as `renamed_from`; has the id that its file gives; has its name;
// has the id that follows from its name. Anything else is new, and what is left over is removed.
#pragma once

#include <functional>

#include "blueprint/blueprint.h"
#include "blueprint/change/draft.h"

namespace csip::blueprint {

struct Version {
  Blueprint blueprint;
  std::vector<RenamedOption> renamed_options;
};

// `now` has in its option lists the options the workspace has at the moment. An option that the new version does not list
// stays where `in_use` says so; `held` is as for SchemaDraft.
Version Reconcile(const Blueprint& now, Blueprint wanted,
                  const std::function<bool(TableIndex, ColumnIndex, const std::string& option)>& in_use,
                  const std::function<bool(const std::string& id)>& held);

}  // namespace csip::blueprint
