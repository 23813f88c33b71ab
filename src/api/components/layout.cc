// Schemas of layouts, the home page and dashboards. Columns, tables and views are named by id.
#include "api/components/all.h"

namespace csip::api {

// clang-format off
const std::string_view kLayoutSchemas = R"json(
"CardOptions": {
  "type": "object",
  "properties": {
    "gauge": {"type": "string"}, "pulse": {"type": "string", "description": "A formula: a card for which it holds pulses."},
    "actions": {"type": "array", "items": {"$ref": "#/components/schemas/RowAction"}}}},
"RowAction": {
  "anyOf": [
    {
      "type": "object", "required": ["label", "open"],
      "properties": {"label": {"type": "string"}, "open": {"const": "record"}}},
    {
      "type": "object", "required": ["label", "add"],
      "properties": {
        "label": {"type": "string"}, "add": {"type": "string", "description": "The table that a row is added to."},
        "link": {"type": "string", "description": "Its column that points to the row."}}},
    {
      "type": "object", "required": ["label", "page"],
      "properties": {"label": {"type": "string"}, "page": {"const": "brief"}}}]},
"KanbanOptions": {
  "type": "object",
  "properties": {
    "lanes": {"type": "array", "items": {"type": "string"}},
    "controls": {"type": "array", "items": {"type": "string"}, "description": "By name."}}},
"CalendarOptions": {
  "type": "object", "required": ["date"],
  "properties": {"date": {"type": "string"}, "end": {"type": "string"}, "color": {"type": "string"}}},
"TimelineOptions": {
  "type": "object", "required": ["start", "end"],
  "properties": {
    "start": {"type": "string"}, "end": {"type": "string"}, "progress": {"type": "string"}, "color": {"type": "string"}}},
"ChartKind": {"enum": ["bar", "line", "pie", "scatter", "heatmap"]},
"ChartBucket": {"enum": ["day", "week", "month", "quarter", "year"]},
"ChartOptions": {
  "type": "object", "required": ["kind", "x", "y"],
  "properties": {
    "kind": {"$ref": "#/components/schemas/ChartKind"}, "x": {"type": "string"},
    "y": {"type": "string", "description": "count, or kind:column."}, "series": {"type": "string"},
    "bucket": {"$ref": "#/components/schemas/ChartBucket"}}},
"FormOptions": {
  "type": "object",
  "properties": {
    "title": {"type": "string"}, "columns": {"type": "array", "items": {"type": "string"}}, "submit": {"type": "string"}}},
"RecordLayout": {
  "type": "object",
  "properties": {
    "header": {"type": "array", "items": {"type": "string"}},
    "delta": {
      "type": "object", "additionalProperties": {"type": "string"},
      "description": "By column: the column that says how much it has changed."},
    "actions": {"type": "array", "items": {"$ref": "#/components/schemas/RowAction"}},
    "tabs": {"type": "array", "items": {"$ref": "#/components/schemas/RecordTab"}}}},
"RecordTab": {
  "type": "object", "required": ["title"],
  "properties": {
    "title": {"type": "string"}, "sections": {"type": "array", "items": {"type": "string"}},
    "related": {"type": "array", "items": {"$ref": "#/components/schemas/RelatedList"}},
    "timeline": {"type": "array", "items": {"$ref": "#/components/schemas/TimelineSource"}},
    "changes": {"type": "array", "items": {"type": "string"}}, "files": {"type": "string"}}},
"RelatedList": {
  "type": "object", "required": ["table", "by"],
  "properties": {
    "table": {"type": "string"},
    "by": {"type": "string", "description": "Its column that points to the record."}, "view": {"type": "string"},
    "columns": {"type": "array", "items": {"type": "string"}}}},
"TimelineSource": {
  "type": "object", "required": ["table", "by", "date"],
  "properties": {
    "table": {"type": "string"}, "by": {"type": "string"}, "date": {"type": "string"},
    "title": {"type": "string"}, "text": {"type": "string"}, "tone": {"type": "string"}}},
"NavigationGroup": {
  "type": "object", "required": ["title", "items"],
  "properties": {
    "title": {"type": "string"},
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/NavigationItem"}}}},
"NavigationItem": {
  "type": "object", "required": ["kind", "id", "title"],
  "properties": {
    "kind": {"enum": ["view", "table", "dashboard", "page"]}, "id": {"type": "string"},
    "table": {"type": "string"}, "title": {"type": "string"}, "icon": {"type": "string"}}},
"HomeScopes": {
  "type": "array",
  "items": {
    "type": "object", "required": ["label", "view"],
    "properties": {"label": {"type": "string"}, "view": {"type": "string"}}}},
"HomeSubject": {
  "type": "object", "required": ["table", "row", "name"],
  "properties": {"table": {"type": "string"}, "row": {"type": "string"}, "name": {"type": "string"}}},
"Home": {
  "type": "object", "required": ["sequence", "scopes", "items"],
  "properties": {
    "sequence": {"type": "integer"}, "scopes": {"$ref": "#/components/schemas/HomeScopes"},
    "items": {
      "type": "array", "description": "The most urgent first.", "items": {"$ref": "#/components/schemas/HomeItem"}}}},
"HomeItem": {
  "type": "object", "required": ["table", "row", "name", "subject", "reasons", "weight"],
  "properties": {
    "table": {"type": "string"}, "row": {"type": "string"}, "name": {"type": "string"},
    "subject": {"$ref": "#/components/schemas/HomeSubject"},
    "reasons": {"type": "array", "items": {"$ref": "#/components/schemas/HomeReason"}},
    "weight": {"type": "number"}}},
"HomeReason": {
  "type": "object", "required": ["text", "table", "row"],
  "properties": {
    "text": {"type": "string"}, "table": {"type": "string"},
    "row": {"type": "string", "description": "Of which it is true."}, "tone": {"type": "string"}}},
"SummaryNumber": {
  "type": "object", "required": ["label", "value", "format"],
  "properties": {
    "label": {"type": "string"}, "value": {"$ref": "#/components/schemas/CellValue"},
    "format": {"$ref": "#/components/schemas/NumberFormat"},
    "filter": {"type": "string", "description": "Which of the rows it is about: a formula."}}},
"DashboardControl": {
  "type": "object", "required": ["name", "kind", "options", "value"],
  "properties": {
    "name": {"type": "string"}, "kind": {"$ref": "#/components/schemas/ControlKind"}, "target": {"type": "string"},
    "options": {"type": "array", "items": {"type": "string"}}, "value": {"$ref": "#/components/schemas/CellValue"}}},
"DashboardTile": {
  "anyOf": [
    {"$ref": "#/components/schemas/KpiTile"}, {"$ref": "#/components/schemas/RowsTile"},
    {"$ref": "#/components/schemas/ChartTile"}, {"$ref": "#/components/schemas/TextTile"}]},
"KpiTile": {
  "type": "object", "required": ["kind", "value", "formula", "format", "status"],
  "properties": {
    "kind": {"const": "kpi"}, "title": {"type": "string"},
    "error": {"type": "string", "description": "Why the tile shows nothing."},
    "value": {"$ref": "#/components/schemas/CellValue"}, "formula": {"type": "string"},
    "format": {"$ref": "#/components/schemas/NumberFormat"}, "before": {"$ref": "#/components/schemas/CellValue"},
    "target": {"type": "number"}, "good": {"enum": ["up", "down"]}, "status": {"enum": ["good", "warn", "bad", "none"]},
    "series": {"type": "array", "items": {"type": ["number", "null"]}, "description": "Its line."},
    "open": {
      "type": "object", "required": ["view"],
      "properties": {"view": {"type": "string"}, "filter": {"type": "string"}}}}},
"RowsTile": {
  "type": "object", "required": ["kind", "view"],
  "properties": {
    "kind": {"enum": ["table", "heatmap"]}, "title": {"type": "string"},
    "view": {"type": "string", "description": "A view or a table."}, "filter": {"type": "string"},
    "columns": {"type": "array", "items": {"type": "string"}},
    "sort": {"type": "array", "items": {"type": "string"}, "description": "Columns; `-` before one turns it round."}}},
"ChartTile": {
  "type": "object", "required": ["kind", "view", "chart", "x", "y"],
  "properties": {
    "kind": {"const": "chart"}, "title": {"type": "string"},
    "error": {"type": "string", "description": "Why the tile shows nothing."},
    "view": {"type": "string", "description": "A view or a table."}, "filter": {"type": "string"},
    "chart": {"$ref": "#/components/schemas/ChartKind"}, "x": {"type": "string"}, "y": {"type": "string"},
    "series": {"type": "string", "description": "The column whose values are a series each."},
    "bucket": {"$ref": "#/components/schemas/ChartBucket"}, "data": {"$ref": "#/components/schemas/ChartNumbers"}}},
"TextTile": {
  "type": "object", "required": ["kind", "markdown"],
  "properties": {
    "kind": {"const": "text"}, "title": {"type": "string"}, "markdown": {"type": "string"}}},
"Dashboard": {
  "type": "object", "required": ["sequence", "id", "name", "title", "controls", "sections"],
  "properties": {
    "sequence": {"type": "integer"}, "id": {"type": "string"}, "name": {"type": "string"}, "title": {"type": "string"},
    "description": {"type": "string"},
    "controls": {"type": "array", "items": {"$ref": "#/components/schemas/DashboardControl"}},
    "sections": {
      "type": "array",
      "items": {
        "type": "object", "required": ["tiles"],
        "properties": {
          "title": {"type": "string"},
          "tiles": {"type": "array", "items": {"$ref": "#/components/schemas/DashboardTile"}}}}}}}
)json";
// clang-format on

}  // namespace csip::api
