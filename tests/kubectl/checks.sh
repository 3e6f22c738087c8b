# Sourced by the kubectl tests: counts checks of one command each.
#
# KUBECTL names the kubectl to use. Every check prints PASS or FAIL; finish ends with one line: N passed, N failed.
passed=0 failed=0
export HOME=$DATA/home
mkdir -p "$HOME"
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
cd "$files" || exit 1

kubectl() { command "${KUBECTL:-kubectl}" "$@"; }

# result NAME GOOD EXPLANATION: counts one check.
result() {
  if [ "$2" = yes ]; then
    echo "PASS kubectl/$1"
    passed=$((passed + 1))
  else
    echo "FAIL kubectl/$1"
    printf '%s\n' "$3" | sed 's/^/     /'
    failed=$((failed + 1))
  fi
}

# matches TEXT PATTERN: the whole text, its lines joined by ~, matches the extended regular expression.
matches() {
  {
    printf '%s' "$1" | tr '\n' '~'
    echo
  } | grep -qE -- "^($2)~?\$"
}

# check NAME STDOUT COMMAND...: the command succeeds, prints what matches the pattern, and is silent on standard error.
check() {
  local name=$1 out=$2
  shift 2
  expect "$name" 0 "$out" '' "$@"
}

# expect NAME STATUS STDOUT STDERR COMMAND...: likewise with an exit status and a pattern for standard error.
expect() {
  local name=$1 status=$2 out=$3 err=$4 output errors got=0
  shift 4
  output=$("$@" 2>"$files/.stderr") || got=$?
  errors=$(cat "$files/.stderr")
  if [ "$got" = "$status" ] && matches "$output" "$out" && matches "$errors" "$err"; then
    result "$name" yes
  else
    result "$name" no "$*
exit status $got, expected $status
$output
--- expected: $out
--- standard error
$errors
--- expected: $err"
  fi
}

# until_lines FILE COUNT: waits until the file has so many lines.
until_lines() {
  local i
  for ((i = 0; i < 300; i++)); do
    if [ -e "$1" ] && [ "$(wc -l <"$1")" -ge "$2" ]; then return 0; fi
    sleep 0.1
  done
  return 1
}

# cluster NAME ADDRESS [LABEL]: a cluster's manifest.
cluster() {
  cat <<MANIFEST
apiVersion: clusterregistry.k8s.io/v1alpha1
kind: Cluster
metadata:
  name: $1
  labels:
    t: "${3:-commands}"
spec:
  kubernetesApiEndpoints:
    serverEndpoints:
    - clientCIDR: 0.0.0.0/0
      serverAddress: $2
MANIFEST
}

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
}
