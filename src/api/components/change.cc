// Schemas of edits, overrides, undo, the change log.
#include "api/components/all.h"

namespace csip::api {

// clang-format off
const std::string_view kChangeSchemas = R"json(
"Edits": {
  "type": "object", "required": ["actions"],
  "properties": {
    "reason": {"type": "string"},
    "idempotencyKey": {
      "type": "string", "maxLength": 200,
      "description": "Made up by the client: sent again with the same key, the request is not done again and gets the same answer, for an hour."},
    "cause": {"enum": ["api", "page", "paste", "fill", "form", "drag", "button", "script"]},
    "actions": {"type": "array", "items": {"$ref": "#/components/schemas/EditAction"}}}},
"EditAction": {
  "anyOf": [
    {
      "type": "object", "required": ["write"],
      "properties": {
        "write": {
          "type": "object", "required": ["table", "cells"],
          "properties": {
            "table": {"type": "string"}, "row": {"type": "string", "description": "Without it a row is added."},
            "as": {"type": "string", "description": "A name by which later actions mean the new row."},
            "cells": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/CellInput"}},
            "expected": {
              "type": "object", "description": "What the writer saw: refused where it is another by now.",
              "additionalProperties": {"$ref": "#/components/schemas/CellInput"}}}}}},
    {
      "type": "object", "required": ["delete"],
      "properties": {
        "delete": {
          "type": "object", "required": ["table", "row"],
          "properties": {"table": {"type": "string"}, "row": {"type": "string"}}}}}]},
"EditsDone": {
  "type": "object", "required": ["sequence", "inserted", "updated", "deleted"],
  "properties": {
    "sequence": {"type": "integer"}, "inserted": {"type": "array", "items": {"type": "string"}},
    "updated": {"type": "array", "items": {"type": "string"}},
    "deleted": {"type": "array", "items": {"type": "string"}}}},
"Override": {
  "type": "object", "required": ["table", "row", "column", "value", "reason"],
  "properties": {
    "table": {"type": "string"}, "row": {"type": "string"}, "column": {"type": "string"},
    "value": {"$ref": "#/components/schemas/CellInput"}, "reason": {"type": "string"},
    "expiresAt": {"type": "string", "format": "date-time"}}},
"TransitionCursor": {
  "type": "object", "required": ["name", "next", "movedAt"],
  "properties": {
    "name": {"type": "string"}, "next": {"type": "string", "description": "The place to read on behind."},
    "movedAt": {"type": "string", "format": "date-time"}}},
"TransitionCursorList": {
  "type": "object", "required": ["items"],
  "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/TransitionCursor"}}}},
"TransitionCursorPlace": {
  "type": "object",
  "properties": {
    "next": {"type": "string", "description": "A place, a sequence number, or `now`, where a new cursor begins."}}},
"TransitionCursorMove": {
  "type": "object", "required": ["next"],
  "properties": {
    "next": {"type": "string"}, "after": {"type": "string", "description": "Where the reader found the cursor."}}},
"TakeBack": {
  "type": "object",
  "properties": {
    "sequence": {"type": "integer", "description": "The transaction; without it the caller's newest."},
    "force": {"type": "boolean", "description": "Also over what others wrote since."}, "reason": {"type": "string"}}},
"TakenBack": {
  "type": "object", "required": ["sequence", "rows", "cells", "what"],
  "properties": {
    "sequence": {"type": "integer"}, "reverted": {"type": "integer"}, "rows": {"type": "integer"},
    "cells": {"type": "integer"}, "what": {"type": "string", "description": "In words, for a person."}}},
"TransactionList": {
  "type": "object", "required": ["items", "sequence"],
  "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Transaction"}},
    "sequence": {"type": "integer"},
    "before": {"type": "integer", "description": "Where there is more: go on with it."}}},
"Transaction": {
  "type": "object",
  "required": ["sequence", "time", "actor", "cause", "reason", "takenBack", "rows", "cells", "what"],
  "properties": {
    "sequence": {"type": "integer"}, "time": {"type": "string", "format": "date-time"},
    "actor": {"$ref": "#/components/schemas/Actor"}, "cause": {"type": "string"}, "reason": {"type": "string"},
    "reverts": {"type": "integer", "description": "The transaction that it takes back."},
    "takenBack": {"type": "boolean"}, "rows": {"type": "integer"}, "cells": {"type": "integer"},
    "what": {"type": "string"}}},
