#!/usr/bin/env bash
# npm_install.sh DIR: makes DIR/node_modules what DIR/package-lock.json says. Does nothing when it already is.
set -euo pipefail

cd "$1"
stamp=node_modules/.installed
wanted=$(cat package.json package-lock.json .npmrc | sha256sum | cut -d' ' -f1)
[ "$(cat $stamp 2>/dev/null)" != "$wanted" ] || exit 0

if ! command -v npm >/dev/null; then
  echo "npm is missing: run tools/setup.sh, or install Node.js 18 or later" >&2
  exit 1
fi
for attempt in 1 2 3; do
  if npm ci --no-progress --loglevel=error; then
    echo "$wanted" >$stamp
    exit 0
  fi
  [ $attempt = 3 ] || { echo "npm ci failed; trying again" >&2; sleep 5; }
done
echo "npm ci failed in $PWD; its words are above" >&2
exit 1
