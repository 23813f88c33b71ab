// Whether a blueprint hangs together: every name refers to something, every key fits its type. Formulas are
// the affair of compile.h.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "blueprint/blueprint.h"
#include "blueprint/yaml/places.h"

namespace csip::blueprint {

// Everything that is wrong with a completed blueprint (blueprint/check/complete.h), in the order of its tables.
std::vector<base::Error> Check(const Blueprint& blueprint, const Places& places = {});

// The colors of options and styles.
const std::vector<std::string>& Palette();
// The layouts of views.
const std::vector<std::string>& Layouts();
// The kinds of control.
const std::vector<std::string>& ControlKinds();

}  // namespace csip::blueprint
