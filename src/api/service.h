// Service: what endpoint handlers work on. One per server; lives as long as it.
#pragma once

#include <string>

#include "api/router.h"
#include "api/session.h"
#include "base/clock.h"
#include "workspace/workspace.h"

namespace csip::api {

struct Service {
  workspace::Workspace& workspace;
  base::TestClock* test_clock = nullptr;  // null: the clock cannot be set
  std::string version;
  const Router* router = nullptr;
  const Sessions* sessions = nullptr;
};

}  // namespace csip::api
