#!/usr/bin/env bash
# Fails if two builds of the same sources, in different folders, make different jars.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/jdk.sh"
JAVA_HOME=$(find_jdk build) || exit 1
export JAVA_HOME
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
  mkdir -p "$work/$1"
  git -C "$root" ls-files -z --cached --others --exclude-standard | (cd "$root" && tar --null -T - -c) |
    tar -x -C "$work/$1"
  mvn -q -B -o -f "$work/$1/pom.xml" -pl clusterregistry -am -DskipTests -Dspotless.check.skip package
  (cd "$work/$1" && find . -name 'clusterregistry*.jar' -path '*/target/*' -print0 | sort -z | xargs -0 sha256sum)
}
build first >"$work/first.sums"
build second/in/another/folder >"$work/second.sums"
diff "$work/first.sums" "$work/second.sums"
echo "$(wc -l <"$work/first.sums") jars are the same in both builds"
