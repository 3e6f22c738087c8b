#!/usr/bin/env bash
# Tests a server of its own with the official JavaScript client; the packages are installed once, as package-lock.json says.
# Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
folder=$root/target/clients/javascript
if [ -z "${SERVER:-}" ]; then
  mkdir -p "$folder"
  if ! cmp -s "$root/tests/clients/javascript/package-lock.json" "$folder/node_modules/.installed"; then
    cp "$root"/tests/clients/javascript/package*.json "$folder/"
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error &&
      cp package-lock.json node_modules/.installed) || {
      echo "0 passed, 1 failed"
      exit 1
    }
  fi
  cp "$root/tests/clients/javascript/clients.test.js" "$folder/"
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}"
fi
output=$(cd "$folder" && timeout 170 node --test --test-reporter=tap clients.test.js 2>&1)
printf '%s\n' "$output" | sed -n 's/^ *ok [0-9]* - \(.*\)/PASS javascript: \1/p' | grep -v 'clients.test.js' | tee "$root/target/clients/javascript.log" # for tests/skew
passed=$(printf '%s\n' "$output" | sed -n 's/^# pass \([0-9]*\)$/\1/p')
failed=$(printf '%s\n' "$output" | sed -n 's/^# \(fail\|cancelled\) \([0-9]*\)$/\2/p' | awk '{ n += $1 } END { print n + 0 }')
if [ -z "$passed" ] || [ "$failed" != 0 ]; then
  printf '%s\n' "$output" | grep -vE '^ *ok '
  [ "$failed" != 0 ] || failed=1
  rm -f "$root/target/clients/javascript.log"
fi
echo "${passed:-0} passed, $failed failed"
[ "$failed" = 0 ]
