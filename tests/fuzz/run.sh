#!/usr/bin/env bash
# Lets schemathesis make requests from the server's own OpenAPI document: no answer may be a server error, and none may be
# another than the document says. SEED is 1 unless given; arguments go to schemathesis. Ends with: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
here=$root/tests/fuzz
if [ -z "${SERVER:-}" ]; then
  python=$("$root/tests/clients/venv.sh" fuzz "$here/requirements.txt") || {
    echo "0 passed, 1 failed"
    exit 1
  }
  PYTHON=$python exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$@"
fi
cd "$(dirname "$DATA")" || exit 1
export SCHEMATHESIS_HOOKS=hooks PYTHONPATH=$here PYTHONDONTWRITEBYTECODE=1
"$(dirname "$PYTHON")/schemathesis" --no-color run "$SERVER/openapi/v3/apis/clusterregistry.k8s.io/v1alpha1" --url "$SERVER" \
  --tls-verify "$DATA/pki/ca.crt" --header "Authorization: Bearer admin-token" \
  --checks not_a_server_error,content_type_conformance,response_schema_conformance,failure_is_a_status \
  --phases examples,coverage,fuzzing --max-examples 25 --seed "${SEED:-1}" --max-time 60 --request-timeout 20 \
  --suppress-health-check all --warnings off --continue-on-failure --exclude-path-regex '/watch/' "$@"
status=$?
if [ "$status" = 0 ]; then echo "1 passed, 0 failed"; else echo "0 passed, 1 failed"; fi
exit "$status"
