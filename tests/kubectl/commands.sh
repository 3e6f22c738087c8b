#!/usr/bin/env bash
# The commands of kubectl that no recorded transcript covers, with the kubectl that KUBECTL names: their answers, and
# that nothing is on standard error that kube-apiserver would not cause. Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$@"
fi
. "$root/tests/kubectl/checks.sh"
minor=$(kubectl version --client -o json | sed -n 's/.*"minor": "\([0-9]*\).*/\1/p' | head -n 1)
kind=cluster.clusterregistry.k8s.io
plural=clusters.clusterregistry.k8s.io

mkdir set
cluster a 100.0.0.1 >set/a.yaml
cluster b 100.0.0.2 >set/b.yaml
prune() { kubectl apply -f set --prune -l t=commands --prune-allowlist=clusterregistry.k8s.io/v1alpha1/Cluster "$@"; }
check apply-folder "$kind/a created~$kind/b created" prune
check apply-prune-nothing "$kind/a unchanged~$kind/b unchanged" prune
rm set/b.yaml
check apply-prune-dry-run "$kind/a unchanged \(server dry run\)~$kind/b pruned \(server dry run\)" prune --dry-run=server
check apply-prune "$kind/a unchanged~$kind/b pruned" prune
check view-last-applied '.*serverAddress: 100.0.0.1.*' kubectl apply view-last-applied cluster/a
check set-last-applied "$kind/a configured" kubectl apply set-last-applied -f set/a.yaml

cluster c 100.0.0.3 other >c.yaml
check create-dry-run "$kind/c created \(server dry run\)" kubectl create -f c.yaml --dry-run=server
check create-dry-run-yaml '.*creationTimestamp: "20.*uid: .*' kubectl create -f c.yaml --dry-run=server -o yaml
expect create-dry-run-kept-nothing 1 '' "Error from server \(NotFound\): $plural \"c\" not found" kubectl get cluster c
check create "$kind/c created" kubectl create -f c.yaml
expect apply-on-created 0 "$kind/c configured" \
  'Warning: resource clusters/c is missing the kubectl.kubernetes.io/last-applied-configuration annotation .*' \
  kubectl apply -f c.yaml
check patch-dry-run "$kind/c patched( \(server dry run\))?" \
  kubectl patch cluster c --type merge -p '{"spec":{"authInfo":{"user":{"name":"u"}}}}' --dry-run=server
check patch-merge "$kind/c patched" kubectl patch cluster c --type merge -p '{"spec":{"authInfo":{"user":{"name":"u"}}}}'
check patch-no-change "$kind/c patched \(no change\)" \
  kubectl patch cluster c --type merge -p '{"spec":{"authInfo":{"user":{"name":"u"}}}}'
check patch-json "$kind/c patched" \
  kubectl patch cluster c --type json -p '[{"op":"replace","path":"/spec/authInfo/user/name","value":"v"}]'
expect patch-json-invalid 1 '' 'The request is invalid: the server rejected our request due to an error in our request' \
  kubectl patch cluster c --type json -p '[{"op":"test","path":"/spec/authInfo/user/name","value":"w"}]'
check patch-strategic "$kind/c patched" kubectl patch cluster c -p '{"spec":{"authInfo":{"user":{"kind":"Secret"}}}}'
expect patch-stale 1 '' \
  "Error from server \(Conflict\): Operation cannot be fulfilled on $plural \"c\": the object has been modified; please apply your changes to the latest version and try again" \
  kubectl annotate cluster c x=y --resource-version=1
check patch-status "$kind/c patched" kubectl patch cluster c --subresource=status --type merge \
  -p '{"status":{"conditions":[{"type":"Ready","status":"True"}]},"spec":{"authInfo":{"user":{"name":"z"}}}}'
check patch-status-leaves-spec 'v True' kubectl get cluster c \
  -o 'jsonpath={.spec.authInfo.user.name} {.status.conditions[0].status}'
