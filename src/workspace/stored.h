// Values of an engine as the store keeps them: a row is named by its number instead of its slot.
#pragma once

#include "engine/engine.h"

namespace csip::workspace {

value::Value Stored(const engine::Engine& engine, const value::Value& v);

}  // namespace csip::workspace
