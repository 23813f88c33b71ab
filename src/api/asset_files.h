// The files of the web page over HTTP: whole or compressed, cached by name, with the headers that keep the page safe.
#pragma once

#include <optional>

#include "api/http/message.h"
#include "api/session.h"

namespace csip::api {

// The answer to a GET or HEAD for a file of the page, or for the page itself at any other path that a browser asks a
// document for. Nothing when it is neither.
std::optional<http::Response> ServeAsset(const http::Request& request, const Sessions& sessions);

// Headers of every answer: no sniffing, no framing, no referrer.
void AddSafetyHeaders(http::Response* response);

}  // namespace csip::api
