#!/usr/bin/env bash
# kill -9 in the middle of writing, again and again: what was acknowledged is there afterwards.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CSIP_BINARY=${CSIP_BINARY:-$here/../../build/release/src/csip}
export PYTHONPATH=$here/../server PYTHONDONTWRITEBYTECODE=1

exec python3 "$here/durability.py" "$@"
