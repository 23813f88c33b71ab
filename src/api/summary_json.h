// The numbers beside a view: computed over the rows that are shown.
#pragma once

#include "api/row_request.h"

namespace csip::api {

// "summary": [{"label", "value", "format", "filter"}], where the view has one. A number that cannot be worked out is blank.
void WriteSummary(const Call& call, const workspace::Reader& reader, const RowRequest& request,
                  base::JsonWriter* out);

}  // namespace csip::api
