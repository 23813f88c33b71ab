# Fuzz targets: csip_fuzz(<name> <sources> LINK <folders>) makes csip_<name>_fuzz, which links only these folders, so that
# a fuzz build compiles no more than it needs. Target `fuzzers` builds them all.
#
#   -DCSIP_FUZZ=ON (preset fuzz, clang)    libFuzzer drives them
#   else                                   tests/fuzz/replay.cc runs each over its kept corpus, tests/fuzz/corpus/<name>
#
# A *_fuzz.cc stands beside the code it tries and is part of no folder's library.

option(CSIP_FUZZ "libFuzzer drives the fuzz targets (clang, with CSIP_SANITIZE=fuzzer-no-link,...)" OFF)
add_custom_target(fuzzers)

function(csip_fuzz name)
  if(NOT (CSIP_TESTS OR CSIP_FUZZ))
    return()
  endif()
  cmake_parse_arguments(F "" "" "LINK" ${ARGN})
  list(TRANSFORM F_UNPARSED_ARGUMENTS PREPEND ${CMAKE_SOURCE_DIR}/src/ OUTPUT_VARIABLE sources)
  add_executable(csip_${name}_fuzz ${sources})
  target_include_directories(csip_${name}_fuzz PRIVATE ${CMAKE_SOURCE_DIR}/src)
  foreach(folder ${F_LINK})
    target_link_libraries(csip_${name}_fuzz PRIVATE csip_${folder})
  endforeach()
  if(CSIP_FUZZ)
    target_link_options(csip_${name}_fuzz PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(csip_${name}_fuzz PRIVATE ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cc)
  endif()
  add_dependencies(fuzzers csip_${name}_fuzz)
endfunction()
