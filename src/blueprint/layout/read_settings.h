// Settings from and to YAML, as their shape says.
#pragma once

#include "base/json.h"
#include "blueprint/layout/settings.h"
#include "blueprint/yaml/fields.h"
#include "blueprint/yaml/yaml_writer.h"

namespace csip::blueprint {

// The keys of the shape out of a map that may have others: the caller asks for those and calls Done(). What has the wrong
// form is reported with its place; names and formulas are checked later (check/check_settings.h).
void ReadSettings(Fields& fields, Settings* settings);

// What the reader reads back as the same.
void WriteSettings(const Settings& settings, YamlWriter& out);

// One setting as the API takes it: the JSON of the same form as the YAML. Null takes it away. kInvalid says what is wrong.
base::Status ReadSetting(const base::Json& json, std::string_view key, Settings* settings);

}  // namespace csip::blueprint
