#!/usr/bin/env bash
# Runs the examples that are scripts beside a server of their own. Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
passed=0 failed=0
for example in shell typescript webhook-authorization; do
  if output=$("$root/tests/examples/$example.sh" 2>&1); then
    echo "PASS example/$example"
    passed=$((passed + 1))
  else
    echo "FAIL example/$example"
    printf '%s\n' "$output" | tail -n 40 | sed 's/^/     /'
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
