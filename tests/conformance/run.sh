#!/usr/bin/env bash
# Runs the conformance cases of the areas that are complete against a server of its own; with an argument, those whose
# area/name matches it. With STORE=etcd the server's objects are on an etcd of its own; with REPLICAS=3 besides, three
# servers share it, and each request goes to the next one.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
areas='^(apply|auth|create|delete|discovery|field-validation|get|list|negotiation|patch|protobuf|status|update|validation|watch)/'
only=${1:-$areas}

if [ -n "${SERVER:-}" ]; then
  # One more server is there: its address, and the authority that vouches for it.
  SERVERS=${SERVERS:+$SERVERS,}$SERVER AUTHORITIES="${AUTHORITIES:-} $DATA/pki/ca.crt"
  export SERVERS AUTHORITIES
  unset SERVER
fi
started=$(tr ',' '\n' <<<"${SERVERS:-}" | grep -c . || true)
if [ "$started" -ge "${REPLICAS:-1}" ]; then
  # shellcheck disable=SC2086  # a list of files without spaces
  cat $AUTHORITIES >"$DATA/authorities.crt"
  python3 -B "$root/conformance/conformance.py" run --server "$SERVERS" --ca "$DATA/authorities.crt" --users "$USERS" \
    --only "$only" "$root"/conformance/cases/*.json
elif [ "${STORE:-}" = etcd ] && [ -z "${ETCD:-}" ]; then
  exec "$root/tests/with-etcd.sh" "${BASH_SOURCE[0]}" "$only"
else
  exec "$root/tests/with-server.sh" ${ETCD:+"--etcd-servers=$ETCD"} -- "${BASH_SOURCE[0]}" "$only"
fi
