#include "api/summary_json.h"

#include <fmt/format.h>

#include "api/number_format.h"
#include "api/service.h"
#include "api/value_json.h"

namespace csip::api {
namespace {

using blueprint::Settings;
using value::Value;

class Summary {
 public:
  Summary(const Call& call, const workspace::Reader& reader, const RowRequest& request)
      : call_(call),
        reader_(reader),
        request_(request),
        table_(reader.blueprint().tables[request.place.table]) {}

  void Write(const Settings& item, base::JsonWriter* out) {
    const std::string& where = item.FormulaOf("where").text;
    std::optional<view::Aggregate> measure = MeasureOf(item);
    bool share = item.Text("aggregate") == "share";
    out->BeginObject().Field("label", item.Text("label"));
    Value value = share ? Share(measure, where) : Over(measure, where);
    WriteValue(reader_, value, &out->Key("value"));
    if (share) {
      out->Key("format")
          .BeginObject()
          .Field("type", "percent")
          .Field("decimals", 0)
          .Field("suffix", "%")
          .EndObject();
    } else {
      WriteFormatOf(table_, measure, out);
    }
    if (!where.empty()) out->Field("filter", where);
    out->EndObject();
  }

 private:
  // Nothing where rows are counted.
  std::optional<view::Aggregate> MeasureOf(const Settings& item) const {
    auto column = table_.FindColumn(item.Text("column"));
    if (!column) return std::nullopt;
    bool share = item.Text("aggregate") == "share";
    auto kind = share ? view::AggregateKind::kSum : view::ReadAggregateKind(item.Text("aggregate"));
    if (!kind) return std::nullopt;
    view::Aggregate measure{*column, *kind};
    return view::CheckAggregate(reader_, request_.place.table, measure).ok() ? std::optional(measure)
                                                                             : std::nullopt;
  }

  Value Over(const std::optional<view::Aggregate>& measure, const std::string& where) {
    view::RowQuery query = request_.query;
    if (!where.empty())
      query.filter = query.filter.empty() ? where : fmt::format("({}) AND ({})", query.filter, where);
    auto rows = call_.service.orders->Get(reader_, query);
    if (!rows.ok()) return {};
    if (!measure) return Value::Number(static_cast<double>((*rows)->rows.size()));
    return call_.service.orders->Break(reader_, request_.place.table, **rows, {{}, {*measure}})->footer[0];
  }

  Value Share(const std::optional<view::Aggregate>& measure, const std::string& where) {
    Value part = Over(measure, where), whole = Over(measure, "");
    if (!part.is_number() || !whole.is_number() || whole.number() == 0) return {};
    return Value::Number(part.number() / whole.number() * 100);
  }

  const Call& call_;
  const workspace::Reader& reader_;
  const RowRequest& request_;
  const blueprint::Table& table_;
};

}  // namespace

void WriteSummary(const Call& call, const workspace::Reader& reader, const RowRequest& request,
                  base::JsonWriter* out) {
  const blueprint::View* view = request.place.view;
  if (view == nullptr || request.only || view->options.Maps("summary").empty()) return;
  Summary summary(call, reader, request);
  out->Key("summary").BeginArray();
  for (const Settings& item : view->options.Maps("summary")) summary.Write(item, out);
  out->EndArray();
}

}  // namespace csip::api
