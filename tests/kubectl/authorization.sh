#!/usr/bin/env bash
# Roles, reviews and namespaces with the kubectl that KUBECTL names. Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$@"
fi
. "$root/tests/kubectl/checks.sh"
rbac=rbac.authorization.k8s.io
plural=clusters.clusterregistry.k8s.io

as_jane() { kubectl --as jane --as-group devs --as-group system:authenticated "$@"; }

reconcile() {
  kubectl auth reconcile -f - <<MANIFEST
apiVersion: $rbac/v1
kind: ClusterRole
metadata:
  name: reconciled
rules:
- apiGroups: [clusterregistry.k8s.io]
  resources: [clusters]
  verbs: [get$1]
MANIFEST
}

not_namespaced="Warning: resource 'clusters' is not namespace scoped in group 'clusterregistry.k8s.io'~*"
minor=$(kubectl version --client -o json 2>/dev/null | sed -n 's/.*"minor": *"\([0-9]*\).*/\1/p' | head -n 1)
if [ "$minor" -ge 28 ]; then # 1.27 knows only the beta of this review, which kube-apiserver 1.36 does not serve either
  check whoami '.*Username +[^~]+~Groups +\[system:masters system:authenticated\].*' kubectl auth whoami
  check whoami-as '.*Username +jane~Groups +\[devs system:authenticated\].*' as_jane auth whoami
fi
expect can-i 0 yes "$not_namespaced" kubectl auth can-i create clusters
expect can-i-not 1 no "$not_namespaced" as_jane auth can-i create clusters
check can-i-list '.*selfsubjectreviews.authentication.k8s.io +\[\] +\[\] +\[create\].*\[/version\] +\[\] +\[get\].*' \
  as_jane auth can-i --list
expect refused 1 '' "Error from server \(Forbidden\): $plural is forbidden: User \"jane\" cannot list resource \"clusters\" in API group \"clusterregistry.k8s.io\" at the cluster scope" \
  as_jane get clusters
check bind "clusterrolebinding.$rbac/readers created" \
  kubectl create clusterrolebinding readers --clusterrole clusterregistry:reader --group devs
expect allowed 0 '' 'No resources found' as_jane get clusters
check bindings-wide '.*readers +ClusterRole/clusterregistry:reader +[0-9]+s +devs .*' kubectl get clusterrolebindings -o wide
check role-table 'NAME +CREATED AT~view +20[-0-9T:]+Z' kubectl get clusterrole view
check create-role "clusterrole.$rbac/labeller created" kubectl create clusterrole labeller --verb patch --resource "$plural"
check describe-role ".*$plural +\[\] +\[\] +\[patch\]" kubectl describe clusterrole labeller
expect reconcile 0 "clusterrole.$rbac/reconciled reconciled" '.*reconciliation required create.*' reconcile ''
expect reconcile-adds 0 "clusterrole.$rbac/reconciled reconciled" '.*missing rules added:.*Verbs:\[list\].*' reconcile ', list'
check reconciled '\["get"\] \["list"\]' kubectl get clusterrole reconciled -o 'jsonpath={.rules[*].verbs}'
check namespaces 'NAME +STATUS +AGE~default +Active +[0-9]+s~kube-node-lease +Active +[0-9]+s~kube-public +Active +[0-9]+s~kube-system +Active +[0-9]+s' kubectl get ns
check create-namespace 'namespace/team created' kubectl create namespace team
check role-in-namespace "role.$rbac/local created" kubectl create role local -n team --verb get --resource "$plural"
check bind-in-namespace "rolebinding.$rbac/local created" kubectl create rolebinding local -n team --role local --user jane
expect nowhere 1 '' '.*namespaces "nowhere" not found' \
  kubectl create role local -n nowhere --verb get --resource "$plural"
check delete-namespace 'namespace "team" deleted' kubectl delete namespace team
expect contents-gone 0 '' 'No resources found' kubectl get roles,rolebindings -A
expect escalation 1 '' '.*cannot create resource "clusterrolebindings".*' as_jane create clusterrolebinding mine --clusterrole cluster-admin --user jane
check explain '.*KIND: +ClusterRole~.*aggregationRule.*' kubectl explain clusterrole
finish
