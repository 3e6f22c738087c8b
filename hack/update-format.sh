#!/usr/bin/env bash
# Formats all Java sources as hack/verify-format.sh wants them.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/jdk.sh"
JAVA_HOME=$(find_jdk build) || exit 1
export JAVA_HOME
exec mvn -q -B -f "$root/pom.xml" spotless:apply
