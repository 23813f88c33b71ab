// Schemas of requests and answers, by the names that endpoint descriptors use. Those under "Coda v1" follow Coda's own
// contract; `deleted` of a row is ours.
#include "api/openapi.h"

namespace csip::api {
namespace {

constexpr std::string_view kSchemas =
    R"json({
"Any": {},
"Error": {"type": "object", "required": ["statusCode", "statusMessage", "message"], "properties": {
  "statusCode": {"type": "integer"}, "statusMessage": {"type": "string"}, "message": {"type": "string"},
  "codaDetail": {"type": "object", "properties": {"validationErrors": {"type": "array", "items": {"type": "object",
    "required": ["path", "message"], "properties": {"path": {"type": "string"}, "message": {"type": "string"}}}}}},
  "conflicts": {"type": "array", "description": "Of a 409: what others wrote since.", "items": {
    "$ref": "#/components/schemas/Conflict"}}}},
"Conflict": {"type": "object", "required": ["kind", "table", "row", "column", "message"], "properties": {
  "kind": {"enum": ["changed", "rowGone", "rowThere", "linkGone", "linkedSince", "noPlace"]},
  "table": {"type": "string"}, "row": {"type": "string"}, "column": {"type": "string"},
  "yours": {"$ref": "#/components/schemas/CellValue"}, "theirs": {"$ref": "#/components/schemas/CellValue"},
  "expected": {"$ref": "#/components/schemas/CellValue"}, "actor": {"type": "string"},
  "actorName": {"type": "string"}, "time": {"type": "string", "format": "date-time"}, "message": {"type": "string"}}},
"Value": {"description": "A text, number, boolean, a list of them, or in rich format an object of JSON-LD.",
  "type": ["string", "number", "boolean", "array", "object"]},
"Reference": {"type": "object", "required": ["id", "type", "href"], "properties": {
  "id": {"type": "string"}, "type": {"type": "string"}, "href": {"type": "string"}, "name": {"type": "string"},
  "browserLink": {"type": "string"}}},
"User": {"type": "object", "required": ["name", "loginId", "type", "scoped", "tokenName", "href", "workspace"],
  "properties": {"name": {"type": "string"}, "loginId": {"type": "string"}, "type": {"const": "user"},
  "scoped": {"type": "boolean"}, "tokenName": {"type": "string"}, "href": {"type": "string"},
  "workspace": {"type": "object"}}},
"Doc": {"type": "object", "required": ["id", "type", "href", "browserLink", "name", "owner", "ownerName", "createdAt",
  "updatedAt", "workspace", "folder", "workspaceId", "folderId"], "properties": {"id": {"type": "string"},
  "type": {"const": "doc"}, "name": {"type": "string"}, "createdAt": {"type": "string", "format": "date-time"},
  "updatedAt": {"type": "string", "format": "date-time"}}},
"DocList": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items":
  {"$ref": "#/components/schemas/Doc"}}, "href": {"type": "string"}, "nextPageToken": {"type": "string"},
  "nextPageLink": {"type": "string"}}},
"Page": {"allOf": [{"$ref": "#/components/schemas/Reference"}]},
"PageList": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items":
  {"$ref": "#/components/schemas/Page"}}}},
"ApiLink": {"type": "object", "required": ["type", "href", "resource"], "properties": {"type": {"const": "apiLink"},
  "href": {"type": "string"}, "browserLink": {"type": "string"},
  "resource": {"$ref": "#/components/schemas/Reference"}}},
"TableReference": {"type": "object", "required": ["id", "type", "tableType", "browserLink", "href", "name"],
  "properties": {"id": {"type": "string"}, "type": {"const": "table"}, "tableType": {"enum": ["table", "view"]},
  "href": {"type": "string"}, "browserLink": {"type": "string"}, "name": {"type": "string"},
  "parent": {"type": "object"}}},
"TableList": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items":
  {"$ref": "#/components/schemas/TableReference"}}, "href": {"type": "string"}, "nextPageToken": {"type": "string"},
  "nextPageLink": {"type": "string"}}},
