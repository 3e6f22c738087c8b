#!/usr/bin/env bash
# Registers the cluster of a kubeconfig's current context, and waits until somebody reports that it is OK.
#
#   register.sh NAME CLUSTER_KUBECONFIG [SECONDS]
#
# The registry is that of kubectl's own KUBECONFIG. Applying it again changes nothing but what has changed.
set -euo pipefail
name=$1 theirs=$2 seconds=${3:-60}
view() { kubectl --kubeconfig "$theirs" config view --raw --minify -o jsonpath="{.clusters[0].cluster.$1}"; }
server=$(view server)
authority=$(view certificate-authority-data)
kubectl apply --server-side --field-manager register.sh -f - <<END
apiVersion: clusterregistry.k8s.io/v1alpha1
kind: Cluster
metadata:
  name: $name
spec:
  kubernetesApiEndpoints:
    serverEndpoints:
    - clientCIDR: 0.0.0.0/0
      serverAddress: ${server#https://}
    caBundle: "$authority"
END
kubectl wait "cluster/$name" --for=condition=OK --timeout="${seconds}s"
