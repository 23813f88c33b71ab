// Endpoint: the descriptor of one operation of the HTTP interface, and the Call its handler gets.
//
// An endpoint lives in endpoints/<resource>.cc and is listed in endpoints/all.cc; nothing else names it. Routing, the
// check of rights and the OpenAPI document come from here.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "api/http/message.h"
#include "api/http/uri.h"
#include "api/session.h"
#include "base/json.h"
#include "base/result.h"

namespace csip::api {

struct Service;  // api/service.h

// One request on its way to a handler. Lives as long as the handler runs.
struct Call {
  const http::Request& request;
  Service& service;
  std::map<std::string, std::string, std::less<>> path;  // decoded parameters of the path
  http::Query query;
  Credential credential;
  access::Actor actor;

  // A parameter of the path; the template of the endpoint names it.
  const std::string& Path(std::string_view name) const;
  // The body as JSON; kInvalid when there is none, when it is no JSON or nested too deep.
  base::Result<base::Json> Body() const;
  // "http://host:port" as the client named us, for links; https where a proxy in between says that it ends TLS.
  std::string Origin() const;
};

struct Parameter {
  std::string_view name;
  std::string_view in;    // "path" or "query"
  std::string_view type;  // "string", "integer", "boolean", "array"
  std::string_view description;
};

// What a stream of server-sent events may say.
struct StreamEvent {
  std::string_view name;    // as behind "event:"; "message" is an event without a name
  std::string_view schema;  // name of a component: its data
};

struct Endpoint {
  std::string_view id;      // operationId: "listRows"
  std::string_view method;  // "GET"
  std::string_view path;    // "/apis/v1/docs/{docId}"
  std::string_view tag;     // heading in the documentation
  std::string_view summary;
  access::Scope scope = access::Scope::kRead;  // kNone: open to everyone
  std::vector<Parameter> parameters = {};
  size_t body_bytes = 0;                 // the largest body; 0: the server's usual limit
  std::string_view request = {};         // name of a component (api/components.h) or ""
  int status = 200;                      // on success
  std::string_view response = {};        // name of a component, or a media type when it is no JSON
  std::vector<StreamEvent> events = {};  // of a text/event-stream
  bool prompt = false;                   // the handler waits for nothing; it may answer later
  base::Result<http::Response> (*handle)(const Call& call) = nullptr;
};

// A JSON answer.
http::Response JsonResponse(std::string json, int status = 200);

}  // namespace csip::api
