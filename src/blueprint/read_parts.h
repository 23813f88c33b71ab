// What read.cc is made of: one function for each kind of YAML map (docs/blueprint-format.md describes the
// keys).
//
// Each reports what is wrong in its map and returns what could be read; names that refer to other parts are
// checked later, on the whole blueprint (blueprint/check/check.h).
#pragma once

#include <string>
#include <vector>

#include "blueprint/blueprint.h"
#include "blueprint/yaml/fields.h"

namespace csip::blueprint {

// A table with its columns and views. False when it has no name.
bool ReadTable(const YamlNode& node, const ReadContext& context, Table* table);

// A column of the table with this name. False when it has no name.
bool ReadColumn(const YamlNode& node, const ReadContext& context, const std::string& table, Column* column);

// A view of the table with this name. False when it has no name.
bool ReadView(const YamlNode& node, const ReadContext& context, const std::string& table, View* view);

// The list of conditional formats under the key `formats`; `path` is that of the table or view they belong
// to.
std::vector<ConditionalFormat> ReadFormats(Fields& fields, const std::string& path);

// Options under the key `options`: texts or maps of name and color.
std::vector<Option> ReadOptions(Fields& fields, const std::string& path);

// A dashboard of a file, or of a list. False when it has no name.
bool ReadDashboard(const YamlNode& node, const ReadContext& context, Dashboard* dashboard);

// Everything of blueprint.yaml but the tables.
void ReadWorkspace(Fields& fields, Blueprint* blueprint);

// By file, line and column.
void SortErrors(std::vector<base::Error>* errors);

}  // namespace csip::blueprint
