// Schemas of people and of what they leave behind: comments, saved views.
#include "api/components/all.h"

namespace csip::api {

// clang-format off
const std::string_view kPeopleSchemas = R"json(
"Me": {
  "type": "object", "required": ["actor", "name", "email", "scope", "person", "local"],
  "properties": {
    "actor": {"type": "string"}, "name": {"type": "string"}, "email": {"type": "string"},
    "scope": {"enum": ["read", "write", "admin"]},
    "person": {
      "type": ["object", "null"], "required": ["rowId", "name"],
      "properties": {"rowId": {"type": "string"}, "name": {"type": "string"}}},
    "local": {"type": "boolean", "description": "The page on the server's own machine, without a login."}}},
"MeChange": {
  "type": "object", "required": ["person"],
  "properties": {"person": {"type": ["string", "null"], "description": "A row of the people table."}}},
"People": {
  "type": "object", "required": ["sequence", "items"],
  "properties": {
    "sequence": {"type": "integer"},
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Person"}}}},
"Person": {
  "type": "object", "required": ["id", "name", "email"],
  "properties": {"id": {"type": "string"}, "name": {"type": "string"}, "email": {"type": "string"}}},
"Presence": {
  "type": "object", "required": ["client"],
  "properties": {
    "client": {"type": "string", "description": "The page's own random name."}, "table": {"type": "string"},
    "row": {"type": "string"}, "column": {"type": "string"}, "editing": {"type": "boolean"},
    "leave": {"type": "boolean"}}},
"PresentPeople": {
  "type": "object", "required": ["people"], "description": "Everybody who has a record open.",
  "properties": {"people": {"type": "array", "items": {"$ref": "#/components/schemas/Present"}}}},
"Present": {
  "type": "object", "required": ["client", "name", "table", "row", "editing"],
  "properties": {
    "client": {"type": "string", "description": "The random name of the page."}, "name": {"type": "string"},
    "table": {"type": "string"}, "row": {"type": "string"}, "column": {"type": "string"}, "editing": {"type": "boolean"}}},
"Comment": {
  "type": "object",
  "required": ["id", "table", "row", "column", "text", "resolved", "parent", "author", "time", "edited", "mine"],
  "properties": {
    "id": {"type": "string"}, "table": {"type": "string"}, "row": {"type": "string"},
    "column": {"type": "string", "description": "Id; empty where the record is meant."},
    "text": {"type": "string"},
    "resolved": {"type": "boolean", "description": "Of the comment that begins a thread."},
    "parent": {"type": "string", "description": "The comment that begins the thread; empty for that one."},
    "author": {"type": "string"}, "time": {"type": "string", "format": "date-time"},
    "edited": {"type": "boolean"}, "mine": {"type": "boolean", "description": "Written by the caller."}}},
"CommentList": {
  "type": "object", "required": ["sequence", "items"],
  "properties": {
    "sequence": {"type": "integer"}, "items": {"type": "array", "items": {"$ref": "#/components/schemas/Comment"}}}},
"NewComment": {
  "type": "object", "required": ["table", "row", "text"],
  "properties": {
    "table": {"type": "string"}, "row": {"type": "string"}, "column": {"type": "string"},
    "text": {"type": "string"}, "parent": {"type": "string", "description": "The comment that it answers."}}},
"CommentChange": {
  "type": "object", "properties": {"text": {"type": "string"}, "resolved": {"type": "boolean"}}},
"SavedView": {
  "type": "object", "required": ["id", "table", "name", "owner", "mine", "access", "definition"],
  "properties": {
    "id": {"type": "string"}, "table": {"type": "string"}, "name": {"type": "string"}, "owner": {"type": "string"},
    "mine": {"type": "boolean"}, "access": {"$ref": "#/components/schemas/SavedViewAccess"},
    "definition": {"type": "object", "description": "As it was given.", "additionalProperties": true}}},
"SavedViewAccess": {
  "enum": ["personal", "shared", "locked"],
  "description": "Seen by its owner alone; seen by all; seen by all and changed by nobody."},
"SavedViewList": {
  "type": "object", "required": ["sequence", "items"],
  "properties": {
    "sequence": {"type": "integer"}, "items": {"type": "array", "items": {"$ref": "#/components/schemas/SavedView"}}}},
"NewSavedView": {
  "type": "object", "required": ["table", "name", "definition"],
  "properties": {
    "table": {"type": "string"}, "name": {"type": "string"}, "access": {"$ref": "#/components/schemas/SavedViewAccess"},
    "definition": {"type": "object", "additionalProperties": true}}},
"SavedViewChange": {
  "type": "object",
  "properties": {
    "name": {"type": "string"}, "access": {"$ref": "#/components/schemas/SavedViewAccess"},
    "definition": {"type": "object", "additionalProperties": true}}}
)json";
// clang-format on

}  // namespace csip::api
