#!/usr/bin/env bash
# Checks that the dashboard and the alert rules in docs/monitoring ask for metrics and labels that a running server has.
# Ends with "N passed, N failed".
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  python=$("$root/tests/clients/venv.sh" docs "$root/hack/docs/requirements.txt") || {
    echo "0 passed, 1 failed"
    exit 1
  }
  PYTHON=$python exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}"
fi
ask() { curl -s --cacert "$DATA/pki/ca.crt" --header "Authorization: Bearer $1" "${@:3}" "$SERVER$2"; }
clusters=/apis/clusterregistry.k8s.io/v1alpha1/clusters
# One request of each sort, so that every series is there: some appear with their first event.
ask admin-token "$clusters" -o /dev/null
ask jane-token "$clusters" -o /dev/null
ask wrong-token "$clusters" -o /dev/null
ask admin-token "$clusters?watch=true&timeoutSeconds=1" -o /dev/null
metrics=$(dirname "$DATA")/metrics
ask admin-token /metrics -o "$metrics"
"$PYTHON" -B "$root/tests/monitoring/check.py" "$metrics" "$root/docs/monitoring/dashboard.json" "$root/docs/monitoring/alerts.yaml"
