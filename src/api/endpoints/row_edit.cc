// Coda v1: writing rows. A write is durable, and visible to every reader, before it is answered: 202 as Coda answers, with a
// requestId whose mutationStatus is completed.
#include "api/coda/column_json.h"
#include "api/coda/list_json.h"
#include "api/coda/row_write.h"
#include "api/endpoints/all.h"
#include "api/service.h"
#include "base/secret.h"

namespace csip::api {
namespace {

// "mutate:<sequence>-<check>": known again without being kept, for as long as the workspace lives.
std::string RequestIdOf(int64_t sequence) {
  std::string check = base::Sha256Hex(fmt::format("csip mutation {}", sequence)).substr(0, 16);
  return fmt::format("mutate:{}-{}", sequence, check);
}

struct Target {
  Place place;
  std::string table;  // id
};

base::Result<Target> FindTarget(const Call& call, const workspace::Reader& reader) {
  CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, reader.blueprint()));
  CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(reader.blueprint(), call.Path("tableIdOrName")));
  return Target{place, reader.blueprint().tables[place.table].id};
}

// Carries the action out. `sequence` is the one of the change, or the present one when nothing had to change.
base::Result<workspace::Outcome> CommitOne(const Call& call, workspace::Action action) {
  workspace::Request request;
  request.actions.push_back(std::move(action));
  auto outcome = call.service.workspace.Commit(call.actor, std::move(request));
  if (outcome.ok() && outcome->sequence == 0) outcome->sequence = call.service.workspace.Read().sequence();
  return outcome;
}

base::Result<http::Response> UpsertRows(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  CSIP_ASSIGN_OR_RETURN(bool disable_parsing, call.query.Bool("disableParsing", false));
  workspace::Action action;
  {
    workspace::Reader reader = call.service.workspace.Read();
    CSIP_ASSIGN_OR_RETURN(Target target, FindTarget(call, reader));
    if (target.place.view != nullptr) {
      return base::Invalid(
          fmt::format("rows cannot be added through the view `{}`; add them to its table `{}`",
                      target.place.view->name, reader.blueprint().tables[target.place.table].name));
    }
    auto checked = coda::ReadUpsert(reader, target.place.table, body, disable_parsing);
    if (!checked.errors.empty()) return InvalidBody(checked.errors);
    action = std::move(checked.value);
  }
  bool keyed = !action.key_columns.empty();
  CSIP_ASSIGN_OR_RETURN(workspace::Outcome outcome, CommitOne(call, std::move(action)));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("requestId", RequestIdOf(outcome.sequence));
  if (!keyed) {
    out.Key("addedRowIds").BeginArray();
    for (const std::string& id : outcome.inserted) out.Text(id);
    out.EndArray();
  }
  out.EndObject();
  return JsonResponse(std::move(json), 202);
}

// A row of a path, and what is to become of it.
struct RowPath {
  std::string doc, table, row;

  static RowPath Of(const Call& call) {
    return {call.Path("docId"), call.Path("tableIdOrName"), call.Path("rowIdOrName")};
  }
};
using Faults = std::vector<ValidationError>;
using MakeAction = std::function<workspace::Action(const workspace::Reader& reader, value::TableIndex table,
                                                   const std::string& row_id, Faults* faults)>;

