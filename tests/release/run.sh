#!/usr/bin/env bash
# Builds a nightly release, offers it as a web server would, and does what the user guide says: the four lines that
# download crinit, with another base address; then the server's archive, checksums, image and systemd unit.
#
#   tests/release/run.sh [FOLDER]      FOLDER: a release that hack/release.sh --nightly --out FOLDER made
#
# Ends with "N passed, N failed".
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d)
web="" server=""
stop() {
  for process in $web $server; do
    kill "$process" 2>/dev/null
    wait "$process" 2>/dev/null
  done
  rm -rf "$work"
}
trap stop EXIT
passed=0 failed=0
check() { # NAME COMMAND...
  local name=$1
  shift
  if "$@" >"$work/check" 2>&1; then
    passed=$((passed + 1))
    echo "PASS $name"
  else
    failed=$((failed + 1))
    echo "FAIL $name"
    sed 's/^/     /' "$work/check" | tail -n 15
  fi
}

release=${1:-}
if [ -z "$release" ]; then
  release=$work/release
  if ! "$root/hack/release.sh" --nightly --out "$release" >"$work/build" 2>&1; then
    tail -n 30 "$work/build"
    echo "0 passed, 1 failed"
    exit 1
  fi
fi
: >"$work/web"
python3 -u -m http.server --bind 127.0.0.1 --directory "$release" 0 >"$work/web" 2>&1 &
web=$!
base=""
for ((i = 0; i < 300; i++)); do
  base=$(sed -n 's/.*(\(http:.*\)\/) .*/\1/p' "$work/web")
  [ -z "$base" ] || break
  sleep 0.1
done

# The guide's lines word for word but for the address, in a folder of their own.
download() { # PACKAGE
  mkdir -p "$work/$1" && cd "$work/$1" || return 1
  (
    set -e
    PACKAGE=$1
    LATEST=$(curl "$base/nightly/latest")
    curl -O "$base/nightly/$LATEST/clusterregistry-$PACKAGE.tar.gz"
    tar xzf "clusterregistry-$PACKAGE.tar.gz"
  )
}
# The archive is what its checksum says: beside it, as sha256sum wants it.
checksum() {
  (cd "$work/$1" && curl -sO "$base/nightly/$(cat "$release/nightly/latest")/clusterregistry-$1.tar.gz.sha" &&
    sha256sum --check "clusterregistry-$1.tar.gz.sha")
}

if [ -d "$root/crinit" ]; then
  check "the guide's four lines download crinit" download client
  check "its checksum holds" checksum client
  check "./crinit version" sh -c "cd '$work/client' && ./crinit version"
  check "./crinit runs with another Java, too" env CLUSTERREGISTRY_JAVA_HOME="${JAVA_HOME:-}" "$work/client/crinit" version
  for i in 1 2 3 4 5; do
    began=$(date +%s%N)
    "$work/client/crinit" version >/dev/null
    echo "     crinit version: $((($(date +%s%N) - began) / 1000000)) ms"
  done
  image_is_crinits() {
    tar -xOf "$(find "$release/nightly" -name clusterregistry-image.tar)" manifest.json |
      grep "\"clusterregistry:$("$work/client/crinit" version --short | sed 's/^v//')\""
  }
  check "the image has the name that crinit deploys" image_is_crinits
  # shellcheck disable=SC2012
  check "nothing else lies beside it" test "$(ls "$work/client" | tr '\n' ' ')" = \
    "clusterregistry-client clusterregistry-client.tar.gz clusterregistry-client.tar.gz.sha crinit "
fi
check "the same lines download the server" download server
check "its checksum holds" checksum server
check "./clusterregistry version" sh -c "cd '$work/server' && ./clusterregistry version"
ln -s "$work/server/clusterregistry" "$work/linked"
check "it is found through a symbolic link" "$work/linked" version
check "it has the licences and the bill of materials" sh -c "cd '$work/server/clusterregistry-server' &&
  test -s LICENSE && test -s NOTICE && test -s runtime/legal/java.base/LICENSE && grep -q sqlite-jdbc sbom.json"

: >"$work/out"
"$work/server/clusterregistry" standalone --data-dir "$work/data" --secure-port 0 >"$work/out" 2>"$work/log" &
server=$!
url=""
for ((i = 0; i < 1200; i++)); do
  url=$(sed -n 's/.* serves at \(https:.*\)/\1/p' "$work/out")
  if [ -n "$url" ] || ! kill -0 "$server" 2>/dev/null; then break; fi
  sleep 0.05
done
ready() { curl -sk --max-time 30 "$url/readyz" | grep -qx ok; }
check "the server of the archive serves" ready
check "it takes its ahead-of-time cache" sh -c "grep -q 'Started in' '$work/log' &&
  ! grep 'does not fit this Java' '$work/log'"
check "it runs on the runtime of the archive" sh -c "readlink /proc/$server/exe | grep -q clusterregistry-server/runtime/bin/java"
grep -o 'Started in.*' "$work/log" | sed 's/^/     /'

if command -v systemd-analyze >/dev/null; then
  unit() {
    mkdir -p "$work/units" &&
      sed "s|/opt/clusterregistry |$work/server/clusterregistry |" \
        "$work/server/clusterregistry-server/clusterregistry.service" >"$work/units/clusterregistry.service" &&
      systemd-analyze verify --man=no "$work/units/clusterregistry.service" 2>"$work/unit" &&
      ! grep clusterregistry.service "$work/unit"
  }
  check "systemd takes the unit" unit
  check "the unit is confined" systemd-analyze security --offline=true --threshold=20 "$work/units/clusterregistry.service"
fi

# The image of the release, booted.
"$root/tests/image/run.sh" "$(find "$release/nightly" -name clusterregistry-image.tar | head -n 1)" >"$work/image" 2>&1
image=$?
grep -v ' passed, ' "$work/image"
counts=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$work/image" | tail -n 1)
# shellcheck disable=SC2086  # two numbers
set -- ${counts:-0 1}
echo "$((passed + $1)) passed, $((failed + $2)) failed"
[ "$failed" = 0 ] && [ "$image" = 0 ]