check get-status '.*"status": "True".*' kubectl get cluster c --subresource=status -o json

expect wait-condition 0 "$kind/c condition met" '' kubectl wait cluster/c --for=condition=Ready --timeout=20s
expect wait-condition-never 1 '' 'error: timed out waiting for the condition on clusters/c' \
  kubectl wait cluster/c --for=condition=Ready=False --timeout=1s
check wait-jsonpath "$kind/c condition met" \
  kubectl wait cluster/c --for=jsonpath='{.spec.authInfo.user.name}'=v --timeout=20s
expect wait-jsonpath-never 1 '' 'error: timed out waiting for the condition on clusters/c' \
  kubectl wait cluster/c --for=jsonpath='{.spec.authInfo.user.name}'=w --timeout=1s
kubectl wait cluster/c --for=jsonpath='{.metadata.annotations.later}'=yes --timeout=30s >waited 2>&1 &
waiting=$!
kubectl annotate cluster c later=yes >/dev/null
wait "$waiting"
check wait-while-it-changes "$kind/c condition met" cat waited
kubectl wait cluster/c --for=delete --timeout=30s >waited 2>&1 &
waiting=$!
check delete-foreground "$kind \"c\" deleted" kubectl delete cluster c --cascade=foreground
wait "$waiting"
check wait-delete "$kind/c condition met|" cat waited
if [ "$minor" -ge 31 ]; then
  kubectl wait cluster/c --for=create --timeout=30s >waited 2>&1 &
  waiting=$!
  kubectl create -f c.yaml >/dev/null
  wait "$waiting"
  check wait-create "$kind/c condition met" cat waited
else
  kubectl create -f c.yaml >/dev/null
fi

printf '#!/bin/sh\nsed -i "s/100.0.0.3/100.0.0.4/" "$1"\n' >editor
printf '#!/bin/sh\nexit 0\n' >idle
printf '#!/bin/sh\nsed -i "s/status: \\"True\\"/status: \\"False\\"/" "$1"\n' >editor-status
chmod +x editor idle editor-status
KUBE_EDITOR=$files/editor check edit "$kind/c edited" kubectl edit cluster c
KUBE_EDITOR=$files/idle expect edit-nothing 0 '' 'Edit cancelled, no changes made.' kubectl edit cluster c
kubectl patch cluster c --subresource=status --type merge \
  -p '{"status":{"conditions":[{"type":"Ready","status":"True"}]}}' >/dev/null
KUBE_EDITOR=$files/editor-status check edit-status "$kind/c edited" kubectl edit cluster c --subresource=status
check edited '100.0.0.4 False' kubectl get cluster c \
  -o 'jsonpath={.spec.kubernetesApiEndpoints.serverEndpoints[0].serverAddress} {.status.conditions[0].status}'
KUBE_EDITOR=$files/editor expect edit-last-applied 1 '' '.*' kubectl apply edit-last-applied cluster/c

expect diff 1 '.*-.*100.0.0.4~\+.*100.0.0.3.*' '' kubectl diff -f c.yaml
check replace "$kind/c replaced" kubectl replace -f c.yaml
kubectl apply -f c.yaml >/dev/null 2>&1
check diff-nothing '' kubectl diff -f c.yaml
check diff-server-side '' kubectl diff -f c.yaml --server-side --field-manager=kubectl-client-side-apply
check replace-force "$kind \"c\" deleted~$kind/c replaced" kubectl replace --force -f c.yaml
check replace-save-config "$kind/c replaced" kubectl replace -f c.yaml --save-config

kubectl get clusters -l t=watched -w --no-headers --output-watch-events >events 2>watch-errors &
watching=$!
kubectl get clusters -l t=watched -w --no-headers >rows 2>>watch-errors &
watching_rows=$!
cluster w 100.0.0.5 watched >w.yaml
kubectl create -f w.yaml >/dev/null
until_lines events 1
kubectl annotate cluster w a=b >/dev/null
until_lines events 2
kubectl delete cluster w >/dev/null
until_lines events 3
until_lines rows 2
kill "$watching" "$watching_rows"
wait "$watching" "$watching_rows" 2>/dev/null
check watch 'ADDED +w .*~MODIFIED +w .*~DELETED +w .*' cat events
check watch-rows 'w .*~w .*' head -n 2 rows
check watch-silent '' cat watch-errors

