#!/usr/bin/env bash
# 10,000 requests made at random from the descriptions of all operations, and damaged: words for each, and nothing is wrong after.
#
#   run.sh [COUNT] [SEED]    the seed of a run that failed is in what it printed
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CSIP_BINARY=${CSIP_BINARY:-$here/../../build/release/src/csip}

exec node "$here/hostile.mjs" "${1:-${CSIP_HOSTILE_REQUESTS:-10000}}" "${2:-20261122}"
