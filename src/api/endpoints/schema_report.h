// What a schema change did, or would do, as an answer.
#pragma once

#include "api/endpoint.h"
#include "workspace/schema/request.h"

namespace csip::api {

// The report; where the change was meant and is not possible, an error that lists every obstacle: 400 when the blueprint
// would not hang together, else 409.
http::Response ReportResponse(const workspace::SchemaReport& report, bool dry_run, std::string_view path);

}  // namespace csip::api
