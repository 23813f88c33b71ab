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
  "type": "object", "required": ["label"],
  "properties": {
    "label": {"type": "string"}, "open": {"enum": ["record"]},
    "add": {"type": "string", "description": "The table that a row is added to."},
    "link": {"type": "string", "description": "Its column that points to the row."},
    "page": {"enum": ["brief"]}}},
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
    "tabs": {
      "type": "array",
      "items": {
        "type": "object", "required": ["title"],
        "properties": {
          "title": {"type": "string"}, "sections": {"type": "array", "items": {"type": "string"}},
          "related": {
            "type": "array",
            "items": {
              "type": "object", "required": ["table", "by"],
              "properties": {
                "table": {"type": "string"}, "by": {"type": "string"}, "view": {"type": "string"},
                "columns": {"type": "array", "items": {"type": "string"}}}}},
          "timeline": {
            "type": "array",
            "items": {
              "type": "object", "required": ["table", "by", "date"],
              "properties": {
                "table": {"type": "string"}, "by": {"type": "string"}, "date": {"type": "string"},
                "title": {"type": "string"}, "text": {"type": "string"}, "tone": {"type": "string"}}}},
          "changes": {"type": "array", "items": {"type": "string"}}, "files": {"type": "string"}}}}}},
"NavigationGroup": {
  "type": "object", "required": ["title", "items"],
  "properties": {
    "title": {"type": "string"},
    "items": {
      "type": "array",
      "items": {
        "type": "object", "required": ["kind", "id", "title"],
        "properties": {
          "kind": {"enum": ["view", "table", "dashboard", "page"]}, "id": {"type": "string"},
          "table": {"type": "string"}, "title": {"type": "string"}, "icon": {"type": "string"}}}}}},
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
      "type": "array", "description": "The most urgent first.",
      "items": {
        "type": "object", "required": ["table", "row", "name", "subject", "reasons", "weight"],
        "properties": {
          "table": {"type": "string"}, "row": {"type": "string"}, "name": {"type": "string"},
          "subject": {"$ref": "#/components/schemas/HomeSubject"},
          "reasons": {
            "type": "array",
            "items": {
              "type": "object", "required": ["text", "table", "row"],
              "properties": {
                "text": {"type": "string"}, "table": {"type": "string"},
                "row": {"type": "string", "description": "Of which it is true."}, "tone": {"type": "string"}}}},
          "weight": {"type": "number"}}}}}},
"SummaryNumber": {
  "type": "object", "required": ["label", "value", "format"],
  "properties": {
    "label": {"type": "string"}, "value": {"$ref": "#/components/schemas/CellValue"},
    "format": {"$ref": "#/components/schemas/NumberFormat"},
    "filter": {"type": "string", "description": "Which of the rows it is about: a formula."}}},
"DashboardControl": {
  "type": "object", "required": ["name", "kind", "options", "value"],
  "properties": {
    "name": {"type": "string"}, "kind": {"type": "string"}, "target": {"type": "string"},
    "options": {"type": "array", "items": {"type": "string"}}, "value": {"$ref": "#/components/schemas/CellValue"}}},
"DashboardTile": {
  "type": "object", "required": ["kind"],
  "properties": {
    "kind": {"enum": ["kpi", "table", "heatmap", "chart", "text"]}, "title": {"type": "string"},
    "error": {"type": "string", "description": "Why the tile shows nothing."},
    "value": {"$ref": "#/components/schemas/CellValue"}, "formula": {"type": "string"},
    "format": {"$ref": "#/components/schemas/NumberFormat"}, "before": {"$ref": "#/components/schemas/CellValue"},
    "target": {"type": "number"}, "good": {"enum": ["up", "down"]}, "status": {"enum": ["good", "warn", "bad", "none"]},
    "series": {"description": "Of a kpi its line; of a chart the column whose values are a series each."},
    "open": {
      "type": "object", "required": ["view"],
      "properties": {"view": {"type": "string"}, "filter": {"type": "string"}}},
    "view": {"type": "string", "description": "A view or a table."}, "filter": {"type": "string"},
    "columns": {"type": "array", "items": {"type": "string"}},
    "sort": {"type": "array", "items": {"type": "string"}, "description": "Columns; `-` before one turns it round."},
    "chart": {"$ref": "#/components/schemas/ChartKind"}, "x": {"type": "string"}, "y": {"type": "string"},
    "bucket": {"$ref": "#/components/schemas/ChartBucket"},
    "data": {
      "type": "object", "required": ["x", "series", "format"], "description": "As a view's chart gives it.",
      "additionalProperties": true},
    "markdown": {"type": "string"}}},
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
