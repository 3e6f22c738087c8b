#!/usr/bin/env bash
# Calls a command for every change of a cluster, with its name and the kind of change: ADDED, MODIFIED or DELETED. What
# is there at the start comes first, as ADDED.
#
#   follow.sh COMMAND [ARGUMENT ...]
set -euo pipefail
kubectl get clusters --watch --output-watch-events -o jsonpath='{.type}{" "}{.object.metadata.name}{"\n"}' |
  while read -r change name; do
    "$@" "$name" "$change"
  done
