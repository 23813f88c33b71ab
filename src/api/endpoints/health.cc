// Whether the server is up, and its own description.
#include "api/endpoints/all.h"
#include "api/openapi.h"
#include "api/service.h"

namespace csip::api {
namespace {

base::Result<http::Response> Health(const Call& call) {
  std::string json;
  base::JsonWriter(&json)
      .BeginObject()
      .Field("status", "ok")
      .Field("version", call.service.version)
      .EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> OpenApi(const Call& call) {
  return JsonResponse(WriteOpenApi(call.service.router->endpoints(), call.service.version));
}

}  // namespace

const Endpoint kHealth = {.id = "health",
                          .method = "GET",
                          .path = "/api/health",
                          .tag = "Server",
                          .summary = "Whether the server is up. Open to everyone.",
                          .scope = access::Scope::kNone,
                          .response = "Health",
                          .handle = Health};
const Endpoint kOpenApi = {.id = "openApi",
                           .method = "GET",
                           .path = "/openapi.json",
                           .tag = "Server",
                           .summary = "This document. Open to everyone.",
                           .scope = access::Scope::kNone,
                           .response = "Any",
                           .handle = OpenApi};

}  // namespace csip::api
