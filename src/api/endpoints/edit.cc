// Edits of many rows and tables as one transaction: all of them, or none.
#include <algorithm>
#include <array>

#include "api/coda/row_write.h"
#include "api/conflict_answer.h"
#include "api/endpoints/all.h"
#include "api/service.h"
#include "base/clock.h"
#include "workspace/receipt.h"

namespace csip::api {
namespace {

using workspace::Action;
using Errors = std::vector<ValidationError>;

constexpr size_t kMostActions = 20'000;
constexpr size_t kLongestKey = 200;
// Through what a client may say that it writes; others are csip's own, such as undo and import.
constexpr std::array<std::string_view, 8> kCauses = {"api",  "page", "paste",  "fill",
                                                     "form", "drag", "button", "script"};

std::vector<workspace::CellInput> ReadCells(const base::Json& object, const std::string& path,
                                            Errors* errors) {
  std::vector<workspace::CellInput> cells;
  if (!object.is_object()) {
    errors->push_back({path, "must be an object from columns, by id or name, to values"});
    return cells;
  }
  for (const auto& [column, value] : object.members()) {
    cells.push_back({column, coda::ReadValue(value, path + "." + column, errors)});
  }
  return cells;
}

// A text member that must be there.
std::string Needed(const base::Json& object, const std::string& name, const std::string& path,
                   Errors* errors) {
  std::string text = object.TextOr(name);
  if (text.empty()) errors->push_back({path + "." + name, "must be a text"});
  return text;
}

Action ReadWrite(const base::Json& write, const std::string& path, Errors* errors) {
  Action action;
  action.path = path;
  action.table = Needed(write, "table", path, errors);
  workspace::RowInput row;
  for (auto [name, to] : {std::pair("row", &row.row), std::pair("as", &row.as)}) {
    const base::Json* found = write.Find(name);
    if (found == nullptr || found->is_null()) continue;
    *to = Needed(write, name, path, errors);
  }
  const base::Json* cells = write.Find("cells");
  row.cells = ReadCells(cells != nullptr ? *cells : base::Json(), path + ".cells", errors);
  if (const base::Json* expected = write.Find("expected"); expected != nullptr && !expected->is_null()) {
    row.expected = ReadCells(*expected, path + ".expected", errors);
  }
  if (row.row.empty() && !row.expected.empty()) {
    errors->push_back({path + ".expected", "a new row has no values to expect: name the `row`"});
  }
  if (!row.row.empty() && !row.as.empty())
    errors->push_back({path + ".as", "is for new rows, without `row`"});
  action.rows.push_back(std::move(row));
  return action;
}

Action ReadDelete(const base::Json& wanted, const std::string& path, Errors* errors) {
  Action action;
  action.kind = Action::Kind::kDeleteRows;
  action.path = path;
  action.table = Needed(wanted, "table", path, errors);
  action.row_ids = {Needed(wanted, "row", path, errors)};
  return action;
}

workspace::Request ReadEdits(const base::Json& body, Errors* errors) {
  workspace::Request request;
  const base::Json* actions = body.is_object() ? body.Find("actions") : nullptr;
  if (actions == nullptr || !actions->is_array() || actions->items().empty()) {
    errors->push_back({"actions", R"(must be a list of at least one {"write": {...}} or {"delete": {...}})"});
    return request;
  }
  if (actions->items().size() > kMostActions) {
    errors->push_back({"actions", fmt::format("has more than {} actions; send them in parts", kMostActions)});
    return request;
  }
  request.reason = body.TextOr("reason");
  request.cause = body.TextOr("cause", "api");
  if (std::find(kCauses.begin(), kCauses.end(), request.cause) == kCauses.end()) {
    errors->push_back({"cause", fmt::format("must be one of {}", fmt::join(kCauses, ", "))});
  }
  constexpr size_t kMostFaults = 100;
  for (size_t i = 0; i < actions->items().size() && errors->size() < kMostFaults; ++i) {
    const base::Json& item = actions->items()[i];
    std::string path = fmt::format("actions[{}]", i);
    const base::Json* write = item.is_object() ? item.Find("write") : nullptr;
    const base::Json* wanted = item.is_object() ? item.Find("delete") : nullptr;
    if ((write == nullptr) == (wanted == nullptr)) {
      errors->push_back({path, R"(must be {"write": {...}} or {"delete": {...}})"});
    } else if (write != nullptr) {
      request.actions.push_back(ReadWrite(*write, path + ".write", errors));
    } else {
      request.actions.push_back(ReadDelete(*wanted, path + ".delete", errors));
    }
  }
  return request;
}

void WriteIds(std::string_view name, const std::vector<std::string>& ids, base::JsonWriter* out) {
  out->Key(name).BeginArray();
  for (const std::string& id : ids) out->Text(id);
  out->EndArray();
}

http::Response Done(const workspace::Outcome& outcome, int64_t sequence) {
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("sequence", sequence);
  WriteIds("inserted", outcome.inserted, &out);
  WriteIds("updated", outcome.updated, &out);
  WriteIds("deleted", outcome.deleted, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> Commit(const Call& call, workspace::Request request) {
  workspace::Workspace& workspace = call.service.workspace;
  CSIP_ASSIGN_OR_RETURN(workspace::Outcome outcome, workspace.Commit(call.actor, std::move(request)));
  if (!outcome.conflicts.empty()) return ConflictAnswer(workspace, outcome.conflicts);
  return Done(outcome, outcome.sequence != 0 ? outcome.sequence : workspace.Read().sequence());
}

base::Result<http::Response> CommitOnce(const Call& call, const workspace::Request& request) {
  CSIP_ASSIGN_OR_RETURN(auto before,
                        workspace::FindReceipt(call.service.workspace.store(), call.actor.id, request.key));
  return before ? Done(*before, before->sequence) : Commit(call, request);
}

base::Result<http::Response> Edits(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  Errors errors;
  workspace::Request request = ReadEdits(body, &errors);
  if (body.is_object()) request.key = body.TextOr("idempotencyKey");
  if (request.key.size() > kLongestKey)
    errors.push_back({"idempotencyKey", fmt::format("must not be longer than {} bytes", kLongestKey)});
  if (!errors.empty()) return InvalidBody(errors);
  if (request.key.empty()) return Commit(call, std::move(request));
  // A key is one caller's: nobody gets the answer to another's request.
  return call.service.receipts->Once(call.actor.id + " " + request.key, base::SystemClock().Now(),
                                     [&] { return CommitOnce(call, request); });
}

}  // namespace

const Endpoint kEdits = {.id = "edit",
                         .method = "POST",
                         .path = "/api/edits",
                         .tag = "Rows",
                         .summary =
                             "Adds, changes and deletes rows of many tables as one transaction; 409 where a "
                             "value is not the one expected.",
                         .scope = access::Scope::kWrite,
                         .request = "Edits",
                         .response = "EditsDone",
                         .handle = Edits};

}  // namespace csip::api
