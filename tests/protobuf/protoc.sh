#!/usr/bin/env bash
# The published message definitions, read by protoc itself: it accepts them beside Kubernetes' own, reads what the server
# writes, and writes what the server reads. Needs Go (for Kubernetes' definitions) and Python; protoc is the build's.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
here=$root/tests/protobuf
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$@"
fi
PATH=$PATH:/usr/local/go/bin
version=$(sed -n 's/.*<protobuf.version>\(.*\)<\/protobuf.version>.*/\1/p' "$root/pom.xml")
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
protoc=$(find "$repository/com/google/protobuf/protoc/$version" -name 'protoc-*.exe' | head -n 1)
[ -n "$protoc" ] || {
  echo "no protoc $version in $repository: build store-etcd first"
  exit 1
}
install -m 0755 "$protoc" "$DATA/protoc"
imports=$DATA/imports
mkdir -p "$imports/k8s.io"
(
  cd "$root/tests/aggregation/aggregator"
  go mod download k8s.io/apimachinery
  ln -s "$(go list -m -f '{{.Dir}}' k8s.io/apimachinery)" "$imports/k8s.io/apimachinery"
)

message() { # --encode or --decode: of a Cluster
  "$DATA/protoc" "$1=k8s.io.cluster_registry.pkg.apis.clusterregistry.v1alpha1.Cluster" -I "$root/api" -I "$imports" \
    "$root/api/clusterregistry.v1alpha1.proto" 2>>"$DATA/protoc.log"
}
clusters=$SERVER/apis/clusterregistry.k8s.io/v1alpha1/clusters
ask() { curl -sS --fail-with-body --cacert "$DATA/pki/ca.crt" -H "Authorization: Bearer admin-token" "$@"; }
protobuf=application/vnd.kubernetes.protobuf

message --encode <"$here/cluster.txtpb" | python3 -B "$here/envelope.py" wrap >"$DATA/body"
ask -H "Content-Type: $protobuf" -H "Accept: application/json" --data-binary "@$DATA/body" "$clusters" >"$DATA/created"
python3 - "$DATA/created" <<'CHECK'
import json, sys
created = json.load(open(sys.argv[1]))
assert created["metadata"]["labels"] == {"region": "eu"}, created
assert created["spec"]["kubernetesApiEndpoints"] == {
    "serverEndpoints": [{"clientCIDR": "0.0.0.0/0", "serverAddress": "100.0.0.0"}], "caBundle": "Y2E="}, created
assert created["spec"]["authInfo"]["providers"] == [
    {"name": "gcp", "type": {"name": "oidc"}, "config": {"k": "v"}}], created
CHECK
ask -H "Accept: $protobuf" "$clusters/by-protoc" | python3 -B "$here/envelope.py" unwrap | message --decode >"$DATA/read"
for line in 'name: "by-protoc"' 'clientCIDR: "0.0.0.0/0"' 'serverAddress: "100.0.0.0"' 'caBundle: "ca"' 'name: "oidc"'; do
  grep -qF "$line" "$DATA/read" || {
    echo "protoc does not find $line in:"
    cat "$DATA/read"
    exit 1
  }
done
if grep -nE '^ *[0-9]+:' "$DATA/read"; then
  echo "the server writes fields that the definitions do not have"
  exit 1
fi
echo "protoc reads what the server writes, and the server what protoc writes"
