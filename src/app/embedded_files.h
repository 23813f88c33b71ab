// The files of blueprints/ as they were when the program was built (cmake/blueprints.cmake). Constant data.
#pragma once

#include <span>
#include <string_view>

namespace csip::app {

struct EmbeddedFile {
  std::string_view path;  // "mulesoft-cs/blueprint.yaml"
  std::string_view bytes;
};

// Sorted by path.
std::span<const EmbeddedFile> EmbeddedFiles();

}  // namespace csip::app
