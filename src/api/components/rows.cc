// Schemas of rows of views, records, charts, searches.
#include "api/components/all.h"

namespace csip::api {

// clang-format off
const std::string_view kRowsSchemas = R"json(
"ViewRow": {
  "type": "object", "required": ["id", "name", "values", "styles"],
  "properties": {
    "id": {"type": "string"}, "name": {"type": "string"}, "values": {"$ref": "#/components/schemas/CellValues"},
    "styles": {
      "type": "object", "description": "By column id; * is the whole row.",
      "additionalProperties": {"$ref": "#/components/schemas/CellStyle"}},
    "overridden": {
      "type": "object", "description": "By column id: what the formula says, and who set it aside.",
      "additionalProperties": {"$ref": "#/components/schemas/RowOverride"}},
    "comments": {"type": "integer", "description": "Threads that nobody has resolved; left out where there are none."},
    "commented": {
      "type": "array", "description": "Ids of the columns whose cells they are about.", "items": {"type": "string"}}}},
"RowOverride": {
  "type": "object", "required": ["computed", "reason", "author"],
  "properties": {
    "computed": {"$ref": "#/components/schemas/CellValue"}, "reason": {"type": "string"},
    "author": {"type": "string"}, "expiresAt": {"type": "string", "format": "date-time"}}},
"RowGroup": {
  "type": "object", "required": ["level", "column", "key", "offset", "count"],
  "properties": {
    "level": {"type": "integer"}, "column": {"type": "string"}, "key": {"$ref": "#/components/schemas/CellValue"},
    "offset": {"type": "integer"}, "count": {"type": "integer"},
    "aggregates": {"$ref": "#/components/schemas/CellValues"}}},
"ViewRows": {
  "type": "object", "required": ["sequence", "id", "table", "total", "offset", "columns", "groupedBy", "rows"],
  "properties": {
    "sequence": {"type": "integer"}, "id": {"type": "string"}, "table": {"type": "string"},
    "total": {"type": "integer"}, "offset": {"type": "integer"},
    "columns": {"type": "array", "items": {"type": "string"}},
    "groupedBy": {"type": "array", "items": {"type": "string"}},
    "groups": {
      "type": "array", "description": "A tree, flattened in order; of a grouped view.",
      "items": {"$ref": "#/components/schemas/RowGroup"}},
    "footer": {"$ref": "#/components/schemas/CellValues"},
    "summary": {"type": "array", "items": {"$ref": "#/components/schemas/SummaryNumber"}},
    "rows": {"type": "array", "items": {"$ref": "#/components/schemas/ViewRow"}}}},
"ViewIds": {
  "type": "object", "required": ["sequence", "total", "ids"],
  "properties": {
    "sequence": {"type": "integer"}, "total": {"type": "integer"},
    "ids": {"type": "array", "items": {"type": "string"}}}},
"RecordAnswer": {
  "allOf": [
    {"$ref": "#/components/schemas/ViewRow"},
    {
      "type": "object", "required": ["sequence", "table", "createdAt", "updatedAt", "links"],
      "properties": {
        "sequence": {"type": "integer"}, "table": {"type": "string"},
        "createdAt": {"type": "string", "format": "date-time"},
        "updatedAt": {"type": "string", "format": "date-time"},
        "links": {
          "type": "array", "description": "Rows of other tables that point here, by relation.",
          "items": {
            "type": "object", "required": ["table", "column", "count"],
            "properties": {"table": {"type": "string"}, "column": {"type": "string"}, "count": {"type": "integer"}}}}}}]},
"Chart": {
  "allOf": [
    {"$ref": "#/components/schemas/ChartNumbers"},
    {
      "type": "object", "required": ["sequence", "total"],
      "properties": {"sequence": {"type": "integer"}, "total": {"type": "integer", "description": "Rows."}}}]},
"ChartNumbers": {
  "type": "object", "required": ["x", "series", "format"],
  "properties": {
    "x": {
      "type": "array",
      "items": {
        "type": "object", "required": ["key", "label"],
        "properties": {"key": {"$ref": "#/components/schemas/CellValue"}, "label": {"type": "string"}}}},
    "series": {
      "type": "array",
      "items": {
        "type": "object", "required": ["name", "key", "values"],
        "properties": {
          "name": {"type": "string"}, "key": {"$ref": "#/components/schemas/CellValue"},
          "values": {
            "type": "array", "description": "One for each place of x.",
            "items": {"$ref": "#/components/schemas/CellValue"}}}}},
    "format": {"$ref": "#/components/schemas/NumberFormat"}}},
"SearchResult": {
  "type": "object", "required": ["sequence", "items"],
  "properties": {
    "sequence": {"type": "integer"},
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/FoundRow"}}}},
"FoundRow": {
  "type": "object", "required": ["table", "row", "name", "column", "text", "where"],
  "properties": {
    "table": {"type": "string"}, "row": {"type": "string"}, "name": {"type": "string"},
    "column": {"type": "string", "description": "Whose text holds what is sought."},
    "text": {"type": "string", "description": "That text; of a long one the part around it."},
    "where": {"enum": ["name", "text"]}}}
)json";
// clang-format on

}  // namespace csip::api
