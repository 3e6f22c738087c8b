#!/usr/bin/env bash
# Writes what is made out of the schema of clusters into a folder.
#
#   hack/generate.sh java|go|api FOLDER
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/jdk.sh"
JAVA_HOME=$(find_jdk build)
export JAVA_HOME
dist=$root/clusterregistry/target/dist
[ -e "$dist/built" ] || "$root/hack/build-dist.sh"
# Without the launcher's arguments, the classes are those of the last build unless a source has changed.
mvn -B -q -f "$root/pom.xml" -pl generators -am -Dmaven.test.skip=true ${MAVEN_ARGS:-} compile >&2
path=""
for module in generators kinds machinery apiserver store; do
  path=$path$root/$module/target/classes:
done
exec "$JAVA_HOME/bin/java" -cp "$path$dist/lib/*" dev.clusterregistry.generators.Main "$@"
