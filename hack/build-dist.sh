#!/usr/bin/env bash
# Builds the program into clusterregistry/target/dist: lib (one jar), native (libraries), the AOT cache. Shows what it does.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
dist=$root/clusterregistry/target/dist
. "$root/bin/lib/jdk.sh"

java=$(find_jdk build) || exit 1
export JAVA_HOME=$java
if ! command -v mvn >/dev/null; then
  echo "Error: Maven is needed to build. To install it: apt-get install maven (Debian), brew install maven (macOS)" >&2
  exit 1
fi

mkdir -p "$root/clusterregistry/target"
exec 8>"$root/clusterregistry/target/build.lock"
if command -v flock >/dev/null; then flock 8; fi

log=$root/clusterregistry/target/build.log
. "$root/bin/lib/source-version.sh"
jars=$root/clusterregistry/target/jars
rm -rf "$dist" "$jars"

# Maven's log in a few words: the module it is at, and how many files it has fetched.
progress() {
  local line fetched=0
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$log"
    case $line in
      *"Building Cluster registry"*"["*/*"]"*) echo "  ${line#*Building }" >&2 ;;
      *"Downloaded from"*)
        fetched=$((fetched + 1))
        if [ $((fetched % 50)) = 0 ]; then echo "  … $fetched files fetched" >&2; fi ;;
      *"[ERROR]"*) printf '%s\n' "$line" >&2 ;;
    esac
  done
}

started=$(date +%s)
echo "Building the cluster registry with $java (once; the log is $log)" >&2
: >"$log"
if ! mvn -B -f "$root/pom.xml" -pl clusterregistry -am -Dmaven.test.skip=true "${source_version[@]}" \
  ${MAVEN_ARGS:-} package 2>&1 8>&- | progress; then
  echo "Error: the build failed; the log is $log" >&2
  exit 1
fi

"$java/bin/java" "$root/hack/ModernClasses.java" "$jars"/picocli-*.jar
"$java/bin/java" "$root/hack/OneJar.java" "$jars" "$dist/lib/clusterregistry.jar"
"$root/hack/train-aot.sh" "$java" >>"$log" 2>&1 8>&- || echo "  no AOT cache: starting will take longer (see $log)" >&2
touch "$dist/built"
echo "Built in $(($(date +%s) - started)) s" >&2
