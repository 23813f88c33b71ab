#!/usr/bin/env bash
# Fuzz targets: each runs its kept corpus (corpus/<target>) with changed copies; where clang-19 is installed, libFuzzer
# then drives each for some seconds. What breaks a property is left in tests/artifacts/fuzz.
#
#   run.sh [SECONDS]    of libFuzzer for each target. When it is not said (nor by CSIP_FUZZ_SECONDS): 5 where build/fuzz is
#                       there already, else none, because building everything with clang takes minutes.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
binaries=$(dirname "${CSIP_BINARY:-$root/build/release/src/csip}")
seconds=${1:-${CSIP_FUZZ_SECONDS:-}}
[ -n "$seconds" ] || { [ -e "$root/build/fuzz/CMakeCache.txt" ] && seconds=5 || seconds=0; }
artifacts=$root/tests/artifacts/fuzz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$artifacts" "$work/examples"
export ASAN_OPTIONS=detect_leaks=0

# The example of every function is a seed for all that takes formulas.
sed -n 's/^| `\(.*\)` | .* |$/\1/p' "$root/docs/formulas.md" | sed 's/\\|/|/g' |
  awk -v to="$work/examples/" '{ print > (to NR) }'

mapfile -t targets < <(sed -n 's/^csip_fuzz(\([a-z_]*\) .*/\1/p' "$root/src/CMakeLists.txt")
seeds_of() {
  echo "$root/tests/fuzz/corpus/$1"
  case $1 in parse | evaluate | plan) echo "$work/examples" ;; esac
}

passed=0
failed=0
# attempt NAME COMMAND...: counted; its words are shown when it fails.
attempt() {
  local name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    echo "ok      $name: $(tail -n 1 "$work/log" | cut -c1-100)"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    grep -aE 'does not hold|runtime error|ERROR|SUMMARY|^ *#[0-9]' -A2 "$work/log" | head -n 40 || true
    tail -n 3 "$work/log"
  fi
}

for target in "${targets[@]}"; do
  attempt "$target, kept inputs" timeout 120 env CSIP_FUZZ_LAST="$artifacts/$target.last" \
    "$binaries/csip_${target}_fuzz" --mutants 20 "$root/tests/fuzz/corpus/$target"
  case $target in parse | evaluate)
    attempt "$target, the examples of the functions" timeout 120 "$binaries/csip_${target}_fuzz" "$work/examples" ;;
  esac
done

if [ "$seconds" = 0 ]; then
  echo "not run: libFuzzer, which was given no time (bash tests/fuzz/run.sh 5)"
elif ! command -v clang++-19 >/dev/null || ! command -v cmake >/dev/null; then
  echo "not run: libFuzzer, because clang-19 is not installed (tools/setup.sh lint)"
else
  cd "$root"
  cmake --preset fuzz >"$work/log" 2>&1 && cmake --build build/fuzz --target fuzzers -j "${JOBS:-2}" >"$work/log" 2>&1 || {
    tail -n 20 "$work/log"
    echo "FAILED  the fuzz targets do not build with clang-19"
    failed=$((failed + 1))
    seconds=0
  }
  [ "$seconds" = 0 ] || for target in "${targets[@]}"; do
    mapfile -t seeds < <(seeds_of "$target")
    mkdir "$work/$target"
    attempt "$target, $seconds s of libFuzzer" timeout $((seconds + 60)) "build/fuzz/src/csip_${target}_fuzz" \
      -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=2000 -verbosity=1 \
      -artifact_prefix="$artifacts/$target-" "$work/$target" "${seeds[@]}"
  done
fi
echo "$passed passed, $failed failed"
[ $failed = 0 ]
