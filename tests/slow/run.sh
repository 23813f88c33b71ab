#!/usr/bin/env bash
# 500 slow connections, and slowhttptest, do not hold up others, and end by the server's deadlines.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CSIP_BINARY=${CSIP_BINARY:-$here/../../build/release/src/csip}

exec python3 "$here/slow_clients.py"
