#!/usr/bin/env bash
# kubectl explain in all its output modes: the OpenAPI documents, v3 in JSON and v2 in protobuf, as kubectl reads them.
# KUBECTL names the kubectl to use. Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$@"
fi
. "$root/tests/kubectl/checks.sh"

endpoints=clusters.spec.kubernetesApiEndpoints.serverEndpoints
whole='.*managedFields.*ownerReferences.*spec.*clientCIDR.*<string>.*serverAddress.*<string>.*status.*conditions.*message.*'
addresses='.*clientCIDR.*<string>.*serverAddress.*<string>.*'

check explain '.*KIND: +Cluster~.*VERSION: +.*v1alpha1.*' kubectl explain clusters
check explain-recursive "$whole" kubectl explain clusters --recursive
check explain-field "$addresses" kubectl explain "$endpoints"
check explain-leaf '.*host name or an IP.*' kubectl explain "$endpoints.serverAddress"
check explain-metadata '.*Name must be unique within a namespace.*' kubectl explain clusters.metadata.name
check explain-version '.*KIND: +Cluster~.*' kubectl explain clusters --api-version=clusterregistry.k8s.io/v1alpha1
check explain-v2 '.*KIND: +Cluster~.*spec.*status.*' kubectl explain clusters --output=plaintext-openapiv2
check explain-v2-recursive "$whole" kubectl explain clusters --recursive --output=plaintext-openapiv2
check explain-v2-field "$addresses" kubectl explain "$endpoints" --output=plaintext-openapiv2
expect explain-nothing 1 '.*' '.*field "nothing" does not exist.*' kubectl explain clusters.spec.nothing

finish
