#!/usr/bin/env bash
# Runs the conformance cases of the areas that are complete against a server of its own; with an argument, those whose
# area/name matches it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
areas='^(create|delete|discovery|get|list|negotiation|update|watch)/|^patch/(?!strategic)|^status/(?!managed-fields)'
only=${1:-$areas}

run() {
  python3 -B "$root/conformance/conformance.py" run --server "$SERVER" --ca "$DATA/pki/ca.crt" --users "$USERS" \
    --only "$only" "$root"/conformance/cases/*.json
}
if [ -n "${SERVER:-}" ]; then
  run
else
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$only"
fi
