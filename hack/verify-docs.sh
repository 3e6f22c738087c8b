#!/usr/bin/env bash
# Fails if a page of the documentation has a link that leads nowhere, names a file that is not there, a command or a flag
# that our programs do not have, or a block of shell, YAML or JSON that does not parse.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
if ! command -v python3 >/dev/null && [ "${CI:-}" != true ]; then
  echo "left out: python3 is not here"
  exit 0
fi
python=$(tests/clients/venv.sh docs hack/docs/requirements.txt)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# help PROGRAM COMMAND...: a line of the command and its flags, and the same for each command below it.
help() {
  local text command
  text=$("bin/$1" "${@:2}" --help)
  printf '%s %s\n' "$*" "$(printf '%s\n' "$text" | grep -oE -- '--[a-z][a-z-]+' | sort -u | tr '\n' ' ')"
  for command in $(printf '%s\n' "$text" | sed -n '/^Commands:/,$s/^  \([a-z][a-z-]*\)  .*/\1/p'); do
    help "$@" "$command"
  done
}
help clusterregistry >"$work/help"
if [ -x bin/crinit ]; then help crinit >>"$work/help"; fi
# shellcheck disable=SC2046  # a list
"$python" -B hack/docs/verify.py "$work/help" $(git ls-files --cached --others --exclude-standard '*.md')
