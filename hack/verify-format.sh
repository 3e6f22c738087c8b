#!/usr/bin/env bash
# Fails if a Java source is not formatted; hack/update-format.sh formats it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/jdk.sh"
JAVA_HOME=$(find_jdk build) || exit 1
export JAVA_HOME
exec mvn -q -B -f "$root/pom.xml" spotless:check
