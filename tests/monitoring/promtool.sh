#!/usr/bin/env bash
# Prometheus' own promtool reads the alert rules, lets them fire on made-up series (alerts-test.yaml), and parses what the
# dashboard asks. Ends with one line: N passed, N failed. PROMTOOL names another promtool.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
promtool=${PROMTOOL:-promtool}
alerts=$root/docs/monitoring/alerts.yaml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# check NAME COMMAND...
check() {
  local name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    echo "PASS promtool/$name"
    passed=$((passed + 1))
  else
    echo "FAIL promtool/$name"
    sed 's/^/     /' "$work/log"
    failed=$((failed + 1))
  fi
}

# The dashboard's queries as recording rules, for that is what promtool parses. Grafana puts texts into the variables.
python3 - "$root/docs/monitoring/dashboard.json" >"$work/dashboard.yaml" <<'PYTHON'
import json
import sys

board = json.load(open(sys.argv[1]))
queries = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
rules = [{"record": f"query_{number}", "expr": query} for number, query in enumerate(queries)]
json.dump({"groups": [{"name": "dashboard", "rules": rules}]}, sys.stdout)
PYTHON
sed "s|ALERTS\]|$alerts]|" "$root/tests/monitoring/alerts-test.yaml" >"$work/alerts-test.yaml"

check rules "$promtool" check rules "$alerts"
check dashboard "$promtool" check rules "$work/dashboard.yaml"
check alerts "$promtool" test rules "$work/alerts-test.yaml"
printf 'groups: [{name: none, rules: [{record: none, expr: "sum(rate(nonsense[5m])"}]}]\n' >"$work/none.yaml"
check nonsense-is-found bash -c '! "$1" check rules "$2"' check "$promtool" "$work/none.yaml"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