"Table": {"allOf": [{"$ref": "#/components/schemas/TableReference"}, {"type": "object", "required": ["displayColumn",
  "rowCount", "sorts", "layout", "createdAt", "updatedAt", "viewId"], "properties": {"rowCount": {"type": "integer"},
  "layout": {"type": "string"}, "parentTable": {"$ref": "#/components/schemas/TableReference"}}}]},
"Column": {"type": "object", "required": ["id", "type", "href", "name", "format"], "properties": {
  "id": {"type": "string"}, "type": {"const": "column"}, "href": {"type": "string"}, "name": {"type": "string"},
  "display": {"type": "boolean"}, "calculated": {"type": "boolean"}, "formula": {"type": "string"},
  "defaultValue": {"type": "string"}, "format": {"type": "object", "required": ["type", "isArray"]}}},
"ColumnDetail": {"allOf": [{"$ref": "#/components/schemas/Column"}, {"type": "object", "required": ["parent"]}]},
"ColumnList": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items":
  {"$ref": "#/components/schemas/Column"}}, "href": {"type": "string"}, "nextPageToken": {"type": "string"},
  "nextPageLink": {"type": "string"}}},
"Row": {"type": "object", "required": ["id", "type", "href", "name", "index", "browserLink", "createdAt", "updatedAt",
  "values"], "properties": {"id": {"type": "string"}, "type": {"const": "row"}, "href": {"type": "string"},
  "name": {"type": "string"}, "index": {"type": "integer"}, "browserLink": {"type": "string"},
  "createdAt": {"type": "string", "format": "date-time"}, "updatedAt": {"type": "string", "format": "date-time"},
  "values": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Value"}},
  "deleted": {"type": "boolean", "description": "In a sync: the row is gone, or the view no longer shows it."}}},
"RowDetail": {"allOf": [{"$ref": "#/components/schemas/Row"}, {"type": "object", "required": ["parent"]}]},
"RowList": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items":
  {"$ref": "#/components/schemas/Row"}}, "href": {"type": "string"}, "nextPageToken": {"type": "string"},
  "nextPageLink": {"type": "string"}, "nextSyncToken": {"type": "string"}}},
"RowEdit": {"type": "object", "required": ["cells"], "properties": {"cells": {"type": "array", "items": {
  "type": "object", "required": ["column", "value"], "properties": {"column": {"type": "string"},
  "value": {"$ref": "#/components/schemas/Value"}}}}}},
"RowsUpsert": {"type": "object", "required": ["rows"], "properties": {"rows": {"type": "array", "items":
  {"$ref": "#/components/schemas/RowEdit"}}, "keyColumns": {"type": "array", "items": {"type": "string"}}}},
"RowsUpsertResult": {"type": "object", "required": ["requestId"], "properties": {"requestId": {"type": "string"},
  "addedRowIds": {"type": "array", "items": {"type": "string"}}}},
"RowUpdate": {"type": "object", "required": ["row"], "properties": {"row": {"$ref": "#/components/schemas/RowEdit"}}},
"RowEditResult": {"type": "object", "required": ["requestId"], "properties": {"requestId": {"type": "string"},
  "id": {"type": "string"}}},
"RowsDelete": {"type": "object", "required": ["rowIds"], "properties": {"rowIds": {"type": "array", "items":
  {"type": "string"}}}},
"RowsDeleteResult": {"type": "object", "required": ["requestId", "rowIds"], "properties": {"requestId":
  {"type": "string"}, "rowIds": {"type": "array", "items": {"type": "string"}}}},
"MutationStatus": {"type": "object", "required": ["completed"], "properties": {"completed": {"type": "boolean"}}},
"FormulaList": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items":
  {"$ref": "#/components/schemas/Reference"}}}},
"Formula": {"allOf": [{"$ref": "#/components/schemas/Reference"}, {"type": "object", "required": ["value"],
  "properties": {"value": {"$ref": "#/components/schemas/Value"}}}]},
