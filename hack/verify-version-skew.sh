#!/usr/bin/env bash
# Fails if docs/version-skew.md lacks a version of a client that the suites use, or holds a failure. Runs no client.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
python3 -B "$root/tests/skew/skew.py" check
