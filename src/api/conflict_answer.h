// 409 for a write that others were faster than: in words, and conflict by conflict.
//
//   {"statusCode": 409, ..., "message": "...", "conflicts": [{"kind", "table", "row", "column", "yours", "theirs",
//    "expected", "actor", "actorName", "time", "message"}]}
#pragma once

#include <vector>

#include "api/http/message.h"
#include "base/result.h"
#include "workspace/conflict.h"
#include "workspace/workspace.h"

namespace csip::api {

base::Result<http::Response> ConflictAnswer(workspace::Workspace& workspace,
                                            const std::vector<workspace::Conflict>& conflicts);

}  // namespace csip::api
