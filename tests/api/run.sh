#!/usr/bin/env bash
# quick
# The HTTP API of the real binary: Coda's part against its contract, ours, the live stream, hostile input.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CSIP_BINARY=${CSIP_BINARY:-$here/../../build/release/src/csip}

exec node "$here/main.mjs"
