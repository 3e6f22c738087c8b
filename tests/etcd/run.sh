#!/usr/bin/env bash
# Runs the store on newer etcds than Debian's, built from their Go modules: the contract, replicas, and what becomes of them
# when a member dies or hangs, on the newest; with --all every fault, on every version, and conformance too. Needs Go and
# Debian's etcdctl. Ends with one line: N passed, N failed.
#
#   tests/etcd/run.sh [--all] [VERSION ...]
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$root" || exit 1
. bin/lib/jdk.sh
JAVA_HOME=$(find_jdk build) || exit 1
export JAVA_HOME
tests='EtcdStoreTest,ReplicasTest,TlsTest,FaultTest#aKilledLeader*+aMemberThatHangs*+anOlderSnapshot*'
versions=(3.6) conformance=no
if [ "${1:-}" = --all ]; then
  tests='EtcdStoreTest,ReplicasTest,TlsTest,AccessTest,FaultTest,PartitionTest' versions=(3.6 3.5) conformance=yes
  shift
fi
[ $# = 0 ] || versions=("$@")

passed=0 failed=0
for version in "${versions[@]}"; do
  if ! tests/etcd/build.sh "$version"; then
    failed=$((failed + 1))
    continue
  fi
  export ETCD_PROGRAM=$root/target/etcd/$version/etcd ETCDUTL_PROGRAM=$root/target/etcd/$version/etcdutl
  rm -rf store-etcd/target/surefire-reports
  mvn -B -q -P '!checks' ${MAVEN_ARGS:-} -pl store-etcd -am test -Dtest="$tests" -Dsurefire.failIfNoSpecifiedTests=false \
    -Dmaven.test.failure.ignore=true -Dstyle.color=never
  read -r run bad < <(cat store-etcd/target/surefire-reports/TEST-*.xml | sed -n \
    's/.*<testsuite .* tests="\([0-9]*\)" errors="\([0-9]*\)" skipped="\([0-9]*\)" failures="\([0-9]*\)".*/\1 \2 \3 \4/p' |
    awk '{ run += $1; bad += $2 + $3 + $4 } END { print run + 0, bad + 0 }')
  [ "$run" != 0 ] || bad=1
  echo "etcd $version: $run tests of the store, $bad failed or skipped"
  passed=$((passed + run - bad)) failed=$((failed + bad))
  if [ "$conformance" = yes ]; then
    STORE=etcd REPLICAS=3 tests/conformance/run.sh >"target/etcd/$version/conformance.log" 2>&1
    counts=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "target/etcd/$version/conformance.log" | tail -n 1)
    read -r run bad <<<"${counts:-0 1}"
    echo "etcd $version: conformance $run passed, $bad failed (target/etcd/$version/conformance.log)"
    passed=$((passed + run)) failed=$((failed + bad))
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
