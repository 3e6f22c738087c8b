#!/usr/bin/env bash
# Tests an aggregated registry behind the real kube-aggregator (a Go program beside this script, built into target/) with
# kubectl. A standalone registry plays the host: it knows the users, decides, and holds the ConfigMap that says whom to
# believe. Needs Go, etcd, openssl and kubectl (KUBECTL names another). Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
here=$root/tests/aggregation
program=$root/target/aggregation/aggregator
if [ -z "${SERVER:-}" ]; then
  PATH=$PATH:/usr/local/go/bin
  mkdir -p "$(dirname "$program")"
  (cd "$here/aggregator" && go vet . && go build -o "$program" .) || {
    echo "0 passed, 1 failed"
    exit 1
  }
  exec "$root/tests/with-server.sh" "--kind-file=$here/configmap.yaml" -- "${BASH_SOURCE[0]}" "$@"
fi

. "$root/tests/kubectl/checks.sh"
. "$root/bin/lib/jdk.sh"
java=$(find_jdk build)
group=clusterregistry.k8s.io
host=$KUBECONFIG
processes=()
stop() {
  kill ${processes[@]+"${processes[@]}"} 2>/dev/null
  wait
  [ "$failed" = 0 ] || tail -n 20 "$files"/*.log
  rm -rf "$files"
}
trap stop EXIT

free_port() { "$java/bin/java" "$root/benchmarks/FreePort.java"; }

# kubeconfig SERVER CA TOKEN: of somebody.
kubeconfig() {
  cat <<CONFIG
apiVersion: v1
kind: Config
clusters:
- name: there
  cluster: {server: "$1", certificate-authority: $2}
users:
- name: me
  user: {token: $3}
contexts:
- name: there
  context: {cluster: there, user: me}
current-context: there
CONFIG
}

# authority NAME: a certificate authority; certificate AUTHORITY NAME: a client's certificate of it.
authority() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$1" \
    -addext basicConstraints=critical,CA:TRUE -keyout "$files/$1.key" -out "$files/$1.crt" 2>"$files/openssl.log"
}
certificate() {
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$2" -keyout "$files/$2.key" \
    -out "$files/$2.csr" 2>"$files/openssl.log" &&
    openssl x509 -req -in "$files/$2.csr" -CA "$files/$1.crt" -CAkey "$files/$1.key" -CAcreateserial -days 1 \
      -extfile <(echo extendedKeyUsage=clientAuth) -out "$files/$2.crt" 2>"$files/openssl.log"
}

# trust AUTHORITY: the ConfigMap, as kube-apiserver writes it.
trust() {
  kubectl create configmap extension-apiserver-authentication -n kube-system --dry-run=client -o yaml \
    --from-file="requestheader-client-ca-file=$files/$1.crt" --from-file="client-ca-file=$DATA/pki/ca.crt" \
    --from-literal='requestheader-allowed-names=["front-proxy-client"]' \
    --from-literal='requestheader-username-headers=["X-Remote-User"]' \
    --from-literal='requestheader-uid-headers=["X-Remote-Uid"]' \
    --from-literal='requestheader-group-headers=["X-Remote-Group"]' \
    --from-literal='requestheader-extra-headers-prefix=["X-Remote-Extra-"]' | kubectl apply --kubeconfig "$host" -f -
}

# wait_for WHAT COMMAND...: until it succeeds.
wait_for() {
  local i what=$1
  shift
  for ((i = 0; i < 600; i++)); do
    "$@" >"$files/waiting.log" 2>&1 && return 0
    sleep 0.2
  done
  result "$what" no "$(cat "$files/waiting.log")"
  finish
  exit 1
}

# --- the host ---------------------------------------------------------------------------------------------------------

authority proxies && authority others && certificate proxies front-proxy-client || exit 1
check host-configmap 'configmap/extension-apiserver-authentication created' trust proxies
registry=$("$root/bin/clusterregistry" token create --data-dir "$DATA" --user registry 2>"$files/token.log")
kubeconfig "$SERVER" "$DATA/pki/ca.crt" "$registry" >"$files/registry.kubeconfig"
check host-delegator '.*created' kubectl create clusterrolebinding delegator --clusterrole system:auth-delegator --user registry
check host-reader '.*created' kubectl create role reader -n kube-system --verb get,list,watch --resource configmaps \
  --resource-name extension-apiserver-authentication
check host-bind-reader '.*created' kubectl create rolebinding reader -n kube-system --role reader --user registry

# --- the registry, and the aggregator in front of it ------------------------------------------------------------------

"$root/bin/clusterregistry" aggregated --data-dir "$files/data" --bind-address 127.0.0.1 --secure-port 0 \
  --kubeconfig "$files/registry.kubeconfig" --external-hostname clusterregistry.registry.svc \
  >"$files/registry.out" 2>"$files/registry.log" &
processes+=("$!")
wait_for registry-starts grep -q https:// "$files/registry.out"
behind=$(sed -n 's/.*\(https:\/\/[^ ]*\).*/\1/p' "$files/registry.out" | head -n 1)
direct=(curl -s --cacert "$files/data/pki/ca.crt")
ready() { [ "$("${direct[@]}" "$behind/readyz")" = ok ]; }
wait_for registry-is-ready ready

etcd_port=$(free_port)
etcd --data-dir "$files/etcd" --listen-client-urls "http://127.0.0.1:$etcd_port" \
  --advertise-client-urls "http://127.0.0.1:$etcd_port" --listen-peer-urls "http://127.0.0.1:$(free_port)" \
  >"$files/etcd.log" 2>&1 &
processes+=("$!")
port=$(free_port)
"$program" --secure-port "$port" --bind-address 127.0.0.1 --cert-dir "$files/aggregator" \
  --etcd-servers "http://127.0.0.1:$etcd_port" --authentication-kubeconfig "$host" --authentication-skip-lookup \
  --authorization-kubeconfig "$host" --proxy-client-cert-file "$files/front-proxy-client.crt" \
  --proxy-client-key-file "$files/front-proxy-client.key" --backend "${behind#https://}" >"$files/aggregator.log" 2>&1 &
processes+=("$!")
wait_for aggregator-starts test -s "$files/aggregator/apiserver.crt"
kubeconfig "https://localhost:$port" "$files/aggregator/apiserver.crt" admin-token >"$files/admin.kubeconfig"
kubeconfig "https://localhost:$port" "$files/aggregator/apiserver.crt" jane-token >"$files/jane.kubeconfig"
export KUBECONFIG=$files/admin.kubeconfig
wait_for aggregator-is-ready kubectl get --raw /readyz
jane() { kubectl --kubeconfig "$files/jane.kubeconfig" "$@"; }

apiservice() {
  cat <<MANIFEST
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata:
  name: v1alpha1.$group
spec:
  group: $group
  version: v1alpha1
  groupPriorityMinimum: 1000
  versionPriority: 15
  service: {namespace: registry, name: clusterregistry}
  caBundle: $(base64 -w0 <"$files/data/pki/ca.crt")
MANIFEST
}
check apiservice "apiservice.*/v1alpha1.$group created" kubectl apply --validate=false -f <(apiservice)
check available ".*condition met" kubectl wait --for=condition=Available --timeout=60s "apiservice/v1alpha1.$group"
check reason Passed kubectl get apiservice "v1alpha1.$group" -o 'jsonpath={.status.conditions[0].reason}'

# --- discovery and OpenAPI, as the aggregator has downloaded them -----------------------------------------------------

aggregated='application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
through=(curl -s --cacert "$files/aggregator/apiserver.crt" -H 'Authorization: Bearer admin-token')
fresh() { "${through[@]}" -H "Accept: $aggregated" "https://localhost:$port/apis" | grep -q '"freshness": *"Current".*' &&
  "${through[@]}" -H "Accept: $aggregated" "https://localhost:$port/apis" | grep -q '"singularResource": *"cluster"'; }
wait_for discovery-is-downloaded fresh
check discovery-is-not-stale 0 bash -c "$(printf '%q ' "${through[@]}") -H 'Accept: $aggregated' https://localhost:$port/apis | grep -c Stale || true"
check api-resources ".*clusters +$group/v1alpha1 +false +Cluster.*" kubectl api-resources
v3() { kubectl get --raw /openapi/v3 | grep -q "apis/$group/v1alpha1"; }
wait_for openapi-v3-is-downloaded v3
check explain '.*KIND: +Cluster~.*kubernetesApiEndpoints.*' kubectl explain cluster.spec
v2() { kubectl get --raw /openapi/v2 | grep -q "/apis/$group/v1alpha1/clusters/{name}"; }
wait_for openapi-v2-is-downloaded v2

# --- objects, for an administrator ------------------------------------------------------------------------------------

expect none 0 '' 'No resources found' kubectl get clusters
kubectl get clusters --watch -o name >"$files/watch.out" 2>"$files/watch.log" &
processes+=("$!")
check create "cluster.$group/a created" kubectl create -f <(cluster a 10.0.0.1)
check apply "cluster.$group/b created" kubectl apply -f <(cluster b 10.0.0.2)
check apply-again "cluster.$group/b configured" kubectl apply -f <(cluster b 10.0.0.3)
check apply-on-server "cluster.$group/c serverside-applied" kubectl apply --server-side -f <(cluster c 10.0.0.4)
expect unknown-field 1 '' '.*unknown field \"(spec.)?nothing\".*' kubectl create -f <(cluster d 10.0.0.5; echo '  nothing: 1')
check table 'NAME +SERVER +CA +STATUS +AGE~a +10.0.0.1 .*~b +10.0.0.3 .*~c +10.0.0.4 .*' kubectl get clusters
check get-yaml '.*kind: Cluster~.*serverAddress: 10.0.0.1.*' kubectl get cluster a -o yaml
check label "cluster.$group/a labeled" kubectl label cluster a x=y
check select a kubectl get clusters -l x=y -o 'jsonpath={.items[*].metadata.name}'
check chunks 'a b c' kubectl get clusters --chunk-size 1 -o 'jsonpath={.items[*].metadata.name}'
list=$("${through[@]}" "https://localhost:$port/apis/$group/v1alpha1/clusters?labelSelector=none&pretty=0")
revision=${list#*'"resourceVersion":"'} revision=${revision%%'"'*}
check watch-ends-in-order '' kubectl get --raw "/apis/$group/v1alpha1/clusters?watch=true&timeoutSeconds=1&resourceVersion=$revision"
check delete "cluster.$group \"c\" deleted" kubectl delete cluster c
if until_lines "$files/watch.out" 6; then result watch yes; else result watch no "$(cat "$files/watch.out")"; fi

# --- others -----------------------------------------------------------------------------------------------------------

refused="Error from server \(Forbidden\): clusters.$group is forbidden: User \"jane\" cannot list resource \"clusters\" in API group \"$group\" at the cluster scope"
expect refused 1 '' "$refused" jane get clusters
expect refused-as 1 '' "$refused" kubectl --as jane --as-group devs get clusters
check grant '.*created' kubectl --kubeconfig "$host" create clusterrolebinding viewers --clusterrole view --user jane
allowed() { jane get clusters; }
wait_for answers-are-asked-for-again allowed
check allowed 'a b' jane get clusters -o 'jsonpath={.items[*].metadata.name}'
check allowed-as 'a b' kubectl --as jane get clusters -o 'jsonpath={.items[*].metadata.name}'
expect still-refused 1 '' '.*User "jane" cannot delete resource.*' jane delete cluster a
check see-also-by-a-watch '.*"name":"a".*' jane get --raw "/apis/$group/v1alpha1/clusters?watch=true&timeoutSeconds=1&resourceVersion=0"
check no-credential '401' "${through[@]:0:4}" -o /dev/null -w '%{http_code}' -H 'Authorization: Bearer no' "https://localhost:$port/apis/$group/v1alpha1/clusters"

# --- what passes through the aggregator unharmed --------------------------------------------------------------------

there=https://localhost:$port/apis/$group/v1alpha1
for version in 1.1 2; do
  check "http-$version" "$version 200" "${through[@]}" "--http$version" -o /dev/null -w '%{http_version} %{http_code}' "$there/clusters/a"
done
check audit-id '.*~audit-id: [-0-9a-f]{36}~.*' bash -c "$(printf '%q ' "${through[@]}") -s -D - -o /dev/null $there/clusters | tr -d '\r' | tr A-Z a-z"
websocket=(--http1.1 --max-time 3 -o /dev/null -w '%{http_code}' -H 'Connection: Upgrade' -H 'Upgrade: websocket'
  -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==')
check websocket '101' bash -c "$(printf '%q ' "${through[@]}" "${websocket[@]}" "$there/clusters?watch=true") || true"
etag=$("${through[@]}" -o /dev/null -w '%header{etag}' "https://localhost:$port/openapi/v3/apis/$group/v1alpha1")
check openapi-is-not-sent-twice 304 "${through[@]}" -o /dev/null -w '%{http_code}' -H "If-None-Match: $etag" \
  "https://localhost:$port/openapi/v3/apis/$group/v1alpha1"

# --- around the aggregator --------------------------------------------------------------------------------------------

clusters=$behind/apis/$group/v1alpha1/clusters
as_admin=(-H 'X-Remote-User: admin' -H 'X-Remote-Group: system:masters')
status=(-o /dev/null -w '%{http_code}')
proxy=(--cert "$files/front-proxy-client.crt" --key "$files/front-proxy-client.key")
check direct-proxy 200 "${direct[@]}" "${status[@]}" "${as_admin[@]}" "${proxy[@]}" "$clusters"
check documents-for-strangers 403 "${direct[@]}" "${status[@]}" "$behind/apis"
check documents-for-the-proxy 200 "${direct[@]}" "${status[@]}" -H 'X-Remote-User: system:aggregator' "${proxy[@]}" "$behind/openapi/v2"
check forged-without-certificate 403 "${direct[@]}" "${status[@]}" "${as_admin[@]}" "$clusters"
certificate others impostor
check forged-with-another-authority 401 "${direct[@]}" "${status[@]}" "${as_admin[@]}" --cert "$files/impostor.crt" \
  --key "$files/impostor.key" "$clusters"
certificate proxies somebody
check forged-with-another-name 401 "${direct[@]}" "${status[@]}" "${as_admin[@]}" --cert "$files/somebody.crt" \
  --key "$files/somebody.key" "$clusters"
check token-of-the-host 200 "${direct[@]}" "${status[@]}" -H 'Authorization: Bearer jane-token' "$clusters"
check certificate-of-the-host 200 "${direct[@]}" "${status[@]}" --cert "$DATA/pki/admin.crt" --key "$DATA/pki/admin.key" "$clusters"

# --- the proxy's authority is replaced --------------------------------------------------------------------------------

check rotate 'configmap/extension-apiserver-authentication configured' trust others
old_is_refused() { [ "$("${direct[@]}" "${status[@]}" "${as_admin[@]}" "${proxy[@]}" "$clusters")" = 401 ]; }
wait_for old-authority-is-refused old_is_refused
result old-authority-is-refused yes
certificate others front-proxy-client # in the files that the aggregator watches
served() { kubectl get clusters; }
wait_for new-certificate-is-believed served
check after-rotation 'a b' kubectl get clusters -o 'jsonpath={.items[*].metadata.name}'

# --- another registry, as a pod that finds its host by itself -----------------------------------------------------------

account=/var/run/secrets/kubernetes.io/serviceaccount
mkdir -p /var/run/secrets
pod() { # in a mount namespace of its own, with what every pod has
  unshare -m bash -c 'mount -t tmpfs none /var/run/secrets && mkdir -p "$1" && cp "$2" "$1/ca.crt" &&
    printf %s "$3" >"$1/token" && shift 3 && exec "$@"' pod "$account" "$DATA/pki/ca.crt" "$registry" "$@"
}
KUBERNETES_SERVICE_HOST=127.0.0.1 KUBERNETES_SERVICE_PORT=${SERVER##*:} pod "$root/bin/clusterregistry" aggregated \
  --data-dir "$files/pod" --bind-address 127.0.0.1 --secure-port 0 >"$files/pod.out" 2>"$files/pod.log" &
processes+=("$!")
wait_for pod-starts grep -q https:// "$files/pod.out"
in_pod=$(sed -n 's/.*\(https:\/\/[^ ]*\).*/\1/p' "$files/pod.out" | head -n 1)
to_pod=(curl -s --cacert "$files/pod/pki/ca.crt")
pod_ready() { [ "$("${to_pod[@]}" "$in_pod/readyz")" = ok ]; }
wait_for pod-is-ready pod_ready
check pod-asks-its-host-who-and-what 200 "${to_pod[@]}" "${status[@]}" -H 'Authorization: Bearer jane-token' \
  "$in_pod/apis/$group/v1alpha1/clusters"
check pod-is-told-no 403 "${to_pod[@]}" "${status[@]}" -X DELETE -H 'Authorization: Bearer jane-token' \
  "$in_pod/apis/$group/v1alpha1/clusters/a"
finish
