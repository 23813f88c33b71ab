// Who uses the page, and the people of the workspace.
#include "workspace/person.h"
#include "api/author.h"
#include "api/endpoints/all.h"
#include "api/lookup.h"
#include "api/service.h"

namespace csip::api {
namespace {

bool IsLocal(const Call& call) {
  return call.credential.kind == Credential::Kind::kCookie;
}

http::Response TellMe(const Call& call, const workspace::Reader& reader, const access::Actor& actor) {
  value::Value person = workspace::PersonOf(reader.engine(), actor);
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("actor", actor.id).Field("name", AuthorOf(reader, actor).name);
  out.Field("email", actor.email).Field("scope", access::NameOf(actor.scope)).Key("person");
  if (person.is_row()) {
    int64_t number = reader.engine().RowNumber(person.row().table, person.row().slot);
    out.BeginObject().Field("rowId", workspace::RowId(number));
    out.Field("name", reader.engine().NameOf(person.row())).EndObject();
  } else {
    out.Null();
  }
  out.Field("local", IsLocal(call)).EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> GetMe(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  return TellMe(call, reader, call.actor);
}

base::Result<http::Response> PutMe(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  const base::Json* wanted = body.is_object() ? body.Find("person") : nullptr;
  if (wanted == nullptr || !(wanted->is_null() || wanted->is_text()))
    return base::Invalid("`person` must be the id of a row of the people table, or null for nobody");
  if (!IsLocal(call)) {
    return base::Error{base::Code::kDenied,
                       "a token stands for the person with its e-mail address; only the page on the server's "
                       "own machine says who it is"};
  }
  workspace::Reader reader = call.service.workspace.Read();
  access::Actor actor = call.actor;
  actor.person.clear();
  if (!wanted->is_null()) {
    auto people = reader.blueprint().FindTable(reader.blueprint().people_table);
    if (!people) return base::Invalid("`person`: this blueprint has no table of people");
    auto row = FindRow(reader, *people, wanted->text());
    if (!row.ok()) return base::Invalid("`person`: " + row.error().message);
    actor.person = workspace::RowId(reader.engine().RowNumber(*people, *row));
  }
  http::Response response = TellMe(call, reader, actor);
  response.Set("Set-Cookie", call.service.sessions->PersonCookie(actor.person));
  return response;
}

base::Result<http::Response> ListPeople(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  const blueprint::Blueprint& blueprint = reader.blueprint();
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("sequence", reader.sequence()).Key("items").BeginArray();
  if (auto people = blueprint.FindTable(blueprint.people_table)) {
    auto email = blueprint.tables[*people].FindColumn(blueprint.people_email_column);
    for (value::RowSlot row : reader.engine().Rows(*people)) {
      value::Value address = email ? reader.engine().Get(*people, *email, row) : value::Value();
      out.BeginObject().Field("id", workspace::RowId(reader.engine().RowNumber(*people, row)));
      out.Field("name", reader.engine().NameOf({*people, row}));
      out.Field("email", address.is_text() ? std::string(address.text()) : std::string()).EndObject();
    }
  }
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const std::vector<Endpoint> kPersonEndpoints = {
    {.id = "me",
     .method = "GET",
     .path = "/api/me",
     .tag = "People",
     .summary = "Who asks: the actor, its rights, and the person that CurrentUser() is.",
     .response = "Me",
     .handle = GetMe},
    {.id = "setMe",
     .method = "PUT",
     .path = "/api/me",
     .tag = "People",
     .summary = "On the server's own machine: which person this browser's page is, or nobody.",
     .request = "MeChange",
     .response = "Me",
     .handle = PutMe},
    {.id = "people",
     .method = "GET",
     .path = "/api/people",
     .tag = "People",
     .summary = "The people of the workspace: the rows of the blueprint's people table.",
     .response = "People",
     .handle = ListPeople}};

}  // namespace csip::api
