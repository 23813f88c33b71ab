#!/usr/bin/env bash
# Every header of src/ compiles when it is included first and alone. Part of ./test.
set -euo pipefail
cd "$CSIP_ROOT"

total=$(find src -name '*.h' | wc -l)
bad=0
ninja -C "$CSIP_BUILD" -j "$JOBS" -k 0 headers | tee "$CSIP_BUILD/headers.out" || bad=1
[ $bad = 0 ] || bad=$(grep -c '^FAILED: ' "$CSIP_BUILD/headers.out" || true)
echo "$((total - bad)) passed, $bad failed"
[ "$bad" = 0 ]
