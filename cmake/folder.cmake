# One target per folder of src/: csip_folder(<name> ALLOW <folders it may include> LIBS <libraries>).
# The target links exactly the folders named, and tools/check_layers.sh refuses an include of any other.
# Tests (*_test.cc beside the code) become csip_<name>_test; <name>/all.h is compiled nowhere, each header alone is.

set(CSIP_LAYER_SCRIPT ${CMAKE_SOURCE_DIR}/tools/check_layers.sh)

function(csip_folder name)
  cmake_parse_arguments(F "" "" "ALLOW;LIBS;TEST_LIBS" ${ARGN})
  set(dir ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${dir}/*.cc)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${dir}/*.h)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "_(test|fuzz)\\.cc$")
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")

  set(stamp ${CMAKE_BINARY_DIR}/layers/${name}.ok)
  list(JOIN F_ALLOW "," allow)
  add_custom_command(OUTPUT ${stamp}
    COMMAND sh ${CSIP_LAYER_SCRIPT} ${dir} "${name}" "${allow}"
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${sources} ${headers} ${CSIP_LAYER_SCRIPT}
    COMMENT "Layer rule: ${name}" VERBATIM)
  add_custom_target(csip_${name}_layers DEPENDS ${stamp})

  if(NOT sources)
    add_library(csip_${name} INTERFACE)
    return()
  endif()
  add_library(csip_${name} STATIC ${sources})
  add_dependencies(csip_${name} csip_${name}_layers)
  target_include_directories(csip_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_precompile_headers(csip_${name} PRIVATE
    <algorithm> <cstdint> <functional> <map> <memory> <optional> <span> <string> <string_view> <unordered_map>
    <utility> <variant> <vector> <fmt/format.h>)
  foreach(folder ${F_ALLOW})
    target_link_libraries(csip_${name} PUBLIC csip_${folder})
  endforeach()
  target_link_libraries(csip_${name} PUBLIC fmt::fmt ${F_LIBS})

  # Each header must compile by itself.
  set(stubs)
  foreach(header ${headers})
    file(RELATIVE_PATH rel ${CMAKE_SOURCE_DIR}/src ${header})
    string(REPLACE "/" "_" flat ${rel})
    set(stub ${CMAKE_BINARY_DIR}/headers/${flat}.cc)
    if(NOT EXISTS ${stub})
      file(WRITE ${stub} "#include \"${rel}\"\n")
    endif()
    list(APPEND stubs ${stub})
  endforeach()
  if(stubs)
    add_library(csip_${name}_headers OBJECT EXCLUDE_FROM_ALL ${stubs})
    target_link_libraries(csip_${name}_headers PRIVATE csip_${name})
    target_compile_options(csip_${name}_headers PRIVATE -O0 -g0)
    set_property(GLOBAL APPEND PROPERTY CSIP_HEADER_TARGETS csip_${name}_headers)
  endif()

  if(CSIP_TESTS AND tests)
    add_executable(csip_${name}_test ${tests})
    target_link_libraries(csip_${name}_test PRIVATE csip_${name} ${F_TEST_LIBS} GTest::gtest GTest::gmock GTest::gtest_main)
    # Only the tests that read the repository's files know its place, so that the compiler's cache serves every clone.
    foreach(test ${tests})
      file(STRINGS ${test} mentions REGEX CSIP_SOURCE_DIR LIMIT_COUNT 1)
      if(mentions)
        set_source_files_properties(${test} PROPERTIES COMPILE_DEFINITIONS CSIP_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
      endif()
    endforeach()
    target_precompile_headers(csip_${name}_test PRIVATE <algorithm> <map> <memory> <string> <vector> <gtest/gtest.h>)
    gtest_discover_tests(csip_${name}_test DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 PROPERTIES LABELS ${name} TIMEOUT 300)
  endif()
endfunction()
