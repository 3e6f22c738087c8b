#!/usr/bin/env bash
# Lays out crinit as it is released: hack/release/client.sh FOLDER [RUNTIME], a runtime that was linked already.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
out=$1/clusterregistry-client
runtime=${2:-}
. "$root/bin/lib/jdk.sh"
. "$root/hack/release/time.sh"
jdk=$(find_jdk build)

"$root/bin/crinit" version >/dev/null # builds what is not built
mkdir -p "$out/launch"
cp -R "$root/crinit/target/dist/lib" "$out/lib"
# Else the cache leaves picocli out.
"$jdk/bin/java" "$root/hack/ModernClasses.java" "$out"/lib/picocli-*.jar
cp "$root/LICENSE" "$root/NOTICE" "$out"
if [ -n "$runtime" ]; then cp -R "$runtime" "$out/runtime"; else "$root/hack/link-runtime.sh" "$jdk" "$out/runtime"; fi
cp "$root/bin/lib/jdk.sh" "$out/launch/jdk.sh"
cp "$root/hack/release/client-flags.sh" "$out/launch/flags.sh"

date_all() { find "$out" -exec touch -h -d "$release_time" {} +; }
date_all
dist=$out
. "$out/launch/flags.sh"
"$out/runtime/bin/java" "${jvm_flags[@]}" "-XX:AOTCacheOutput=$out/crinit.aot" -cp "$class_path" \
  dev.clusterregistry.crinit.Main version >/dev/null
[ -s "$out/crinit.aot" ]
date_all
