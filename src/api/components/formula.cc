// Schemas of formulas, functions, explanations.
#include "api/components/all.h"

namespace csip::api {

// clang-format off
const std::string_view kFormulaSchemas = R"json(
"FormulaRequest": {
  "type": "object", "required": ["formula"],
  "properties": {
    "formula": {"type": "string"},
    "table": {"type": "string", "description": "The table whose row the formula is for, by id or name."},
    "row": {"type": "string", "description": "The row, by id or name; for evaluation only."}}},
"FormulaCheck": {
  "type": "object", "required": ["ok", "diagnostics"],
  "properties": {
    "ok": {"type": "boolean"}, "type": {"type": "string"},
    "diagnostics": {"type": "array", "items": {"$ref": "#/components/schemas/FormulaDiagnostic"}},
    "inputs": {
      "type": "object", "description": "What it depends on besides cells.",
      "required": ["today", "now", "user", "random"],
      "properties": {
        "today": {"type": "boolean"}, "now": {"type": "boolean"}, "user": {"type": "boolean"},
        "random": {"type": "boolean"}}},
    "reads": {
      "type": "array",
      "items": {
        "type": "object", "required": ["table", "column"],
        "properties": {"table": {"type": "string"}, "column": {"type": "string"}}}}}},
"FormulaDiagnostic": {
  "type": "object", "required": ["severity", "begin", "end", "message"],
  "properties": {
    "severity": {"enum": ["error", "warning"]},
    "begin": {"type": "integer", "description": "In UTF-16 units, as JavaScript counts."},
    "end": {"type": "integer"}, "message": {"type": "string"}}},
"EvaluateRequest": {
  "allOf": [
    {"$ref": "#/components/schemas/FormulaRequest"},
    {
      "type": "object",
      "properties": {
        "rows": {
          "type": "array", "maxItems": 50, "items": {"type": "string"},
          "description": "Rows of the table, by id or name: a value for each."},
        "controls": {
          "type": "object", "description": "Values of controls, by name.",
          "additionalProperties": {"$ref": "#/components/schemas/CellInput"}}}}]},
"Evaluated": {
  "type": "object", "required": ["value", "text"],
  "properties": {
    "value": {"$ref": "#/components/schemas/CellValue"}, "text": {"type": "string"},
    "error": {
      "type": "object", "required": ["code", "reason"],
      "properties": {"code": {"type": "string"}, "reason": {"type": "string"}}},
    "blankBecause": {"type": "string"}}},
"EvaluatedType": {
  "type": "object", "required": ["type", "sequence"],
  "properties": {"type": {"type": "string"}, "sequence": {"type": "integer"}}},
"EvaluateAnswer": {
  "anyOf": [{"$ref": "#/components/schemas/FormulaValue"}, {"$ref": "#/components/schemas/FormulaValues"}]},
"FormulaValue": {
  "allOf": [{"$ref": "#/components/schemas/Evaluated"}, {"$ref": "#/components/schemas/EvaluatedType"}]},
"FormulaValues": {
  "description": "Where rows were given.",
  "allOf": [
    {
      "type": "object", "required": ["values"],
      "properties": {
        "values": {
          "type": "array",
          "items": {
            "allOf": [
              {"$ref": "#/components/schemas/Evaluated"},
              {"type": "object", "required": ["row"], "properties": {"row": {"type": "string"}}}]}}}},
    {"$ref": "#/components/schemas/EvaluatedType"}]},
"FunctionList": {
  "type": "object", "required": ["items"],
  "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/FunctionInfo"}}}},
"FunctionInfo": {
  "type": "object",
  "required": ["name", "family", "summary", "signature", "aliases", "parameters", "examples"],
  "properties": {
    "name": {"type": "string"}, "family": {"type": "string"}, "summary": {"type": "string"},
    "signature": {"type": "string", "description": "As documented: If(condition, value, …, [otherwise])."},
    "aliases": {"type": "array", "items": {"type": "string"}},
    "parameters": {
      "type": "array",
      "items": {
        "type": "object", "required": ["name", "kind"],
        "properties": {
          "name": {"type": "string"}, "kind": {"type": "string"}, "optional": {"type": "boolean"},
          "repeated": {
            "type": "boolean", "description": "It, or the group from repeatFrom to it, may come again."}}}},
    "repeatFrom": {"type": "integer", "description": "The first parameter of the group that may come again."},
    "examples": {
      "type": "array",
      "items": {
        "type": "object", "required": ["formula", "result"],
        "properties": {
          "formula": {"type": "string"},
          "result": {"type": "string", "description": "A formula of the value; empty: blank."}}}}}},
