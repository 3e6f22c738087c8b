#!/usr/bin/env bash
# The Java client on Java 17, the oldest that it is for, against the built server. Wants the client to be built by Maven.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "$@"
fi
. "$root/bin/lib/jdk.sh"
java17=""
while read -r folder; do
  if [ "$(java_version_of "$folder")" = 17 ]; then java17=$folder; fi
done < <(jdk_candidates)
if [ -z "$java17" ]; then
  echo "there is no Java 17 on this machine" >&2
  exit 1
fi
java=$(find_jdk build)
class_path=$root/client/target/classes:$(cat "$root/client/target/class-path")
"$java/bin/javac" --release 17 -cp "$class_path" -d "$DATA/classes" "$root/tests/clients/java17/OnJava17.java"
"$java17/bin/java" -cp "$DATA/classes:$class_path" OnJava17 "$KUBECONFIG"
