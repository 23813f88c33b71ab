#!/usr/bin/env bash
# What was acknowledged is there afterwards: kill -9 in the middle of writing, again and again, failing disks, attached files, backups
# made while others write; and transitions are read exactly once.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CSIP_BINARY=${CSIP_BINARY:-$here/../../build/release/src/csip}
export PYTHONPATH=$here/../server PYTHONDONTWRITEBYTECODE=1

passed=0
failed=0
for part in "durability.py $*" transitions.py backup.py files.py faults.py; do
  echo "== ${part%% *}"
  output=$(python3 "$here/"$part 2>&1)
  status=$?
  echo "$output"
  counts=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' <<<"$output" | tail -n 1)
  bad=${counts##*, }
  bad=${bad%% *}
  passed=$((passed + ${counts%% *}))
  [ -n "$counts" ] || bad=1
  [ $status = 0 ] || [ "$bad" != 0 ] || bad=1
  failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
