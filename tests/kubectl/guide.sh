#!/usr/bin/env bash
# The user guide's commands, as they stand in the guide, chapter by chapter; only names that each reader has to fill in are
# filled in. Its chapters on deployment are run by GuideTest and AggregatedDeploymentTest, the servers on etcd by
# EtcdServersTest; a command that nobody runs is a failure. Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" --filtered-lists -- "${BASH_SOURCE[0]}" "$@"
fi
. "$root/tests/kubectl/checks.sh"
guide=$root/docs/user-guide.md
command='^    (\$ )?(crinit|kubectl|(bin/)?clusterregistry|export) '
own=""
stop_own() {
  if [ -n "$own" ]; then
    kill "$own" 2>/dev/null
    wait "$own"
    own=""
  fi
}
trap 'stop_own; rm -rf "$files"' EXIT

# The guide's server has the data folder that is the default; here it is the one beside which this script runs.
mkdir -p "$HOME/.local/state"
ln -s "$DATA" "$HOME/.local/state/clusterregistry"
mkdir bin && ln -s "$root/bin/clusterregistry" "$root/bin/crinit" bin/
cp "$DATA/pki/ca.crt" users-ca.crt

# chapter TITLE: its indented lines, without the indent and the prompt.
chapter() {
  awk -v title="$1" '
    /^#+ / { inside = ($0 ~ "^#+ " title "$") }
    inside && /^    / { sub(/^    (\$ )?/, ""); print }' "$guide"
}
run=0
# count TITLE: adds the commands of a chapter to those that are run.
count() {
  run=$((run + $(awk -v title="$1" '/^#+ / { inside = ($0 ~ "^#+ " title "$") } inside' "$guide" | grep -cE "$command")))
}
# all TITLE [FILTER...]: runs a chapter as one script that stops at the first failure, after an edit with sed.
all() {
  local title=$1
  shift
  count "$title"
  { # A watch has no end of its own.
    echo 'watched() { timeout 5 "$@" || [ $? = 124 ]; }'
    chapter "$title" | sed -E -e 's/<context>/clusterregistry/g' -e 's/^(kubectl .*--watch)/watched \1/' "$@"
  } >script
  bash -eo pipefail script >out 2>&1
  local status=$?
  if [ "$status" = 0 ]; then result "guide: $title" yes; else result "guide: $title" no "$(cat script out)"; fi
}

# await_serving: until the server of our own has said so.
await_serving() {
  local i
  for ((i = 0; i < 600; i++)); do
    grep -q 'serves at https:' serving && return 0
    kill -0 "$own" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}
# serve FLAG...: a further server, of the program that the guide names.
serve() {
  : >serving
  bin/clusterregistry "$@" --secure-port 0 >serving 2>&1 &
  own=$!
  if await_serving; then result "guide: $1" yes; else result "guide: $1" no "$(cat serving)"; fi
}

# --- a server is started, and used ------------------------------------------------------------------------------------

unset KUBECONFIG
count 'Starting a cluster registry'
HOME=$files/fresh serve standalone
started=$(chapter 'Starting a cluster registry' | grep -E '^(export|kubectl) ')
check "guide: Starting a cluster registry" 'No resources found' env HOME="$files/fresh" bash -ec "exec 2>&1; $started"
stop_own

export KUBECONFIG=$DATA/admin.kubeconfig
sed_delete='/^kubectl delete cluster test-cluster/d'
all 'Try it out!' -e "$sed_delete"
cat >labels.yaml <<LABELS
apiVersion: clusterregistry.k8s.io/v1alpha1
kind: Cluster
metadata: {name: test-cluster, labels: {zone: a}}
LABELS
all 'Who owns which field'
check "guide: the label is the tool's" region-tool kubectl get cluster test-cluster --show-managed-fields \
  -o 'jsonpath={.metadata.managedFields[?(@.operation=="Apply")].manager}'
check "guide: the last of Try it out!" 'cluster.clusterregistry.k8s.io "test-cluster" deleted' \
  bash -c "$(chapter 'Try it out!' | grep '^kubectl delete')"

# --- users and roles --------------------------------------------------------------------------------------------------

kubectl create -f - >/dev/null <<CLUSTER
{"apiVersion": "clusterregistry.k8s.io/v1alpha1", "kind": "Cluster", "metadata": {"name": "paris"}}
CLUSTER
all 'Who may do what' -e '/^apiVersion: apiserver/,$d' # a file, not a command
check "guide: one cluster, and nothing else" cluster.clusterregistry.k8s.io/paris kubectl get clusters -o name --as jane
all 'Tokens for programs' -e 's/revoke ID/revoke "$(bin\/clusterregistry token list | awk '"'"'NR == 2 { print $1 }'"'"')"/'

# What a host has that is no registry.
kubectl create role extension-apiserver-authentication-reader -n kube-system --verb get --resource configmaps >/dev/null
count 'Behind a Kubernetes API server'
chapter 'Behind a Kubernetes API server' | awk '/^kubectl/ { go = 1 } /^apiVersion: apiregistration/ { go = 0 }
  /^kubectl apply/ { go = 1 } go' | sed 's/^apply/kubectl apply/' >script
if bash -eo pipefail script >out 2>&1; then
  result "guide: Behind a Kubernetes API server" yes
else
  result "guide: Behind a Kubernetes API server" no "$(cat script out)"
fi
# Its server, tests/aggregation/run.sh starts.

# --- operation --------------------------------------------------------------------------------------------------------

count 'Flags'
chapter 'Flags' >registry.yaml
sed -i 's/^secure-port: .*/secure-port: 0/; s/^log-format: .*/&\ndata-dir: configured/' registry.yaml
: >serving
bin/clusterregistry standalone --config registry.yaml >serving 2>&1 &
own=$!
if await_serving; then result "guide: Flags" yes; else result "guide: Flags" no "$(cat serving)"; fi
stop_own

count 'Running it for others'
mapfile -t words < <(chapter 'Running it for others' | tr -d '\\' | tr ' ' '\n' | grep -v '^$')
serve "${words[@]:1}" --data-dir others
stop_own

count 'Backup and restore'
n=0
chapter 'Backup and restore' >commands
while IFS= read -r line; do
  case $line in
    *backup\ *--data-dir* | *check*) folder=$DATA ;;
    *restore*) folder=restored ;;
    *) folder=others ;;
  esac
  n=$((n + 1))
  check "guide: Backup and restore, command $n" '.*' bash -c "exec 2>&1; ${line/ DIR/ $folder}"
done <commands

# --- what others run --------------------------------------------------------------------------------------------------

for title in 'Standalone' 'Aggregated API server' 'Afterwards' 'Without Kubernetes' 'Advanced deployments' \
  'Several servers on etcd'; do
  count "$title"
done
check "guide: every command is run by somebody" "$(grep -cE "$command" "$guide")" echo "$run"
finish
