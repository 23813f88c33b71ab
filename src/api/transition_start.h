// Where a request wants to read transitions from: `after`, or where the cursor named by `cursor` is; else the beginning.
#pragma once

#include "api/endpoint.h"
#include "base/result.h"
#include "workspace/transition.h"

namespace csip::api {

base::Result<workspace::TransitionPlace> FindStart(const Call& call);
// "4711" or "4711.90.2"; `name` is what the client calls it. An error also when it is newer than the data.
base::Result<workspace::TransitionPlace> ReadPlace(const Call& call, std::string_view name,
                                                   const std::string& text);

}  // namespace csip::api
