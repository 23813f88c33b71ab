// The members of a JSON object as settings of a table, column, option, view, named formula or control: those that
// GET /api/schema shows, under the same names. A member that is null goes back to what it is when nobody sets it.
//
// Each function changes only what is named, and reports a member that is unknown or of the wrong kind. Whether names
// refer to something and settings fit each other is the affair of Compile.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "blueprint/blueprint.h"

namespace csip::blueprint {

// `columns` and `views` are for a new table only.
base::Status ReadTableSettings(const base::Json& settings, bool fresh, Table* table);
// A new `type` takes away what has no meaning for it, unless it is named too. `fill` is what existing rows of a new
// column get.
base::Status ReadColumnSettings(const base::Json& settings, Column* column, Formula* fill);
base::Status ReadOptionSettings(const base::Json& settings, Option* option);
base::Status ReadViewSettings(const base::Json& settings, View* view);
base::Status ReadFormulaSettings(const base::Json& settings, NamedFormula* named);
base::Status ReadControlSettings(const base::Json& settings, Control* control);

// `position` of the settings: the place among its kind, from 0; `otherwise` when it is not named.
base::Result<size_t> ReadPosition(const base::Json& settings, size_t otherwise);

}  // namespace csip::blueprint