"ControlList": {"$ref": "#/components/schemas/FormulaList"},
"Control": {"allOf": [{"$ref": "#/components/schemas/Formula"}, {"type": "object", "required": ["controlType"]}]},
)json"
    R"json("Health": {"type": "object", "required": ["status", "version"], "properties": {"status": {"const": "ok"},
  "version": {"type": "string"}}},
"Schema": {"type": "object", "required": ["sequence", "name", "tables", "formulas", "controls"], "properties": {
  "sequence": {"type": "integer"}, "name": {"type": "string"}, "tables": {"type": "array", "items": {"type": "object",
  "required": ["id", "name", "columns", "views"]}}}},
"Check": {"type": "object", "required": ["findings", "errors", "warnings", "notes"], "properties": {
  "findings": {"type": "array", "items": {"type": "object", "required": ["rule", "severity", "what", "why", "remedy"],
  "properties": {"rule": {"type": "string"}, "severity": {"enum": ["error", "warning", "note"]},
  "table": {"type": "string"}, "subject": {"type": "string", "description": "A column, a view or a part."},
  "what": {"type": "string"}, "why": {"type": "string"}, "remedy": {"type": "string"},
  "amendment": {"type": "string", "description": "The amendment that answers it."}}}},
  "errors": {"type": "integer"}, "warnings": {"type": "integer"}, "notes": {"type": "integer"}}},
"Amendment": {"type": "object", "required": ["id", "title", "reason", "on", "answers", "changes"], "properties": {
  "id": {"type": "string"}, "title": {"type": "string"}, "reason": {"type": "string"}, "on": {"type": "boolean"},
  "answers": {"type": "array"}, "changes": {"type": "array", "items": {"type": "object", "required": ["table", "column",
  "before", "after"]}}, "possible": {"type": "boolean", "description": "Whether it can be switched over now."},
  "obstacle": {"type": "string"}, "effect": {"type": "object", "required": ["changedValues", "columns"]}}},
"AmendmentList": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array",
  "items": {"$ref": "#/components/schemas/Amendment"}}}},
"AmendmentSwitch": {"type": "object", "required": ["on"], "properties": {"on": {"type": "boolean"},
  "reason": {"type": "string"}}},
"FormulaRequest": {"type": "object", "required": ["formula"], "properties": {"formula": {"type": "string"},
  "table": {"type": "string", "description": "The table whose row the formula is for, by id or name."},
  "row": {"type": "string", "description": "The row, by id or name; for evaluation only."}}},
"FormulaCheck": {"type": "object", "required": ["ok", "diagnostics"], "properties": {"ok": {"type": "boolean"},
  "type": {"type": "string"}, "diagnostics": {"type": "array", "items": {"type": "object", "required": ["severity",
  "begin", "end", "message"], "properties": {"severity": {"enum": ["error", "warning"]},
  "begin": {"type": "integer", "description": "In UTF-16 units, as JavaScript counts."}, "end": {"type": "integer"},
  "message": {"type": "string"}}}}}},
"EvaluateRequest": {"allOf": [{"$ref": "#/components/schemas/FormulaRequest"}, {"type": "object", "properties": {
  "rows": {"type": "array", "maxItems": 50, "items": {"type": "string"}, "description":
  "Rows of the table, by id or name: a value for each."},
  "controls": {"type": "object", "description": "Values of controls, by name.",
  "additionalProperties": {"$ref": "#/components/schemas/CellValue"}}}}]},
"Evaluated": {"type": "object", "required": ["value", "text"], "properties": {
  "value": {"$ref": "#/components/schemas/CellValue"}, "text": {"type": "string"},
  "error": {"type": "object", "required": ["code", "reason"], "properties": {"code": {"type": "string"},
  "reason": {"type": "string"}}}, "blankBecause": {"type": "string"}}},
"FormulaValue": {"anyOf": [
  {"allOf": [{"$ref": "#/components/schemas/Evaluated"}, {"$ref": "#/components/schemas/EvaluatedType"}]},
  {"allOf": [{"type": "object", "required": ["values"], "properties": {"values": {"type": "array", "description":
  "Where rows were given.", "items": {"allOf": [{"$ref": "#/components/schemas/Evaluated"}, {"type": "object",
  "required": ["row"], "properties": {"row": {"type": "string"}}}]}}}},
  {"$ref": "#/components/schemas/EvaluatedType"}]}]},
