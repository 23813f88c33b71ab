// Coda v1: who you are, the one document, its page, links.
#include "api/coda/links.h"
#include "api/coda/list_json.h"
#include "api/endpoints/all.h"
#include "api/lookup.h"
#include "api/service.h"
#include "base/text.h"
#include "value/civil.h"

namespace csip::api {
namespace {

constexpr std::string_view kWorkspaceId = "ws-csip";
constexpr std::string_view kFolderId = "fl-csip";

void WriteWorkspace(const coda::Links& links, const std::string& title, base::JsonWriter* out) {
  out->BeginObject()
      .Field("id", kWorkspaceId)
      .Field("type", "workspace")
      .Field("browserLink", links.BrowserDoc());
  out->Field("name", title).EndObject();
}

std::string TitleOf(const blueprint::Blueprint& blueprint) {
  return blueprint.title.empty() ? blueprint.name : blueprint.title;
}

base::Result<http::Response> WhoAmI(const Call& call) {
  coda::Links links(call.Origin());
  std::string title;
  {
    workspace::Reader reader = call.service.workspace.Read();
    title = TitleOf(reader.blueprint());
  }
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("name", call.actor.name).Field("loginId", call.actor.email).Field("type", "user");
  out.Field("scoped", !call.actor.may_administer()).Field("tokenName", call.actor.name);
  out.Field("href", links.Api("/whoami")).Key("workspace");
  WriteWorkspace(links, title, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

// The times of the first and the last line of the change log.
base::Result<std::pair<std::string, std::string>> LifeOfDoc(store::Store& store) {
  std::pair<std::string, std::string> life = {value::FormatInstant(0), value::FormatInstant(0)};
  for (bool newest : {false, true}) {
    CSIP_ASSIGN_OR_RETURN(auto changes, store.Changes({.newest_first = newest, .limit = 1}));
    if (!changes.empty()) (newest ? life.second : life.first) = value::FormatInstant(changes[0].time);
  }
  return life;
}

base::Status WriteDoc(const Call& call, const workspace::Reader& reader, base::JsonWriter* out) {
  coda::Links links(call.Origin());
  CSIP_ASSIGN_OR_RETURN(auto life, LifeOfDoc(call.service.workspace.store()));
  const blueprint::Blueprint& blueprint = reader.blueprint();
  size_t rows = 0, places = 0;
  for (value::TableIndex t = 0; t < blueprint.tables.size(); ++t) {
    rows += reader.engine().RowCount(t);
    places += 1 + blueprint.tables[t].views.size();
  }
  out->BeginObject().Field("id", coda::kDocId).Field("type", "doc").Field("href", links.Doc());
  out->Field("browserLink", links.BrowserDoc()).Field("name", TitleOf(blueprint));
  out->Field("owner", "csip@csip.localhost").Field("ownerName", "csip");
  out->Key("docSize").BeginObject().Field("totalRowCount", rows).Field("tableAndViewCount", places);
  out->Field("pageCount", 1).Field("overApiSizeLimit", false).EndObject();
  out->Field("createdAt", life.first).Field("updatedAt", life.second).Key("workspace");
  WriteWorkspace(links, TitleOf(blueprint), out);
  out->Key("folder").BeginObject().Field("id", kFolderId).Field("type", "folder");
  out->Field("browserLink", links.BrowserDoc()).Field("name", TitleOf(blueprint)).EndObject();
  out->Field("workspaceId", kWorkspaceId).Field("folderId", kFolderId).EndObject();
  return {};
}

base::Result<http::Response> ListDocs(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(coda::ListRequest request, coda::ReadListRequest(call, "docs"));
  workspace::Reader reader = call.service.workspace.Read();
  std::string wanted = base::ToLower(request.query.Find("query").value_or(""));
  std::string title = base::ToLower(TitleOf(reader.blueprint()));
  bool found = title.find(wanted) != std::string::npos || coda::kDocId.find(wanted) != std::string_view::npos;
  CSIP_ASSIGN_OR_RETURN(coda::Slice slice, coda::ReadSlice(request, found ? 1 : 0, 25, 500));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  if (slice.begin < slice.end) {
    CSIP_RETURN_IF_ERROR(WriteDoc(call, reader, &out));
  }
  out.EndArray();
  coda::WriteListEnd(call, "docs", request, slice, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> GetDoc(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, reader.blueprint()));
  std::string json;
  base::JsonWriter out(&json);
  CSIP_RETURN_IF_ERROR(WriteDoc(call, reader, &out));
  return JsonResponse(std::move(json));
}

void WritePage(const coda::Links& links, const std::string& title, base::JsonWriter* out) {
  out->BeginObject().Field("id", coda::kPageId).Field("type", "page").Field("href", links.Page());
  out->Field("browserLink", links.BrowserDoc()).Field("name", title).Field("contentType", "canvas");
  out->Field("isHidden", false).Field("isEffectivelyHidden", false).Key("children").BeginArray().EndArray();
  out->EndObject();
}

base::Result<http::Response> ListPages(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(coda::ListRequest request, coda::ReadListRequest(call, "pages"));
  workspace::Reader reader = call.service.workspace.Read();
  CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, reader.blueprint()));
  CSIP_ASSIGN_OR_RETURN(coda::Slice slice, coda::ReadSlice(request, 1, 25, 500));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  if (slice.begin < slice.end) WritePage(coda::Links(call.Origin()), TitleOf(reader.blueprint()), &out);
  out.EndArray();
  coda::WriteListEnd(call, "pages", request, slice, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> GetPage(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, reader.blueprint()));
  std::string title = TitleOf(reader.blueprint());
  const std::string& wanted = call.Path("pageIdOrName");
  if (wanted != coda::kPageId && wanted != title) {
    return base::NotFound(
        fmt::format("there is no page `{}`; the tables stand on one page, `{}`", wanted, coda::kPageId));
  }
  std::string json;
  base::JsonWriter out(&json);
  WritePage(coda::Links(call.Origin()), title, &out);
  return JsonResponse(std::move(json));
}

// "http://host/tables/<id>/rows/<id>": the links this API gives as browserLink.
base::Result<http::Response> ResolveBrowserLink(const Call& call) {
  std::string url = call.query.Find("url").value_or("");
  size_t host = url.find("://");
  size_t slash = host == std::string::npos ? std::string::npos : url.find('/', host + 3);
  if (slash == std::string::npos)
    return base::Invalid("the parameter `url` must be a link as browserLink gives it");
  CSIP_ASSIGN_OR_RETURN(auto parts,
                        http::ReadPath(std::string_view(url).substr(slash, url.find_first_of("?#") - slash)));
  coda::Links links(call.Origin());
  workspace::Reader reader = call.service.workspace.Read();
  std::string type = "doc", id(coda::kDocId), name = TitleOf(reader.blueprint()), href = links.Doc();
  bool known = parts.empty() ||
               (parts[0] == "tables" && (parts.size() == 2 || (parts.size() == 4 && parts[2] == "rows")));
  if (!known) return base::NotFound("this link leads to nothing of this doc");
  if (!parts.empty()) {
    CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(reader.blueprint(), parts[1]));
    const blueprint::Table& table = reader.blueprint().tables[place.table];
    type = "table";
    id = place.view != nullptr ? place.view->id : table.id;
    name = place.view != nullptr ? place.view->name : table.name;
    href = links.Table(id);
    if (parts.size() == 4) {
      CSIP_ASSIGN_OR_RETURN(value::RowSlot row, FindRow(reader, place.table, parts[3]));
      type = "row";
      href = links.Row(id, parts[3]);
      id = workspace::RowId(reader.engine().RowNumber(place.table, row));
      name = reader.engine().NameOf({place.table, row});
    }
  }
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject()
      .Field("type", "apiLink")
      .Field("href", links.Api("/resolveBrowserLink?url=" + http::EncodePercent(url)));
  out.Field("browserLink", url).Key("resource").BeginObject().Field("type", type).Field("id", id);
  out.Field("name", name).Field("href", href).EndObject().EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kWhoAmI = {.id = "whoami",
                          .method = "GET",
                          .path = "/apis/v1/whoami",
                          .tag = "Coda v1: document",
                          .summary = "Who holds the token of this request.",
                          .response = "User",
                          .handle = WhoAmI};
const Endpoint kListDocs = {
    .id = "listDocs",
    .method = "GET",
    .path = "/apis/v1/docs",
    .tag = "Coda v1: document",
    .summary = "The documents: one, `csip`.",
    .parameters = {{"query", "query", "string", "Part of the title."},
                   {"limit", "query", "integer", "Most items on a page: 25, at most 500."},
                   {"pageToken", "query", "string", "The next page of an earlier answer."}},
    .response = "DocList",
    .handle = ListDocs};
const Endpoint kGetDoc = {.id = "getDoc",
                          .method = "GET",
                          .path = "/apis/v1/docs/{docId}",
                          .tag = "Coda v1: document",
                          .summary = "The document.",
                          .response = "Doc",
                          .handle = GetDoc};
const Endpoint kListPages = {
    .id = "listPages",
    .method = "GET",
    .path = "/apis/v1/docs/{docId}/pages",
    .tag = "Coda v1: document",
    .summary = "The pages: one, which holds every table.",
    .parameters = {{"limit", "query", "integer", "Most items on a page: 25, at most 500."},
                   {"pageToken", "query", "string", "The next page of an earlier answer."}},
    .response = "PageList",
    .handle = ListPages};
const Endpoint kGetPage = {.id = "getPage",
                           .method = "GET",
                           .path = "/apis/v1/docs/{docId}/pages/{pageIdOrName}",
                           .tag = "Coda v1: document",
                           .summary = "A page.",
                           .response = "Page",
                           .handle = GetPage};
const Endpoint kResolveBrowserLink = {
    .id = "resolveBrowserLink",
    .method = "GET",
    .path = "/apis/v1/resolveBrowserLink",
    .tag = "Coda v1: document",
    .summary = "What a browser link of this document shows.",
    .parameters = {{"url", "query", "string", "The link."},
                   {"degradeGracefully", "query", "boolean", "Accepted and without effect."}},
    .response = "ApiLink",
    .handle = ResolveBrowserLink};

}  // namespace csip::api
