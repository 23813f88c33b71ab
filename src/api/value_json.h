// Values as our own API writes them: so that the page knows what each is, and may send it back.
//
//   blank null; numbers, texts, truths as they are; a day "2026-11-22"; a moment ISO 8601 in the workspace's zone;
//   a row {"rowId", "name"}; a list an array; an error {"error": "#VALUE", "reason"}
//
// Valid while the reader lives.
#pragma once

#include "base/json.h"
#include "workspace/workspace.h"

namespace csip::api {

void WriteValue(const workspace::Reader& reader, const value::Value& v, base::JsonWriter* out);
// A cell of a files column: links {"id", "name", "size", "type"}.
void WriteFiles(const value::Value& v, base::JsonWriter* out);
void WriteCell(const workspace::Reader& reader, value::TableIndex table, value::ColumnIndex column,
               value::RowSlot row, base::JsonWriter* out);

}  // namespace csip::api
