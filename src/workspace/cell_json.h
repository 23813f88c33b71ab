// Values as JSON for clients: numbers, booleans, texts, ISO dates, rows by name, lists as arrays; blank is
// "", an error its name. (Coda's simpleWithArrays.)
#pragma once

#include "base/json.h"
#include "engine/engine.h"

namespace csip::workspace {

void WriteCell(const engine::Engine& engine, const value::Value& v, base::JsonWriter* out);
std::string CellJson(const engine::Engine& engine, const value::Value& v);
// The same of a cell of a column whose files are links: {"id", "name", "size", "type"}.
std::string FilesJson(const value::Value& v);

}  // namespace csip::workspace
