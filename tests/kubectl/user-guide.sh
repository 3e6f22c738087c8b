#!/usr/bin/env bash
# The user guide's "Try it out!", word for word, and the everyday commands around it, with the kubectl that is there.
# Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$@"
fi
. "$root/tests/kubectl/checks.sh"

apply_example() {
  kubectl apply -f - --context clusterregistry <<EOF
kind: Cluster
apiVersion: clusterregistry.k8s.io/v1alpha1
metadata:
  name: test-cluster
spec:
  kubernetesApiEndpoints:
    serverEndpoints:
      - clientCIDR: "0.0.0.0/0"
        serverAddress: "100.0.0.0"
EOF
}

expect nothing-yet 0 '' 'No resources found' kubectl get clusters --context clusterregistry
check create 'cluster.clusterregistry.k8s.io/test-cluster created' apply_example
check get 'NAME .*AGE~test-cluster .*' kubectl get clusters --context clusterregistry
check apply-again 'cluster.clusterregistry.k8s.io/test-cluster unchanged' apply_example
check get-wide 'NAME .*~test-cluster .*' kubectl get clusters -o wide
check get-yaml '.*serverAddress: 100.0.0.0.*' kubectl get cluster test-cluster -o yaml
check get-name 'cluster.clusterregistry.k8s.io/test-cluster' kubectl get clusters -o name
check label 'cluster.clusterregistry.k8s.io/test-cluster labeled' kubectl label cluster test-cluster region=west
check select 'cluster.clusterregistry.k8s.io/test-cluster' kubectl get clusters -l region=west -o name
expect select-nothing 0 '' 'No resources found' kubectl get clusters -l region=east
check patch 'cluster.clusterregistry.k8s.io/test-cluster patched' \
  kubectl patch cluster test-cluster --type merge -p '{"spec":{"authInfo":{"providers":[{"name":"oidc"}]}}}'
check describe 'Name: +test-cluster~.*' kubectl describe cluster test-cluster
check explain '.*spec.*' kubectl explain clusters
check api-resources '.*clusters +clusterregistry.k8s.io/v1alpha1 +false +Cluster.*' kubectl api-resources
check delete 'cluster.clusterregistry.k8s.io "test-cluster" deleted' kubectl delete cluster test-cluster
expect nothing-left 0 '' 'No resources found' kubectl get clusters

finish
