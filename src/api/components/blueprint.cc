// Schemas of the blueprint: its description, changes, checks, amendments.
#include "api/components/all.h"

namespace csip::api {

// clang-format off
const std::string_view kBlueprintSchemas = R"json(
"Schema": {
  "type": "object",
  "required": [
    "sequence", "name", "title", "description", "version", "timeZone", "currency", "tables", "formulas", "controls"],
  "properties": {
    "sequence": {"type": "integer"}, "name": {"type": "string"}, "title": {"type": "string"},
    "description": {"type": "string"}, "version": {"type": "string"}, "timeZone": {"type": "string"},
    "currency": {"type": "string"},
    "tables": {"type": "array", "items": {"$ref": "#/components/schemas/SchemaTable"}},
    "formulas": {"type": "array", "items": {"$ref": "#/components/schemas/SchemaFormula"}},
    "controls": {"type": "array", "items": {"$ref": "#/components/schemas/SchemaControl"}},
    "peopleTable": {"type": "string"},
    "home": {
      "type": "object", "required": ["title", "scopes"],
      "properties": {"title": {"type": "string"}, "scopes": {"$ref": "#/components/schemas/HomeScopes"}}},
    "navigation": {"type": "array", "items": {"$ref": "#/components/schemas/NavigationGroup"}},
    "dashboards": {
      "type": "array",
      "items": {
        "type": "object", "required": ["id", "name", "title"],
        "properties": {
          "id": {"type": "string"}, "name": {"type": "string"}, "title": {"type": "string"},
          "description": {"type": "string"}}}}}},
"SchemaTable": {
  "type": "object", "required": ["id", "name", "display", "system", "rowCount", "columns", "views", "formats"],
  "properties": {
    "id": {"type": "string"}, "name": {"type": "string"},
    "display": {"type": "string", "description": "The column that names a row, by name."},
    "system": {"type": "boolean"}, "rowCount": {"type": "integer"},
    "columns": {"type": "array", "items": {"$ref": "#/components/schemas/SchemaColumn"}},
    "views": {"type": "array", "items": {"$ref": "#/components/schemas/SchemaView"}},
    "formats": {"type": "array", "items": {"$ref": "#/components/schemas/SchemaFormat"}},
    "title": {"type": "string"}, "description": {"type": "string"},
    "record": {"$ref": "#/components/schemas/RecordLayout"}}},
"SchemaColumn": {
  "type": "object", "required": ["id", "name", "type", "storage", "computed", "writable"],
  "properties": {
    "id": {"type": "string"}, "name": {"type": "string"}, "type": {"type": "string"},
    "storage": {"enum": ["none", "boolean", "number", "date", "instant", "text", "texts", "row", "rows"]},
    "computed": {"type": "boolean"}, "writable": {"type": "boolean"}, "title": {"type": "string"},
    "description": {"type": "string"}, "section": {"type": "string"},
    "readOnlyReason": {"type": "string", "description": "Why nobody can write it."}, "formula": {"type": "string"},
    "formulaType": {"type": "string"}, "overridable": {"type": "boolean"}, "tracked": {"type": "boolean"},
    "required": {"type": "boolean"}, "unique": {"type": "boolean"}, "indexed": {"type": "boolean"},
    "default": {"type": "string", "description": "A formula."}, "decimals": {"type": "integer"},
    "suffix": {"type": "string"}, "currency": {"type": "string"},
    "format": {"$ref": "#/components/schemas/NumberFormat"}, "minimum": {"type": "number"},
    "maximum": {"type": "number"}, "step": {"type": "number"},
    "options": {"type": "array", "items": {"$ref": "#/components/schemas/SchemaOption"}},
    "target": {"type": "string", "description": "The table that a relation points to, by name."},
    "inverse": {"type": "string", "description": "The column on the other side, by name."},
    "action": {"type": "string"}}},
"SchemaOption": {
  "type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "color": {"type": "string"}}},
"SchemaView": {
  "type": "object", "required": ["id", "name", "layout", "sort", "group", "columns", "formats", "default"],
  "properties": {
    "id": {"type": "string"}, "name": {"type": "string"},
    "layout": {"$ref": "#/components/schemas/ViewLayout"},
    "sort": {"type": "array", "items": {"$ref": "#/components/schemas/SchemaSortKey"}},
    "group": {"type": "array", "items": {"$ref": "#/components/schemas/SchemaSortKey"}},
    "columns": {"type": "array", "items": {"type": "string"}},
    "formats": {"type": "array", "items": {"$ref": "#/components/schemas/SchemaFormat"}},
    "default": {"type": "boolean"}, "description": {"type": "string"}, "filter": {"type": "string"},
    "card": {"$ref": "#/components/schemas/CardOptions"}, "kanban": {"$ref": "#/components/schemas/KanbanOptions"},
    "calendar": {"$ref": "#/components/schemas/CalendarOptions"},
    "timeline": {"$ref": "#/components/schemas/TimelineOptions"},
    "chart": {"$ref": "#/components/schemas/ChartOptions"}, "form": {"$ref": "#/components/schemas/FormOptions"},
    "summary": {
      "type": "array",
      "items": {
        "type": "object", "required": ["label", "aggregate"],
        "properties": {
          "label": {"type": "string"}, "aggregate": {"type": "string"}, "column": {"type": "string"},
          "where": {"type": "string", "description": "A formula."}}}}}},
"ViewLayout": {"enum": ["grid", "card", "kanban", "calendar", "timeline", "form", "detail", "chart"]},
"SchemaSortKey": {
  "type": "object", "required": ["column", "descending"],
  "properties": {"column": {"type": "string", "description": "By name."}, "descending": {"type": "boolean"}}},
"SchemaFormat": {
  "type": "object", "required": ["when", "columns", "style"],
  "properties": {
    "when": {"type": "string"},
    "columns": {"type": "array", "items": {"type": "string"}, "description": "By name; none: the whole row."},
    "style": {"$ref": "#/components/schemas/CellStyle"}}},
"SchemaFormula": {
  "type": "object", "required": ["id", "name", "formula"],
  "properties": {
    "id": {"type": "string"}, "name": {"type": "string"}, "formula": {"type": "string"},
    "description": {"type": "string"}}},
"ControlKind": {
  "enum": [
    "checkbox", "datePicker", "dateRangePicker", "dateTimePicker", "lookup", "multiselect", "scale", "select", "slider",
    "textbox"]},
"SchemaControl": {
  "type": "object", "required": ["id", "name", "kind"],
  "properties": {
    "id": {"type": "string"}, "name": {"type": "string"}, "kind": {"$ref": "#/components/schemas/ControlKind"},
    "target": {"type": "string"},
    "default": {"type": "string", "description": "A formula."},
    "options": {"type": "array", "items": {"type": "string"}}, "value": {"$ref": "#/components/schemas/CellValue"}}},
"SchemaSettings": {
  "type": "object", "description": "Settings as GET /api/schema shows them; docs/schema-changes.md.",
  "additionalProperties": true},
"SchemaChange": {
  "type": "object", "required": ["verb", "subject"],
  "properties": {
    "verb": {"enum": ["add", "change", "remove"]},
    "subject": {"enum": ["table", "column", "option", "view", "formula", "control"]}, "table": {"type": "string"},
    "column": {"type": "string"}, "name": {"type": "string"},
    "settings": {"$ref": "#/components/schemas/SchemaSettings"}}},
"SchemaChanges": {
  "type": "object", "required": ["changes"],
  "properties": {"changes": {"type": "array", "items": {"$ref": "#/components/schemas/SchemaChange"}}}},
"SchemaRestore": {
  "type": "object", "required": ["ids"],
  "properties": {
    "ids": {"type": "array", "items": {"type": "string"}, "description": "As GET /api/schema/removed shows them."}}},
"SchemaReport": {
  "type": "object",
  "required": [
    "possible", "applied", "sequence", "changes", "obstacles", "dependents", "values", "changedValues",
    "changedRows", "removedRows"],
  "properties": {
    "possible": {"type": "boolean"}, "applied": {"type": "boolean"}, "sequence": {"type": "integer"},
    "changes": {
      "type": "array",
      "items": {
        "type": "object", "required": ["verb", "subject", "id", "table", "column", "name", "words", "details"],
        "properties": {
          "verb": {"type": "string"}, "subject": {"type": "string"}, "id": {"type": "string"},
          "table": {"type": "string"}, "column": {"type": "string"}, "name": {"type": "string"},
          "words": {"type": "string"},
          "details": {
            "type": "array",
            "items": {
              "type": "object", "required": ["key", "before", "after"],
              "properties": {"key": {"type": "string"}, "before": {"type": "string"}, "after": {"type": "string"}}}}}}},
    "obstacles": {
      "type": "array",
      "items": {
        "type": "object", "required": ["kind", "path", "message", "confirmed", "count", "examples"],
        "properties": {
          "kind": {"type": "string"}, "path": {"type": "string"}, "message": {"type": "string"},
          "confirmed": {"type": "boolean"}, "count": {"type": "integer"},
          "examples": {"type": "array", "items": {"$ref": "#/components/schemas/ValueSample"}}}}},
    "dependents": {
      "type": "array",
      "items": {"$ref": "#/components/schemas/SchemaDependent"}},
    "values": {"type": "array", "items": {"$ref": "#/components/schemas/ColumnEffect"}},
    "changedValues": {"type": "integer"}, "changedRows": {"type": "integer"}, "removedRows": {"type": "integer"}}},
"SchemaDependent": {
  "type": "object", "required": ["kind", "table", "name", "id", "words", "direct"],
  "properties": {
    "kind": {"type": "string"}, "table": {"type": "string"}, "name": {"type": "string"},
    "id": {"type": "string"}, "words": {"type": "string"}, "direct": {"type": "boolean"}}},
"RemovedParts": {
  "type": "object", "required": ["items"],
  "properties": {
    "items": {
      "type": "array",
      "items": {
        "type": "object", "required": ["subject", "id", "table", "name", "sequence", "time", "actor", "reason"],
        "properties": {
          "subject": {"type": "string"}, "id": {"type": "string"}, "table": {"type": "string"},
          "name": {"type": "string"}, "sequence": {"type": "integer"},
          "time": {"type": "string", "format": "date-time"}, "actor": {"type": "string"},
          "reason": {"type": "string"}}}}}},
"BlueprintFiles": {
  "type": "object", "required": ["files"],
  "properties": {
    "files": {
      "type": "object", "additionalProperties": {"type": "string"},
      "description": "The text of each file by its path in the folder."}}},
"Check": {
  "type": "object", "required": ["findings", "errors", "warnings", "notes"],
  "properties": {
    "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
    "errors": {"type": "integer"}, "warnings": {"type": "integer"}, "notes": {"type": "integer"}}},
"Finding": {
  "type": "object", "required": ["rule", "severity", "what", "why", "remedy"],
  "properties": {
    "rule": {"type": "string"}, "severity": {"enum": ["error", "warning", "note"]},
    "table": {"type": "string"}, "subject": {"type": "string", "description": "A column, a view or a part."},
    "what": {"type": "string"}, "why": {"type": "string"}, "remedy": {"type": "string"},
    "amendment": {"type": "string", "description": "The amendment that answers it."}}},
"Amendment": {
  "type": "object", "required": ["id", "title", "reason", "on", "answers", "changes"],
  "properties": {
    "id": {"type": "string"}, "title": {"type": "string"}, "reason": {"type": "string"}, "on": {"type": "boolean"},
    "answers": {
      "type": "array",
      "items": {
        "type": "object", "required": ["finding", "table", "column"],
        "properties": {"finding": {"type": "string"}, "table": {"type": "string"}, "column": {"type": "string"}}},
      "description": "Findings of the checker that it answers."},
    "changes": {"type": "array", "items": {"$ref": "#/components/schemas/AmendedFormula"}}}},
"AmendedFormula": {
  "type": "object", "required": ["table", "column", "before", "after"],
  "properties": {
    "table": {"type": "string"}, "column": {"type": "string"}, "before": {"type": "string"},
    "after": {"type": "string"},
    "formula": {"type": "string", "description": "As it is now; somebody may have changed it."}}},
"JudgedAmendment": {
  "allOf": [
    {"$ref": "#/components/schemas/Amendment"},
    {
      "type": "object", "required": ["possible"],
      "properties": {
        "possible": {"type": "boolean", "description": "Whether it can be switched over now."},
        "obstacle": {"type": "string"},
        "effect": {
          "type": "object", "required": ["changedValues", "columns"],
          "properties": {
            "changedValues": {"type": "integer"},
            "columns": {"type": "array", "items": {"$ref": "#/components/schemas/ColumnEffect"}}}}}}]},
"AmendmentList": {
  "type": "object", "required": ["items"],
  "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Amendment"}}}},
"AmendmentSwitch": {
  "type": "object", "required": ["on"], "properties": {"on": {"type": "boolean"}, "reason": {"type": "string"}}}
)json";
// clang-format on

}  // namespace csip::api
