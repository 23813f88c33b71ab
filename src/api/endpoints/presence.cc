// Who is where: a page says every 20 seconds which record it has open; all pages hear of it in the live stream.
#include "api/presence.h"
#include "api/author.h"
#include "api/endpoints/all.h"
#include "api/failure.h"
#include "api/lookup.h"
#include "api/service.h"

namespace csip::api {
namespace {

constexpr size_t kLongestClient = 40;
constexpr size_t kMostBytes = 2048;

base::Result<std::string> ReadClient(const base::Json& body) {
  std::string client = body.is_object() ? body.TextOr("client") : "";
  bool good = !client.empty() && client.size() <= kLongestClient &&
              client.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
                  std::string::npos;
  if (good) return client;
  return base::Invalid(
      fmt::format("`client` must be a random name of 1 to {} letters, digits and dashes", kLongestClient));
}

bool Flag(const base::Json& body, std::string_view name) {
  const base::Json* found = body.Find(name);
  return found != nullptr && found->boolean();
}

base::Result<Presence::Place> ReadPlace(const Call& call, const base::Json& body) {
  workspace::Reader reader = call.service.workspace.Read();
  CSIP_ASSIGN_OR_RETURN(value::TableIndex table, FindTable(reader.blueprint(), body.TextOr("table")));
  CSIP_ASSIGN_OR_RETURN(value::RowSlot row, FindRow(reader, table, body.TextOr("row")));
  const blueprint::Table& declared = reader.blueprint().tables[table];
  Presence::Place place{AuthorOf(reader, call.actor).name, declared.id,
                        workspace::RowId(reader.engine().RowNumber(table, row)), "", Flag(body, "editing")};
  if (std::string column = body.TextOr("column"); !column.empty()) {
    CSIP_ASSIGN_OR_RETURN(value::ColumnIndex found, FindColumn(reader.blueprint(), table, column));
    place.column = declared.columns[found].id;
  }
  return place;
}

base::Result<http::Response> Beat(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  CSIP_ASSIGN_OR_RETURN(std::string client, ReadClient(body));
  base::Micros now = call.service.workspace.clock().Now();
  base::Status told;
  if (Flag(body, "leave")) {
    told = call.service.presence->Leave(call.actor.id, client, now);
  } else {
    CSIP_ASSIGN_OR_RETURN(Presence::Place place, ReadPlace(call, body));
    told = call.service.presence->Beat(call.actor.id, client, std::move(place), now);
  }
  if (told.ok()) return http::Response{.status = 204};
  if (told.error().code == base::Code::kLimit) return ErrorResponse(429, told.error().message);
  return told.error();
}

}  // namespace

const Endpoint kPresence = {
    .id = "presence",
    .method = "POST",
    .path = "/api/presence",
    .tag = "Changes",
    .summary = "Says which record a page has open, for 45 seconds; with `leave`, that it has none any more.",
    .body_bytes = kMostBytes,
    .request = "Presence",
    .status = 204,
    .handle = Beat};

}  // namespace csip::api
