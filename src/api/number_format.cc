#include "api/number_format.h"

namespace csip::api {

void WriteFormatOf(const blueprint::Column& column, base::JsonWriter* out) {
  out->Key("format").BeginObject().Field("type", column.type->name);
  if (column.decimals >= 0) out->Field("decimals", column.decimals);
  if (!column.suffix.empty()) out->Field("suffix", column.suffix);
  if (!column.currency.empty()) out->Field("currency", column.currency);
  out->EndObject();
}

void WriteFormatOf(const blueprint::Table& table, const std::optional<view::Aggregate>& aggregate,
                   base::JsonWriter* out) {
  using view::AggregateKind;
  bool counts = !aggregate || aggregate->kind == AggregateKind::kCount ||
                aggregate->kind == AggregateKind::kBlank || aggregate->kind == AggregateKind::kUnique ||
                aggregate->kind == AggregateKind::kChecked;
  if (!counts) return WriteFormatOf(table.columns[aggregate->column], out);
  out->Key("format").BeginObject().Field("type", "number").Field("decimals", 0).EndObject();
}

}  // namespace csip::api
