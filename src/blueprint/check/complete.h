// What a blueprint leaves unsaid: identifiers, the options table, the other sides of relations, defaults of
// types.
#pragma once

#include "blueprint/blueprint.h"

namespace csip::blueprint {

// The table of select options (B18) as every workspace has it, with its ids.
Table MakeOptionsTable();

// Fills in what is missing and changes nothing that is given: completing twice is completing once. What is
// wrong stays as it is, for Check to find.
//
//   ids          follow from the names: "grid-", "c-", "table-", "f-", "ctrl-"
//   tables       the options table and the product's others (product_table.h), last; a display column: the first; a default view: the first
//   columns      the people table as target of person columns, the blueprint's currency, "%" behind a
//   percentage relations    the column that `inverse` names, where the target has none; which side stores the
//   links: the only
//                single one, else the first in the order of the files
void Complete(Blueprint* blueprint);

}  // namespace csip::blueprint
