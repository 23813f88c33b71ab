// Binds every formula of a blueprint: computed columns, named formulas, defaults, filters, formats.
#pragma once

#include <functional>
#include <vector>

#include "base/result.h"
#include "blueprint/compile.h"

namespace csip::blueprint {

// A computed column or a named formula: what is bound, ordered, and must not depend on itself.
struct FormulaNode {
  bool named = false;
  TableIndex table = kNone;
  ColumnIndex column = kNone;  // or, of a named formula, its index in Blueprint::formulas
};

// What BindFormulas knows of the formulas that others can read.
struct FormulaGraph {
  std::vector<FormulaNode> nodes;
  std::vector<std::vector<size_t>> reads;  // of each node: the nodes it reads
};

// The nodes such that each comes behind all it reads. A cycle is cut where it closes; each is handed to
// `cycle` once as the path from a node back to itself.
std::vector<size_t> SortByReads(const FormulaGraph& graph,
                                const std::function<void(const std::vector<size_t>&)>& cycle);

// Fills in everything of `compiled` but its blueprint, which is complete, and returns the errors.
std::vector<base::Error> BindFormulas(Compiled* compiled);

}  // namespace csip::blueprint