"CellPlace": {
  "type": "object", "required": ["table", "row", "column"],
  "properties": {
    "table": {"type": "string", "description": "By name."}, "row": {"type": "string"}, "column": {"type": "string"}}},
"Contribution": {
  "type": "object", "required": ["label", "value"],
  "properties": {
    "label": {"type": "string"}, "value": {"type": "number"},
    "others": {"type": "integer", "description": "It stands for so many parts that are not listed."},
    "cell": {"$ref": "#/components/schemas/CellPlace"}}},
"ExplainedInput": {
  "type": "object", "required": ["text", "value"],
  "properties": {
    "text": {"type": "string"}, "value": {"$ref": "#/components/schemas/CellValue"},
    "cell": {"$ref": "#/components/schemas/CellPlace"}}},
"ExplainedAggregate": {
  "type": "object", "required": ["text", "value", "table", "column", "rowCount", "rows", "values"],
  "properties": {
    "text": {"type": "string"}, "value": {"$ref": "#/components/schemas/CellValue"},
    "table": {"type": "string"},
    "column": {"type": "string", "description": "What is aggregated; empty when rows are counted."},
    "rowCount": {"type": "integer"},
    "rows": {
      "type": "array", "description": "The first of them.",
      "items": {
        "type": "object", "required": ["id", "name"],
        "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}},
    "values": {"type": "array", "items": {"$ref": "#/components/schemas/CellValue"}}}},
"ExplainedCondition": {
  "type": "object", "required": ["text", "value", "taken", "result", "terms"],
  "properties": {
    "text": {"type": "string"},
    "value": {"type": ["boolean", "null"], "description": "null where the answer is not known."},
    "taken": {"type": "boolean"}, "result": {"type": "string"},
    "terms": {
      "type": "array",
      "items": {
        "type": "object", "required": ["text", "value"],
        "properties": {"text": {"type": "string"}, "value": {"type": ["boolean", "null"]}}}}}},
"ExplainedCause": {
  "type": "object", "required": ["text", "words"],
  "properties": {
    "text": {"type": "string"}, "words": {"type": "string"},
    "cell": {"$ref": "#/components/schemas/CellPlace"}}},
"Explanation": {
  "type": "object",
  "required": [
    "formula", "value", "computed", "overridden", "reason", "inputs", "aggregates", "contributions", "unknown",
    "conditions", "causes", "logBegins", "sequence"],
  "properties": {
    "formula": {"type": "string"}, "value": {"$ref": "#/components/schemas/CellValue"},
    "computed": {"$ref": "#/components/schemas/CellValue"}, "overridden": {"type": "boolean"},
    "reason": {"type": "string", "description": "Why it is blank or an error."},
    "inputs": {"type": "array", "items": {"$ref": "#/components/schemas/ExplainedInput"}},
    "aggregates": {"type": "array", "items": {"$ref": "#/components/schemas/ExplainedAggregate"}},
    "contributions": {
      "type": "array", "items": {"$ref": "#/components/schemas/Contribution"},
      "description": "Parts that add up to computed."},
    "unknown": {
      "type": "array",
      "items": {
        "type": "object", "required": ["label"],
        "properties": {"label": {"type": "string"}, "cell": {"$ref": "#/components/schemas/CellPlace"}}},
      "description": "Parts that add nothing because they are blank."},
    "conditions": {
      "type": "array", "items": {"$ref": "#/components/schemas/ExplainedCondition"},
      "description": "What If and Switch asked, in order."},
    "causes": {
      "type": "array",
      "items": {"$ref": "#/components/schemas/ExplainedCause"},
      "description": "What a blank or an error comes from."},
    "logBegins": {"type": "string", "description": "The first day that asOf takes."},
    "sequence": {"type": "integer"}, "table": {"type": "string"}, "row": {"type": "string"},
    "rowName": {"type": "string"}, "column": {"type": "string"}}}
)json";
// clang-format on

}  // namespace csip::api
