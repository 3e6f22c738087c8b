#!/usr/bin/env bash
# Tests the built program with the fabric8 client, its two newest major versions, and the official Java client; versions
# are in pom.xml. Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
here=$root/tests/clients/java
mkdir -p "$root/target"
. "$root/bin/lib/jdk.sh"
JAVA_HOME=$(find_jdk build) || exit 1
export JAVA_HOME
find "$here" -path '*/target/surefire-reports/*.xml' -delete
mvn -B -f "$here/pom.xml" -fae -P '!checks' -Dstyle.color=never ${MAVEN_ARGS:-} test >"$root/target/java-clients.log" 2>&1
status=$?
read -r tests bad < <(find "$here" -path '*/target/surefire-reports/TEST-*.xml' -print0 | xargs -0 -r sed -n \
  's/.*<testsuite .* tests="\([0-9]*\)" errors="\([0-9]*\)" skipped="0" failures="\([0-9]*\)".*/\1 \2 \3/p' |
  awk '{ tests += $1; bad += $2 + $3 } END { print tests + 0, bad + 0 }')
if [ "$status" != 0 ]; then
  grep -E '^\[ERROR\]' "$root/target/java-clients.log" | head -n 40
  [ "$bad" != 0 ] || bad=1 tests=$((tests + 1))
fi
echo "$((tests - bad)) passed, $bad failed"
[ "$bad" = 0 ]
