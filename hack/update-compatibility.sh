#!/usr/bin/env bash
# Writes the differences that the differential runner accepts into docs/compatibility.md.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
python3 -B "$root/tests/differential/documented.py"
