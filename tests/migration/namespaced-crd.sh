#!/usr/bin/env bash
# Imports clusters of the registry's second generation, a custom resource in namespaces, by kubeconfig from a real
# k8s.io/apiextensions-apiserver: their pages, names that clash, what stays and what a second import does. Needs Go (which
# builds that server once), Python and curl. Ends with: N passed, N failed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  # One of ours, for its certificates; it is not what is imported from.
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$@"
fi

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
peer_scope=Namespaced
start_peer apiextensions
url=${theirs[1]} certificate=${theirs[3]} key=${theirs[5]}

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
    sed 's/^/     /' "$work/check"
  fi
}

# --- 250 clusters in three namespaces, one name in all of them -----------------------------------------------------

api=apis/clusterregistry.k8s.io/v1alpha1
python3 - "${url#https://}" "$api" "$certificate" "$key" <<'CREATE'
import http.client, json, ssl, sys
address, api, certificate, key = sys.argv[1:]
trust = ssl._create_unverified_context()
trust.load_cert_chain(certificate, key)
server = http.client.HTTPSConnection(address, context=trust)
def create(namespace, name, **metadata):
    cluster = {"apiVersion": "clusterregistry.k8s.io/v1alpha1", "kind": "Cluster",
               "metadata": {"name": name, "namespace": namespace, "labels": {"team": namespace}, **metadata},
               "spec": {"kubernetesApiEndpoints": {"serverEndpoints": [
                   {"clientCIDR": "0.0.0.0/0", "serverAddress": "100.0.0.1"}], "caBundle": "Y2E="},
                   "authInfo": {"user": {"kind": "Secret", "name": "user", "namespace": namespace}}}}
    server.request("POST", "/%s/namespaces/%s/clusters" % (api, namespace), json.dumps(cluster),
                   {"Content-Type": "application/json"})
    answer = server.getresponse()
    body = answer.read()
    assert answer.status == 201, body
for i in range(248):
    create("team-a" if i % 2 else "team-b", "c%03d" % i)
create("team-b", "west", finalizers=["example.org/hold"], annotations={"n": "v"})
create("kube-multicluster-public", "west")
CREATE
curl -sSk --fail-with-body --cert "$certificate" --key "$key" "$url/$api/namespaces/team-b/clusters/west" >"$work/west"

cat >"$work/kubeconfig" <<CONFIG
apiVersion: v1
kind: Config
current-context: other
contexts:
- {name: other, context: {cluster: nowhere, user: admin}}
- {name: prod, context: {cluster: prod, user: admin}}
clusters:
- {name: nowhere, cluster: {server: "https://127.0.0.1:1"}}
- {name: prod, cluster: {server: "$url", certificate-authority: peer/apiserver.crt}}
users:
- {name: admin, user: {client-certificate: "$certificate", client-key: "$key"}}
CONFIG

# --- import ---------------------------------------------------------------------------------------------------------

import() {
  "$root/bin/clusterregistry" store import --from-kubeconfig "$work/kubeconfig" --context prod \
    --data-dir "$work/imported" "$@"
}
says() { # TEXT FILE
  grep -F -- "$1" "$2" || {
    cat "$2"
    return 1
  }
}
import --dry-run >"$work/dry"
check "a dry run counts all pages" says "would import 250 of 250 clusters: 250 new" "$work/dry"
import >"$work/first"
check "all are imported" says "Imported 250 of 250 clusters: 250 new" "$work/first"
check "a name of two namespaces goes to the public one" says \
  "is called west.team-b, because west is another namespace's" "$work/first"
import >"$work/second"
check "a second import changes nothing" says "Imported 0 of 250 clusters: 0 new, 0 overwritten, 250 here already" \
  "$work/second"

"$root/bin/clusterregistry" standalone --data-dir "$work/imported" --secure-port 0 >"$work/registry.out" 2>"$work/registry.log" &
processes+=("$!")
registry=""
for ((i = 0; i < 600; i++)); do
  registry=$(sed -n 's/.*\(https:\/\/[^ ]*\).*/\1/p' "$work/registry.out" | head -n 1)
  [ -z "$registry" ] || break
  sleep 0.1
done
curl -sS --fail-with-body --cacert "$work/imported/pki/ca.crt" --cert "$work/imported/pki/admin.crt" \
  --key "$work/imported/pki/admin.key" "${registry%/}/$api/clusters" >"$work/list"
check "every object is as it was" python3 - "$work/list" "$work/west" <<'COMPARE'
import json, sys
clusters = {c["metadata"]["name"]: c for c in json.load(open(sys.argv[1]))["items"]}
was = json.load(open(sys.argv[2]))
assert len(clusters) == 250, len(clusters)
is_ = clusters["west.team-b"]
for member in ("uid", "creationTimestamp", "generation", "labels", "finalizers"):
    assert is_["metadata"][member] == was["metadata"][member], member
assert is_["metadata"]["annotations"] == {"n": "v", "clusterregistry.k8s.io/imported-from-namespace": "team-b"}, is_
assert is_["spec"] == was["spec"], is_
assert clusters["west"]["metadata"]["labels"] == {"team": "kube-multicluster-public"}
assert all(c["metadata"]["labels"]["team"] == c["metadata"]["annotations"]["clusterregistry.k8s.io/imported-from-namespace"]
           for c in clusters.values())
COMPARE

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
