// An option's new name, carried through a blueprint: its option lists and the texts in formulas that stand
// for it (S12).
#pragma once

#include <string>

#include "blueprint/compile.h"

namespace csip::workspace {

struct OptionRename {
  value::TableIndex table = value::kNone;
  value::ColumnIndex column = value::kNone;
  std::string before;
  std::string after;
};

// Changes `blueprint`, which must be a copy of compiled.blueprint (or one that has been through this
// already).
void RenameOption(const blueprint::Compiled& compiled, const OptionRename& rename,
                  blueprint::Blueprint* blueprint);

}  // namespace csip::workspace
