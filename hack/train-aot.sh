#!/usr/bin/env bash
# Records what a server does at its start and under some load, so that the next starts need not find it out again:
# clusterregistry/target/dist/clusterregistry.aot, valid for this JDK and these jars. Argument: the JDK's folder.
#
# What is recorded is a second start, on a folder that has certificates and clusters already, as nearly all starts are. Profiles
# of methods are not: with them the compiler is busy with what a start needs no more.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
java=$1
dist=${CLUSTERREGISTRY_DIST:-$root/clusterregistry/target/dist}
. "$root/bin/lib/jvm-flags.sh"

data=$(mktemp -d)
server=""
stop() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" || true
    server=""
  fi
}
trap 'stop; rm -rf "$data"' EXIT
printf 'rehearsal,rehearsal,1,"system:masters"\n' >"$data/tokens.csv"

program() {
  exec "$java/bin/java" "${jvm_flags[@]}" "$@"
}
# start FLAG...: sets server and url.
start() {
  : >"$data/out"
  program "$@" -cp "$class_path" dev.clusterregistry.clusterregistry.Main standalone --data-dir "$data/data" \
    --secure-port 0 --token-auth-file "$data/tokens.csv" >"$data/out" 2>&1 &
  server=$!
  local i
  for ((i = 0; i < 600; i++)); do
    url=$(sed -n 's/.* serves at \(https:.*\)/\1/p' "$data/out")
    if [ -n "$url" ] || ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.1
  done
  if [ -z "$url" ]; then
    cat "$data/out"
    return 1
  fi
}
rehearse() {
  (program -cp "$class_path" dev.clusterregistry.clusterregistry.Main rehearse --server "$url" \
    --certificate-authority "$data/data/pki/ca.crt" --token rehearsal "$@")
}

start
rehearse --fill 2000
stop
start "-XX:AOTCacheOutput=$dist/clusterregistry.aot" -XX:-AOTRecordTraining
rehearse
stop
cat "$data/out"
[ -s "$dist/clusterregistry.aot" ]
