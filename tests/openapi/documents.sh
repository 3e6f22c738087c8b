#!/usr/bin/env bash
# Writes the OpenAPI documents of a server of its own into a folder, indented, one file each, named as in Kubernetes'
# api/openapi-spec. The product's version, which changes with every release, is left out.
#
#   tests/openapi/documents.sh FOLDER
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$@"
fi
python3 -B "$root/tests/openapi/documents.py" "$SERVER" "$DATA/pki/ca.crt" "$1"