for i in 5 3 1 4 2; do
  cluster "n$i" "100.0.1.$((9 - i))" many
  echo ---
done >many.yaml
check create-many "($kind/n[1-5] created~?){5}" kubectl create -f many.yaml
check chunks "$kind/n1~$kind/n2~$kind/n3~$kind/n4~$kind/n5" kubectl get clusters -l t=many --chunk-size=2 -o name
requests=$(kubectl get clusters -l t=many --chunk-size=2 -v=6 2>&1 | grep -c 'limit=2')
check chunk-requests 3 echo "$requests"
address='.spec.kubernetesApiEndpoints.serverEndpoints[0].serverAddress'
check sort-by-field "$kind/n5~$kind/n4~$kind/n3~$kind/n2~$kind/n1" \
  kubectl get clusters -l t=many --sort-by="$address" -o name
check sort-by-rows '(n5 .*)~(n4 .*)~(n3 .*)~(n2 .*)~(n1 .*)' \
  kubectl get clusters -l t=many --sort-by="{$address}" --no-headers
check sort-by-name 'n1~n2~n3~n4~n5' \
  kubectl get clusters -l t=many --sort-by=.metadata.name --no-headers -o custom-columns=N:.metadata.name
check field-selector "$kind/n3" kubectl get clusters --field-selector=metadata.name=n3 -o name
check several "$kind/n1~$kind/n2" kubectl get cluster/n1 cluster/n2 -o name
check several-label "$kind/n1 labeled~$kind/n2 labeled" kubectl label clusters n1 n2 new=label
check label-list '.*new=label.*' kubectl label cluster n1 --list
check label-column 'NAME .* NEW~n1 .*label~.*' kubectl get clusters -l t=many -L new
check no-server-print 'NAME +AGE~n1 .*' kubectl get clusters -l t=many --server-print=false
check all-namespaces "$kind/n1~.*" kubectl get clusters -A -l t=many -o name
check show-kind '.*~'"$kind"'/n1 .*' kubectl get clusters -l t=many --show-kind
check get-raw '.*"kind":"ClusterList".*' kubectl get --raw '/apis/clusterregistry.k8s.io/v1alpha1/clusters?limit=1'
check not-found-ignored '' kubectl get cluster nothing --ignore-not-found
check delete-dry-run "$kind \"n1\" deleted \(server dry run\)" kubectl delete cluster n1 --dry-run=server
check delete-now "$kind \"n1\" deleted" kubectl delete cluster n1 --now
check delete-by-file "($kind \"n[2-5]\" deleted~?){4}" kubectl delete -f many.yaml --ignore-not-found
check delete-all "$kind \"a\" deleted~$kind \"c\" deleted" kubectl delete clusters --all
expect delete-absent 1 '' "Error from server \(NotFound\): $plural \"a\" not found" kubectl delete cluster a

mkdir base overlay
cluster k 100.0.0.6 >base/k.yaml
printf 'resources: [k.yaml]\n' >base/kustomization.yaml
cat >overlay/kustomization.yaml <<OVERLAY
resources: [../base]
namePrefix: over-
commonAnnotations: {from: overlay}
patches:
- target: {kind: Cluster}
  patch: |-
    - op: replace
      path: /spec/kubernetesApiEndpoints/serverEndpoints/0/serverAddress
      value: 100.0.0.7
