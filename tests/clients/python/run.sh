#!/usr/bin/env bash
# Tests a server of its own with the official Python client, in a virtual environment made once.
# Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
here=$root/tests/clients/python
if [ -z "${SERVER:-}" ]; then
  python=$("$root/tests/clients/venv.sh" python "$here/requirements.txt") || {
    echo "0 passed, 1 failed"
    exit 1
  }
  PYTHON=$python exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}"
fi
output=$("$PYTHON" -B "$here/clients_test.py" 2>&1)
printf '%s\n' "$output" | sed -n 's/^\(test_[a-z_0-9]*\) .*\.\.\. ok$/PASS python\/\1/p' | tee "$root/target/clients/python.log" # for tests/skew
passed=$(printf '%s\n' "$output" | grep -cE '\.\.\. ok$')
failed=$(printf '%s\n' "$output" | grep -cE '\.\.\. (FAIL|ERROR)$')
if ! printf '%s\n' "$output" | grep -qx OK; then
  printf '%s\n' "$output"
  [ "$failed" != 0 ] || failed=1
  rm -f "$root/target/clients/python.log"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
