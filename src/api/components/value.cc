// Schemas of what many answers hold: cells, numbers, errors; the server itself.
#include "api/components/all.h"

namespace csip::api {

// clang-format off
const std::string_view kValueSchemas = R"json(
"Any": {},
"Error": {
  "type": "object", "required": ["statusCode", "statusMessage", "message"],
  "properties": {
    "statusCode": {"type": "integer"}, "statusMessage": {"type": "string"}, "message": {"type": "string"},
    "codaDetail": {
      "type": "object",
      "properties": {
        "validationErrors": {
          "type": "array",
          "items": {
            "type": "object", "required": ["path", "message"],
            "properties": {"path": {"type": "string"}, "message": {"type": "string"}}}}}},
    "conflicts": {
      "type": "array", "description": "Of a 409: what others wrote since.",
      "items": {"$ref": "#/components/schemas/Conflict"}}}},
"Conflict": {
  "type": "object",
  "required": ["kind", "table", "row", "column", "yours", "theirs", "expected", "actor", "actorName", "message"],
  "properties": {
    "kind": {"enum": ["changed", "rowGone", "rowThere", "linkGone", "linkedSince", "noPlace"]},
    "table": {"type": "string"}, "row": {"type": "string"}, "column": {"type": "string"},
    "yours": {"$ref": "#/components/schemas/CellValue"}, "theirs": {"$ref": "#/components/schemas/CellValue"},
    "expected": {"$ref": "#/components/schemas/CellValue"}, "actor": {"type": "string"},
    "actorName": {"type": "string"}, "time": {"type": "string", "format": "date-time"},
    "message": {"type": "string"}}},
"CellValue": {
  "description": "null is blank; a day as 2026-11-22, a moment with its offset; a row, a file, an error as objects; a list of these.",
  "anyOf": [
    {"$ref": "#/components/schemas/CellItem"},
    {"type": "array", "items": {"$ref": "#/components/schemas/CellItem"}}]},
"CellItem": {
  "anyOf": [
    {"type": "null"}, {"type": "string"}, {"type": "number"}, {"type": "boolean"},
    {"$ref": "#/components/schemas/RowLink"}, {"$ref": "#/components/schemas/FileLink"},
    {"$ref": "#/components/schemas/CellError"}]},
"CellInput": {
  "description": "A value to write: as cells are read; of a row its id suffices.",
  "anyOf": [
    {"$ref": "#/components/schemas/CellItem"},
    {
      "type": "object", "required": ["rowId"],
      "properties": {"rowId": {"type": "string"}, "name": {"type": "string"}}},
    {
      "type": "array",
      "items": {
        "anyOf": [
          {"$ref": "#/components/schemas/CellItem"},
          {
            "type": "object", "required": ["rowId"],
            "properties": {"rowId": {"type": "string"}, "name": {"type": "string"}}}]}}]},
"RowLink": {
  "type": "object", "required": ["rowId", "name"],
  "properties": {"rowId": {"type": "string"}, "name": {"type": "string"}}},
"FileLink": {
  "type": "object", "required": ["id", "name", "size", "type"],
  "properties": {
    "id": {"type": "string"}, "name": {"type": "string"}, "size": {"type": "integer"}, "type": {"type": "string"}}},
"CellError": {
  "type": "object", "required": ["error", "reason"],
  "properties": {"error": {"enum": ["#VALUE", "#REF", "#CYCLE", "#LIMIT"]}, "reason": {"type": "string"}}},
"CellValues": {
  "type": "object", "description": "By column id.",
  "additionalProperties": {"$ref": "#/components/schemas/CellValue"}},
"CellStyle": {
  "type": "object",
  "properties": {"color": {"type": "string"}, "background": {"type": "string"}, "bold": {"type": "boolean"}}},
"NumberFormat": {
  "type": "object",
  "properties": {
    "type": {"type": "string"}, "decimals": {"type": "integer"}, "suffix": {"type": "string"},
    "currency": {"type": "string"}}},
"PlainValue": {
  "description": "A text, number or boolean, or a list of them; a row as its name, a blank as an empty text.",
  "anyOf": [
    {"type": "string"}, {"type": "number"}, {"type": "boolean"},
    {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]}}]},
"Health": {
  "type": "object", "required": ["status", "version"],
  "properties": {"status": {"const": "ok"}, "version": {"type": "string"}}},
"Sequence": {"type": "object", "required": ["sequence"], "properties": {"sequence": {"type": "integer"}}},
"ClockRequest": {
  "type": "object",
  "properties": {"now": {"type": "string", "format": "date-time"}, "advanceSeconds": {"type": "number"}}},
"Clock": {
  "type": "object", "required": ["now", "sequence"],
  "properties": {"now": {"type": "string", "format": "date-time"}, "sequence": {"type": "integer"}}}
)json";
// clang-format on

}  // namespace csip::api
