#!/usr/bin/env bash
# Writes the Go client: its types out of our schema, the rest with Kubernetes' code generators (clients/go/tools/go.mod
# says which). Needs Go.
#
#   hack/update-go-client.sh [FOLDER]     the client's folder, instead of clients/go
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
PATH=$PATH:/usr/local/go/bin
client=${1:-$root/clients/go}
module=$(sed -n 's/^module //p' "$root/clients/go/go.mod")
types=$module/pkg/apis/clusterregistry/v1alpha1
bin=$root/target/code-generators
mkdir -p "$bin"
(cd "$root/clients/go/tools" && for tool in applyconfiguration client deepcopy informer lister register; do
  go build -o "$bin/$tool-gen" "k8s.io/code-generator/cmd/$tool-gen"
done)

rm -rf "$client/pkg"
"$root/hack/generate.sh" go "$client/pkg/apis/clusterregistry/v1alpha1"
gofmt -w "$client/pkg"
cd "$client"
generate() {
  local tool=$1
  shift
  "$bin/$tool-gen" --go-header-file "$root/clients/go/tools/header.txt" "$@"
}
# clientset_generated and so on: where the first cluster registry's clients look for them.
generate deepcopy --output-file zz_generated.deepcopy.go "$types"
generate register --output-file zz_generated.register.go "$types"
generate applyconfiguration --output-dir pkg/client/applyconfigurations_generated \
  --output-pkg "$module/pkg/client/applyconfigurations_generated" "$types"
generate client --clientset-name clientset --input-base "" --input "$types" \
  --apply-configuration-package "$module/pkg/client/applyconfigurations_generated" \
  --output-dir pkg/client/clientset_generated --output-pkg "$module/pkg/client/clientset_generated"
generate lister --output-dir pkg/client/listers_generated --output-pkg "$module/pkg/client/listers_generated" "$types"
generate informer --versioned-clientset-package "$module/pkg/client/clientset_generated/clientset" \
  --listers-package "$module/pkg/client/listers_generated" \
  --output-dir pkg/client/informers_generated --output-pkg "$module/pkg/client/informers_generated" "$types"
gofmt -l pkg
