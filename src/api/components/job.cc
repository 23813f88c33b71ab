// Schemas of long work.
#include "api/components/all.h"

namespace csip::api {

// clang-format off
const std::string_view kJobSchemas = R"json(
"Job": {
  "type": "object", "required": ["id", "kind", "title", "state", "done", "of"],
  "properties": {
    "id": {"type": "string"}, "kind": {"enum": ["import", "export"]}, "title": {"type": "string"},
    "state": {"enum": ["waiting", "running", "done", "failed", "cancelled"]},
    "done": {"type": "integer"},
    "of": {"type": "integer", "description": "Bytes or rows; 0 when it is not known how many."},
    "step": {"type": "string"}, "error": {"type": "string"},
    "sequence": {"type": "integer", "description": "Of the transaction it made: what an undo takes back."},
    "result": {"$ref": "#/components/schemas/JobResult"}}},
"JobResult": {
  "type": "object",
  "properties": {
    "new": {"type": "integer"}, "changed": {"type": "integer"}, "same": {"type": "integer"},
    "rejectedCount": {"type": "integer", "description": "All of them; `rejected` has the first ones."},
    "rejected": {"type": "array", "items": {"$ref": "#/components/schemas/LineProblem"}},
    "rows": {"type": "integer"}, "file": {"$ref": "#/components/schemas/JobFile"}}},
"JobFile": {
  "type": "object", "required": ["name", "size", "type"],
  "description": "What a job made: GET /api/jobs/{jobId}/file.",
  "properties": {"name": {"type": "string"}, "size": {"type": "integer"}, "type": {"type": "string"}}},
"Jobs": {
  "type": "object", "required": ["items"],
  "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Job"}}}},
"Import": {
  "type": "object", "required": ["file"],
  "description": "A file that was uploaded, instead of CSV as the body.",
  "properties": {
    "table": {"type": "string"}, "file": {"type": "string"}, "dryRun": {"type": "boolean"},
    "mapping": {
      "type": "object", "additionalProperties": {"type": "string"},
      "description": "Headers of the file to columns; others are left out. Without it each header must name a column."},
    "key": {"type": "array", "items": {"type": "string"}, "description": "Columns by which rows that are there are known."}}},
"ImportPreview": {
  "type": "object", "required": ["separator", "headers", "rows", "lines", "problemCount", "problems"],
  "properties": {
    "separator": {"type": "string"},
    "headers": {"type": "array", "items": {"type": "string"}, "description": "Of the first line, as `mapping` names them."},
    "rows": {
      "type": "array", "items": {"type": "array", "items": {"type": "string"}},
      "description": "The first ones that have as many fields as there are headers."},
    "lines": {"type": "integer", "description": "Below the first one; blank ones are not counted."},
    "problemCount": {"type": "integer", "description": "All of them; `problems` has the first ones."},
    "problems": {"type": "array", "items": {"$ref": "#/components/schemas/LineProblem"}},
    "error": {"$ref": "#/components/schemas/LineProblem", "description": "Why nothing of it can be imported."}}},
"LineProblem": {
  "type": "object", "required": ["line", "message"],
  "properties": {"line": {"type": "integer"}, "message": {"type": "string", "description": "What is wrong, and what to do."}}},
"Export": {
  "type": "object", "required": ["view"],
  "properties": {
    "view": {"type": "string"}, "format": {"const": "csv"},
    "query": {"type": "string", "description": "Parameters as GET /api/views/{view}/rows takes them: `columns=…&filter=…`."}}}
)json";
// clang-format on

}  // namespace csip::api
