// Where the bytes of a formula stand in its YAML file.
#pragma once

#include <string_view>
#include <vector>

#include "blueprint/blueprint.h"
#include "blueprint/yaml/yaml.h"

namespace csip::blueprint {

// The pieces of a scalar of `source`, the file's text: plain, quoted, folded or literal. Always one at least;
// where the source does not match what was read (a tag, an alias) the first piece is the scalar's own place.
std::vector<Formula::Piece> LocateText(const YamlNode& scalar, std::string_view source);

}  // namespace csip::blueprint
