#!/usr/bin/env bash
# Boots the container image and asks it things: tests/image/run.sh [IMAGE.tar]. Without an argument it builds one.
# Docker is not needed, root is. Ends with "N passed, N failed".
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d)
server=""
stop() {
  if [ -n "$server" ]; then
    kill -KILL "$(inside)" 2>/dev/null
    wait "$server" 2>/dev/null
  fi
  rm -rf "$work"
}
trap stop EXIT
# The server itself: below the shell that waits for it and what made the namespaces.
inside() {
  local process=$server child
  while child=$(pgrep -P "$process" | head -n 1) && [ -n "$child" ]; do process=$child; done
  echo "$process"
}
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

image=${1:-}
if [ -z "$image" ]; then
  image=$work/image.tar
  if ! { "$root/hack/stage-program.sh" "$work/program" && "$root/hack/build-image.sh" "$work/program" test "$image"; } \
    >"$work/build" 2>&1; then
    tail -n 30 "$work/build"
    echo "0 passed, 1 failed"
    exit 1
  fi
fi

mkdir -p "$work/root" "$work/data"
chmod 755 "$work" # the image's user must reach what is below
if ! python3 "$root/tests/image/unpack.py" "$image" "$work/root" >"$work/image.sh"; then
  echo "0 passed, 1 failed"
  exit 1
fi
. "$work/image.sh"
check "manifests, configuration and layers agree in both formats" test -n "$image_digest"
check "the image runs as somebody who is not root" test "$image_user" = 65532:65532
check "the image has no shell" sh -c "! find '$work/root' -name sh -o -name bash -o -name busybox | grep ."
chown "$image_user" "$work/data"
chmod 700 "$work/data"

in_image() {
  "$root/tests/image/boot.sh" "$work/root" "$work/data" "$image_user" "${image_environment[@]}" -- \
    "${image_entrypoint[@]}" "$@"
}
check "its program tells its version" in_image version

started=$(date +%s%N)
in_image standalone --secure-port 0 >"$work/out" 2>"$work/log" &
server=$!
url=""
for ((i = 0; i < 1200; i++)); do
  url=$(sed -n 's/.* serves at \(https:.*\)/\1/p' "$work/out")
  if [ -n "$url" ] || ! kill -0 "$server" 2>/dev/null; then break; fi
  sleep 0.05
done
ready() { curl -sk --max-time 30 "$url/readyz" | grep -qx ok; }
check "it serves /readyz" ready
echo "     the first start took $((($(date +%s%N) - started) / 1000000)) ms, certificates included"
process=$(inside)
check "it is the first process of its namespace" grep -E '^NSpid:.*[[:space:]]1$' "/proc/$process/status"
check "it has no capability and gets none" sh -c "grep '^CapEff:.*0000000000000000' /proc/$process/status &&
  grep '^NoNewPrivs:.*1' /proc/$process/status"
kubectl_in() { kubectl --kubeconfig "$work/data/admin.kubeconfig" "$@"; }
create() {
  kubectl_in create -f - <<'END' && kubectl_in get cluster in-a-container -o name
apiVersion: clusterregistry.k8s.io/v1alpha1
kind: Cluster
metadata: {name: in-a-container}
END
}
if command -v kubectl >/dev/null; then check "kubectl creates and reads a cluster" create; fi
check "a backup is taken by a second process of the image" in_image store backup /var/lib/clusterregistry/copy.backup
check "its files are private" sh -c "find '$work/data' -name 'admin.kubeconfig' | grep . &&
  ! find '$work/data' -type f -perm /077 | grep -E '[.](key|kubeconfig|sqlite)$'"

kill -TERM "$process"
wait "$server"
status=$?
server=""
check "it stops when it is told to, and says so by its status" test "$status" = 0

started=$(date +%s%N)
: >"$work/out" # else the first server's address is read
in_image standalone --secure-port 0 >"$work/out" 2>"$work/log" &
server=$!
for ((i = 0; i < 1200; i++)); do
  url=$(sed -n 's/.* serves at \(https:.*\)/\1/p' "$work/out")
  if [ -n "$url" ] || ! kill -0 "$server" 2>/dev/null; then break; fi
  sleep 0.02
done
check "it starts again on the same data" ready
echo "     the second start took $((($(date +%s%N) - started) / 1000000)) ms; $(grep -o 'Started in.*' "$work/log")"
check "it takes the ahead-of-time cache" sh -c "grep -q 'Started in' '$work/log' &&
  ! grep 'does not fit this Java' '$work/log'"
if command -v kubectl >/dev/null; then check "the cluster is still there" kubectl_in get cluster in-a-container; fi

echo "     $((image_compressed / 1000000)) MB compressed, $((image_unpacked / 1000000)) MB unpacked"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
