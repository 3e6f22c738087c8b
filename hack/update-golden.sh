#!/usr/bin/env bash
# Writes the OpenAPI documents that the server serves now into the golden files. Look at the difference before you commit.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
golden=$root/tests/src/test/resources/dev/clusterregistry/tests/openapi
rm -f "$golden"/*.json
"$root/tests/openapi/documents.sh" "$golden"
git -C "$root" --no-pager diff --stat -- "$golden"