"EvaluatedType": {"type": "object", "required": ["type", "sequence"], "properties": {"type": {"type": "string"},
  "sequence": {"type": "integer"}}},
"NumberFormat": {"type": "object", "properties": {"type": {"type": "string"}, "decimals": {"type": "integer"},
  "suffix": {"type": "string"}, "currency": {"type": "string"}}},
"Chart": {"type": "object", "required": ["sequence", "total", "x", "series", "format"], "properties": {
  "sequence": {"type": "integer"}, "total": {"type": "integer", "description": "Rows."},
  "x": {"type": "array", "items": {"type": "object", "required": ["key", "label"], "properties": {
  "key": {"$ref": "#/components/schemas/CellValue"}, "label": {"type": "string"}}}},
  "series": {"type": "array", "items": {"type": "object", "required": ["name", "key", "values"], "properties": {
  "name": {"type": "string"}, "key": {"$ref": "#/components/schemas/CellValue"},
  "values": {"type": "array", "description": "One for each place of x.",
  "items": {"$ref": "#/components/schemas/CellValue"}}}}},
  "format": {"$ref": "#/components/schemas/NumberFormat"}}},
"CellAddress": {"type": "object", "required": ["table", "row", "column"], "properties": {"table": {"type": "string"},
  "row": {"type": "string"}, "column": {"type": "string"}}},
"Explanation": {"type": "object", "required": ["formula", "value", "computed", "overridden", "reason", "inputs",
  "aggregates", "contributions", "unknown", "conditions", "causes"], "properties": {"formula": {"type": "string"},
  "value": {"$ref": "#/components/schemas/Value"}, "computed": {"$ref": "#/components/schemas/Value"},
  "overridden": {"type": "boolean"}, "reason": {"type": "string"}, "inputs": {"type": "array"},
  "aggregates": {"type": "array"}, "contributions": {"type": "array", "description": "Parts that add up to computed."},
  "unknown": {"type": "array", "description": "Parts that add nothing because they are blank."},
  "conditions": {"type": "array", "description": "What If and Switch asked, in order."},
  "causes": {"type": "array", "description": "What a blank or an error comes from."}}},
"History": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {
  "type": "object", "required": ["sequence", "time", "actor", "cause", "kind", "table", "row"]}}}},
"Transitions": {"type": "object", "required": ["items", "next", "more", "sequence"], "properties": {
  "next": {"type": "string"}, "more": {"type": "boolean"}, "sequence": {"type": "integer"}, "items": {"type": "array",
  "items": {"type": "object", "required": ["sequence", "time", "place", "table", "row", "column", "before", "after"]}}}},
"CellValue": {"description": "null is blank; a day as 2026-11-22, a moment with its offset; a row, a file, an error as objects; a list of these.",
  "anyOf": [{"$ref": "#/components/schemas/CellItem"}, {"type": "array", "items": {"$ref": "#/components/schemas/CellItem"}}]},
"CellItem": {"anyOf": [{"type": "null"}, {"type": "string"}, {"type": "number"}, {"type": "boolean"},
  {"$ref": "#/components/schemas/RowLink"}, {"$ref": "#/components/schemas/FileLink"},
  {"$ref": "#/components/schemas/CellError"}]},
"RowLink": {"type": "object", "required": ["rowId"], "properties": {"rowId": {"type": "string"},
  "name": {"type": "string", "description": "Always there when read; not needed to write."}}},
"FileLink": {"type": "object", "required": ["id", "name", "size", "type"], "properties": {"id": {"type": "string"},
  "name": {"type": "string"}, "size": {"type": "integer"}, "type": {"type": "string"}}},
"CellError": {"type": "object", "required": ["error", "reason"], "properties": {
  "error": {"enum": ["#VALUE", "#REF", "#CYCLE", "#LIMIT"]}, "reason": {"type": "string"}}},
"CellValues": {"type": "object", "description": "By column id.",
  "additionalProperties": {"$ref": "#/components/schemas/CellValue"}},
