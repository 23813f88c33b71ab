// Which row of the people table an actor is. Threads: any that may read the engine.
#pragma once

#include "access/actor.h"
#include "engine/engine.h"

namespace csip::workspace {

// The row that the actor says it is; else the one with its e-mail address; of an actor without an address the one that alone
// has its name. A blank when there is none, or no table of people.
value::Value PersonOf(const engine::Engine& engine, const access::Actor& actor);

}  // namespace csip::workspace
