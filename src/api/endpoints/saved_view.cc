// Saved views: what somebody changed of a view, under a name of its own. The page knows what the definition means; the server
// keeps it whole.
#include "api/author.h"
#include "api/endpoints/all.h"
#include "api/lookup.h"
#include "api/owned_rows.h"
#include "api/service.h"
#include "base/text.h"
#include "blueprint/product_table.h"

namespace csip::api {
namespace {

using base::Json;
using blueprint::kSavedViewsTable;
using blueprint::SavedViewColumn;
using value::RowSlot;

constexpr size_t kLongestName = 200;                     // code points
constexpr size_t kLargestDefinition = size_t{64} << 10;  // bytes
constexpr const char* kCause = "saved view";

class SavedViews {
 public:
  SavedViews(const Call& call, const workspace::Reader& reader)
      : call_(call), reader_(reader), rows_(reader, kSavedViewsTable) {}

  const OwnedRows& rows() const { return rows_; }
  std::string Text(value::ColumnIndex column, RowSlot row) const { return rows_.Text(column, row); }
  bool IsMine(RowSlot row) const {
    return IsAuthor(reader_, call_.actor, Text(SavedViewColumn::kOwnerKey, row));
  }
  // A personal view is there for its owner only.
  bool IsSeen(RowSlot row) const { return Text(SavedViewColumn::kAccess, row) != "personal" || IsMine(row); }
  base::Result<RowSlot> Find(const std::string& id) const {
    auto row = rows_.Find(id, "saved view");
    if (row.ok() && !IsSeen(*row))
      return base::NotFound(fmt::format("there is no saved view `{}`; it may have been deleted", id));
    return row;
  }
  void Write(RowSlot row, base::JsonWriter* out) const {
    std::string key = Text(SavedViewColumn::kOwnerKey, row);
    out->BeginObject().Field("id", rows_.IdOf(row)).Field("table", Text(SavedViewColumn::kTable, row));
    out->Field("name", Text(SavedViewColumn::kName, row));
    out->Field("owner", NameOfAuthor(reader_, key, Text(SavedViewColumn::kOwner, row)));
    out->Field("mine", IsMine(row)).Field("access", Text(SavedViewColumn::kAccess, row));
    // Rows may be written through the table too: what is no JSON there does not spoil the answer.
    auto definition = base::ParseJson(Text(SavedViewColumn::kDefinition, row));
    out->Key("definition").Value(definition.ok() && definition->is_object() ? *definition : Json::Object({}));
    out->EndObject();
  }

