#!/usr/bin/env bash
# The unit tests: every test case of every folder's test program, by CTest. Part of ./test.
set -euo pipefail

report=$CSIP_BUILD/test-logs/unit.xml
status=0
ctest --test-dir "$CSIP_BUILD" -j "$JOBS" --output-on-failure --no-tests=error --output-junit "$report" || status=$?
attribute() { sed -n "/<testsuite/,/>/s/.*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$report" | head -n 1; }
total=$(attribute tests) bad=$(attribute failures) skipped=$(($(attribute skipped) + $(attribute disabled)))
[ "$skipped" = 0 ] || echo "skipped: $skipped unit tests"
# A crash at start or a test that could not be found is a failure too.
[ $status = 0 ] || [ "$bad" != 0 ] || bad=1
echo "$((total - bad - skipped)) passed, $bad failed"
[ "$bad" = 0 ]
