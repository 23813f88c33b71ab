# The blueprints of this repository, linked into the program: csip::app::EmbeddedFiles() (src/app/embedded_files.h).
#
# Each file is taken in by the assembler (.incbin), so nothing has to be escaped and nothing is limited in size.

file(GLOB_RECURSE blueprint_files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/blueprints ${CMAKE_SOURCE_DIR}/blueprints/*)
list(SORT blueprint_files)
set(embedded_source ${CMAKE_BINARY_DIR}/blueprints/embedded_files.cc)

set(index 0)
set(embedded_paths "")
set(assembly "")
set(symbols "")
set(entries "")
foreach(file ${blueprint_files})
  list(APPEND embedded_paths ${CMAKE_SOURCE_DIR}/blueprints/${file})
  string(APPEND assembly
    "  \"csip_file_${index}: .incbin \\\"${CMAKE_SOURCE_DIR}/blueprints/${file}\\\"\\n\"\n  \"csip_file_${index}_end: .byte 0\\n\"\n")
  string(APPEND symbols
    "extern const char file_${index}[] asm(\"csip_file_${index}\");\nextern const char file_${index}_end[] asm(\"csip_file_${index}_end\");\n")
  string(APPEND entries
    "      {\"${file}\", {file_${index}, static_cast<size_t>(file_${index}_end - file_${index})}},\n")
  math(EXPR index "${index} + 1")
endforeach()

file(CONFIGURE OUTPUT ${embedded_source} @ONLY CONTENT [=[
#include "app/embedded_files.h"

asm(".pushsection .rodata\n"
@assembly@  ".popsection\n");

@symbols@
namespace csip::app {

std::span<const EmbeddedFile> EmbeddedFiles() {
  static const EmbeddedFile files[] = {
@entries@  };
  return files;
}

}  // namespace csip::app
]=])

# The assembler reads the files, which no compiler reports as a dependency.
set_source_files_properties(${embedded_source} PROPERTIES OBJECT_DEPENDS "${embedded_paths}" SKIP_PRECOMPILE_HEADERS ON)
target_sources(csip_app PRIVATE ${embedded_source})
