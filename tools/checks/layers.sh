#!/usr/bin/env bash
# The layer rule is kept by every folder of src/, and the check that guards it does refuse a step up. Part of ./test.
set -euo pipefail
cd "$CSIP_ROOT"

good=0
bad=0
count() { if [ "$1" = yes ]; then good=$((good + 1)); else bad=$((bad + 1)); echo "FAILED: $2"; fi; }

# csip_folder(NAME ALLOW a b c LIBS ...) over one or more lines.
while read -r name rest; do
  allowed=
  if [[ $rest == ALLOW* ]]; then
    allowed=${rest#ALLOW}
    allowed=${allowed%%[A-Z]*}
    allowed=$(echo $allowed | tr ' ' ',')
  fi
  [ -d "src/$name" ] || continue
  sh tools/check_layers.sh "src/$name" "$name" "$allowed" && count yes || count no "src/$name"
done < <(tr '\n' ' ' <src/CMakeLists.txt | grep -oE 'csip_folder\([^)]*\)' | sed -E 's/csip_folder\(//; s/\)//; s/ +/ /g')

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/value"
echo '#include "base/text.h"' >"$scratch/value/a.h"
sh tools/check_layers.sh "$scratch/value" value base && count yes || count no "an include of a lower floor was refused"
echo '#include "engine/engine.h"' >"$scratch/value/b.cc"
if sh tools/check_layers.sh "$scratch/value" value base 2>"$scratch/words"; then
  count no "an include of a higher floor was not refused"
else
  grep -q 'b.cc:1.*engine/engine.h' "$scratch/words" && count yes || count no "the refusal does not name the place"
fi
echo "$good passed, $bad failed"
[ $bad = 0 ]
