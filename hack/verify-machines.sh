#!/usr/bin/env bash
# Fails if our scripts behave otherwise than they should on machines that lack something.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root" || exit 1
bad=0
for script in tests/shell/*.sh; do
  echo "== $script"
  "$script" || bad=$((bad + 1))
done
echo "$bad of the scripts' tests failed"
[ "$bad" = 0 ]
