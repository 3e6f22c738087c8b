#!/usr/bin/env bash
# Runs the conformance cases of the areas that are complete against a server of its own; with an argument, those whose
# area/name matches it. With STORE=etcd the server's objects are on an etcd of its own.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
areas='^(apply|auth|create|delete|discovery|field-validation|get|list|negotiation|patch|protobuf|status|update|validation|watch)/'
only=${1:-$areas}

run() {
  python3 -B "$root/conformance/conformance.py" run --server "$SERVER" --ca "$DATA/pki/ca.crt" --users "$USERS" \
    --only "$only" "$root"/conformance/cases/*.json
}
if [ -n "${SERVER:-}" ]; then
  run
elif [ "${STORE:-}" = etcd ] && [ -z "${ETCD:-}" ]; then
  exec "$root/tests/with-etcd.sh" "${BASH_SOURCE[0]}" "$only"
else
  exec "$root/tests/with-server.sh" ${ETCD:+"--etcd-servers=$ETCD"} -- "${BASH_SOURCE[0]}" "$only"
fi
