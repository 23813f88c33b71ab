#!/usr/bin/env bash
# Formulas that ask for too much, on 50,000 rows of the real binary: each ends with words, and others go on meanwhile.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CSIP_BINARY=${CSIP_BINARY:-$here/../../build/release/src/csip}
export PYTHONPATH=$here/../server
export PYTHONDONTWRITEBYTECODE=1

exec python3 "$here/hostile_formulas.py" "$@"
