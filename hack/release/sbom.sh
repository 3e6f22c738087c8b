#!/usr/bin/env bash
# Writes the bill of materials of what the server is made of (CycloneDX, JSON): hack/release/sbom.sh FILE.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
file=$1
. "$root/bin/lib/jdk.sh"
. "$root/bin/lib/source-version.sh"
JAVA_HOME=$(find_jdk build)
export JAVA_HOME
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Modules know each other only when they are packaged in the same run; the jars of the real build stay as they are.
mvn -q -B -f "$root/pom.xml" -pl clusterregistry -am ${MAVEN_ARGS:-} -Dmaven.test.skip=true -Dspotless.check.skip \
  "${source_version[@]}" -Ddist="$work/dist" package org.cyclonedx:cyclonedx-maven-plugin:makeBom \
  -DoutputFormat=json -DoutputName=sbom -DincludeTestScope=false >&2
mkdir -p "$(dirname "$file")"
mv "$root/clusterregistry/target/sbom.json" "$work/sbom.json"
mv "$work/sbom.json" "$file"
