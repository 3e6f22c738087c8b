#!/usr/bin/env bash
# The documents in protobuf, read by gnostic itself, are those in JSON. Needs Go.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$@"
fi
(cd "$root/tests/openapi/gnostic" && go build -o "$DATA/gnostic" .)

fetch() {
  curl -sS --fail --cacert "$DATA/pki/ca.crt" -H "Authorization: Bearer admin-token" -H "Accept: $2" "$SERVER$1"
}

same() {
  fetch "$2" application/json >"$DATA/document.json"
  fetch "$2" "application/com.github.proto-openapi.spec.$1@v1.0+protobuf" >"$DATA/document.pb"
  "$DATA/gnostic" "$1" "$DATA/document.json" "$DATA/document.pb"
}
same v2 /openapi/v2
for path in apis apis/clusterregistry.k8s.io apis/clusterregistry.k8s.io/v1alpha1 version; do
  same v3 "/openapi/v3/$path"
done
echo "gnostic reads the same from protobuf as from JSON"
