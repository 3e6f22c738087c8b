#!/usr/bin/env bash
# Lets Jazzer look for bytes that the protobuf decoder of the kinds stumbles over, for 20 seconds; what it finds it writes
# below kinds/src/test/resources, where the test then runs on it for ever. Ends with: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
. "$root/bin/lib/jdk.sh"
JAVA_HOME=$(find_jdk build) || exit 1
export JAVA_HOME JAZZER_FUZZ=1
if mvn -B -q -f "$root/pom.xml" -P '!checks' ${MAVEN_ARGS:-} -pl kinds -am test -Dtest=ProtobufFuzzTest \
  -Dsurefire.failIfNoSpecifiedTests=false; then
  echo "1 passed, 0 failed"
else
  echo "0 passed, 1 failed"
  exit 1
fi
