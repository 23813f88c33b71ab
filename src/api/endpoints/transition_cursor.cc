// Named cursors among the transitions, kept by the server.
#include "workspace/transition_cursor.h"

#include "api/endpoints/all.h"
#include "api/service.h"
#include "api/transition_start.h"
#include "value/civil.h"

namespace csip::api {
namespace {

using workspace::TransitionCursor;
using workspace::TransitionPlace;

void WriteCursor(const TransitionCursor& cursor, base::JsonWriter* out) {
  out->BeginObject().Field("name", cursor.name).Field("next", cursor.next.ToString());
  out->Field("movedAt", value::FormatInstant(cursor.moved_at)).EndObject();
}

http::Response Told(const TransitionCursor& cursor) {
  std::string json;
  base::JsonWriter out(&json);
  WriteCursor(cursor, &out);
  return JsonResponse(std::move(json));
}

base::Result<http::Response> ListCursors(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(auto cursors, call.service.workspace.transition_cursors().List());
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (const TransitionCursor& cursor : cursors) WriteCursor(cursor, &out);
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> GetCursor(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(TransitionCursor cursor,
                        call.service.workspace.transition_cursors().Get(call.Path("name")));
  return Told(cursor);
}

base::Result<http::Response> PutCursor(const Call& call) {
  workspace::Workspace& workspace = call.service.workspace;
  std::string next;
  if (!call.request.body.empty()) {
    CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
    if (!body.is_object()) return base::Invalid("the body must be an object, as in {\"next\": \"0\"}");
    const base::Json* wanted = body.Find("next");
    if (wanted != nullptr && !wanted->is_text())
      return base::Invalid("`next` must be a text: a place, or \"now\"");
    next = body.TextOr("next");
  }
  TransitionPlace place{workspace.Read().sequence()};
  if (next.empty()) {  // one that is there stays where it is
    auto there = workspace.transition_cursors().Get(call.Path("name"));
    if (there.ok()) return Told(*there);
    if (there.error().code != base::Code::kNotFound) return there.error();
  } else if (next != "now") {
    CSIP_ASSIGN_OR_RETURN(place, ReadPlace(call, "next", next));
  }
  CSIP_ASSIGN_OR_RETURN(TransitionCursor cursor, workspace.transition_cursors().Put(call.Path("name"), place,
                                                                                    workspace.clock().Now()));
  return Told(cursor);
}

base::Result<http::Response> Acknowledge(const Call& call) {
  workspace::Workspace& workspace = call.service.workspace;
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  std::string next = body.is_object() ? body.TextOr("next") : "";
  if (next.empty())
    return base::Invalid("`next` must be the place up to which all is done, as answers have it");
  CSIP_ASSIGN_OR_RETURN(TransitionPlace place, ReadPlace(call, "next", next));
  std::optional<TransitionPlace> after;
  if (body.Find("after") != nullptr) {
    CSIP_ASSIGN_OR_RETURN(after, ReadPlace(call, "after", body.TextOr("after")));
  }
  CSIP_ASSIGN_OR_RETURN(
      TransitionCursor cursor,
      workspace.transition_cursors().Acknowledge(call.Path("name"), place, after, workspace.clock().Now()));
  return Told(cursor);
}

base::Result<http::Response> RemoveCursor(const Call& call) {
  CSIP_RETURN_IF_ERROR(call.service.workspace.transition_cursors().Remove(call.Path("name")));
  return JsonResponse("{}");
}

constexpr std::string_view kPath = "/api/transition-cursors/{name}";
const Parameter kName = {"name", "path", "string", "Letters, digits, dots, dashes, underscores."};

}  // namespace

const std::vector<Endpoint> kTransitionCursors = {
    {.id = "listTransitionCursors",
     .method = "GET",
     .path = "/api/transition-cursors",
     .tag = "Changes",
     .summary = "The cursors among the transitions.",
     .response = "TransitionCursorList",
     .handle = ListCursors},
    {.id = "getTransitionCursor",
     .method = "GET",
     .path = kPath,
     .tag = "Changes",
     .summary = "Where a cursor is.",
     .parameters = {kName},
     .response = "TransitionCursor",
     .handle = GetCursor},
    {.id = "putTransitionCursor",
     .method = "PUT",
     .path = kPath,
     .tag = "Changes",
     .summary = "Makes a cursor, from now on, or puts it at the place `next`; `0` is before all.",
     .scope = access::Scope::kWrite,
     .parameters = {kName},
     .request = "TransitionCursorPlace",
     .response = "TransitionCursor",
     .handle = PutCursor},
    {.id = "moveTransitionCursor",
     .method = "POST",
     .path = kPath,
     .tag = "Changes",
     .summary =
         "Acknowledges all up to `next`; 409 when the cursor is beyond it, or not at `after` any more.",
     .scope = access::Scope::kWrite,
     .parameters = {kName},
     .request = "TransitionCursorMove",
     .response = "TransitionCursor",
     .handle = Acknowledge},
    {.id = "removeTransitionCursor",
     .method = "DELETE",
     .path = kPath,
     .tag = "Changes",
     .summary = "Forgets a cursor.",
     .scope = access::Scope::kWrite,
     .parameters = {kName},
     .response = "Any",
     .handle = RemoveCursor},
};

}  // namespace csip::api
