#!/usr/bin/env bash
# Compiles the first cluster registry's example controller, from its Go module, against our client: with its import paths
# changed, and its lister asked without a namespace, for the module's last version is of the time when clusters had one.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
PATH=$PATH:/usr/local/go/bin
first=k8s.io/cluster-registry
version=v0.0.6
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
source=$(go mod download -json "$first@$version" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
for file in "$source"/examples/slackcontroller/*.go; do
  sed -e "s|\"$first/pkg/client/clientset/versioned|\"dev.clusterregistry/client-go/pkg/client/clientset_generated/clientset|" \
    -e "s@\"$first/pkg/client/\\(informers\\|listers\\)/@\"dev.clusterregistry/client-go/pkg/client/\\1_generated/@" \
    -e 's|\.Clusters(namespace)\.Get(name)|.Get(name)|' "$file" >"$(basename "$file")"
done
if grep -n "\"$first" ./*.go; then
  echo "these imports are not ours"
  exit 1
fi
# Our client's own versions of everything that it uses too.
sed "s|^module .*|module original|" "$root/clients/go/go.mod" >go.mod
cp "$root/clients/go/go.sum" .
go mod edit -require=dev.clusterregistry/client-go@v0.0.0 -replace="dev.clusterregistry/client-go=$root/clients/go" \
  -require=github.com/golang/glog@v1.2.5
go build -mod=mod -o controller .
echo "the first registry's example controller compiles"
