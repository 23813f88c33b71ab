// Who looks, as a request says it: the person of the actor, another with `as`, nobody with `as=all`; and the values of
// controls.
#pragma once

#include "api/endpoint.h"
#include "base/result.h"
#include "formula/evaluate.h"
#include "workspace/workspace.h"

namespace csip::api {

// `as=<row of the people table>` and `control.<name>=<value>`, a row by id or name, a list with commas; an empty value is a
// blank. kInvalid with words where a value does not fit its control.
base::Result<formula::Viewer> ReadViewer(const Call& call, const workspace::Reader& reader);

// The same from a body: `{"<name>": value}`, a row as {"rowId"}, a list as an array. Null sets nothing.
base::Status SetControls(const workspace::Reader& reader, const base::Json& controls,
                         formula::Viewer* viewer);

inline constexpr Parameter kAs = {
    "as", "query", "string",
    "Who CurrentUser() is instead of the caller: a row of the people table, or `all` for nobody."};
inline constexpr Parameter kControl = {"control.{name}", "query", "string",
                                       "The value of a control: a row by id or name, a list with commas."};

}  // namespace csip::api