 private:
  const Call& call_;
  const workspace::Reader& reader_;
  OwnedRows rows_;
};

base::Result<http::Response> Tell(const Call& call, const std::string& id) {
  workspace::Reader reader = call.service.workspace.Read();
  SavedViews views(call, reader);
  CSIP_ASSIGN_OR_RETURN(RowSlot row, views.Find(id));
  std::string json;
  base::JsonWriter out(&json);
  views.Write(row, &out);
  return JsonResponse(std::move(json));
}

base::Result<http::Response> ListSavedViews(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  std::string table;
  if (std::string name = call.query.Find("table").value_or(""); !name.empty()) {
    CSIP_ASSIGN_OR_RETURN(value::TableIndex found, FindTable(reader.blueprint(), name));
    table = reader.blueprint().tables[found].id;
  }
  SavedViews views(call, reader);
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("sequence", reader.sequence()).Key("items").BeginArray();
  for (RowSlot row : reader.engine().Rows(views.rows().table())) {
    bool of_table = table.empty() || views.Text(SavedViewColumn::kTable, row) == table;
    if (of_table && views.IsSeen(row)) views.Write(row, &out);
  }
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

// The members of a body that are given, as cells.
base::Result<OwnedCells> ReadParts(const Json& body) {
  OwnedCells cells;
  if (!body.is_object()) return base::Invalid("the body must be an object");
  if (body.Find("name") != nullptr) {
    std::string name = base::ToNfc(base::Trim(body.TextOr("name")));
    if (name.empty() || base::CodePoints(name) > kLongestName)
      return base::Invalid(fmt::format("`name` must be a text of 1 to {} characters", kLongestName));
    cells.emplace_back(SavedViewColumn::kName, Json::Text(name));
  }
  if (body.Find("access") != nullptr) {
    std::string access = body.TextOr("access");
    if (access != "personal" && access != "shared" && access != "locked")
      return base::Invalid("`access` must be personal, shared or locked");
    cells.emplace_back(SavedViewColumn::kAccess, Json::Text(access));
  }
  if (const Json* definition = body.Find("definition")) {
    if (!definition->is_object()) return base::Invalid("`definition` must be an object");
    std::string text = definition->ToString();
    if (text.size() > kLargestDefinition) {
      return base::Error{base::Code::kTooLarge, fmt::format("`definition` has {} bytes, it may have {}",
                                                            text.size(), kLargestDefinition)};
    }
    cells.emplace_back(SavedViewColumn::kDefinition, Json::Text(text));
  }
  return cells;
}

base::Result<http::Response> AddSavedView(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(Json body, call.Body());
  CSIP_ASSIGN_OR_RETURN(OwnedCells cells, ReadParts(body));
  if (body.Find("name") == nullptr || body.Find("definition") == nullptr)
    return base::Invalid("a saved view needs a `table`, a `name` and a `definition`");
  if (body.Find("access") == nullptr) cells.emplace_back(SavedViewColumn::kAccess, Json::Text("personal"));
  {
    workspace::Reader reader = call.service.workspace.Read();
    CSIP_ASSIGN_OR_RETURN(value::TableIndex table, FindTable(reader.blueprint(), body.TextOr("table")));
    Author owner = AuthorOf(reader, call.actor);
    cells.emplace_back(SavedViewColumn::kTable, Json::Text(reader.blueprint().tables[table].id));
    cells.emplace_back(SavedViewColumn::kOwner, Json::Text(owner.name));
    cells.emplace_back(SavedViewColumn::kOwnerKey, Json::Text(owner.key));
  }
  CSIP_ASSIGN_OR_RETURN(std::string id, WriteOwned(call, kSavedViewsTable, "", cells, kCause));
  return Tell(call, id);
}

// `unlocks`: the change itself takes the lock away.
base::Status CheckMayChange(const Call& call, const std::string& id, bool unlocks) {
  workspace::Reader reader = call.service.workspace.Read();
  SavedViews views(call, reader);
  CSIP_ASSIGN_OR_RETURN(RowSlot row, views.Find(id));
  if (!views.IsMine(row))
    return base::Error{base::Code::kDenied,
                       "only its owner changes a saved view; save what you changed as another one"};
  if (views.Text(SavedViewColumn::kAccess, row) == "locked" && !unlocks)
    return base::Error{base::Code::kConflict,
                       "the saved view is locked; make it shared or personal first, then change it"};
  return {};
}

base::Result<http::Response> ChangeSavedView(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(Json body, call.Body());
  CSIP_ASSIGN_OR_RETURN(OwnedCells cells, ReadParts(body));
  if (cells.empty()) return base::Invalid("give `name`, `access` or `definition`");
  std::string access = body.TextOr("access");
  CSIP_RETURN_IF_ERROR(CheckMayChange(call, call.Path("row"), !access.empty() && access != "locked"));
  auto written = WriteOwned(call, kSavedViewsTable, call.Path("row"), cells, kCause);
  if (!written.ok()) return written.error();
  return Tell(call, call.Path("row"));
}

base::Result<http::Response> DeleteSavedView(const Call& call) {
  CSIP_RETURN_IF_ERROR(CheckMayChange(call, call.Path("row"), false));
  CSIP_RETURN_IF_ERROR(DeleteOwned(call, kSavedViewsTable, {call.Path("row")}, kCause));
  std::string json;
  base::JsonWriter(&json)
      .BeginObject()
      .Field("sequence", call.service.workspace.Read().sequence())
      .EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const std::vector<Endpoint> kSavedViewEndpoints = {
    {.id = "savedViews",
     .method = "GET",
     .path = "/api/saved-views",
     .tag = "Saved views",
     .summary = "The saved views of a table, or all: those that are shared or locked, and the caller's own.",
     .parameters = {{"table", "query", "string", "Id or name."}},
     .response = "SavedViewList",
     .handle = ListSavedViews},
    {.id = "addSavedView",
     .method = "POST",
     .path = "/api/saved-views",
     .tag = "Saved views",
     .summary = "Saves a view, for its owner alone unless `access` says otherwise.",
     .scope = access::Scope::kWrite,
     .request = "NewSavedView",
     .response = "SavedView",
     .handle = AddSavedView},
    {.id = "changeSavedView",
     .method = "PATCH",
     .path = "/api/saved-views/{row}",
     .tag = "Saved views",
     .summary = "By its owner; a locked one is unlocked first.",
     .scope = access::Scope::kWrite,
     .parameters = {{"row", "path", "string", "Id of the saved view."}},
     .request = "SavedViewChange",
     .response = "SavedView",
     .handle = ChangeSavedView},
    {.id = "deleteSavedView",
     .method = "DELETE",
     .path = "/api/saved-views/{row}",
     .tag = "Saved views",
     .summary = "By its owner; a locked one is unlocked first.",
     .scope = access::Scope::kWrite,
     .parameters = {{"row", "path", "string", "Id of the saved view."}},
     .response = "Sequence",
     .handle = DeleteSavedView}};

}  // namespace csip::api
