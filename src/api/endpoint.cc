#include "api/endpoint.h"

#include <stdexcept>

#include "base/text.h"

namespace csip::api {

const std::string& Call::Path(std::string_view name) const {
  auto found = path.find(name);
  if (found == path.end()) throw std::logic_error("no path parameter " + std::string(name));
  return found->second;
}

base::Result<base::Json> Call::Body() const {
  if (request.body.empty()) return base::Invalid("the request needs a body: a JSON object");
  return base::ParseJson(request.body, {.bytes = request.body.size(), .depth = 32});
}

std::string Call::Origin() const {
  std::string_view host = request.Find("Host");
  bool tls = base::ToLowerAscii(request.Find("X-Forwarded-Proto")) == "https";
  return (tls ? "https://" : "http://") + std::string(host.empty() ? "localhost" : host);
}

http::Response JsonResponse(std::string json, int status) {
  http::Response response;
  response.status = status;
  response.Set("Content-Type", "application/json; charset=utf-8");
  response.body = std::move(json);
  return response;
}

}  // namespace csip::api
