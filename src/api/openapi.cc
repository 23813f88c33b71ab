#include "api/openapi.h"

#include <map>

#include "base/json.h"
#include "base/text.h"

namespace csip::api {
namespace {

void WriteParameter(const Parameter& parameter, base::JsonWriter* out) {
  out->BeginObject().Field("name", parameter.name).Field("in", parameter.in);
  out->Field("required", parameter.in == "path").Field("description", parameter.description);
  out->Key("schema").BeginObject().Field("type", parameter.type);
  if (parameter.type == "array") out->Key("items").BeginObject().Field("type", "string").EndObject();
  out->EndObject().EndObject();
}

// Path parameters come from the template; a descriptor may describe them, and need not.
void WriteParameters(const Endpoint& endpoint, base::JsonWriter* out) {
  out->Key("parameters").BeginArray();
  for (std::string_view part : base::Split(endpoint.path, '/')) {
    if (part.size() <= 2 || part.front() != '{') continue;
    std::string_view name = part.substr(1, part.size() - 2);
    std::string_view words = name.ends_with("IdOrName") ? "Id or name, percent-encoded." : "Id.";
    for (const Parameter& parameter : endpoint.parameters) {
      if (parameter.in == "path" && parameter.name == name) words = parameter.description;
    }
    WriteParameter({name, "path", "string", words}, out);
  }
  for (const Parameter& parameter : endpoint.parameters) {
    if (parameter.in != "path") WriteParameter(parameter, out);
  }
  out->EndArray();
}

void WriteRef(std::string_view schema, base::JsonWriter* out) {
  out->BeginObject().Field("$ref", "#/components/schemas/" + std::string(schema)).EndObject();
}

// OpenAPI 3.1 has no words for what a stream says: the extension has the data of each event by its name.
void WriteEvents(const std::vector<StreamEvent>& events, base::JsonWriter* out) {
  out->Key("x-events").BeginObject();
  for (const StreamEvent& event : events) WriteRef(event.schema, &out->Key(event.name));
  out->EndObject();
}

void WriteContent(std::string_view schema, base::JsonWriter* out,
                  const std::vector<StreamEvent>& events = {}) {
  bool media_type = schema.find('/') != std::string_view::npos;
  out->Key("content").BeginObject().Key(media_type ? schema : "application/json").BeginObject();
  out->Key("schema");
  if (media_type) {
    out->BeginObject().Field("type", "string").EndObject();
  } else {
    WriteRef(schema, out);
  }
  if (!events.empty()) WriteEvents(events, out);
  out->EndObject().EndObject();
}

void WriteOperation(const Endpoint& endpoint, base::JsonWriter* out) {
  out->BeginObject().Field("operationId", endpoint.id).Field("summary", endpoint.summary);
  out->Key("tags").BeginArray().Text(endpoint.tag).EndArray();
  if (endpoint.scope == access::Scope::kNone) {
    out->Key("security").BeginArray().EndArray();
  } else {
    out->Field("x-scope", access::NameOf(endpoint.scope));
  }
  WriteParameters(endpoint, out);
  if (!endpoint.request.empty()) {
    out->Key("requestBody").BeginObject().Field("required", true);
    WriteContent(endpoint.request, out);
    out->EndObject();
  }
  out->Key("responses").BeginObject().Key(std::to_string(endpoint.status)).BeginObject();
  out->Field("description", http::ReasonOf(endpoint.status));
  if (!endpoint.response.empty()) WriteContent(endpoint.response, out, endpoint.events);
  out->EndObject().Key("default").BeginObject().Field("description", "What is wrong, in words");
  WriteContent("Error", out);
  out->EndObject().EndObject().EndObject();
}

}  // namespace

std::string WriteOpenApi(std::span<const Endpoint* const> endpoints, std::string_view version) {
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("openapi", "3.1.0").Key("info").BeginObject().Field("title", "csip");
  out.Field("version", version);
  out.Field("description",
            "The HTTP interface of csip. Under /apis/v1 it speaks Coda's API v1, so that its clients work; "
            "under /api it has what Coda's lacks. Writes are durable and visible when they are answered.");
  out.Key("license").BeginObject().Field("name", "Apache-2.0").Field("identifier", "Apache-2.0").EndObject();
  out.EndObject();
  out.Key("security").BeginArray();
  for (const char* scheme : {"bearer", "session"}) {
    out.BeginObject().Key(scheme).BeginArray().EndArray().EndObject();
  }
  out.EndArray();
  // Methods of a path stand together, paths in the order of the descriptors.
  std::vector<std::string_view> paths;
  std::map<std::string_view, std::vector<const Endpoint*>> by_path;
  for (const Endpoint* endpoint : endpoints) {
    auto& methods = by_path[endpoint->path];
    if (methods.empty()) paths.push_back(endpoint->path);
    methods.push_back(endpoint);
  }
  out.Key("paths").BeginObject();
  for (std::string_view path : paths) {
    out.Key(path).BeginObject();
    for (const Endpoint* endpoint : by_path[path]) {
      WriteOperation(*endpoint, &out.Key(base::ToLowerAscii(endpoint->method)));
    }
    out.EndObject();
  }
  out.EndObject().Key("components").BeginObject();
  out.Key("securitySchemes")
      .Raw(
          R"({"bearer":{"type":"http","scheme":"bearer","description":"A token made by `csip token create`."},)"
          R"("session":{"type":"apiKey","in":"cookie","name":"csip_session","description":"The local page."}})");
  out.Key("schemas").Raw(Components()).EndObject().EndObject();
  return json;
}

}  // namespace csip::api
