#include "app/open_workspace.h"

#include <fmt/format.h>

#include "value/civil.h"

namespace csip::app {

base::Result<std::shared_ptr<base::Clock>> MakeClock(const std::string& time) {
  if (time.empty()) return std::shared_ptr<base::Clock>(std::make_shared<base::SystemClock>());
  auto now = value::ReadInstant(time, value::Zone());
  if (!now) return base::Invalid(fmt::format("`{}` is no time; write it as 2026-11-22T09:30:00Z", time));
  return std::shared_ptr<base::Clock>(std::make_shared<base::TestClock>(*now));
}

base::Result<std::unique_ptr<workspace::Workspace>> OpenWorkspace(const std::string& data,
                                                                  std::shared_ptr<const base::Clock> clock,
                                                                  bool bulk) {
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<store::Store> store,
                        store::OpenSqlite({.folder = data, .create = false, .bulk = bulk}));
  if (!store->blueprint()) {
    return base::NotFound(fmt::format(
        "the data folder `{}` holds no workspace yet; `csip init --data {}` makes one", data, data));
  }
  return workspace::Workspace::Open({std::move(store), std::move(clock)});
}

}  // namespace csip::app
