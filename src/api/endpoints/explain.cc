// Why a cell has the value it has.
#include "api/endpoints/all.h"
#include "api/failure.h"
#include "api/lookup.h"
#include "api/service.h"
#include "api/value_json.h"
#include "api/viewer.h"
#include "formula/bind.h"
#include "formula/evaluate.h"

namespace csip::api {
namespace {

constexpr size_t kMostRows = 1000;  // listed behind an aggregate
// Of a formula that the request brings: as in formula.cc.
constexpr std::chrono::milliseconds kTime{1'000};

class ExplanationWriter {
 public:
  ExplanationWriter(const workspace::Reader& reader, base::JsonWriter* out) : reader_(reader), out_(*out) {}

  void Write(const engine::Explanation& explanation) {
    out_.Field("formula", explanation.formula);
    Value("value", explanation.value);
    Value("computed", explanation.computed);
    out_.Field("overridden", explanation.overridden).Field("reason", explanation.reason);
    out_.Key("inputs").BeginArray();
    for (const engine::ExplainedInput& input : explanation.inputs) {
      out_.BeginObject().Field("text", input.text);
      Value("value", input.value);
      if (input.has_cell) Cell(input.row, input.column);
      out_.EndObject();
    }
    out_.EndArray().Key("aggregates").BeginArray();
    for (const engine::ExplainedRows& rows : explanation.aggregates) Aggregate(rows);
    out_.EndArray().Key("contributions").BeginArray();
    for (const engine::Contribution& part : explanation.contributions) {
      out_.BeginObject().Field("label", part.label);
      Value("value", part.value);
      if (part.others > 0) out_.Field("others", part.others);
      if (part.has_cell) Cell(part.row, part.column);
      out_.EndObject();
    }
    out_.EndArray().Key("unknown").BeginArray();
    for (const engine::Contribution& part : explanation.unknown) {
      out_.BeginObject().Field("label", part.label);
      if (part.has_cell) Cell(part.row, part.column);
      out_.EndObject();
    }
    out_.EndArray();
    Reasons(explanation);
  }

 private:
  void Reasons(const engine::Explanation& explanation) {
    out_.Key("conditions").BeginArray();
    for (const engine::ExplainedCondition& condition : explanation.conditions) {
      out_.BeginObject().Field("text", condition.text);
      Truth(condition.value);
      out_.Field("taken", condition.taken).Field("result", condition.result).Key("terms").BeginArray();
      for (const auto& term : condition.terms) {
        out_.BeginObject().Field("text", term.text);
        Truth(term.value);
        out_.EndObject();
      }
      out_.EndArray().EndObject();
    }
    out_.EndArray().Key("causes").BeginArray();
    for (const engine::ExplainedCause& cause : explanation.causes) {
      out_.BeginObject().Field("text", cause.text).Field("words", cause.words);
      if (cause.has_cell) Cell(cause.row, cause.column);
      out_.EndObject();
    }
    out_.EndArray();
  }

  // true, false, or null where it is not known.
  void Truth(const value::Value& v) {
    out_.Key("value");
    if (v.is_true() || v.is_false()) {
      out_.Bool(v.is_true());
    } else {
      out_.Null();
    }
  }

  void Value(std::string_view name, const value::Value& v) { WriteValue(reader_, v, &out_.Key(name)); }

  void Cell(value::RowRef row, value::ColumnIndex column) {
    const blueprint::Table& table = reader_.blueprint().tables[row.table];
    out_.Key("cell").BeginObject().Field("table", table.name);
    out_.Field("row", workspace::RowId(reader_.engine().RowNumber(row.table, row.slot)));
    out_.Field("column", column == value::kNone ? "" : table.columns[column].name).EndObject();
  }

  void Aggregate(const engine::ExplainedRows& rows) {
    out_.BeginObject().Field("text", rows.text);
    Value("value", rows.value);
    bool known = rows.table != value::kNone;
    const blueprint::Table* table = known ? &reader_.blueprint().tables[rows.table] : nullptr;
    out_.Field("table", known ? table->name : "");
    out_.Field("column", known && rows.column != value::kNone ? table->columns[rows.column].name : "");
    out_.Field("rowCount", rows.rows.size()).Key("rows").BeginArray();
    for (size_t i = 0; i < std::min(rows.rows.size(), kMostRows) && known; ++i) {
      out_.BeginObject().Field("id", workspace::RowId(reader_.engine().RowNumber(rows.table, rows.rows[i])));
      out_.Field("name", reader_.engine().NameOf({rows.table, rows.rows[i]})).EndObject();
    }
    out_.EndArray().Key("values").BeginArray();
    for (size_t i = 0; i < std::min(rows.values.size(), kMostRows); ++i) {
      WriteValue(reader_, rows.values[i], &out_);
    }
    out_.EndArray().EndObject();
  }

  const workspace::Reader& reader_;
  base::JsonWriter& out_;
};

// The first day that can be looked back to with asOf.
base::Status WriteLogBegins(const Call& call, const workspace::Reader& reader, base::JsonWriter* out) {
  CSIP_ASSIGN_OR_RETURN(auto first,
                        call.service.workspace.store().Transactions({.limit = 1, .oldest_first = true}));
  const value::Zone& zone = reader.engine().inputs().zone;
  out->Field("logBegins", first.empty() ? "" : value::FormatDate(zone.DateOf(first[0].time)));
  return {};
}

base::Result<http::Response> ExplainFormula(const Call& call, const workspace::Reader& reader) {
  CSIP_ASSIGN_OR_RETURN(EvaluationGate::Turn turn, call.service.evaluation_gate->Enter());
  std::string table = call.query.Find("table").value_or(""), row = call.query.Find("row").value_or("");
  value::RowRef owner;
  if (!row.empty()) {
    if (table.empty()) return base::Invalid("a row needs its table: give `table` too");
    CSIP_ASSIGN_OR_RETURN(owner.table, FindTable(reader.blueprint(), table));
    CSIP_ASSIGN_OR_RETURN(owner.slot, FindRow(reader, owner.table, row));
  }
  const formula::Catalog& catalog = reader.compiled().catalog;
  std::string text = *call.query.Find("formula");
  formula::Bound bound = formula::Bind(text, {.catalog = &catalog, .table = owner.table});
  for (const formula::Diagnostic& diagnostic : bound.diagnostics) {
    if (!bound.ok() && diagnostic.severity == formula::Diagnostic::Severity::kError) {
      return formula::ToError(diagnostic, text);
    }
  }
  CSIP_ASSIGN_OR_RETURN(formula::Viewer viewer, ReadViewer(call, reader));
  TimeLimit time_limit(kTime);
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject();
  ExplanationWriter(reader, &out)
      .Write(reader.engine().Explain(bound, owner, viewer, {.deadline = &time_limit}));
  CSIP_RETURN_IF_ERROR(WriteLogBegins(call, reader, &out));
  out.Field("sequence", reader.sequence()).EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> Explain(const Call& call) {
  bool past = !call.query.Find("asOf").value_or("").empty();
  auto opened =
      past ? ReadFor(call, call.query) : base::Result<workspace::Reader>(call.service.workspace.Snapshot());
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, std::move(opened));
  if (!call.query.Find("formula").value_or("").empty()) return ExplainFormula(call, reader);
  std::string names[3];
  for (size_t i = 0; i < 3; ++i) {
    static constexpr const char* kNames[] = {"table", "row", "column"};
    names[i] = call.query.Find(kNames[i]).value_or("");
    if (names[i].empty()) return base::Invalid(fmt::format("the parameter `{}` is missing", kNames[i]));
  }
  CSIP_ASSIGN_OR_RETURN(value::TableIndex table, FindTable(reader.blueprint(), names[0]));
  CSIP_ASSIGN_OR_RETURN(value::RowSlot row, FindRow(reader, table, names[1]));
  CSIP_ASSIGN_OR_RETURN(value::ColumnIndex column, FindColumn(reader.blueprint(), table, names[2]));
  std::string json;
  base::JsonWriter out(&json);
  const blueprint::Table& owner = reader.blueprint().tables[table];
  out.BeginObject()
      .Field("table", owner.name)
      .Field("row", workspace::RowId(reader.engine().RowNumber(table, row)));
  out.Field("rowName", reader.engine().NameOf({table, row})).Field("column", owner.columns[column].name);
  ExplanationWriter(reader, &out).Write(reader.engine().Explain(table, column, row));
  CSIP_RETURN_IF_ERROR(WriteLogBegins(call, reader, &out));
  out.Field("sequence", reader.sequence()).EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kExplain = {
    .id = "explain",
    .method = "GET",
    .path = "/api/explain",
    .tag = "Formulas",
    .summary =
        "How a cell, or a formula, came about: each input with its value, the rows behind each aggregate, "
        "contributions that add up to the value, the conditions it asked, and what a blank comes from.",
    .parameters =
        {{"table", "query", "string", "Id or name."},
         {"row", "query", "string", "Id or name."},
         {"column", "query", "string", "Id or name."},
         {"formula", "query", "string",
          "Explains this formula instead of a column's; table and row are needed only where it reads "
          "the row's columns. A lone name of a named formula is explained by that formula."},
         kControl,
         kAs,
         kAsOf},
    .response = "Explanation",
    .handle = Explain};

}  // namespace csip::api
