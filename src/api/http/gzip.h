// Compression of bodies, and which of them a client accepts.
#pragma once

#include <string>
#include <string_view>

namespace csip::api::http {

// Whether an Accept-Encoding header accepts the coding ("gzip", "br") with a quality above zero. "*" is not
// counted.
bool Accepts(std::string_view accept_encoding, std::string_view coding);

// In gzip format; "" when it cannot be done.
std::string Gzip(std::string_view data);

}  // namespace csip::api::http
