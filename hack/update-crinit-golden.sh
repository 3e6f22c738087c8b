#!/usr/bin/env bash
# Writes what "crinit manifests" prints now into the golden files. Look at the difference before you commit.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/jdk.sh"
JAVA_HOME=$(find_jdk build)
export JAVA_HOME
golden=$root/crinit/src/test/resources/dev/clusterregistry/crinit/manifests
rm -f "$golden"/*.yaml
mvn -B -q -f "$root/pom.xml" -pl crinit -am test -Dtest=ManifestsTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dgolden.update=true ${MAVEN_ARGS:-}
git -C "$root" --no-pager diff --stat -- "$golden"