"CellStyle": {"type": "object", "properties": {"color": {"type": "string"}, "background": {"type": "string"},
  "bold": {"type": "boolean"}}},
"ViewRow": {"type": "object", "required": ["id", "name", "values", "styles"], "properties": {"id": {"type": "string"},
  "name": {"type": "string"}, "values": {"$ref": "#/components/schemas/CellValues"},
  "styles": {"type": "object", "description": "By column id; * is the whole row.",
  "additionalProperties": {"$ref": "#/components/schemas/CellStyle"}},
  "overridden": {"type": "object", "description": "By column id: what the formula says, and who set it aside.",
  "additionalProperties": {"type": "object", "required": ["computed", "reason", "author"], "properties": {
  "computed": {"$ref": "#/components/schemas/CellValue"}, "reason": {"type": "string"}, "author": {"type": "string"},
  "expiresAt": {"type": "string", "format": "date-time"}}}}}},
"RowGroup": {"type": "object", "required": ["level", "column", "key", "offset", "count"], "properties": {
  "level": {"type": "integer"}, "column": {"type": "string"}, "key": {"$ref": "#/components/schemas/CellValue"},
  "offset": {"type": "integer"}, "count": {"type": "integer"},
  "aggregates": {"$ref": "#/components/schemas/CellValues"}}},
"ViewRows": {"type": "object", "required": ["sequence", "id", "table", "total", "offset", "columns", "groupedBy", "rows"],
  "properties": {"sequence": {"type": "integer"}, "id": {"type": "string"}, "table": {"type": "string"},
  "total": {"type": "integer"}, "offset": {"type": "integer"}, "columns": {"type": "array", "items": {"type": "string"}},
  "groupedBy": {"type": "array", "items": {"type": "string"}},
  "groups": {"type": "array", "description": "A tree, flattened in order; of a grouped view.",
  "items": {"$ref": "#/components/schemas/RowGroup"}}, "footer": {"$ref": "#/components/schemas/CellValues"},
  "rows": {"type": "array", "items": {"$ref": "#/components/schemas/ViewRow"}}}},
"ViewIds": {"type": "object", "required": ["sequence", "total", "ids"], "properties": {"sequence": {"type": "integer"},
  "total": {"type": "integer"}, "ids": {"type": "array", "items": {"type": "string"}}}},
"Record": {"allOf": [{"$ref": "#/components/schemas/ViewRow"}, {"type": "object", "required": ["sequence", "table",
  "createdAt", "updatedAt", "links"], "properties": {"sequence": {"type": "integer"}, "table": {"type": "string"},
  "createdAt": {"type": "string", "format": "date-time"}, "updatedAt": {"type": "string", "format": "date-time"},
  "links": {"type": "array", "description": "Rows of other tables that point here, by relation.", "items": {
  "type": "object", "required": ["table", "column", "count"], "properties": {"table": {"type": "string"},
  "column": {"type": "string"}, "count": {"type": "integer"}}}}}}]},
"Override": {"type": "object", "required": ["table", "row", "column", "value", "reason"], "properties": {
  "table": {"type": "string"}, "row": {"type": "string"}, "column": {"type": "string"},
  "value": {"$ref": "#/components/schemas/Value"}, "reason": {"type": "string"},
  "expiresAt": {"type": "string", "format": "date-time"}}},
"Sequence": {"type": "object", "required": ["sequence"], "properties": {"sequence": {"type": "integer"}}},
"ClockRequest": {"type": "object", "properties": {"now": {"type": "string", "format": "date-time"},
  "advanceSeconds": {"type": "number"}}},
"SchemaSettings": {"type": "object", "description": "Settings as GET /api/schema shows them; docs/schema-changes.md."},
"SchemaReport": {"type": "object", "required": ["possible", "applied", "sequence", "changes", "obstacles", "dependents",
  "values", "changedValues", "changedRows", "removedRows"], "properties": {"possible": {"type": "boolean"},
  "applied": {"type": "boolean"}, "sequence": {"type": "integer"}, "changes": {"type": "array"},
  "obstacles": {"type": "array"}, "dependents": {"type": "array"}, "values": {"type": "array", "items": {"$ref": "#/components/schemas/ColumnEffect"}},
  "changedValues": {"type": "integer"}, "changedRows": {"type": "integer"}, "removedRows": {"type": "integer"}}},
