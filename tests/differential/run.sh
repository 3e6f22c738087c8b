#!/usr/bin/env bash
# Asks this registry and a Go API server on a local etcd the same random questions, and reports different answers.
#
#   tests/differential/run.sh [--peer sample|apiextensions] [--seed N] [--sequences N] [--steps N] [--without apply,watch] [--all]
#
# The peer is built from its Go module (benchmarks/peer.sh), once; this takes some minutes. sample-apiserver serves
# flunders, a kind compiled in, as ours is; apiextensions-apiserver serves our clusters as a custom resource. --all shows
# known differences too. Any other pair of servers: tests/differential/differential.py --help.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
here=$root/tests/differential
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" "--kind-file=$here/flunder.yaml" -- "${BASH_SOURCE[0]}" "$@"
fi

peer=sample known=yes arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    --peer) peer=$2; shift ;;
    --peer=*) peer=${1#*=} ;;
    --all) known=no ;;
    *) arguments+=("$1") ;;
  esac
  shift
done
case $peer in
  sample) subject=flunders ;;
  *)
    subject=clusters
    arguments+=(--without strategic_patch) # which custom resources do not know
    ;;
esac
[ "$known" = no ] || arguments+=(--known "$here/known-$peer.json")

# What benchmarks/peer.sh expects of those who source it: java, processes, and a working folder with our data in it.
. "$root/bin/lib/jdk.sh"
java=$(find_jdk build)
work=$(mktemp -d)
ln -s "$DATA" "$work/data"
processes=()
stop() {
  kill ${processes[@]+"${processes[@]}"} 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT
theirs=()
. "$root/benchmarks/peer.sh"
start_peer "$peer"
url=${theirs[1]} certificate=${theirs[3]} key=${theirs[5]}

python3 "$here/differential.py" --subject "$subject" --server "$SERVER" --ca "$DATA/pki/ca.crt" --token admin-token \
  --peer "$url" --peer-cert "$certificate" --peer-key "$key" ${arguments[@]+"${arguments[@]}"}
