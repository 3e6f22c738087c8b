#!/usr/bin/env bash
# Tests a server of its own with client-go, controller-runtime and our own client; the versions are in go.mod.
# Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  PATH=$PATH:/usr/local/go/bin
  mkdir -p "$root/target/clients"
  # Our own client with its example, before what uses it.
  (cd "$root/clients/go" && go vet ./... && go test ./...) || {
    echo "0 passed, 1 failed"
    exit 1
  }
  (cd "$root/tests/clients/go" && go vet . && go test -c -o "$root/target/clients/go-clients" .) || {
    echo "0 passed, 1 failed"
    exit 1
  }
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}"
fi
output=$("$root/target/clients/go-clients" -test.v -test.timeout=180s 2>&1)
printf '%s\n' "$output" | sed -n 's/^--- PASS: \([^ ]*\).*/PASS go\/\1/p' | tee "$root/target/clients/go.log" # for tests/skew
passed=$(printf '%s\n' "$output" | grep -c '^--- PASS')
failed=$(printf '%s\n' "$output" | grep -cE '^--- FAIL|^panic|^SIG')
if [ "$failed" != 0 ] || [ "$passed" = 0 ]; then
  printf '%s\n' "$output" | grep -vE '^(=== |--- PASS)'
  [ "$failed" != 0 ] || failed=1
  rm -f "$root/target/clients/go.log"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
