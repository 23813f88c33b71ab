#!/usr/bin/env bash
# setup.sh [GROUP...]: installs the Debian packages of tools/packages.txt that are missing. Groups: build, test, lint; all
# three when none is named. Says what it installs; does nothing, quickly, when all is there.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
groups=("$@")
[ ${#groups[@]} -gt 0 ] || groups=(build test lint)
for group in "${groups[@]}"; do
  case $group in build | test | lint) ;; *)
    echo "setup: no group '$group'; the groups are build, test and lint" >&2
    exit 2 ;;
  esac
done

# Node.js may come from elsewhere than Debian: any version from 18 on will do, when npm is beside it.
has_node() {
  command -v npm >/dev/null && command -v node >/dev/null || return 1
  local version
  version=$(node --version) && version=${version#v} && [ "${version%%.*}" -ge 18 ]
}

wanted=()
while read -r group package _; do
  case " ${groups[*]} " in *" $group "*) wanted+=("$package") ;; esac
done < <(grep -v '^#' "$here/packages.txt")

if ! command -v dpkg-query >/dev/null; then
  echo "setup: this machine has no dpkg. csip is built on Debian 12; elsewhere, install the likes of:" >&2
  printf '  %s\n' "${wanted[@]}" >&2
  exit 1
fi

# dpkg-query fails when it does not know one of them; what it prints is what counts.
installed=" $({ dpkg-query -W -f='${db:Status-Status}:${Package}\n' "${wanted[@]}" 2>/dev/null || true; } |
  sed -n 's/^installed://p' | tr '\n' ' ') "
missing=()
for package in "${wanted[@]}"; do
  case $installed in *" $package "*) continue ;; esac
  case $package in nodejs | npm) ! has_node || continue ;; esac
  case " ${missing[*]-} " in *" $package "*) ;; *) missing+=("$package") ;; esac
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: these packages are missing, and neither root nor sudo is here to install them:" >&2
    echo "  apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
apt() {
  ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 \
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" </dev/null
}

echo "setup: installing ${#missing[@]} Debian packages: ${missing[*]}"
case " ${missing[*]} " in *" libboost1.81-dev "*)
  if dpkg-query -W -f='${db:Status-Status}' libboost1.74-dev 2>/dev/null | grep -q '^installed'; then
    echo "setup: libboost1.81-dev takes the place of libboost1.74-dev: Debian lets only one of them be installed"
  fi ;;
esac

log=$(mktemp)
trap 'rm -f "$log"' EXIT
run_quietly() {
  "$@" >"$log" 2>&1 && return
  local status=$?
  tail -n 30 "$log" >&2
  return $status
}
# The lists of packages may be missing or old: a package they don't know is the sign.
for package in "${missing[@]}"; do
  if ! apt-cache show "$package" >/dev/null 2>&1; then
    run_quietly apt update
    break
  fi
done
if ! run_quietly apt install --no-install-recommends "${missing[@]}"; then
  echo "setup: trying once more with fresh lists of packages" >&2
  run_quietly apt update
  if ! run_quietly apt install --no-install-recommends "${missing[@]}"; then
    echo "setup: apt-get could not install the packages; its last words are above" >&2
    exit 1
  fi
fi
echo "setup: done"
