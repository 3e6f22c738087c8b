#!/usr/bin/env bash
# Fails if a shell script does not parse; with shellcheck installed, also on its warnings.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
scripts=$(git ls-files --cached --others --exclude-standard 'bin/*' .ci/run '*.sh')
for script in $scripts; do
  bash -n "$script"
done
if command -v shellcheck >/dev/null; then
  # shellcheck disable=SC2086  # a list
  shellcheck --shell=bash --severity=warning --exclude=SC1090,SC1091 $scripts
fi
echo "$(printf '%s\n' "$scripts" | wc -l) scripts parse"
