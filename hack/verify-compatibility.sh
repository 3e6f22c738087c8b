#!/usr/bin/env bash
# Fails if docs/compatibility.md does not list the differences that the differential runner accepts, or names no test of another.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
python3 -B "$root/tests/differential/documented.py" --check
