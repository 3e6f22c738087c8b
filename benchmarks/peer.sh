# Sourced by benchmarks/run: builds a Go API server and etcd from their modules, and runs them beside ours.
#
# start_peer sample|apiextensions sets "theirs", the options of the benchmark for the peer.

peer_kubernetes=v0.36.2
peer_etcd=v3.6.5

# peer_build MODULE VERSION NAME: the program in the root of a Go module.
peer_build() {
  local folder=$root/benchmarks/target/peer/$3-$2
  if [ ! -x "$folder/$3" ]; then
    echo "Building $1 $2" >&2
    mkdir -p "$folder"
    printf 'module peer\n\ngo 1.24\n' >"$folder/go.mod"
    (cd "$folder" && go get "$1@$2" && go build -mod=mod -o "$3" "$1") >&2 || return 1
  fi
  printf '%s' "$folder/$3"
}

free_port() {
  "$java/bin/java" "$root/benchmarks/FreePort.java"
}

start_peer() {
  local go etcd server port etcd_port i
  if ! command -v go >/dev/null; then
    PATH=$PATH:/usr/local/go/bin
  fi
  if ! go=$(command -v go); then
    echo "Error: a peer needs Go to be built; from https://go.dev/dl, or: apt-get install golang-go" >&2
    return 1
  fi
  # One older than 3.5 cannot tell a watch how far it is: the peer would leave its cache for many reads.
  if ! etcd=$(command -v etcd) || "$etcd" --version | grep -q '^etcd Version: 3\.[0-4]\.'; then
    etcd=$(peer_build go.etcd.io/etcd/server/v3 "$peer_etcd" etcd)
  fi
  case $1 in
    sample) server=$(peer_build k8s.io/sample-apiserver "$peer_kubernetes" sample-apiserver) ;;
    apiextensions) server=$(peer_build k8s.io/apiextensions-apiserver "$peer_kubernetes" apiextensions-apiserver) ;;
    *) echo "Error: --peer is sample or apiextensions" >&2; return 1 ;;
  esac

  etcd_port=$(free_port)
  "$etcd" --data-dir "$work/etcd" --listen-client-urls "http://127.0.0.1:$etcd_port" \
    --advertise-client-urls "http://127.0.0.1:$etcd_port" --listen-peer-urls "http://127.0.0.1:$(free_port)" \
    --quota-backend-bytes 8589934592 >"$work/etcd.out" 2>&1 &
  processes+=("$!")

  port=$(free_port)
  # Of the admission plugins and of priority and fairness nothing works without a Kubernetes behind it; of ours, the
  # server uses the client CA and the kubeconfig that it insists on.
  local without=(NamespaceLifecycle MutatingAdmissionWebhook ValidatingAdmissionWebhook MutatingAdmissionPolicy
    ValidatingAdmissionPolicy)
  if [ "$1" = sample ]; then
    without+=(BanFlunder)
  fi
  "$server" --secure-port "$port" --bind-address 127.0.0.1 --cert-dir "$work/peer" \
    --etcd-servers "http://127.0.0.1:$etcd_port" --client-ca-file "$work/data/pki/ca.crt" \
    --authentication-skip-lookup --kubeconfig "$work/data/admin.kubeconfig" \
    --authentication-kubeconfig "$work/data/admin.kubeconfig" \
    --authorization-kubeconfig "$work/data/admin.kubeconfig" --enable-priority-and-fairness=false \
    --disable-admission-plugins "$(IFS=,; echo "${without[*]}")" >"$work/peer.out" 2>&1 &
  processes+=("$!")
  local process=$!

  local curl=(curl -sk --cert "$work/data/pki/admin.crt" --key "$work/data/pki/admin.key")
  local peer_url=https://127.0.0.1:$port path=/apis/wardle.example.com/v1alpha1 resource=flunders
  if [ "$1" = apiextensions ]; then
    path=/apis/clusterregistry.k8s.io/v1alpha1 resource=clusters
    peer_wait "$process" "${curl[@]}" "$peer_url/apis/apiextensions.k8s.io/v1" || return 1
    "${curl[@]}" -H 'Content-Type: application/yaml' --data-binary @<(peer_crd) \
      "$peer_url/apis/apiextensions.k8s.io/v1/customresourcedefinitions" >"$work/peer-kind.out"
  fi
  peer_wait "$process" "${curl[@]}" "$peer_url$path" || return 1
  theirs=(--peer-server "$peer_url" --peer-client-certificate "$work/data/pki/admin.crt"
    --peer-client-key "$work/data/pki/admin.key" --peer-server-pid "$process" --peer-resource "$resource")
}

# Our kind as a CRD, without what only this registry understands, and with what its group demands of a CRD; of another
# scope if peer_scope says so.
peer_crd() {
  awk -v scope="${peer_scope:-}" '/^  name: clusters/ { print "  annotations:\n    api-approved.kubernetes.io: unapproved, for comparison" }
    /^  scope:/ && scope { $0 = "  scope: " scope }
    /additionalPrinterColumns:/ { skip = 1 } /^    schema:/ { skip = 0 } !skip && !/x-clusterregistry-/' \
    "$root/kinds/src/main/resources/dev/clusterregistry/kinds/cluster.yaml"
}

# peer_wait PROCESS COMMAND...: until the command gets an API resource list.
peer_wait() {
  local process=$1 i
  shift
  for ((i = 0; i < 600; i++)); do
    if "$@" | grep -q APIResourceList; then return 0; fi
    kill -0 "$process" 2>/dev/null || break
    sleep 0.1
  done
  echo "Error: the peer did not start:" >&2
  tail -n 20 "$work"/{peer,peer-kind,etcd}.out >&2 2>/dev/null
  return 1
}
