#!/usr/bin/env bash
# Schema changes of the real binary: over HTTP while others write, killed in the middle, by the command line.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CSIP_BINARY=${CSIP_BINARY:-$here/../../build/release/src/csip}
export PYTHONPATH=$here/../server PYTHONDONTWRITEBYTECODE=1

exec python3 "$here/schema.py" "$@"
