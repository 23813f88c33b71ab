// A transition as lists and the stream show it.
#pragma once

#include "base/json.h"
#include "store/store.h"
#include "workspace/workspace.h"

namespace csip::api {

void WriteTransition(const workspace::Reader& reader, const store::Change& change, base::JsonWriter* out);

}  // namespace csip::api
