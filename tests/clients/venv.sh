#!/usr/bin/env bash
# Prints the python of a virtual environment in target/clients with the packages of a requirements file; makes it if
# there is none for these requirements. Arguments: its name, the file.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
folder=$root/target/clients/venv-$1
if ! cmp -s "$2" "$folder/requirements.txt"; then
  rm -rf "$folder"
  mkdir -p "$root/target/clients"
  {
    python3 -m venv "$folder"
    "$folder/bin/pip" install -q --disable-pip-version-check -r "$2"
    cp "$2" "$folder/requirements.txt"
  } >&2
fi
echo "$folder/bin/python"
