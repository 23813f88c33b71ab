// A dashboard of the blueprint, computed: a tile that cannot be says why, the others stand.
#include "api/dashboard.h"
#include "api/chart_json.h"
#include "api/endpoints/all.h"
#include "api/evaluation_gate.h"
#include "api/row_request.h"
#include "api/service.h"
#include "api/settings_json.h"
#include "api/value_json.h"
#include "blueprint/layout/walk.h"

namespace csip::api {
namespace {

using blueprint::Settings;
using value::kNone;
using value::Value;

constexpr std::chrono::milliseconds kTime{2'000};  // of all tiles together
constexpr double kNear = 0.1;                      // this share off the target is still near it

class TileWriter {
 public:
  TileWriter(const Call& call, const workspace::Reader& reader, formula::Viewer viewer, base::JsonWriter* out)
      : call_(call), reader_(reader), viewer_(std::move(viewer)), limit_(kTime), out_(*out) {}

  void Write(const Settings& tile) {
    const std::string& kind = tile.Text("kind");
    out_.BeginObject().Field("kind", kind);
    if (!tile.Text("title").empty()) out_.Field("title", tile.Text("title"));
    if (kind == "kpi") {
      WriteKpi(tile);
    } else if (kind == "chart") {
      WriteChartTile(tile);
    } else if (kind == "text") {
      out_.Field("markdown", tile.Text("markdown"));
    } else {
      WritePlace(tile);
      WriteColumns(tile);
    }
    out_.EndObject();
  }

 private:
  Value Evaluate(const std::string& text) {
    if (text.empty()) return {};
    return call_.service.values->Get(reader_, text, viewer_, &limit_);
  }

  void WriteKpi(const Settings& tile) {
    const std::string& formula = tile.FormulaOf("formula").text;
    Value now = Evaluate(formula), target = Evaluate(tile.FormulaOf("target").text);
    if (now.is_error()) out_.Field("error", std::string(now.error_reason()));
    WriteValue(reader_, now, &out_.Key("value"));
    out_.Field("formula", formula);
    WriteShape(tile);
    if (Value before = Evaluate(tile.FormulaOf("before").text); before.is_number())
      WriteValue(reader_, before, &out_.Key("before"));
    const std::string& good = tile.Text("good");
    if (target.is_number()) out_.Field("target", target.number());
    if (!good.empty()) out_.Field("good", good);
    out_.Field("status", StatusOf(tile, now, target));
    if (!tile.FormulaOf("series").empty()) WriteSeries(Evaluate(tile.FormulaOf("series").text));
    for (const Settings& open : tile.Maps("open")) {
      out_.Key("open").BeginObject().Field("view", ViewId(open));
      if (!open.FormulaOf("filter").empty()) out_.Field("filter", open.FormulaOf("filter").text);
      out_.EndObject();
    }
  }

  void WriteShape(const Settings& tile) {
    out_.Key("format").BeginObject();
    const std::string& currency = tile.Text("currency");
    out_.Field("type", currency.empty() ? "number" : "currency");
    if (!tile.Text("decimals").empty()) out_.Key("decimals").Raw(tile.Text("decimals"));
    if (!tile.Text("suffix").empty()) out_.Field("suffix", tile.Text("suffix"));
    if (!currency.empty()) out_.Field("currency", currency);
    out_.EndObject();
  }

  std::string_view StatusOf(const Settings& tile, const Value& now, const Value& target) {
    if (!now.is_number() || !target.is_number()) return "none";
    double sign = tile.Text("good") == "down" ? -1 : 1;
    double off = (target.number() - now.number()) * sign;  // how much is missing
    if (off <= 0) return "good";
    Value warn = Evaluate(tile.FormulaOf("warn").text);
    double near =
        warn.is_number() ? (target.number() - warn.number()) * sign : std::abs(target.number()) * kNear;
    return off <= near ? "warn" : "bad";
  }

  void WriteSeries(const Value& series) {
    out_.Key("series").BeginArray();
    for (const Value& v : value::AsItems(series)) v.is_number() ? out_.Number(v.number()) : out_.Null();
    out_.EndArray();
  }

  // Of a table without a view, its first one: what is opened is a view.
  std::string ViewId(const Settings& map) const {
    const blueprint::Blueprint& blueprint = reader_.blueprint();
    value::TableIndex t = ScopeOf(blueprint, map, kNone).table;
    if (!map.Text("view").empty() || t == kNone || blueprint.tables[t].views.empty())
      return PlaceId(blueprint, map);
    for (const blueprint::View& view : blueprint.tables[t].views) {
      if (view.is_default) return view.id;
    }
    return blueprint.tables[t].views[0].id;
  }

  void WritePlace(const Settings& tile) {
    out_.Field("view", PlaceId(reader_.blueprint(), tile));
    if (!tile.FormulaOf("filter").empty()) out_.Field("filter", tile.FormulaOf("filter").text);
  }

  void WriteColumns(const Settings& tile) {
    Settings lists{tile.shape};
    for (std::string_view key : {"columns", "sort"}) {
      if (const blueprint::Setting* found = tile.Find(key)) lists.settings.push_back(*found);
    }
    WriteSettings(reader_.blueprint(), lists, ScopeOf(reader_.blueprint(), tile, kNone).table, &out_);
  }

  void WriteChartTile(const Settings& tile) {
    WritePlace(tile);
    out_.Field("chart", tile.Text("chart"));
    value::TableIndex t = ScopeOf(reader_.blueprint(), tile, kNone).table;
    const blueprint::Table& table = reader_.blueprint().tables[t];
    out_.Field("x", ColumnId(table, tile.Text("x")));
    Settings measure{tile.shape};
    for (std::string_view key : {"y", "series", "bucket"}) {
      if (const blueprint::Setting* found = tile.Find(key)) measure.settings.push_back(*found);
    }
    WriteSettings(reader_.blueprint(), measure, t, &out_);
    if (auto failed = WriteData(tile, t); !failed.ok()) out_.Field("error", failed.error().message);
  }

  base::Status WriteData(const Settings& tile, value::TableIndex t) {
    CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(reader_.blueprint(), PlaceId(reader_.blueprint(), tile)));
    view::RowQuery rows{
        .table = t, .view = place.view, .filter = tile.FormulaOf("filter").text, .viewer = viewer_};
    view::ChartQuery query;
    CSIP_ASSIGN_OR_RETURN(query.x, FindColumn(reader_.blueprint(), t, tile.Text("x")));
    if (!tile.Text("series").empty()) {
      CSIP_ASSIGN_OR_RETURN(query.series, FindColumn(reader_.blueprint(), t, tile.Text("series")));
    }
    query.bucket = view::ReadBucket(tile.Text("bucket"));
    CSIP_ASSIGN_OR_RETURN(query.y, ReadMeasure(reader_, t, tile.Text("y")));
    CSIP_ASSIGN_OR_RETURN(auto order, call_.service.orders->Get(reader_, rows));
    CSIP_ASSIGN_OR_RETURN(auto chart, call_.service.charts->Get(reader_, t, query, *order));
    WriteChart(reader_, t, query, *chart, &out_.Key("data").BeginObject());
    out_.EndObject();
    return {};
  }

  const Call& call_;
  const workspace::Reader& reader_;
  formula::Viewer viewer_;
  TimeLimit limit_;
  base::JsonWriter& out_;
};

void WriteControls(const workspace::Reader& reader, const blueprint::Dashboard& dashboard,
                   const formula::Viewer& viewer, base::JsonWriter* out) {
  const blueprint::Blueprint& blueprint = reader.blueprint();
  out->Key("controls").BeginArray();
  for (const std::string& name : dashboard.settings.Texts("controls")) {
    auto found = std::find_if(blueprint.controls.begin(), blueprint.controls.end(),
                              [&](const blueprint::Control& control) { return control.name == name; });
    if (found == blueprint.controls.end()) continue;
    out->BeginObject().Field("name", found->name).Field("kind", found->kind);
    if (auto table = blueprint.FindTable(found->target)) out->Field("target", blueprint.tables[*table].id);
    out->Key("options").BeginArray();
    for (const blueprint::Option& option : found->options) out->Text(option.name);
    out->EndArray();
    auto place = static_cast<uint32_t>(blueprint.formulas.size() +
                                       static_cast<size_t>(found - blueprint.controls.begin()));
    auto set = viewer.named.find(place);
    WriteValue(reader, set == viewer.named.end() ? reader.engine().Named(place) : set->second,
               &out->Key("value"));
    out->EndObject();
  }
  out->EndArray();
}

base::Result<http::Response> GetDashboard(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(EvaluationGate::Turn turn, call.service.evaluation_gate->Enter());
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, OpenForRows(call));
  CSIP_ASSIGN_OR_RETURN(const blueprint::Dashboard* dashboard,
                        FindDashboard(reader.blueprint(), call.Path("dashboard")));
  CSIP_ASSIGN_OR_RETURN(formula::Viewer viewer, ReadViewer(call, reader));
  const Settings& settings = dashboard->settings;
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject()
      .Field("sequence", reader.sequence())
      .Field("id", dashboard->id)
      .Field("name", dashboard->name);
  out.Field("title", settings.Text("title").empty() ? dashboard->name : settings.Text("title"));
  if (!settings.Text("description").empty()) out.Field("description", settings.Text("description"));
  WriteControls(reader, *dashboard, viewer, &out);
  out.Key("sections").BeginArray();
  TileWriter tiles(call, reader, viewer, &out);
  for (const Settings& section : settings.Maps("sections")) {
    out.BeginObject();
    if (!section.Text("title").empty()) out.Field("title", section.Text("title"));
    out.Key("tiles").BeginArray();
    for (const Settings& tile : section.Maps("tiles")) tiles.Write(tile);
    out.EndArray().EndObject();
  }
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kDashboard = {
    .id = "dashboard",
    .method = "GET",
    .path = "/api/dashboards/{dashboard}",
    .tag = "Blueprint",
    .summary = "A dashboard with what its tiles show, under the controls that are set.",
    .parameters = {{"dashboard", "path", "string", "Id or name of the dashboard."}, kControl, kAs, kAsOf},
    .response = "Dashboard",
    .handle = GetDashboard};

}  // namespace csip::api
