#!/usr/bin/env bash
# Fails if the descriptions of the API are not those of the schema (hack/update-api.sh).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/hack/generate.sh" api "$work/made"
mkdir "$work/checked-in"
cp "$root"/api/* "$root"/docs/api-reference.* "$work/checked-in/"
diff -ru "$work/checked-in" "$work/made" || {
  echo "the descriptions of the API are not those of the schema; run hack/update-api.sh"
  exit 1
}
echo "the descriptions of the API are those of the schema"
