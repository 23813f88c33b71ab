#include <fmt/format.h>

#include "app/blueprint_folder.h"
#include "app/commands.h"

namespace csip::app {

base::Status CheckBlueprint(const std::string& folder) {
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<BlueprintFolder> opened, BlueprintFolder::Open(folder));
  CSIP_ASSIGN_OR_RETURN(std::shared_ptr<const blueprint::Compiled> compiled, CompileFolder(opened->path()));
  size_t columns = 0, formulas = compiled->blueprint.formulas.size(), views = 0;
  for (const blueprint::Table& table : compiled->blueprint.tables) {
    columns += table.columns.size();
    views += table.views.size();
    for (const blueprint::Column& column : table.columns) formulas += column.computed() ? 1 : 0;
  }
  fmt::print("no errors: {} tables, {} columns, {} formulas, {} views\n", compiled->blueprint.tables.size(),
             columns, formulas, views);
  return {};
}

}  // namespace csip::app
