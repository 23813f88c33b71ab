// The catalog of a blueprint and its bound formulas: what the engine plans and what requests are bound
// against.
//
// A compiled blueprint is immutable and shared; threads may read it together.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "blueprint/blueprint.h"
#include "formula/bind.h"

namespace csip::blueprint {

struct Compiled {
  Blueprint blueprint;
  formula::Catalog catalog;
  // formulas[table][column]: the bound formula of a computed column; root is null for the others.
  std::vector<std::vector<formula::Bound>> formulas;
  // Storage of every column; of a column of type `computed` as its formula's type says: texts for a list of
  // anything but rows, text where the type is known only when it runs.
  std::vector<std::vector<value::Storage>> storage;
  // Computed columns such that each comes behind all it reads.
  std::vector<formula::ColumnRead> order;
  std::vector<formula::Bound> named;  // bound formulas of Blueprint::formulas, in order; entry i is
                                      // catalog.names[i], controls follow
};

// Completes (blueprint/check/complete.h) and checks the blueprint, builds the catalog and binds every formula;
// defaults, filters and formats are bound to be checked. Errors: names, types, a cycle among columns with its
// path
// ("Account.A -> Account.B -> Account.A"), each with the place of the formula and the position inside it.
struct CompileOutcome {
  std::shared_ptr<const Compiled> compiled;  // null when there are errors
  std::vector<base::Error> errors;
};
CompileOutcome Compile(Blueprint blueprint);

// The same for whoever looks at a blueprint rather than runs it: `compiled` is given even when there are errors. Then a
// formula that does not bind has no root, and its column holds what it declares.
CompileOutcome CompileToInspect(Blueprint blueprint);

}  // namespace csip::blueprint