// Changes one row: found, checked and changed when its turn has come, and answered when that is durable. Meanwhile nobody
// waits, so that there may be as many writers as there are connections.
http::Response ChangeRow(const Call& call, MakeAction make_action) {
  struct Change {
    RowPath path;
    MakeAction make;
    std::string row_id;  // canonical
    Faults faults;
    std::string request_id, url;
  };
  auto change = std::make_shared<Change>(
      Change{RowPath::Of(call), std::move(make_action), {}, {}, call.request.id, call.request.path});
  auto make = [change](const workspace::Reader& reader) -> base::Result<workspace::Request> {
    CSIP_RETURN_IF_ERROR(coda::CheckDoc(change->path.doc, reader.blueprint()));
    CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(reader.blueprint(), change->path.table));
    CSIP_ASSIGN_OR_RETURN(value::RowSlot row, FindRow(reader, place.table, change->path.row));
    change->row_id = workspace::RowId(reader.engine().RowNumber(place.table, row));
    change->faults.clear();
    workspace::Request request;
    request.actions.push_back(change->make(reader, place.table, change->row_id, &change->faults));
    if (!change->faults.empty()) return base::Invalid("the body is not as it must be");
    return request;
  };
  auto answer = [change](const base::Result<workspace::Outcome>& outcome) -> base::Result<http::Response> {
    if (!change->faults.empty()) return InvalidBody(change->faults);
    if (!outcome.ok()) return outcome.error();
    std::string json;
    base::JsonWriter(&json)
        .BeginObject()
        .Field("requestId", RequestIdOf(outcome->sequence != 0 ? outcome->sequence : outcome->present))
        .Field("id", change->row_id)
        .EndObject();
    return JsonResponse(std::move(json), 202);
  };
  http::Response response;
  response.later = [&workspace = call.service.workspace, actor = call.actor, change, make = std::move(make),
                    answer = std::move(answer)](std::function<void(http::Response)> finish) {
    workspace.CommitLater(actor, make, [=](const base::Result<workspace::Outcome>& outcome) {
      finish(AnswerOf(change->request_id, change->url, [&] { return answer(outcome); }));
    });
  };
  return response;
}

base::Result<http::Response> UpdateRow(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  CSIP_ASSIGN_OR_RETURN(bool disable_parsing, call.query.Bool("disableParsing", false));
  return ChangeRow(call, [body = std::move(body), disable_parsing](
                             const workspace::Reader& reader, value::TableIndex table,
                             const std::string& row_id, Faults* faults) {
    auto checked = coda::ReadUpdate(reader, table, row_id, body, disable_parsing);
    *faults = std::move(checked.errors);
    return std::move(checked.value);
  });
}

base::Result<http::Response> DeleteRow(const Call& call) {
  return ChangeRow(
      call, [](const workspace::Reader& reader, value::TableIndex table, const std::string& row_id, Faults*) {
        workspace::Action action;
        action.kind = workspace::Action::Kind::kDeleteRows;
        action.table = reader.blueprint().tables[table].id;
        action.row_ids = {row_id};
        return action;
      });
}

base::Result<http::Response> DeleteRows(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  workspace::Action action;
  action.kind = workspace::Action::Kind::kDeleteRows;
  action.ignore_missing = true;
  {
    workspace::Reader reader = call.service.workspace.Read();
    CSIP_ASSIGN_OR_RETURN(Target target, FindTarget(call, reader));
    action.table = target.table;
  }
  auto checked = coda::ReadRowIds(body);
  if (!checked.errors.empty()) return InvalidBody(checked.errors);
  action.row_ids = checked.value;
  CSIP_ASSIGN_OR_RETURN(workspace::Outcome outcome, CommitOne(call, std::move(action)));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("requestId", RequestIdOf(outcome.sequence)).Key("rowIds").BeginArray();
  for (const std::string& id : checked.value) out.Text(id);
  out.EndArray().EndObject();
  return JsonResponse(std::move(json), 202);
}

base::Result<http::Response> PushButton(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  CSIP_ASSIGN_OR_RETURN(Target target, FindTarget(call, reader));
  CSIP_RETURN_IF_ERROR([&]() -> base::Status {
    CSIP_ASSIGN_OR_RETURN(value::RowSlot row, FindRow(reader, target.place.table, call.Path("rowIdOrName")));
    (void)row;
    return {};
  }());
  CSIP_ASSIGN_OR_RETURN(value::ColumnIndex column,
                        FindColumn(reader.blueprint(), target.place.table, call.Path("columnIdOrName")));
  const blueprint::Table& table = reader.blueprint().tables[target.place.table];
  const std::string& name = table.columns[column].name;
  if (table.columns[column].type->coda != "button") {
    return base::Invalid(fmt::format("the column `{}` of {} is no button", name, table.name));
  }
  return base::NotFound(fmt::format("the button `{}` of {} has no action yet", name, table.name));
}

