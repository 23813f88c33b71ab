// Schemas of Coda's part: they follow Coda's own contract; `deleted` of a row is ours.
#include "api/components/all.h"

namespace csip::api {

// clang-format off
const std::string_view kCodaSchemas = R"json(
"Value": {
  "description": "A text, number, boolean, a list of them, or in rich format an object of JSON-LD.",
  "anyOf": [
    {"type": "string"}, {"type": "number"}, {"type": "boolean"}, {"type": "null"},
    {"type": "array", "items": {"$ref": "#/components/schemas/Value"}},
    {"type": "object", "additionalProperties": true}]},
"Reference": {
  "type": "object", "required": ["id", "type", "href"],
  "properties": {
    "id": {"type": "string"}, "type": {"type": "string"}, "href": {"type": "string"}, "name": {"type": "string"},
    "browserLink": {"type": "string"}}},
"User": {
  "type": "object", "required": ["name", "loginId", "type", "scoped", "tokenName", "href", "workspace"],
  "properties": {
    "name": {"type": "string"}, "loginId": {"type": "string"}, "type": {"const": "user"},
    "scoped": {"type": "boolean"}, "tokenName": {"type": "string"}, "href": {"type": "string"},
    "workspace": {
      "type": "object", "required": ["id", "type"],
      "properties": {
        "id": {"type": "string"}, "type": {"type": "string"}, "browserLink": {"type": "string"},
        "name": {"type": "string"}, "organizationId": {"type": "string"}}}}},
"Doc": {
  "type": "object",
  "required": [
    "id", "type", "href", "browserLink", "name", "owner", "ownerName", "createdAt", "updatedAt", "workspace",
    "folder", "workspaceId", "folderId"],
  "properties": {
    "id": {"type": "string"}, "type": {"const": "doc"}, "name": {"type": "string"},
    "createdAt": {"type": "string", "format": "date-time"}, "updatedAt": {"type": "string", "format": "date-time"}}},
"DocList": {
  "type": "object", "required": ["items"],
  "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Doc"}}, "href": {"type": "string"},
    "nextPageToken": {"type": "string"}, "nextPageLink": {"type": "string"}}},
"Page": {"allOf": [{"$ref": "#/components/schemas/Reference"}]},
"PageList": {
  "type": "object", "required": ["items"],
  "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Page"}}}},
"ApiLink": {
  "type": "object", "required": ["type", "href", "resource"],
  "properties": {
    "type": {"const": "apiLink"}, "href": {"type": "string"}, "browserLink": {"type": "string"},
    "resource": {"$ref": "#/components/schemas/Reference"}}},
"TableReference": {
  "type": "object", "required": ["id", "type", "tableType", "browserLink", "href", "name"],
  "properties": {
    "id": {"type": "string"}, "type": {"const": "table"}, "tableType": {"enum": ["table", "view"]},
    "href": {"type": "string"}, "browserLink": {"type": "string"}, "name": {"type": "string"},
    "parent": {"type": "object"}}},
"TableList": {
  "type": "object", "required": ["items"],
  "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/TableReference"}},
    "href": {"type": "string"}, "nextPageToken": {"type": "string"}, "nextPageLink": {"type": "string"}}},
"Table": {
  "allOf": [
    {"$ref": "#/components/schemas/TableReference"},
    {
      "type": "object",
      "required": ["displayColumn", "rowCount", "sorts", "layout", "createdAt", "updatedAt", "viewId"],
      "properties": {
        "rowCount": {"type": "integer"}, "layout": {"type": "string"},
        "parentTable": {"$ref": "#/components/schemas/TableReference"}}}]},
"Column": {
  "type": "object", "required": ["id", "type", "href", "name", "format"],
  "properties": {
    "id": {"type": "string"}, "type": {"const": "column"}, "href": {"type": "string"}, "name": {"type": "string"},
    "display": {"type": "boolean"}, "calculated": {"type": "boolean"}, "formula": {"type": "string"},
    "defaultValue": {"type": "string"}, "format": {"type": "object", "required": ["type", "isArray"]}}},
"ColumnDetail": {"allOf": [{"$ref": "#/components/schemas/Column"}, {"type": "object", "required": ["parent"]}]},
"ColumnList": {
  "type": "object", "required": ["items"],
  "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Column"}}, "href": {"type": "string"},
    "nextPageToken": {"type": "string"}, "nextPageLink": {"type": "string"}}},
"Row": {
  "type": "object",
  "required": ["id", "type", "href", "name", "index", "browserLink", "createdAt", "updatedAt", "values"],
  "properties": {
    "id": {"type": "string"}, "type": {"const": "row"}, "href": {"type": "string"}, "name": {"type": "string"},
    "index": {"type": "integer"}, "browserLink": {"type": "string"},
    "createdAt": {"type": "string", "format": "date-time"}, "updatedAt": {"type": "string", "format": "date-time"},
    "values": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Value"}},
    "deleted": {"type": "boolean", "description": "In a sync: the row is gone, or the view no longer shows it."}}},
"RowDetail": {"allOf": [{"$ref": "#/components/schemas/Row"}, {"type": "object", "required": ["parent"]}]},
"RowList": {
  "type": "object", "required": ["items"],
  "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}}, "href": {"type": "string"},
    "nextPageToken": {"type": "string"}, "nextPageLink": {"type": "string"}, "nextSyncToken": {"type": "string"}}},
"RowEdit": {
  "type": "object", "required": ["cells"],
  "properties": {
    "cells": {
      "type": "array",
      "items": {
        "type": "object", "required": ["column", "value"],
        "properties": {"column": {"type": "string"}, "value": {"$ref": "#/components/schemas/Value"}}}}}},
"RowsUpsert": {
  "type": "object", "required": ["rows"],
  "properties": {
    "rows": {"type": "array", "items": {"$ref": "#/components/schemas/RowEdit"}},
    "keyColumns": {"type": "array", "items": {"type": "string"}}}},
"RowsUpsertResult": {
  "type": "object", "required": ["requestId"],
  "properties": {"requestId": {"type": "string"}, "addedRowIds": {"type": "array", "items": {"type": "string"}}}},
"RowUpdate": {
  "type": "object", "required": ["row"], "properties": {"row": {"$ref": "#/components/schemas/RowEdit"}}},
"RowEditResult": {
  "type": "object", "required": ["requestId"],
  "properties": {"requestId": {"type": "string"}, "id": {"type": "string"}}},
"RowsDelete": {
  "type": "object", "required": ["rowIds"],
  "properties": {"rowIds": {"type": "array", "items": {"type": "string"}}}},
"RowsDeleteResult": {
  "type": "object", "required": ["requestId", "rowIds"],
  "properties": {"requestId": {"type": "string"}, "rowIds": {"type": "array", "items": {"type": "string"}}}},
"MutationStatus": {"type": "object", "required": ["completed"], "properties": {"completed": {"type": "boolean"}}},
"FormulaList": {
  "type": "object", "required": ["items"],
  "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Reference"}}}},
"Formula": {
  "allOf": [
    {"$ref": "#/components/schemas/Reference"},
    {"type": "object", "required": ["value"], "properties": {"value": {"$ref": "#/components/schemas/Value"}}}]},
"ControlList": {"$ref": "#/components/schemas/FormulaList"},
"Control": {"allOf": [{"$ref": "#/components/schemas/Formula"}, {"type": "object", "required": ["controlType"]}]}
)json";
// clang-format on

}  // namespace csip::api
