#!/usr/bin/env bash
# Records what a server does at its start and under some load, so that the next starts need not find it out again:
# clusterregistry/target/dist/clusterregistry.aot, valid for this JDK and these jars. Argument: the JDK's folder.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
dist=$root/clusterregistry/target/dist
. "$root/bin/lib/jvm-flags.sh"

data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
"$1/bin/java" "${jvm_flags[@]}" "-XX:AOTCacheOutput=$dist/clusterregistry.aot" \
  -cp "$class_path" dev.clusterregistry.clusterregistry.Main rehearse --data-dir "$data"
