#include "api/endpoints/effect_answer.h"

namespace csip::api {
namespace {

using workspace::ColumnEffect;

void WriteMoney(const std::vector<ColumnEffect::Money>& money, base::JsonWriter* out) {
  out->Key("money").BeginArray();
  for (const ColumnEffect::Money& sum : money) {
    out->BeginObject().Field("column", sum.column).Field("columnId", sum.column_id);
    out->Field("before", sum.before).Field("after", sum.after).EndObject();
  }
  out->EndArray();
}

void WriteTotal(std::string_view name, const engine::NumberTotal& total, base::JsonWriter* out) {
  out->Key(name).BeginObject().Field("count", total.known).Field("sum", total.sum).Key("average");
  if (total.known > 0) {
    out->Number(total.sum / static_cast<double>(total.known));
  } else {
    out->Null();
  }
  out->EndObject();
}

void WriteTiers(const ColumnEffect& column, base::JsonWriter* out) {
  out->Key("tiers").BeginArray();
  for (const ColumnEffect::Tier& tier : column.tiers) {
    out->BeginObject().Field("value", tier.text).Field("before", tier.before).Field("after", tier.after);
    WriteMoney(tier.money, out);
    out->EndObject();
  }
  out->EndArray().Key("moves").BeginArray();
  for (const ColumnEffect::Move& move : column.moves) {
    out->BeginObject().Field("from", move.from).Field("to", move.to).Field("rows", move.rows);
    WriteMoney(move.money, out);
    out->EndObject();
  }
  out->EndArray();
}

}  // namespace

void WriteSamples(std::string_view name, const std::vector<workspace::ValueSample>& samples,
                  base::JsonWriter* out) {
  out->Key(name).BeginArray();
  for (const workspace::ValueSample& sample : samples) {
    out->BeginObject().Field("row", sample.row).Field("name", sample.name);
    out->Key("before").Raw(sample.before).Key("after").Raw(sample.after).EndObject();
  }
  out->EndArray();
}

void WriteColumns(std::string_view name, const std::vector<ColumnEffect>& columns, base::JsonWriter* out) {
  out->Key(name).BeginArray();
  for (const ColumnEffect& column : columns) {
    out->BeginObject().Field("table", column.table).Field("tableId", column.table_id);
    out->Field("column", column.column).Field("columnId", column.column_id).Field("kind", column.kind);
    out->Field("count", column.count);
    WriteSamples("samples", column.samples, out);
    if (column.number) {
      out->Key("numbers").BeginObject();
      WriteTotal("before", column.before, out);
      WriteTotal("after", column.after, out);
      out->EndObject();
    }
    if (!column.tiers.empty()) WriteTiers(column, out);
    if (column.errors_new + column.errors_gone > 0) {
      out->Key("errors").BeginObject().Field("appear", column.errors_new);
      out->Field("vanish", column.errors_gone).EndObject();
    }
    out->EndObject();
  }
  out->EndArray();
}

}  // namespace csip::api
