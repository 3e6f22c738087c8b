#!/usr/bin/env bash
# Fails if a pinned version cannot be fetched: builds in a copy with an empty local Maven repository. Takes minutes.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/jdk.sh"
JAVA_HOME=$(find_jdk build) || exit 1
export JAVA_HOME
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git -C "$root" ls-files -z --cached --others --exclude-standard | (cd "$root" && tar --null -T - -c) | tar -x -C "$work"
mvn -q -B -f "$work/pom.xml" -Dmaven.repo.local="$work/repository" -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest=NoSuchTest verify
echo "every version resolves from an empty local repository"
