#!/usr/bin/env bash
# Writes the descriptions of the API that are made out of the schema: api/* and docs/api-reference.*. Look at the
# difference before you commit.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
"$root/hack/generate.sh" api "$root/api"
mv "$root"/api/api-reference.* "$root/docs/"
git -C "$root" --no-pager diff --stat -- api docs
