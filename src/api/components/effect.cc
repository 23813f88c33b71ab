// Schemas of what a change would do.
#include "api/components/all.h"

namespace csip::api {

// clang-format off
const std::string_view kEffectSchemas = R"json(
"WhatIf": {
  "type": "object", "description": "docs/what-if.md",
  "properties": {
    "edits": {
      "type": "array",
      "items": {
        "type": "object", "required": ["table"],
        "properties": {
          "table": {"type": "string"}, "row": {"type": "string"}, "column": {"type": "string"},
          "value": {"$ref": "#/components/schemas/CellInput"},
          "cells": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/CellInput"}},
          "as": {"type": "string"}, "delete": {"type": "boolean"}}}},
    "formulas": {
      "type": "array",
      "items": {
        "type": "object", "required": ["table", "column", "formula"],
        "properties": {"table": {"type": "string"}, "column": {"type": "string"}, "formula": {"type": "string"}}}},
    "weights": {
      "type": "array",
      "items": {
        "type": "object", "required": ["table", "column", "from", "to"],
        "properties": {
          "table": {"type": "string"}, "column": {"type": "string"}, "from": {"type": "number"},
          "to": {"type": "number"}, "occurrence": {"type": "integer", "minimum": 1}}}},
    "options": {
      "type": "array",
      "items": {
        "type": "object", "required": ["verb", "table", "column"],
        "properties": {
          "verb": {"enum": ["add", "change", "remove"]}, "table": {"type": "string"}, "column": {"type": "string"},
          "subject": {"const": "option"}, "name": {"type": "string"},
          "settings": {"$ref": "#/components/schemas/SchemaSettings"}}},
      "description": "Changes of options."},
    "amendments": {
      "type": "array",
      "items": {
        "anyOf": [
          {"type": "string"},
          {
            "type": "object", "required": ["id", "on"],
            "properties": {"id": {"type": "string"}, "on": {"type": "boolean"}}}]}},
    "watch": {
      "type": "object",
      "properties": {
        "columns": {
          "type": "array",
          "items": {
            "type": "object", "required": ["table", "column"],
            "properties": {"table": {"type": "string"}, "column": {"type": "string"}}}},
        "rows": {
          "type": "array",
          "items": {
            "type": "object", "required": ["table", "row"],
            "properties": {"table": {"type": "string"}, "row": {"type": "string"}}}}}},
    "limit": {"type": "integer", "default": 200, "maximum": 10000}}},
"WhatIfEffect": {
  "type": "object",
  "required": [
    "sequence", "changedValues", "changedRows", "insertedRows", "deletedRows", "inserted", "columns", "values",
    "rows", "errors"],
  "properties": {
    "sequence": {"type": "integer"}, "changedValues": {"type": "integer"}, "changedRows": {"type": "integer"},
    "insertedRows": {"type": "integer"}, "deletedRows": {"type": "integer"},
    "inserted": {"type": "array", "items": {"type": "string"}},
    "columns": {"type": "array", "items": {"$ref": "#/components/schemas/ColumnEffect"}},
    "values": {"type": "array", "items": {"$ref": "#/components/schemas/ChangedValue"}},
    "rows": {"type": "array", "items": {"$ref": "#/components/schemas/ChangedValue"}},
    "errors": {
      "type": "object", "required": ["appear", "vanish", "samples"],
      "properties": {
        "appear": {"type": "integer"}, "vanish": {"type": "integer"},
        "samples": {
          "type": "array",
          "items": {
            "allOf": [
              {"$ref": "#/components/schemas/ChangedValue"},
              {
                "type": "object", "required": ["gone", "reason"],
                "properties": {"gone": {"type": "boolean"}, "reason": {"type": "string"}}}]}}}}}},
"ChangedValue": {
  "type": "object", "required": ["table", "tableId", "row", "name", "column", "columnId", "before", "after"],
  "properties": {
    "table": {"type": "string"}, "tableId": {"type": "string"}, "row": {"type": "string"},
    "name": {"type": "string"}, "column": {"type": "string"}, "columnId": {"type": "string"},
    "before": {"$ref": "#/components/schemas/PlainValue"}, "after": {"$ref": "#/components/schemas/PlainValue"}}},
"ColumnEffect": {
  "type": "object", "required": ["table", "tableId", "column", "columnId", "kind", "count", "samples"],
  "properties": {
    "table": {"type": "string"}, "tableId": {"type": "string"}, "column": {"type": "string"},
    "columnId": {"type": "string"}, "kind": {"enum": ["changed", "new", "removed"]}, "count": {"type": "integer"},
    "samples": {"type": "array", "items": {"$ref": "#/components/schemas/ValueSample"}},
    "numbers": {
      "type": "object", "description": "Of the whole column.", "required": ["before", "after"],
      "properties": {
        "before": {"$ref": "#/components/schemas/NumberTotal"},
        "after": {"$ref": "#/components/schemas/NumberTotal"}}},
    "tiers": {"type": "array", "items": {"$ref": "#/components/schemas/TierEffect"}},
    "moves": {"type": "array", "items": {"$ref": "#/components/schemas/TierMove"}},
    "errors": {"$ref": "#/components/schemas/ErrorCount"}}},
"ErrorCount": {
  "type": "object", "required": ["appear", "vanish"],
  "properties": {"appear": {"type": "integer"}, "vanish": {"type": "integer"}}},
"TierEffect": {
  "type": "object", "required": ["value", "before", "after", "money"],
  "properties": {
    "value": {"type": "string", "description": "Empty: blank."}, "before": {"type": "integer"},
    "after": {"type": "integer"},
    "money": {
      "type": "array", "description": "Sums of the money columns of its rows.",
      "items": {"$ref": "#/components/schemas/MoneyEffect"}}}},
"TierMove": {
  "type": "object", "required": ["from", "to", "rows", "money"],
  "properties": {
    "from": {"type": "string"}, "to": {"type": "string"}, "rows": {"type": "integer"},
    "money": {"type": "array", "items": {"$ref": "#/components/schemas/MoneyEffect"}}}},
"MoneyEffect": {
  "type": "object", "required": ["column", "columnId", "before", "after"],
  "properties": {
    "column": {"type": "string"}, "columnId": {"type": "string"}, "before": {"type": "number"},
    "after": {"type": "number"}}},
"NumberTotal": {
  "type": "object", "required": ["count", "sum", "average"],
  "properties": {"count": {"type": "integer"}, "sum": {"type": "number"}, "average": {"type": ["number", "null"]}}},
"ValueSample": {
  "type": "object", "required": ["row", "name", "before", "after"],
  "properties": {
    "row": {"type": "string"}, "name": {"type": "string"}, "before": {"$ref": "#/components/schemas/PlainValue"},
    "after": {"$ref": "#/components/schemas/PlainValue"}}}
)json";
// clang-format on

}  // namespace csip::api
