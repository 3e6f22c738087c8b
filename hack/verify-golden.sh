#!/usr/bin/env bash
# Fails if the server serves other OpenAPI documents than the golden files say (hack/update-golden.sh).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/tests/openapi/documents.sh" "$work/documents"
diff -ru "$root/tests/src/test/resources/dev/clusterregistry/tests/openapi" "$work/documents" || {
  echo "the OpenAPI documents have changed; if they should, run hack/update-golden.sh"
  exit 1
}
echo "the OpenAPI documents are those of the golden files"
