#!/usr/bin/env bash
# Replays the recorded kubectl transcripts whose area/name matches the argument (all without one) against a server of
# its own. KUBECTL names the kubectl to use.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$@"
fi
python3 -B "$root/conformance/conformance.py" kubectl --server "$SERVER" --ca "$DATA/pki/ca.crt" --users "$USERS" \
  --kubectl "${KUBECTL:-kubectl}" --only "${1:-.}" "$root"/conformance/kubectl/*.json
