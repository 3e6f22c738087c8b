#!/usr/bin/env bash
# Builds kubectl of a version (0.36.2 for 1.36.2) from its Go module, once, and prints where the program is.
#
# That of client/go.mod is pinned with everything it needs; of others, Go chooses what the module itself asks for.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
source=$root/tests/kubectl/client
version=${1:?Usage: build.sh VERSION, such as 0.36.2}
folder=$root/target/kubectl-built/$version
PATH=$PATH:/usr/local/go/bin

if [ ! -x "$folder/kubectl" ] || [ "$source/main.go" -nt "$folder/kubectl" ] || [ "$source/go.mod" -nt "$folder/kubectl" ]; then
  mkdir -p "$folder"
  minor=${version#*.}
  variables=k8s.io/component-base/version
  link="-s -w -X $variables.gitVersion=v1.$minor -X $variables.gitMajor=1 -X $variables.gitMinor=${minor%%.*}"
  cp "$source"/{main.go,go.mod,go.sum} "$folder"
  cd "$folder"
  if ! grep -q "k8s.io/kubectl v$version\$" go.mod; then
    rm go.sum
    printf 'module client\n\ngo 1.24\n' >go.mod
    go get "k8s.io/kubectl@v$version" "k8s.io/client-go@v$version" "k8s.io/component-base@v$version" >&2
    go mod tidy >&2
  fi
  go build -ldflags "$link" -o kubectl . >&2
fi
printf '%s\n' "$folder/kubectl"
