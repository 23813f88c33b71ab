#!/usr/bin/env bash
# The page in Debian's Chromium, against the real binary.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CSIP_BINARY=${CSIP_BINARY:-$here/../../build/release/src/csip}

bash "$here/../../tools/npm_install.sh" "$here"
exec node "$here/main.mjs"