base::Result<http::Response> MutationStatus(const Call& call) {
  const std::string& id = call.Path("requestId");
  int64_t sequence = -1;
  size_t dash = id.find('-');
  if (id.rfind("mutate:", 0) == 0 && dash != std::string::npos && dash < 27) {
    std::string digits = id.substr(7, dash - 7);
    if (!digits.empty() && digits.size() < 19 &&
        digits.find_first_not_of("0123456789") == std::string::npos) {
      sequence = std::stoll(digits);
    }
  }
  if (sequence < 0 || RequestIdOf(sequence) != id || sequence > call.service.workspace.Read().sequence()) {
    return base::NotFound("there was no mutation with this requestId");
  }
  return JsonResponse(R"({"completed":true})");
}

constexpr Parameter kDisableParsing = {"disableParsing", "query", "boolean",
                                       "Take values as they are: no numbers or booleans from text."};

}  // namespace

const Endpoint kUpsertRows = {
    .id = "upsertRows",
    .method = "POST",
    .path = "/apis/v1/docs/{docId}/tables/{tableIdOrName}/rows",
    .tag = "Coda v1: rows",
    .summary =
        "Adds rows; with keyColumns, changes every row equal in them and adds the others. All or none.",
    .scope = access::Scope::kWrite,
    .parameters = {kDisableParsing},
    .request = "RowsUpsert",
    .status = 202,
    .response = "RowsUpsertResult",
    .handle = UpsertRows};
const Endpoint kUpdateRow = {.id = "updateRow",
                             .method = "PUT",
                             .path = "/apis/v1/docs/{docId}/tables/{tableIdOrName}/rows/{rowIdOrName}",
                             .tag = "Coda v1: rows",
                             .summary = "Changes cells of a row.",
                             .scope = access::Scope::kWrite,
                             .parameters = {kDisableParsing},
                             .request = "RowUpdate",
                             .status = 202,
                             .response = "RowEditResult",
                             .prompt = true,
                             .handle = UpdateRow};
const Endpoint kDeleteRow = {.id = "deleteRow",
                             .method = "DELETE",
                             .path = "/apis/v1/docs/{docId}/tables/{tableIdOrName}/rows/{rowIdOrName}",
                             .tag = "Coda v1: rows",
                             .summary = "Deletes a row.",
                             .scope = access::Scope::kWrite,
                             .status = 202,
                             .response = "RowEditResult",
                             .prompt = true,
                             .handle = DeleteRow};
const Endpoint kDeleteRows = {.id = "deleteRows",
                              .method = "DELETE",
                              .path = "/apis/v1/docs/{docId}/tables/{tableIdOrName}/rows",
                              .tag = "Coda v1: rows",
                              .summary = "Deletes rows; those that are gone already are no error.",
                              .scope = access::Scope::kWrite,
                              .request = "RowsDelete",
                              .status = 202,
                              .response = "RowsDeleteResult",
                              .handle = DeleteRows};
const Endpoint kPushButton = {
    .id = "pushButton",
    .method = "POST",
    .path = "/apis/v1/docs/{docId}/tables/{tableIdOrName}/rows/{rowIdOrName}/buttons/{columnIdOrName}",
    .tag = "Coda v1: rows",
    .summary = "Pushes a button of a row.",
    .scope = access::Scope::kWrite,
    .status = 202,
    .response = "RowEditResult",
    .handle = PushButton};
const Endpoint kMutationStatus = {.id = "getMutationStatus",
                                  .method = "GET",
                                  .path = "/apis/v1/mutationStatus/{requestId}",
                                  .tag = "Coda v1: rows",
                                  .summary = "Whether a write is done: it always is.",
                                  .response = "MutationStatus",
                                  .handle = MutationStatus};

}  // namespace csip::api
