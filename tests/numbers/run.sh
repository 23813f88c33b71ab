#!/usr/bin/env bash
# Serves each sample, and exports it, and compares every computed cell with an independent calculation.
set -euo pipefail
cd "$(dirname "$0")"
export CSIP_BINARY=${CSIP_BINARY:-$PWD/../../build/release/src/csip}
export PYTHONDONTWRITEBYTECODE=1

passed=0
failed=0
server=
work=$(mktemp -d)
stop() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  server=
}
trap 'stop; rm -rf "$work"' EXIT

# step NAME COMMAND...: counts it.
step() {
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "failed: $name"
  fi
}

serve_and_check() {
  local sample=$1 data=$work/$1 port token
  "$CSIP_BINARY" init --data "$data" --sample "$sample" || return 1
  token=$("$CSIP_BINARY" token create --data "$data" --name numbers --scope read | tail -n 1) || return 1
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  "$CSIP_BINARY" serve --data "$data" --listen "127.0.0.1:$port" >"$work/$sample.log" 2>&1 &
  server=$!
  until curl -sf -o "$work/whoami" --max-time 5 -H "Authorization: Bearer $token" "http://127.0.0.1:$port/apis/v1/whoami"; do
    kill -0 "$server" 2>/dev/null || { tail -n 20 "$work/$sample.log"; return 1; }
    [ $SECONDS -lt 300 ] || { echo "the server does not answer"; return 1; }
    read -rt 0.1 <> <(:) || true
  done
  python3 gard_as.py --url "http://127.0.0.1:$port" --token "$token"
}

export_and_check() {
  "$CSIP_BINARY" export --data "$work/$1" --out "$work/$1-csv" && python3 gard_as.py --csv "$work/$1-csv"
}

step "self-test" python3 gard_as.py --self-test
for sample in gard-as portfolio; do
  step "$sample" serve_and_check "$sample"
  stop
  step "$sample, exported" export_and_check "$sample"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
