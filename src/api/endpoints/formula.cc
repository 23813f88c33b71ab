// Checking and evaluating formulas that are not (yet) a column's.
#include "api/coda/cell.h"
#include "api/endpoints/all.h"
#include "api/failure.h"
#include "api/lookup.h"
#include "api/service.h"
#include "formula/bind.h"
#include "formula/evaluate.h"

namespace csip::api {
namespace {

// No lock is held while a formula is evaluated, but a worker is.
constexpr std::chrono::milliseconds kTime{1'000};

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

base::Result<http::Response> EvaluateFormula(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  CSIP_ASSIGN_OR_RETURN(EvaluationGate::Turn turn, call.service.evaluation_gate->Enter());
  workspace::Reader reader = call.service.workspace.Snapshot();
  CSIP_ASSIGN_OR_RETURN(FormulaRequest request, ReadFormula(call, body, reader));
  const formula::Catalog& catalog = reader.compiled().catalog;
  value::RowRef row;
  if (!request.row.empty()) {
    CSIP_ASSIGN_OR_RETURN(row.slot, FindRow(reader, request.table, request.row));
    row.table = request.table;
  }
  // Without a row there is none to read from: thisRow must not bind.
  formula::Bound bound = formula::Bind(request.text, {.catalog = &catalog, .table = row.table});
  if (!bound.ok()) {
    std::vector<ValidationError> errors;
    for (const formula::Diagnostic& diagnostic : bound.diagnostics) {
      if (diagnostic.severity != formula::Diagnostic::Severity::kError) continue;
      errors.push_back({fmt::format("formula[{}..{}]", Utf16Offset(request.text, diagnostic.span.begin),
                                    Utf16Offset(request.text, diagnostic.span.end)),
                        diagnostic.message});
    }
    return InvalidBody(errors);
  }
  value::Value user = workspace::Workspace::PersonOf(reader, call.actor.email);
  TimeLimit time_limit(kTime);
  value::Value v = reader.engine().Evaluate(bound, row, user, {.deadline = &time_limit});
  coda::Links links(call.Origin());
  coda::CellWriter cells(reader, coda::ValueFormat::kSimpleWithArrays, links);
  std::string json;
  base::JsonWriter out(&json);
  cells.Write(v, nullptr, bound.type.list, &out.BeginObject().Key("value"));
  out.Field("text", cells.Text(v)).Field("type", formula::NameOf(bound.type, catalog));
  if (v.is_error()) {
    out.Key("error").BeginObject().Field("code", value::NameOf(v.error_code()));
    out.Field("reason", v.error_reason()).EndObject();
  } else if (v.is_blank() && v.blank_reason() == value::BlankReason::kDivisionByZero) {
    out.Field("blankBecause", "division by zero");
  }
  out.Field("sequence", reader.sequence()).EndObject();
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
                                   .summary = "The value of a formula now, for a row when one is given.",
                                   .request = "FormulaRequest",
                                   .response = "FormulaValue",
                                   .handle = EvaluateFormula};

}  // namespace csip::api
