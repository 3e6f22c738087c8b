#!/usr/bin/env bash
# Runs the user guide, explain, the recorded transcripts and the further commands with every kubectl found, one of each
# minor version: on the path (kubectl, kubectl.1.*), in the Google Cloud SDK, Debian's, which is old, for the everyday
# commands, and the newest, built from its Go module (with --all, those between as well). Each gets a server of its own; as
# many run at a time as there are processors. Arguments: the kubectls to use.
# The further commands run with the oldest, the newest and the first on the path; with --all, with every one.
# Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
logs=$root/target/kubectl

candidates() {
  local folder
  while IFS= read -r -d : folder; do
    ls "$folder"/kubectl "$folder"/kubectl.1.* 2>/dev/null
  done <<<"$PATH:/usr/lib/google-cloud-sdk/bin:"
}

minor_version() { "$1" version --client -o json 2>/dev/null | sed -n 's/.*"minor": *"\([0-9]*\).*/\1/p' | head -n 1; }

# scripts MINOR COMMANDS: what runs against one server, in order; the further commands unless COMMANDS is no. Each ends with
# a line of counts.
scripts() {
  echo kubectl/user-guide.sh
  [ "$1" -ge 27 ] || return
  echo kubectl/explain.sh
  [ "$2" = no ] || echo kubectl/commands.sh
  echo conformance/kubectl.sh
  echo kubectl/authorization.sh # last: it gives jane rights
}

# one KUBECTL MINOR COMMANDS: runs them.
one() {
  export KUBECTL=$1
  echo "kubectl 1.$2: $1"
  local script
  for script in $(scripts "$2" "$3"); do "$root/tests/$script"; done
}
if [ -n "${SERVER:-}" ]; then
  one "$@"
  exit
fi

mkdir -p "$logs"
rm -f "$logs"/*.log

# Debian's kubernetes-client, unpacked and not installed: it would take the place of another kubectl.
debian() {
  local folder=$root/target/kubectl-debian
  if [ ! -x "$folder/usr/bin/kubectl" ]; then
    mkdir -p "$folder"
    (cd "$folder" && { apt-get download kubernetes-client || { apt-get update && apt-get download kubernetes-client; }; } &&
      dpkg -x kubernetes-client_*.deb .) >"$logs/debian.txt" 2>&1 || return 1
  fi
  echo "$folder/usr/bin/kubectl"
}

# The newest minor version, which no machine need have, and those before it that none has either.
built() {
  local version versions=(0.36.2)
  [ "$every" = no ] || versions+=(0.35.4 0.34.2)
  PATH=$PATH:/usr/local/go/bin
  if ! command -v go >/dev/null; then
    echo "LEFT OUT kubectl 1.${versions[0]#0.}, which Go has to build" >&2
    return
  fi
  for version in "${versions[@]}"; do
    "$root/tests/kubectl/build.sh" "$version" 2>"$logs/build-$version.txt" || {
      echo "FAIL kubectl ${version#0.} cannot be built: $(tail -n 1 "$logs/build-$version.txt")" >&2
      echo no
    }
  done
}

every=no
if [ "${1:-}" = --all ]; then
  every=yes
  shift
fi
declare -A found
if [ $# = 0 ]; then
  mapfile -t all < <(candidates)
  if old=$(debian); then
    all+=("$old")
  elif [ "${CI:-}" = true ]; then
    echo "FAIL Debian's kubernetes-client cannot be fetched: $(tail -n 1 "$logs/debian.txt")"
    echo "0 passed, 1 failed"
    exit 1
  else
    echo "LEFT OUT Debian's kubernetes-client, which cannot be fetched"
  fi
  while IFS= read -r kubectl; do
    [ "$kubectl" != no ] || { echo "0 passed, 1 failed"; exit 1; }
    all+=("$kubectl")
  done < <(built)
else
  all=("$@")
fi
for kubectl in "${all[@]}"; do
  minor=$(minor_version "$kubectl")
  [ -z "$minor" ] || found[$minor]=${found[$minor]:-$kubectl}
done

minors=$(printf '%s\n' "${!found[@]}" | sort -n)
first=$(minor_version kubectl)
oldest=$(printf '%s\n' "$minors" | awk '$1 >= 27' | head -n 1)
newest=$(printf '%s\n' "$minors" | tail -n 1)
declare -A parts # how many lines of counts each must end with
for minor in $minors; do
  while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
  commands=$every
  case $minor in "$first" | "$oldest" | "$newest") commands=yes ;; esac
  parts[$minor]=$(scripts "$minor" "$commands" | wc -l)
  "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}" "${found[$minor]}" "$minor" "$commands" >"$logs/1.$minor.log" 2>&1 &
done
wait

passed=0 failed=0
for minor in $minors; do
  log=$logs/1.$minor.log
  ended=$(grep -cE '^[0-9]+ passed, [0-9]+ failed$' "$log")
  read -r good bad < <(awk '/^[0-9]+ passed, [0-9]+ failed$/ { good += $1; bad += $3 } END { print good + 0, bad + 0 }' "$log")
  [ "$ended" = "${parts[$minor]}" ] || bad=$((bad + 1))
  echo "kubectl 1.$minor: $good passed, $bad failed (${found[$minor]})"
  [ "$bad" = 0 ] || grep -vE '^PASS' "$log"
  passed=$((passed + good))
  failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
