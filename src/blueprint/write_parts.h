// What write.cc is made of.
#pragma once

#include "blueprint/blueprint.h"
#include "blueprint/yaml/yaml_writer.h"

namespace csip::blueprint {

// The keys of a table, as ReadTable reads them.
void WriteTable(const Table& table, YamlWriter& out);
// The keys of blueprint.yaml but `tables`, as ReadWorkspace reads them.
void WriteDashboard(const Dashboard& dashboard, YamlWriter& out);
void WriteWorkspace(const Blueprint& blueprint, YamlWriter& out);

}  // namespace csip::blueprint
