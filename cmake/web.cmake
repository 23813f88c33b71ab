# The web page: built from web/ by Vite, compressed, and linked into the csip executable.
#
#   -DCSIP_WEB=OFF         builds without Node.js; the server then has no page
#   -DCSIP_WEB_DIST=dir    takes a page that was built elsewhere (the output of `npm run build`)
#
# The files end up in one object, csip_web, that defines csip::api::Assets() (src/api/assets.h). Only the executable
# links it, so that tests need no Node.js.

find_program(CSIP_NODE node)
find_program(CSIP_BASH bash)
if(NOT CSIP_NODE)
  message(FATAL_ERROR "Node.js builds and embeds the web page, and was not found. Run tools/setup.sh build, "
    "or configure with -DCSIP_WEB=OFF for a server without the page.")
endif()

set(web_source ${CMAKE_SOURCE_DIR}/web)
set(web_binary ${CMAKE_BINARY_DIR}/web)
if(CSIP_WEB_DIST)
  get_filename_component(web_dist "${CSIP_WEB_DIST}" ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
  if(NOT EXISTS ${web_dist}/index.html)
    message(FATAL_ERROR "CSIP_WEB_DIST: ${web_dist} has no index.html; it should be the output of `npm run build` in web/")
  endif()
  file(GLOB_RECURSE web_files CONFIGURE_DEPENDS ${web_dist}/*)
else()
  set(web_dist ${web_binary}/dist)
  file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web_source}/src/* ${web_source}/public/*)
  list(FILTER web_sources EXCLUDE REGEX "\\.test\\.tsx?$")
  set(web_files ${web_dist}/index.html)
  add_custom_command(OUTPUT ${web_binary}/installed.stamp
    COMMAND ${CSIP_BASH} ${CMAKE_SOURCE_DIR}/tools/npm_install.sh ${web_source}
    COMMAND ${CMAKE_COMMAND} -E touch ${web_binary}/installed.stamp
    DEPENDS ${web_source}/package.json ${web_source}/package-lock.json ${web_source}/.npmrc
            ${CMAKE_SOURCE_DIR}/tools/npm_install.sh
    COMMENT "Fetching what the web page is made of (npm ci)" VERBATIM)
  add_custom_command(OUTPUT ${web_dist}/index.html
    COMMAND ${CSIP_NODE} node_modules/vite/bin/vite.js build --logLevel warn --outDir ${web_dist} --emptyOutDir
    WORKING_DIRECTORY ${web_source}
    DEPENDS ${web_sources} ${web_source}/index.html ${web_source}/vite.config.ts ${web_source}/tsconfig.json
            ${web_binary}/installed.stamp
    COMMENT "Building the web page" VERBATIM)
endif()

add_custom_command(OUTPUT ${web_binary}/assets.cc ${web_binary}/assets.bin
  COMMAND ${CSIP_NODE} ${CMAKE_SOURCE_DIR}/tools/embed_web.mjs ${web_dist} ${web_binary}
  DEPENDS ${web_files} ${CMAKE_SOURCE_DIR}/tools/embed_web.mjs
  COMMENT "Compressing and embedding the web page" VERBATIM)

add_library(csip_web OBJECT ${web_binary}/assets.cc)
# The assembler reads assets.bin, which no compiler reports as a dependency.
set_source_files_properties(${web_binary}/assets.cc PROPERTIES OBJECT_DEPENDS ${web_binary}/assets.bin)
target_include_directories(csip_web PRIVATE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(csip_web PRIVATE -Wa,-I${web_binary})
target_sources(csip PRIVATE $<TARGET_OBJECTS:csip_web>)