"TakeBack": {"type": "object", "properties": {"sequence": {"type": "integer", "description":
  "The transaction; without it the caller's newest."}, "force": {"type": "boolean", "description":
  "Also over what others wrote since."}, "reason": {"type": "string"}}},
"TakenBack": {"type": "object", "required": ["sequence", "rows", "cells", "what"], "properties": {
  "sequence": {"type": "integer"}, "reverted": {"type": "integer"}, "rows": {"type": "integer"},
  "cells": {"type": "integer"}, "what": {"type": "string", "description": "In words, for a person."}}},
"TransactionList": {"type": "object", "required": ["items", "sequence"], "properties": {"items": {"type": "array",
  "items": {"type": "object", "required": ["sequence", "time", "actor", "cause", "reason", "takenBack", "rows", "cells",
  "what"], "properties": {"sequence": {"type": "integer"}, "time": {"type": "string", "format": "date-time"},
  "actor": {"$ref": "#/components/schemas/Actor"}, "cause": {"type": "string"}, "reason": {"type": "string"},
  "reverts": {"type": "integer"}, "takenBack": {"type": "boolean"}, "rows": {"type": "integer"},
  "cells": {"type": "integer"}, "what": {"type": "string"}}}}, "sequence": {"type": "integer"},
  "before": {"type": "integer", "description": "Where there is more: go on with it."}}},
"Actor": {"type": "object", "required": ["id", "name"], "properties": {"id": {"type": "string"},
  "name": {"type": "string"}}},
"Bin": {"type": "object", "required": ["items", "sequence"], "properties": {"items": {"type": "array", "items": {
  "type": "object", "required": ["table", "tableName", "row", "name", "sequence", "time", "actor"], "properties": {
  "table": {"type": "string"}, "tableName": {"type": "string"}, "row": {"type": "string"}, "name": {"type": "string"},
  "sequence": {"type": "integer"}, "time": {"type": "string", "format": "date-time"},
  "actor": {"$ref": "#/components/schemas/Actor"}, "cause": {"type": "string"}, "reason": {"type": "string"}}}},
  "sequence": {"type": "integer"}, "before": {"type": "integer"}}},
"RestoreRows": {"type": "object", "required": ["rows"], "properties": {"rows": {"type": "array", "items": {
  "type": "object", "required": ["table", "row"], "properties": {"table": {"type": "string"},
  "row": {"type": "string"}}}}, "force": {"type": "boolean"}, "reason": {"type": "string"}}},
"Edits": {"type": "object", "required": ["actions"], "properties": {"reason": {"type": "string"},
  "cause": {"enum": ["api", "page", "paste", "fill", "form", "drag", "button", "script"]},
  "actions": {"type": "array", "items": {"type": "object", "properties": {
  "write": {"type": "object", "required": ["table", "cells"], "properties": {"table": {"type": "string"},
  "row": {"type": "string", "description": "Without it a row is added."},
  "as": {"type": "string", "description": "A name by which later actions mean the new row."},
  "cells": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/CellValue"}},
  "expected": {"type": "object", "description": "What the writer saw: refused where it is another by now.",
  "additionalProperties": {"$ref": "#/components/schemas/CellValue"}}}},
  "delete": {"type": "object", "required": ["table", "row"], "properties": {"table": {"type": "string"},
  "row": {"type": "string"}}}}}}}},