OVERLAY
check kustomize-apply "$kind/over-k created" kubectl apply -k overlay
check kustomize-unchanged "$kind/over-k unchanged" kubectl apply -k overlay
check kustomize-diff '' kubectl diff -k overlay
check kustomized '100.0.0.7 overlay' kubectl get -k overlay \
  -o 'jsonpath={.spec.kubernetesApiEndpoints.serverEndpoints[0].serverAddress} {.metadata.annotations.from}'
check kustomize-delete "$kind \"over-k\" deleted" kubectl delete -k overlay

{ cluster u 100.0.0.8; echo '  nope: 1'; } >unknown.yaml
expect unknown-field 1 '' \
  'Error from server \(BadRequest\): error when creating "unknown.yaml": Cluster in version "v1alpha1" cannot be handled as a Cluster: strict decoding error: unknown field "spec.nope"' \
  kubectl create -f unknown.yaml
expect unknown-field-warned 0 "$kind/u created" 'Warning: unknown field "spec.nope"' \
  kubectl create -f unknown.yaml --validate=warn
check unknown-field-ignored "$kind/u replaced" kubectl replace -f unknown.yaml --validate=ignore
expect invalid 1 '' \
  "The Cluster \"Not_A_Name\" is invalid: metadata.name: Invalid value: \"Not_A_Name\": a lowercase RFC 1123 subdomain must consist of .*" \
  kubectl create -f <(cluster Not_A_Name 1.2.3.4)
check delete-labelled "$kind \"u\" deleted" kubectl delete clusters -l t=commands

check explain '(GROUP: +clusterregistry.k8s.io~)?KIND: +Cluster~VERSION: .*~DESCRIPTION:~.*~FIELDS:~ +apiVersion\s.*' \
  kubectl explain clusters
check explain-field '.*FIELD: providers <\[\]AuthProviderConfig>.*|.*RESOURCE: providers <\[\]Object>.*' \
  kubectl explain clusters.spec.authInfo.providers
check explain-recursive '.*serverEndpoints\s.*clientCIDR\s.*serverAddress\s.*' kubectl explain clusters --recursive
check explain-openapiv2 '.*VERSION: +clusterregistry.k8s.io/v1alpha1.*' \
  kubectl explain clusters --output=plaintext-openapiv2
expect explain-nothing 1 '(GROUP: .*)?' 'error: field "nothing" does not exist' kubectl explain clusters.spec.nothing

check api-versions '.*clusterregistry.k8s.io/v1alpha1.*' kubectl api-versions
check api-resources 'NAME .*~clusters +clusterregistry.k8s.io/v1alpha1 +false +Cluster +create,delete,deletecollection,get,list,patch,update,watch.*' \
  kubectl api-resources --api-group=clusterregistry.k8s.io -o wide
check readyz ok kubectl get --raw /readyz
expect version 0 '.*Server Version: .*v1\.36\..*' '([Ww](ARNING|arning): .*)?' kubectl version
for absent in services events all; do
  expect "no-$absent" 1 '' "error: the server doesn't have a resource type \"$absent\"" kubectl get "$absent"
done
expect cluster-info 1 '.*' ".*the server doesn't have a resource type \"services\".*" kubectl cluster-info
expect top 1 '' 'error: Metrics API not available' kubectl top node

"${KUBECTL:-kubectl}" proxy --port=0 >proxy 2>&1 &
proxying=$!
until_lines proxy 1
proxied=http://127.0.0.1:$(sed -n 's/.*127.0.0.1:\([0-9]*\).*/\1/p' proxy)
check proxy '.*"kind":"ClusterList".*' \
  kubectl --kubeconfig=/dev/null --server="$proxied" get --raw /apis/clusterregistry.k8s.io/v1alpha1/clusters
check proxy-create "$kind/proxied created" kubectl --kubeconfig=/dev/null --server="$proxied" create -f <(cluster proxied 1.2.3.4)
check proxy-delete "$kind \"proxied\" deleted" kubectl --kubeconfig=/dev/null --server="$proxied" delete cluster proxied
kill "$proxying"
wait "$proxying" 2>/dev/null

finish
