#!/bin/sh
# check_layers.sh DIR NAME ALLOWED: fails when a file of DIR includes a folder of src/ that is neither NAME nor in the
# comma-separated list ALLOWED. Tests may also include what their folder may.
set -eu
dir=$1 name=$2 allowed=",$3,$2,"
bad=$(grep -rnE --include='*.h' --include='*.cc' '^#include "[a-z_]+/' "$dir" | while IFS= read -r line; do
  folder=$(printf '%s\n' "$line" | sed -E 's/.*#include "([a-z_]+)\/.*/\1/')
  case "$allowed" in *",$folder,"*) ;; *) printf '%s\n' "$line" ;; esac
done)
if [ -n "$bad" ]; then
  printf 'Layer rule broken: %s may include only: %s\n%s\n' "$name" "$3" "$bad" >&2
  exit 1
fi
