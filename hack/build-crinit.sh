#!/usr/bin/env bash
# Builds crinit into crinit/target/dist/lib.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
dist=$root/crinit/target/dist
. "$root/bin/lib/jdk.sh"

java=$(find_jdk build) || exit 1
export JAVA_HOME=$java
if ! command -v mvn >/dev/null; then
  echo "Error: Maven is needed to build. To install it: apt-get install maven (Debian), brew install maven (macOS)" >&2
  exit 1
fi
mkdir -p "$root/crinit/target"
exec 8>"$root/crinit/target/build.lock"
if command -v flock >/dev/null; then flock 8; fi

log=$root/crinit/target/build.log
. "$root/bin/lib/source-version.sh"
rm -rf "$dist"
echo "Building crinit with $java (once; the log is $log)" >&2
if ! mvn -B -f "$root/pom.xml" -pl crinit -am -Dmaven.test.skip=true "${source_version[@]}" ${MAVEN_ARGS:-} package \
  >"$log" 2>&1 8>&-; then
  grep -E '^\[ERROR\]' "$log" | head -n 20 >&2
  echo "Error: the build failed; the log is $log" >&2
  exit 1
fi
touch "$dist/built"
