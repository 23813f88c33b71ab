#!/usr/bin/env bash
# C++ sources are laid out as .clang-format says; shell scripts parse; no file holds an address of this machine. Part of
# ./test.
set -euo pipefail
cd "$CSIP_ROOT"

good=0
bad=0
if command -v clang-format-19 >/dev/null; then
  mapfile -t files < <(find src tests -name '*.h' -o -name '*.cc' | sort)
  printf '%s\n' "${files[@]}" | xargs -P "$JOBS" -n 20 clang-format-19 --dry-run -Werror 2>"$CSIP_BUILD/format.out" || true
  mapfile -t unformed < <(sed -nE 's/^([^:]+):[0-9]+:[0-9]+: error: .*/\1/p' "$CSIP_BUILD/format.out" | sort -u)
  bad=${#unformed[@]}
  good=$((${#files[@]} - bad))
  [ $bad = 0 ] || printf 'FAILED: clang-format-19 -i %s\n' "${unformed[@]}"
else
  echo "not run: clang-format-19 is not installed (tools/setup.sh lint)"
fi
for script in run test .ci/run tools/*.sh tools/checks/*.sh tests/*/run.sh; do
  if bash -n "$script"; then good=$((good + 1)); else bad=$((bad + 1)); fi
done
for lock in web/package-lock.json tests/*/package-lock.json; do
  if grep -nE '"resolved"|https?://registry' "$lock"; then
    echo "FAILED: $lock names the registry it was made with"
    bad=$((bad + 1))
  else
    good=$((good + 1))
  fi
done
echo "$good passed, $bad failed"
[ $bad = 0 ]
