#!/usr/bin/env bash
# Builds csip, the web page and all unit tests with warnings as errors. Part of ./test.
set -euo pipefail
cd "$CSIP_ROOT"

cache=$CSIP_BUILD/CMakeCache.txt
if [ ! -f "$CSIP_BUILD/build.ninja" ] || [ CMakePresets.json -nt "$CSIP_BUILD/build.ninja" ] ||
  ! grep -q '^CSIP_WERROR:BOOL=ON' "$cache" || ! grep -q '^CSIP_TESTS:BOOL=ON' "$cache"; then
  cmake --preset release -DCSIP_WERROR=ON -DCSIP_TESTS=ON
  touch "$CSIP_BUILD/build.ninja"
fi
ninja -C "$CSIP_BUILD" -j "$JOBS" -k 20
echo "1 passed, 0 failed"
