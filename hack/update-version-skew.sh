#!/usr/bin/env bash
# Writes docs/version-skew.md from what the last runs of the kubectl and client suites left in target.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
python3 -B "$root/tests/skew/skew.py" update
