#!/usr/bin/env bash
# Fails if the Go client is not what the schema and the code generators make (hack/update-go-client.sh). Without Go there
# is nothing to compare with, and it says so.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
PATH=$PATH:/usr/local/go/bin
if ! command -v go >/dev/null; then
  if [ "${CI:-}" = true ]; then
    echo "Go is needed to make the client again"
    exit 1
  fi
  echo "not compared: there is no Go here"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$root/clients/go/go.mod" "$root/clients/go/go.sum" "$work/"
"$root/hack/update-go-client.sh" "$work"
diff -ru "$root/clients/go/pkg" "$work/pkg" || {
  echo "the Go client is not what is made now; run hack/update-go-client.sh"
  exit 1
}
echo "the Go client is what the schema and the code generators make"
