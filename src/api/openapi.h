// The OpenAPI 3.1 document of the server, generated from the endpoint descriptors. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "api/endpoint.h"

namespace csip::api {

std::string WriteOpenApi(std::span<const Endpoint* const> endpoints, std::string_view version);

// The schemas that descriptors name, as one JSON object (components.cc).
std::string_view Components();

}  // namespace csip::api
