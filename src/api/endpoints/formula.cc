// Checking and evaluating formulas that are not (yet) a column's.
#include "api/endpoints/all.h"
#include "api/failure.h"
#include "api/lookup.h"
#include "api/service.h"
#include "api/value_json.h"
#include "api/viewer.h"
#include "formula/bind.h"
#include "formula/evaluate.h"
#include "value/display.h"

namespace csip::api {
namespace {

// No lock is held while a formula is evaluated, but a worker is.
constexpr std::chrono::milliseconds kTime{1'000};

constexpr size_t kMostRows = 50;

struct FormulaRequest {
  std::string text;
  value::TableIndex table = value::kNone;
  std::string row;
};

base::Result<FormulaRequest> ReadFormula(const Call& call, const base::Json& body,
                                         const workspace::Reader& reader) {
  (void)call;
  const base::Json* text = body.is_object() ? body.Find("formula") : nullptr;
  if (text == nullptr || !text->is_text())
    return base::Invalid(R"(the body must be an object with "formula", a text)");
  for (const char* name : {"table", "row"}) {
    const base::Json* member = body.Find(name);
    if (member != nullptr && !member->is_text() && !member->is_null()) {
      return base::Invalid(fmt::format("\"{}\" must be a text: an id or a name", name));
    }
  }
  FormulaRequest request{text->text(), value::kNone, body.TextOr("row")};
  if (!body.TextOr("table").empty()) {
    CSIP_ASSIGN_OR_RETURN(request.table, FindTable(reader.blueprint(), body.TextOr("table")));
  } else if (!request.row.empty()) {
    return base::Invalid("a row needs its table: give \"table\" too");
  }
  return request;
}

// Positions as JavaScript counts them.
size_t Utf16Offset(std::string_view text, size_t byte) {
  size_t units = 0;
  for (size_t i = 0; i < std::min(byte, text.size()); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if ((c & 0xc0) != 0x80) units += c >= 0xf0 ? 2 : 1;
  }
  return units;
}

void WriteDiagnostics(const formula::Bound& bound, std::string_view text, base::JsonWriter* out) {
  out->Key("diagnostics").BeginArray();
  for (const formula::Diagnostic& diagnostic : bound.diagnostics) {
    bool error = diagnostic.severity == formula::Diagnostic::Severity::kError;
    out->BeginObject().Field("severity", error ? "error" : "warning");
    out->Field("begin", Utf16Offset(text, diagnostic.span.begin))
        .Field("end", Utf16Offset(text, diagnostic.span.end));
    out->Field("message", diagnostic.message).EndObject();
  }
  out->EndArray();
}

base::Result<http::Response> CheckFormula(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  workspace::Reader reader = call.service.workspace.Snapshot();
  CSIP_ASSIGN_OR_RETURN(FormulaRequest request, ReadFormula(call, body, reader));
  const formula::Catalog& catalog = reader.compiled().catalog;
  formula::Bound bound = formula::Bind(request.text, {.catalog = &catalog, .table = request.table});
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("ok", bound.ok());
  if (bound.ok()) {
    out.Field("type", formula::NameOf(bound.type, catalog)).Key("inputs").BeginObject();
    out.Field("today", bound.inputs.today).Field("now", bound.inputs.now).Field("user", bound.inputs.user);
    out.Field("random", bound.inputs.random).EndObject().Key("reads").BeginArray();
    for (const formula::ColumnRead& read : bound.reads) {
      const blueprint::Table& table = reader.blueprint().tables[read.table];
      out.BeginObject()
          .Field("table", table.name)
          .Field("column", table.columns[read.column].name)
          .EndObject();
    }
    out.EndArray();
  }
  WriteDiagnostics(bound, request.text, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

// The rows that the formula is evaluated for: those of "rows", the one of "row", or one that is none.
base::Result<std::vector<value::RowRef>> ReadRows(const base::Json& body, const workspace::Reader& reader,
                                                  const FormulaRequest& request) {
  std::vector<std::string> names;
  const base::Json* rows = body.Find("rows");
  if (rows == nullptr || rows->is_null()) {
    if (request.row.empty()) return std::vector<value::RowRef>{{}};
    names.push_back(request.row);
  } else {
    if (request.table == value::kNone) return base::Invalid("rows need their table: give \"table\" too");
    if (!rows->is_array() || rows->items().size() > kMostRows) {
      return base::Invalid(
          fmt::format("\"rows\" must be a list of at most {} rows, by id or name", kMostRows));
    }
    for (const base::Json& row : rows->items()) {
      if (!row.is_text()) return base::Invalid("\"rows\" must hold texts: ids or names of rows");
      names.push_back(row.text());
    }
  }
  std::vector<value::RowRef> found;
  for (const std::string& name : names) {
    CSIP_ASSIGN_OR_RETURN(value::RowSlot slot, FindRow(reader, request.table, name));
    found.push_back({request.table, slot});
  }
  return found;
}

std::vector<ValidationError> FaultsOf(const formula::Bound& bound, const std::string& text) {
  std::vector<ValidationError> errors;
  for (const formula::Diagnostic& diagnostic : bound.diagnostics) {
    if (diagnostic.severity != formula::Diagnostic::Severity::kError) continue;
    errors.push_back({fmt::format("formula[{}..{}]", Utf16Offset(text, diagnostic.span.begin),
                                  Utf16Offset(text, diagnostic.span.end)),
                      diagnostic.message});
  }
  return errors;
}

// Members of an object that is open: the value, its text, and why there is none.
void WriteEvaluated(const workspace::Reader& reader, const value::Value& v, base::JsonWriter* out) {
  const engine::Engine& engine = reader.engine();
  WriteValue(reader, v, &out->Key("value"));
  out->Field("text",
             value::ToText(v, engine.inputs().zone, [&](value::RowRef row) { return engine.NameOf(row); }));
  if (v.is_error()) {
    out->Key("error").BeginObject().Field("code", value::NameOf(v.error_code()));
    out->Field("reason", v.error_reason()).EndObject();
  } else if (v.is_blank() && v.blank_reason() == value::BlankReason::kDivisionByZero) {
    out->Field("blankBecause", "division by zero");
  }
}

base::Result<http::Response> EvaluateFormula(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  CSIP_ASSIGN_OR_RETURN(EvaluationGate::Turn turn, call.service.evaluation_gate->Enter());
  workspace::Reader reader = call.service.workspace.Snapshot();
  CSIP_ASSIGN_OR_RETURN(FormulaRequest request, ReadFormula(call, body, reader));
  CSIP_ASSIGN_OR_RETURN(std::vector<value::RowRef> rows, ReadRows(body, reader, request));
  const formula::Catalog& catalog = reader.compiled().catalog;
  const base::Json* list = body.Find("rows");
  bool many = list != nullptr && !list->is_null();
  // Without a row there is none to read from: thisRow must not bind.
  value::TableIndex table = many ? request.table : rows[0].table;
  formula::Bound bound = formula::Bind(request.text, {.catalog = &catalog, .table = table, .locals = {}});
  if (!bound.ok()) return InvalidBody(FaultsOf(bound, request.text));
  CSIP_ASSIGN_OR_RETURN(formula::Viewer viewer, ReadViewer(call, reader));
  if (const base::Json* controls = body.Find("controls")) {
    CSIP_RETURN_IF_ERROR(SetControls(reader, *controls, &viewer));
  }
  TimeLimit time_limit(kTime);  // of all rows together
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject();
  if (many) out.Key("values").BeginArray();
  for (const value::RowRef& row : rows) {
    if (many)
      out.BeginObject().Field("row", workspace::RowId(reader.engine().RowNumber(row.table, row.slot)));
    WriteEvaluated(reader, reader.engine().Evaluate(bound, row, viewer, {.deadline = &time_limit}), &out);
    if (many) out.EndObject();
  }
  if (many) out.EndArray();
  out.Field("type", formula::NameOf(bound.type, catalog)).Field("sequence", reader.sequence()).EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kCheckFormula = {.id = "checkFormula",
                                .method = "POST",
                                .path = "/api/formula/check",
                                .tag = "Formulas",
                                .summary =
                                    "Whether a formula makes sense: its type, what it reads, and every fault "
                                    "with its place and a suggestion.",
                                .request = "FormulaRequest",
                                .response = "FormulaCheck",
                                .handle = CheckFormula};
const Endpoint kEvaluateFormula = {.id = "evaluateFormula",
                                   .method = "POST",
                                   .path = "/api/formula/evaluate",
                                   .tag = "Formulas",
                                   .summary =
                                       "The value of a formula now, for a row or for each of some rows, with "
                                       "controls set as the request says.",
                                   .parameters = {kAs},
                                   .request = "EvaluateRequest",
                                   .response = "EvaluateAnswer",
                                   .handle = EvaluateFormula};

}  // namespace csip::api
