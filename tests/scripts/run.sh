#!/usr/bin/env bash
# ./run and tools/setup.sh: what they promise to someone who uses them.
# quick
set -euo pipefail
cd "$(dirname "$0")/../.."

passed=0
failed=0
check() {  # NAME COMMAND...
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $name"
  fi
}

work=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  server=
}
trap 'stop; rm -rf "$work"' EXIT
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export DATA=$work/data PORT=$port

milliseconds() { echo $(($(date +%s%N) / 1000000)); }
answers() { curl -sf -o /dev/null "http://127.0.0.1:$port/api/health"; }

setup_is_quick() {
  local start
  start=$(milliseconds)
  tools/setup.sh build >"$work/setup.out" && [ ! -s "$work/setup.out" ] && [ $(($(milliseconds) - start)) -lt 1000 ]
}
setup_names_groups() { ! tools/setup.sh nonsense 2>"$work/words" && grep -q 'build, test and lint' "$work/words"; }
setup_leaves_data() {
  ./run --setup >"$work/first.out" && [ -n "$(ls -A "$DATA")" ] && grep -q "http://127.0.0.1:$port" "$work/first.out" &&
    ! answers
}
second_run_is_quick() {
  local start
  start=$(milliseconds)
  ./run >"$work/second.out" 2>&1 &
  server=$!
  until answers; do
    [ $(($(milliseconds) - start)) -lt 20000 ] && kill -0 $server || { cat "$work/second.out"; return 1; }
  done
  echo "the second ./run answers after $(($(milliseconds) - start)) ms"
  [ $(($(milliseconds) - start)) -lt 2000 ]
}
token_hint_works() {
  local command token
  command=$(sed -n 's/^ *API token *//p' "$work/second.out")
  token=$($command | tail -n 1)
  curl -sf -H "Authorization: Bearer $token" "http://127.0.0.1:$port/apis/v1/whoami" >/dev/null
}
page_is_served() { curl -sf "http://127.0.0.1:$port/" | grep -q '<div id="root">'; }
ends_on_term() { kill -TERM $server && wait $server; server=; }
arguments_reach_serve() { ! ./run --no-such-flag >"$work/words" 2>&1 && grep -q 'no-such-flag' "$work/words"; }

check "setup does nothing, quickly and silently, when all is there" setup_is_quick
check "setup refuses a group it does not know, and says which there are" setup_names_groups
check "--setup makes the data folder and serves nothing" setup_leaves_data
check "a second run is up in under two seconds" second_run_is_quick
check "the command it shows makes a token that works" token_hint_works
check "the page is served" page_is_served
check "it ends when told to" ends_on_term
check "further arguments go to csip serve" arguments_reach_serve
echo "$passed passed, $failed failed"
[ $failed = 0 ]
