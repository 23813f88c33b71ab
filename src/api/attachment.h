// Attachments: how files leave the server.
//
// Whoever brought a file chose its name, its type and its bytes, and whoever downloads trusts us: so a file is never shown inside this
// origin (attachment, a sandbox without anything, no guessing of types), and only types on a short list are named.
#pragma once

#include <string>

#include "api/http/message.h"

namespace csip::api {

// Sets the headers of a file with this name and media type; the body is the caller's.
void MakeAttachment(const std::string& name, const std::string& type, http::Response* response);

}  // namespace csip::api
