// Opening the workspace of a data folder, as every command does.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "workspace/workspace.h"

namespace csip::app {

// The system's clock, or one that starts at the given time (RFC 3339) where the text is not empty.
base::Result<std::shared_ptr<base::Clock>> MakeClock(const std::string& time);

// The workspace that `csip init` made in the folder. `bulk` is for a command that brings many rows in and ends then.
base::Result<std::unique_ptr<workspace::Workspace>> OpenWorkspace(const std::string& data,
                                                                  std::shared_ptr<const base::Clock> clock,
                                                                  bool bulk = false);

}  // namespace csip::app
