#include "blueprint/layout/shape.h"

#include <cstdint>

namespace csip::blueprint {
namespace {

using enum KeyKind;

const std::vector<std::string_view> kBuckets = {"day", "week", "month", "quarter", "year"};
const std::vector<std::string_view> kCharts = {"bar", "line", "pie", "scatter", "heatmap"};
constexpr bool kRequired = true;

const Shape kRowAction = {.what = "an action",
                          .kind = "",
                          .keys = {{"label", kText, kRequired},
                                   {"open", kChoice, false, {"record"}},
                                   {"add", kTable},
                                   {"link", kLink},
                                   {"page", kChoice, false, {"brief"}}},
                          .one_of = {{"open", "add", "page"}}};
const Shape kCard = {
    .what = "`card`",
    .kind = "",
    .keys = {{"gauge", kColumn}, {"pulse", kCondition}, {"actions", kMaps, false, {}, {&kRowAction}}}};
const Shape kKanban = {.what = "`kanban`", .kind = "", .keys = {{"lanes", kTexts}, {"controls", kControls}}};
const Shape kCalendar = {.what = "`calendar`",
                         .kind = "",
                         .keys = {{"date", kColumn, kRequired}, {"end", kColumn}, {"color", kColumn}}};
const Shape kTimeline = {.what = "`timeline`",
                         .kind = "",
                         .keys = {{"start", kColumn, kRequired},
                                  {"end", kColumn, kRequired},
                                  {"progress", kColumn},
                                  {"color", kColumn}}};
const Shape kChart = {.what = "`chart`",
                      .kind = "",
                      .keys = {{"kind", kChoice, kRequired, kCharts},
                               {"x", kColumn, kRequired},
                               {"y", kMeasure, kRequired},
                               {"series", kColumn},
                               {"bucket", kChoice, false, kBuckets}}};
const Shape kForm = {
    .what = "`form`", .kind = "", .keys = {{"title", kText}, {"columns", kColumns}, {"submit", kText}}};
const Shape kSummary = {.what = "a number of the summary",
                        .kind = "",
                        .keys = {{"label", kText, kRequired},
                                 {"aggregate", kChoice, kRequired, Aggregates()},
                                 {"column", kColumn},
                                 {"where", kCondition}}};

const Shape kRelated = {
    .what = "a related list",
    .kind = "",
    .keys = {{"table", kTable, kRequired}, {"by", kLink, kRequired}, {"view", kView}, {"columns", kColumns}}};
const Shape kTimelineSource = {.what = "a source of the timeline",
                               .kind = "",
                               .keys = {{"table", kTable, kRequired},
                                        {"by", kLink, kRequired},
                                        {"date", kColumn, kRequired},
                                        {"title", kColumn},
                                        {"text", kColumn},
                                        {"tone", kColumn}}};
const Shape kTab = {.what = "a tab",
                    .kind = "",
                    .keys = {{"title", kText, kRequired},
                             {"sections", kTexts},
                             {"related", kMaps, false, {}, {&kRelated}},
                             {"timeline", kMaps, false, {}, {&kTimelineSource}},
                             {"changes", kColumns},
                             {"files", kColumn}}};
const Shape kRecord = {.what = "`record`",
                       .kind = "",
                       .keys = {{"header", kColumns},
                                {"delta", kPairs},
                                {"actions", kMaps, false, {}, {&kRowAction}},
                                {"tabs", kMaps, false, {}, {&kTab}}}};

const Shape kScope = {.what = "a scope of the home page",
                      .kind = "",
                      .keys = {{"label", kText, kRequired}, {"table", kTable}, {"view", kView, kRequired}}};
const Shape kToday = {.what = "a rule of `today`",
                      .kind = "",
                      .keys = {{"table", kTable, kRequired},
                               {"of", kLink},
                               {"when", kCondition, kRequired},
                               {"why", kFormula, kRequired},
                               {"weight", kFormula},
                               {"tone", kColor}}};
const Shape kHome = {.what = "`home`",
                     .kind = "",
                     .keys = {{"title", kText},
                              {"scopes", kMaps, kRequired, {}, {&kScope}},
                              {"today", kMaps, false, {}, {&kToday}}}};
const Shape kNavigationItem = {
    .what = "an item of the navigation",
    .kind = "",
    .keys = {{"view", kView},
             {"table", kTable},
             {"dashboard", kDashboard},
             {"page", kChoice, false, {"home", "history", "bin", "blueprint", "what-if", "import"}},
             {"title", kText},
             {"icon", kText}},
    .one_of = {{"view", "table", "dashboard", "page"}}};
const Shape kNavigationGroup = {
    .what = "a group of the navigation",
    .kind = "",
    .keys = {{"title", kText, kRequired}, {"items", kMaps, kRequired, {}, {&kNavigationItem}}}};

const Shape kOpen = {.what = "`open`",
                     .kind = "",
                     .keys = {{"table", kTable}, {"view", kView}, {"filter", kCondition}},
                     .one_of = {{"table", "view"}}};
const Shape kKpiTile = {.what = "a tile of kind kpi",
                        .kind = "kpi",
                        .keys = {{"kind", kText, kRequired},
                                 {"title", kText, kRequired},
                                 {"formula", kFree, kRequired},
                                 {"decimals", kWhole},
                                 {"suffix", kText},
                                 {"currency", kText},
                                 {"before", kFree},
                                 {"series", kFree},
                                 {"target", kFree},
                                 {"warn", kFree},
                                 {"good", kChoice, false, {"up", "down"}},
                                 {"open", kMap, false, {}, {&kOpen}}}};
const Shape kTileFormat = {.what = "a format",
                           .kind = "",
                           .keys = {{"when", kCondition, kRequired},
                                    {"columns", kColumns},
                                    {"color", kColor},
                                    {"background", kColor},
                                    {"bold", kFlag}}};

Shape RowsTile(std::string_view what, std::string_view kind) {
  return {.what = what,
          .kind = kind,
          .keys = {{"kind", kText, kRequired},
                   {"title", kText},
                   {"table", kTable},
                   {"view", kView},
                   {"filter", kCondition},
                   {"columns", kColumns},
                   {"sort", kSort},
                   {"formats", kMaps, false, {}, {&kTileFormat}}},
          .one_of = {{"table", "view"}}};
}
const Shape kTableTile = RowsTile("a tile of kind table", "table");
const Shape kHeatTile = RowsTile("a tile of kind heatmap", "heatmap");
const Shape kChartTile = {.what = "a tile of kind chart",
                          .kind = "chart",
                          .keys = {{"kind", kText, kRequired},
                                   {"title", kText},
                                   {"chart", kChoice, kRequired, kCharts},
                                   {"table", kTable},
                                   {"view", kView},
                                   {"filter", kCondition},
                                   {"x", kColumn, kRequired},
                                   {"y", kMeasure, kRequired},
                                   {"series", kColumn},
                                   {"bucket", kChoice, false, kBuckets}},
                          .one_of = {{"table", "view"}}};
const Shape kTextTile = {
    .what = "a tile of kind text",
    .kind = "text",
    .keys = {{"kind", kText, kRequired}, {"title", kText}, {"markdown", kText, kRequired}}};
const Shape kSection = {
    .what = "a section",
    .kind = "",
    .keys = {{"title", kText},
             {"tiles", kMaps, kRequired, {}, {&kKpiTile, &kTableTile, &kHeatTile, &kChartTile, &kTextTile}}}};

}  // namespace

const Key* Shape::Find(std::string_view name) const {
  for (const Key& key : keys) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

bool HoldsFormula(const Key& key) {
  return key.kind == kCondition || key.kind == kFormula || key.kind == kFree;
}

const Shape& ViewShape() {
  static const Shape shape = {.what = "a view",
                              .kind = "",
                              .keys = {{"card", kMap, false, {}, {&kCard}},
                                       {"kanban", kMap, false, {}, {&kKanban}},
                                       {"calendar", kMap, false, {}, {&kCalendar}},
                                       {"timeline", kMap, false, {}, {&kTimeline}},
                                       {"chart", kMap, false, {}, {&kChart}},
                                       {"form", kMap, false, {}, {&kForm}},
                                       {"summary", kMaps, false, {}, {&kSummary}}}};
  return shape;
}

const Shape& TableShape() {
  static const Shape shape = {
      .what = "a table", .kind = "", .keys = {{"record", kMap, false, {}, {&kRecord}}}};
  return shape;
}

const Shape& PageShape() {
  static const Shape shape = {
      .what = "a blueprint",
      .kind = "",
      .keys = {{"home", kMap, false, {}, {&kHome}}, {"navigation", kMaps, false, {}, {&kNavigationGroup}}}};
  return shape;
}

const Shape& DashboardShape() {
  static const Shape shape = {.what = "a dashboard",
                              .kind = "",
                              .keys = {{"title", kText},
                                       {"description", kText},
                                       {"controls", kControls},
                                       {"sections", kMaps, kRequired, {}, {&kSection}}}};
  return shape;
}

const std::vector<std::string_view>& Aggregates() {
  static const std::vector<std::string_view> kinds = {"count", "share",  "sum",   "average", "min",
                                                      "max",   "median", "blank", "unique",  "checked"};
  return kinds;
}

}  // namespace csip::blueprint
