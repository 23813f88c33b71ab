#!/usr/bin/env bash
# Coda's own clients, as the npm registry has them, against the real binary: coda-js, the client and the pack tools of
# @codahq/packs-sdk; once straight and once through Prism, which compares every exchange with Coda's OpenAPI file.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CSIP_BINARY=${CSIP_BINARY:-$here/../../build/release/src/csip}

bash "$here/../../tools/npm_install.sh" "$here"
exec node "$here/main.mjs"