"WhatIf": {"type": "object", "description": "docs/what-if.md", "properties": {"edits": {"type": "array", "items": {
  "type": "object", "required": ["table"], "properties": {"table": {"type": "string"}, "row": {"type": "string"},
  "column": {"type": "string"}, "value": {"$ref": "#/components/schemas/CellValue"},
  "cells": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/CellValue"}},
  "as": {"type": "string"}, "delete": {"type": "boolean"}}}},
  "formulas": {"type": "array", "items": {"type": "object", "required": ["table", "column", "formula"]}},
  "weights": {"type": "array", "items": {"type": "object", "required": ["table", "column", "from", "to"], "properties": {
  "from": {"type": "number"}, "to": {"type": "number"}, "occurrence": {"type": "integer", "minimum": 1}}}},
  "options": {"type": "array", "items": {"type": "object"}},
  "amendments": {"type": "array", "items": {"type": ["string", "object"]}},
  "watch": {"type": "object", "properties": {"columns": {"type": "array"}, "rows": {"type": "array"}}},
  "limit": {"type": "integer", "default": 200, "maximum": 10000}}},
"WhatIfEffect": {"type": "object", "required": ["sequence", "changedValues", "changedRows", "insertedRows",
  "deletedRows", "inserted", "columns", "values", "rows", "errors"], "properties": {"sequence": {"type": "integer"},
  "changedValues": {"type": "integer"}, "changedRows": {"type": "integer"}, "insertedRows": {"type": "integer"},
  "deletedRows": {"type": "integer"}, "inserted": {"type": "array", "items": {"type": "string"}},
  "columns": {"type": "array", "items": {"$ref": "#/components/schemas/ColumnEffect"}}, "values": {"type": "array"},
  "rows": {"type": "array"}, "errors": {"type": "object", "required": ["appear", "vanish", "samples"]}}},
"ColumnEffect": {"type": "object", "required": ["table", "tableId", "column", "columnId", "kind", "count", "samples"],
  "properties": {"kind": {"enum": ["changed", "new", "removed"]}, "count": {"type": "integer"},
  "samples": {"type": "array"}, "numbers": {"type": "object", "description":
  "Of the whole column, before and after: count, sum, average."}, "tiers": {"type": "array"}, "moves": {
  "type": "array"}, "errors": {"type": "object"}}},
"EditsDone": {"type": "object", "required": ["sequence", "inserted", "updated", "deleted"], "properties": {
  "sequence": {"type": "integer"}, "inserted": {"type": "array", "items": {"type": "string"}},
  "updated": {"type": "array", "items": {"type": "string"}}, "deleted": {"type": "array", "items": {"type": "string"}}}},
"FunctionList": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {
  "type": "object", "required": ["name", "family", "summary", "signature", "aliases", "parameters", "examples"],
  "properties": {"name": {"type": "string"}, "family": {"type": "string"}, "summary": {"type": "string"},
  "signature": {"type": "string", "description": "As documented: If(condition, value, …, [otherwise])."},
  "aliases": {"type": "array", "items": {"type": "string"}}, "parameters": {"type": "array", "items": {"type": "object",
  "required": ["name", "kind"], "properties": {"name": {"type": "string"}, "kind": {"type": "string"},
  "optional": {"type": "boolean"}, "repeated": {"type": "boolean", "description":
  "It, or the group from repeatFrom to it, may come again."}}}},
  "repeatFrom": {"type": "integer", "description": "The first parameter of the group that may come again."},
  "examples": {"type": "array", "items": {"type": "object", "required": ["formula", "result"], "properties": {
  "formula": {"type": "string"}, "result": {"type": "string", "description": "A formula of the value; empty: blank."}}}}}}}}},
"SearchResult": {"type": "object", "required": ["sequence", "items"], "properties": {"sequence": {"type": "integer"},
  "items": {"type": "array", "items": {"type": "object", "required": ["table", "row", "name", "column", "text", "where"],
  "properties": {"table": {"type": "string"}, "row": {"type": "string"}, "name": {"type": "string"},
  "column": {"type": "string", "description": "Whose text holds what is sought."},
  "text": {"type": "string", "description": "That text; of a long one the part around it."},
  "where": {"enum": ["name", "text"]}}}}}},
"Clock": {"type": "object", "required": ["now", "sequence"], "properties": {"now": {"type": "string",
  "format": "date-time"}, "sequence": {"type": "integer"}}}
})json";

}  // namespace

std::string_view Components() {
  return kSchemas;
}

}  // namespace csip::api