"Actor": {
  "type": "object", "required": ["id", "name"],
  "properties": {"id": {"type": "string"}, "name": {"type": "string"}}},
"Bin": {
  "type": "object", "required": ["items", "sequence"],
  "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/DeletedRow"}},
    "sequence": {"type": "integer"}, "before": {"type": "integer"}}},
"DeletedRow": {
  "type": "object", "required": ["table", "tableName", "row", "name", "sequence", "time", "actor", "cause", "reason"],
  "properties": {
    "table": {"type": "string"}, "tableName": {"type": "string"}, "row": {"type": "string"},
    "name": {"type": "string"}, "sequence": {"type": "integer"},
    "time": {"type": "string", "format": "date-time"}, "actor": {"$ref": "#/components/schemas/Actor"},
    "cause": {"type": "string"}, "reason": {"type": "string"}}},
"RestoreRows": {
  "type": "object", "required": ["rows"],
  "properties": {
    "rows": {
      "type": "array",
      "items": {
        "type": "object", "required": ["table", "row"],
        "properties": {"table": {"type": "string"}, "row": {"type": "string"}}}},
    "force": {"type": "boolean"}, "reason": {"type": "string"}}},
"LoggedChange": {
  "type": "object", "required": ["sequence", "time", "actor", "reason", "cause", "kind", "table", "row"],
  "properties": {
    "sequence": {"type": "integer"}, "time": {"type": "string", "format": "date-time"}, "actor": {"type": "string"},
    "reason": {"type": "string"}, "cause": {"type": "string"}, "kind": {"enum": ["insert", "update", "delete"]},
    "table": {"type": "string"}, "row": {"type": "string"}, "tableName": {"type": "string"},
    "rowName": {"type": "string"}, "column": {"type": "string"}, "columnName": {"type": "string"},
    "before": {"$ref": "#/components/schemas/PlainValue"}, "after": {"$ref": "#/components/schemas/PlainValue"},
    "computed": {"type": "boolean"}}},
"History": {
  "type": "object", "required": ["items", "sequence"],
  "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/LoggedChange"}},
    "sequence": {"type": "integer"}}},
"Transitions": {
  "type": "object", "required": ["items", "after", "next", "more", "sequence"],
  "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Transition"}},
    "after": {"type": "string"}, "next": {"type": "string"}, "more": {"type": "boolean"}, "sequence": {"type": "integer"}}},
"Transition": {
  "type": "object",
  "required": ["sequence", "time", "place", "actor", "cause", "table", "row", "column", "before", "after"],
  "properties": {
    "sequence": {"type": "integer"}, "time": {"type": "string", "format": "date-time"},
    "place": {"type": "string"}, "actor": {"type": "string"}, "cause": {"type": "string"},
    "table": {"type": "string"}, "row": {"type": "string"}, "column": {"type": "string"},
    "before": {"$ref": "#/components/schemas/PlainValue"}, "after": {"$ref": "#/components/schemas/PlainValue"},
    "tableName": {"type": "string"}, "rowName": {"type": "string"}, "columnName": {"type": "string"}}},
"Change": {
  "type": "object", "description": "A committed transaction, as the live stream tells it.",
  "required": ["sequence", "time", "actor", "cause", "schema", "truncated", "rows", "cells"],
  "properties": {
    "sequence": {"type": "integer"}, "time": {"type": "string", "format": "date-time"},
    "actor": {"type": "string"}, "cause": {"type": "string"},
    "schema": {"type": "boolean", "description": "The blueprint changed."},
    "truncated": {"type": "boolean", "description": "Too many cells to list."},
    "rows": {"type": "array", "items": {"$ref": "#/components/schemas/ChangedRow"}},
    "cells": {"type": "array", "items": {"$ref": "#/components/schemas/ChangedCell"}}}},
"ChangedRow": {
  "type": "object", "required": ["table", "row", "inserted", "deleted"],
  "properties": {
    "table": {"type": "string"}, "row": {"type": "string"},
    "inserted": {"type": "boolean"}, "deleted": {"type": "boolean"}}},
"ChangedCell": {
  "type": "object", "required": ["table", "row", "column", "value", "computed"],
  "properties": {
    "table": {"type": "string"}, "row": {"type": "string"}, "column": {"type": "string"},
    "value": {"$ref": "#/components/schemas/PlainValue"}, "computed": {"type": "boolean"}}}
)json";
// clang-format on

}  // namespace csip::api
