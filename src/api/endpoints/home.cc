// The first page: who needs somebody today, and why.
#include "api/endpoints/all.h"
#include "api/lookup.h"
#include "api/row_request.h"
#include "api/service.h"
#include "api/settings_json.h"
#include "view/today.h"

namespace csip::api {
namespace {

constexpr size_t kMostItems = 50;

void WriteRow(const workspace::Reader& reader, value::RowRef row, bool named, base::JsonWriter* out) {
  out->Field("table", reader.blueprint().tables[row.table].id);
  out->Field("row", workspace::RowId(reader.engine().RowNumber(row.table, row.slot)));
  if (named) out->Field("name", reader.engine().NameOf(row));
}

base::Result<http::Response> GetHome(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, OpenForRows(call));
  const blueprint::Blueprint& blueprint = reader.blueprint();
  const std::vector<blueprint::Settings>& homes = blueprint.page.Maps("home");
  if (homes.empty()) return base::Error{base::Code::kNotFound, "the blueprint has no `home`"};
  std::string scope = call.query.Find("scope").value_or("");
  if (scope.empty()) scope = PlaceId(blueprint, homes[0].Maps("scopes")[0]);
  CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(blueprint, scope));
  view::RowQuery query{.table = place.table, .view = place.view};
  CSIP_ASSIGN_OR_RETURN(query.viewer, ReadViewer(call, reader));
  CSIP_ASSIGN_OR_RETURN(auto items, call.service.today->Rank(reader, query, kMostItems));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("sequence", reader.sequence()).Key("scopes").BeginArray();
  for (const blueprint::Settings& one : homes[0].Maps("scopes"))
    out.BeginObject().Field("label", one.Text("label")).Field("view", PlaceId(blueprint, one)).EndObject();
  out.EndArray().Key("items").BeginArray();
  for (const view::TodayItem& item : items) {
    WriteRow(reader, {place.table, item.subject}, true, &out.BeginObject());
    WriteRow(reader, {place.table, item.subject}, true, &out.Key("subject").BeginObject());
    out.EndObject().Key("reasons").BeginArray();
    for (const view::TodayReason& reason : item.reasons) {
      WriteRow(reader, reason.row, false, &out.BeginObject().Field("text", reason.text));
      if (!reason.tone.empty()) out.Field("tone", reason.tone);
      out.EndObject();
    }
    out.EndArray().Field("weight", item.weight).EndObject();
  }
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kHome = {.id = "home",
                        .method = "GET",
                        .path = "/api/home",
                        .tag = "Blueprint",
                        .summary =
                            "The first page: its scopes, and who of one of them needs somebody today and "
                            "why, the most urgent first.",
                        .parameters = {{"scope", "query", "string",
                                        "Id or name of the scope's view; the first scope without it."},
                                       kAs,
                                       kAsOf},
                        .response = "Home",
                        .handle = GetHome};

}  // namespace csip::api
