// Taking back: undo and redo, the list of transactions to choose from, and the bin of deleted rows.
#include "workspace/undo.h"

#include "api/conflict_answer.h"
#include "api/endpoints/all.h"
#include "api/failure.h"
#include "api/logged_values.h"
#include "api/lookup.h"
#include "api/service.h"
#include "value/civil.h"
#include "workspace/actor_names.h"
#include "workspace/summary.h"

namespace csip::api {
namespace {

using workspace::Outcome;

// A boolean member; false when it is missing.
base::Result<bool> Flag(const base::Json& body, std::string_view name) {
  const base::Json* found = body.Find(name);
  if (found == nullptr || found->is_null()) return false;
  if (!found->is_bool()) return base::Invalid(fmt::format("`{}` must be true or false", name));
  return found->boolean();
}

// {} or nothing, or an object.
base::Result<base::Json> BodyObject(const Call& call) {
  if (call.request.body.empty()) return base::Json::Object({});
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  if (!body.is_object()) return base::Invalid("the body must be an object");
  return body;
}

base::Result<http::Response> Told(const Call& call, const Outcome& outcome) {
  workspace::Workspace& workspace = call.service.workspace;
  if (!outcome.conflicts.empty()) return ConflictAnswer(workspace, outcome.conflicts);
  workspace::Reader reader = workspace.Read();
  std::string json;
  base::JsonWriter out(&json);
  // All of it was as it was before already.
  int64_t sequence = outcome.sequence == 0 ? reader.sequence() : outcome.sequence;
  out.BeginObject().Field("sequence", sequence);
  if (outcome.reverted != 0) out.Field("reverted", outcome.reverted);
  workspace::Summary summary;
  if (outcome.sequence != 0) {
    CSIP_ASSIGN_OR_RETURN(auto info,
                          workspace.store().Transactions({.actor = {}, .sequence = outcome.sequence}));
    if (!info.empty()) {
      CSIP_ASSIGN_OR_RETURN(summary, workspace::Summarize(reader, workspace.store(), info[0]));
    }
  }
  out.Field("rows", summary.rows).Field("cells", summary.cells).Field("what", summary.words).EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> TakeBack(const Call& call, bool redo) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, BodyObject(call));
  workspace::UndoRequest wanted;
  wanted.redo = redo;
  if (const base::Json* sequence = body.Find("sequence"); sequence != nullptr && !sequence->is_null()) {
    double number = sequence->is_number() ? sequence->number() : 0;
    if (number < 1 || number > 9e15 || number != static_cast<double>(static_cast<int64_t>(number))) {
      return base::Invalid("`sequence` must be the number of a transaction");
    }
    wanted.sequence = static_cast<int64_t>(number);
  }
  CSIP_ASSIGN_OR_RETURN(wanted.force, Flag(body, "force"));
  wanted.reason = body.TextOr("reason");
  CSIP_ASSIGN_OR_RETURN(Outcome outcome, call.service.workspace.Undo(call.actor, std::move(wanted)));
  return Told(call, outcome);
}

base::Result<http::Response> Undo(const Call& call) {
  return TakeBack(call, false);
}
base::Result<http::Response> Redo(const Call& call) {
  return TakeBack(call, true);
}

base::Status WriteTransaction(const workspace::Reader& reader, store::Store& store,
                              const workspace::ActorNames& names, const store::TransactionInfo& info,
                              base::JsonWriter* out) {
  CSIP_ASSIGN_OR_RETURN(workspace::Summary summary, workspace::Summarize(reader, store, info));
  CSIP_ASSIGN_OR_RETURN(bool taken_back, workspace::IsTakenBack(store, info));
  out->BeginObject().Field("sequence", info.sequence).Field("time", value::FormatInstant(info.time));
  out->Key("actor").BeginObject().Field("id", info.actor).Field("name", names.Of(info.actor)).EndObject();
  out->Field("cause", info.cause).Field("reason", info.reason);
  if (info.reverts != 0) out->Field("reverts", info.reverts);
  out->Field("takenBack", taken_back).Field("rows", summary.rows).Field("cells", summary.cells);
  out->Field("what", summary.words).EndObject();
  return {};
}

base::Result<http::Response> Transactions(const Call& call) {
  store::TransactionQuery wanted;
  CSIP_ASSIGN_OR_RETURN(int64_t limit, call.query.Integer("limit", 50, 1, 200));
  CSIP_ASSIGN_OR_RETURN(wanted.before_sequence, call.query.Integer("before", 0, 0, INT64_MAX));
  wanted.limit = static_cast<size_t>(limit);
  wanted.actor = call.query.Find("actor");
  if (wanted.actor == "me") wanted.actor = call.actor.id;
  workspace::Workspace& workspace = call.service.workspace;
  workspace::Reader reader = workspace.Read();
  CSIP_ASSIGN_OR_RETURN(auto found, workspace.store().Transactions(wanted));
  workspace::ActorNames names(workspace.store());
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (const store::TransactionInfo& info : found) {
    CSIP_RETURN_IF_ERROR(WriteTransaction(reader, workspace.store(), names, info, &out));
  }
  out.EndArray().Field("sequence", reader.sequence());
  if (found.size() == wanted.limit) out.Field("before", found.back().sequence);
  out.EndObject();
  return JsonResponse(std::move(json));
}

// What the row was called; the first text it held where the log does not know.
base::Result<std::string> NameOfGone(const workspace::Reader& reader, store::Store& store,
                                     const store::DeletedRow& row) {
  CSIP_ASSIGN_OR_RETURN(auto lost, store.Changes({.table = row.table,
                                                  .row = row.row,
                                                  .column = {},
                                                  .newest_first = false,
                                                  .limit = 1000,
                                                  .sequence = row.sequence}));
  const auto& table = reader.blueprint().tables[row.table];
  std::string name, text;
  for (const store::Change& change : lost) {
    auto c = change.kind == store::RowWrite::Kind::kDelete ? table.FindColumn(change.column) : std::nullopt;
    if (!c || change.before.is_blank()) continue;
    std::string shown = value::ToText(change.before, reader.engine().inputs().zone,
                                      [](value::RowRef ref) { return workspace::RowId(ref.slot); });
    if (table.columns[*c].name == table.display) name = shown;
    if (text.empty() && change.before.is_text()) text = shown;
  }
  if (name.empty()) name = text;
  return name.empty() ? workspace::RowId(row.row) : name;
}

base::Result<http::Response> Bin(const Call& call) {
  store::BinQuery wanted;
  CSIP_ASSIGN_OR_RETURN(int64_t limit, call.query.Integer("limit", 100, 1, 1000));
  CSIP_ASSIGN_OR_RETURN(wanted.before_line, call.query.Integer("before", 0, 0, INT64_MAX));
  wanted.limit = static_cast<size_t>(limit);
  workspace::Workspace& workspace = call.service.workspace;
  workspace::Reader reader = workspace.Read();
  if (auto table = call.query.Find("table"); table && !table->empty()) {
    CSIP_ASSIGN_OR_RETURN(wanted.table, FindTable(reader.blueprint(), *table));
  }
  CSIP_ASSIGN_OR_RETURN(auto rows, workspace.store().Bin(wanted));
  workspace::ActorNames names(workspace.store());
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (const store::DeletedRow& row : rows) {
    CSIP_ASSIGN_OR_RETURN(std::string name, NameOfGone(reader, workspace.store(), row));
    const auto& table = reader.blueprint().tables[row.table];
    out.BeginObject().Field("table", table.id).Field("tableName", table.name);
    out.Field("row", workspace::RowId(row.row)).Field("name", name).Field("sequence", row.sequence);
    out.Field("time", value::FormatInstant(row.time)).Key("actor").BeginObject().Field("id", row.actor);
    out.Field("name", names.Of(row.actor)).EndObject().Field("cause", row.cause).Field("reason", row.reason);
    out.EndObject();
  }
  out.EndArray().Field("sequence", reader.sequence());
  if (rows.size() == wanted.limit) out.Field("before", rows.back().line);
  out.EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> RestoreRows(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  const base::Json* rows = body.is_object() ? body.Find("rows") : nullptr;
  std::vector<ValidationError> errors;
  if (rows == nullptr || !rows->is_array() || rows->items().empty()) {
    errors.push_back({"rows", R"(must be a list of at least one {"table", "row"})"});
    return InvalidBody(errors);
  }
  workspace::RestoreRequest wanted;
  for (size_t i = 0; i < rows->items().size(); ++i) {
    const base::Json& row = rows->items()[i];
    if (row.TextOr("table").empty() || !workspace::ReadRowId(row.TextOr("row"))) {
      errors.push_back(
          {fmt::format("rows[{}]", i), R"(must be {"table": id or name, "row": id as in "i-12"})"});
    } else {
      wanted.rows.push_back({row.TextOr("table"), row.TextOr("row")});
    }
  }
  if (!errors.empty()) return InvalidBody(errors);
  CSIP_ASSIGN_OR_RETURN(wanted.force, Flag(body, "force"));
  wanted.reason = body.TextOr("reason");
  CSIP_ASSIGN_OR_RETURN(Outcome outcome, call.service.workspace.RestoreRows(call.actor, std::move(wanted)));
  return Told(call, outcome);
}

}  // namespace

const Endpoint kUndo = {.id = "undo",
                        .method = "POST",
                        .path = "/api/undo",
                        .tag = "Undo",
                        .summary =
                            "Takes back the caller's newest transaction that is in force, or the one named; "
                            "409 where others wrote since.",
                        .scope = access::Scope::kWrite,
                        .request = "TakeBack",
                        .response = "TakenBack",
                        .handle = Undo};
const Endpoint kRedo = {
    .id = "redo",
    .method = "POST",
    .path = "/api/redo",
    .tag = "Undo",
    .summary = "Takes back the caller's newest undo, as long as the caller has written nothing else since.",
    .scope = access::Scope::kWrite,
    .request = "TakeBack",
    .response = "TakenBack",
    .handle = Redo};
const Endpoint kTransactions = {
    .id = "listTransactions",
    .method = "GET",
    .path = "/api/transactions",
    .tag = "Undo",
    .summary =
        "Transactions, newest first: who, when, why, what they changed, and whether they are taken back.",
    .parameters = {{"actor", "query", "string", "`me`, or the id of an actor."},
                   {"before", "query", "integer", "Only those before this sequence number."},
                   {"limit", "query", "integer", "Most transactions: 50, at most 200."}},
    .response = "TransactionList",
    .handle = Transactions};
const Endpoint kBin = {.id = "listBin",
                       .method = "GET",
                       .path = "/api/bin",
                       .tag = "Undo",
                       .summary = "Rows that were deleted and are not back, those deleted last first.",
                       .parameters = {{"table", "query", "string", "Id or name."},
                                      {"before", "query", "integer", "Go on from the `before` of an answer."},
                                      {"limit", "query", "integer", "Most rows: 100, at most 1000."}},
                       .response = "Bin",
                       .handle = Bin};
const Endpoint kRestoreRows = {
    .id = "restoreRows",
    .method = "POST",
    .path = "/api/bin/restore",
    .tag = "Undo",
    .summary = "Brings deleted rows back under their own ids, with what they held and the links to them.",
    .scope = access::Scope::kWrite,
    .request = "RestoreRows",
    .response = "TakenBack",
    .handle = RestoreRows};

}  // namespace csip::api
