#!/usr/bin/env bash
# Lays out the server as it is released: hack/stage-program.sh FOLDER [--without-cache]
#
#   lib, native            as in clusterregistry/target/dist
#   runtime                a Java runtime for this machine's architecture
#   clusterregistry.aot    an ahead-of-time cache for that runtime and this jar
#   LICENSE, NOTICE, sbom.json (if it was made)
#
# All but the cache is the same for the same sources and the same JDK. Every file is dated like the commit: the cache
# holds for a jar of one date.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
out=$1
cache=${2:-}
dist=$root/clusterregistry/target/dist
. "$root/bin/lib/jdk.sh"
. "$root/hack/release/time.sh"
jdk=$(find_jdk build)

"$root/bin/clusterregistry" version >/dev/null # builds what is not built
rm -rf "$out"
mkdir -p "$out"
cp -R "$dist/lib" "$out/lib"
mkdir -p "$out/native/META-INF" "$out/native/org"
cp -R "$dist/native/META-INF/native" "$out/native/META-INF/native"
cp -R "$dist/native/org/sqlite" "$out/native/org/sqlite"
"$jdk/bin/java" "$root/hack/WithoutEntries.java" "$out/lib/clusterregistry.jar" org/sqlite/native/
"$root/hack/link-runtime.sh" "$jdk" "$out/runtime"
cp "$root/LICENSE" "$root/NOTICE" "$out"
if [ -e "$root/clusterregistry/target/sbom.json" ]; then cp "$root/clusterregistry/target/sbom.json" "$out"; fi

date_all() { find "$out" -exec touch -h -d "$release_time" {} +; }
date_all
if [ "$cache" != --without-cache ]; then
  CLUSTERREGISTRY_DIST=$out "$root/hack/train-aot.sh" "$out/runtime"
  date_all
fi
