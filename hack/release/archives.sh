#!/usr/bin/env bash
# Runs what writes archives and images (module image), with the arguments given.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
. "$root/bin/lib/jdk.sh"
JAVA_HOME=$(find_jdk build)
export JAVA_HOME
classes=$root/image/target/classes
if [ ! -d "$classes" ] || [ -n "$(find "$root/image/src/main" -newer "$classes/dev/clusterregistry/image/Main.class" -print -quit)" ]; then
  mvn -q -B -f "$root/pom.xml" -pl image -Dspotless.check.skip ${MAVEN_ARGS:-} compile >&2
fi
exec "$JAVA_HOME/bin/java" -cp "$classes:$root/clusterregistry/target/dist/lib/clusterregistry.jar" dev.clusterregistry.image.Main "$@"
