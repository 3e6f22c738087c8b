#!/usr/bin/env bash
# Gives api/crd.yaml to a real apiextensions-apiserver, and asks whether it accepts the names and the schema, and serves it.
# Ends with one line: N passed, N failed. The peer is built from its Go module (benchmarks/peer.sh), once.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}"
fi

# What benchmarks/peer.sh expects of those who source it; it uses our client CA.
. "$root/bin/lib/jdk.sh"
java=$(find_jdk build)
work=$(mktemp -d)
ln -s "$DATA" "$work/data"
processes=()
stop() {
  kill ${processes[@]+"${processes[@]}"} 2>/dev/null
  wait
  rm -rf "$work"
}
trap stop EXIT
theirs=()
. "$root/benchmarks/peer.sh"
peer_crd() { cat "$root/api/crd.yaml"; }
if ! start_peer apiextensions; then
  echo "FAIL crd/served"
  echo "0 passed, 1 failed"
  exit 1
fi
url=${theirs[1]}
ask() { curl -sk --cert "$work/data/pki/admin.crt" --key "$work/data/pki/admin.key" "$@"; }

passed=0 failed=0
# expect NAME PATTERN TEXT
expect() {
  if grep -qE -- "$2" <<<"$3"; then
    echo "PASS crd/$1"
    passed=$((passed + 1))
  else
    printf 'FAIL crd/%s: %s is not in\n%s\n' "$1" "$2" "$3"
    failed=$((failed + 1))
  fi
}

# The conditions as "Type=Status", one a line.
conditions=$(ask "$url/apis/apiextensions.k8s.io/v1/customresourcedefinitions/clusters.clusterregistry.k8s.io" |
  python3 -c 'import json, sys
for condition in json.load(sys.stdin)["status"]["conditions"]:
    print(condition["type"] + "=" + condition["status"])
print("end")')
expect established '^Established=True$' "$conditions"
expect names-accepted '^NamesAccepted=True$' "$conditions"
expect structural '^ok$' "$(grep -q '^NonStructuralSchema=True$' <<<"$conditions" && echo no || echo ok)"

clusters=$url/apis/clusterregistry.k8s.io/v1alpha1/clusters
head='{"apiVersion":"clusterregistry.k8s.io/v1alpha1","kind":"Cluster","metadata":{"name":"a"}'
json='Content-Type: application/json'
good=$head',"spec":{"kubernetesApiEndpoints":{"serverEndpoints":[{"clientCIDR":"0.0.0.0/0","serverAddress":"10.0.0.1:443"}]}}}'
expect wrong-type '"code": ?422' "$(ask -H "$json" -d "$head"',"spec":{"kubernetesApiEndpoints":{"serverEndpoints":7}}}' "$clusters")"
expect unknown-field 'unknown field' "$(ask -H "$json" -d "$head"',"spec":{"nothing":1}}' "$clusters?fieldValidation=Strict")"
expect created '"uid"' "$(ask -H "$json" -d "$good" "$clusters")"
expect column '10\.0\.0\.1:443' "$(ask -H 'Accept: application/json;as=Table;g=meta.k8s.io;v=v1' "$clusters")"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
