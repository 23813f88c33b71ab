#!/usr/bin/env bash
# The command line from end to end: init, check, eval, import, export, token, and what each refuses.
# quick
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CSIP_BINARY=${CSIP_BINARY:-$here/../../build/release/src/csip}
export PYTHONDONTWRITEBYTECODE=1

exec python3 "$here/command_line.py" "$@"
