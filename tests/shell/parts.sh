#!/usr/bin/env bash
# Checks how bin/verify comes by programs that are missing, on made-up machines.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

check() { # NAME EXPECTED ACTUAL
  if [ "$2" = "$3" ]; then
    echo "PASS $1"
    passed=$((passed + 1))
  else
    printf 'FAIL %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3"
    failed=$((failed + 1))
  fi
}

fake() { # NAME BODY
  printf '#!/bin/sh\n%s\n' "$2" >"$machine/$1"
  chmod +x "$machine/$1"
}

# new MACHINE UID: apt-get knows kubernetes-client and python3, after an update.
new() {
  machine=$work/$1
  mkdir -p "$machine"
  local program
  for program in bash sh cat cp chmod; do
    ln -s "$(command -v "$program")" "$machine/$program"
  done
  fake id "echo $2"
  fake apt-get "echo \"apt-get \$*\" >>$machine/log
case \"\$1 \$3\" in
  'update '*) : >$machine/updated ;;
  'install kubernetes-client') [ -e $machine/updated ] && cp $machine/id $machine/kubectl ;;
  'install python3') [ -e $machine/updated ] && cp $machine/id $machine/python3 ;;
  *) exit 100 ;;
esac"
  : >"$machine/log"
}

# need COMMAND PACKAGE [VARIABLE=VALUE]: what is said, whether it is there, and what is counted.
need() {
  local command=$1 package=$2
  shift 2
  cat >"$machine/check" <<EOF
logs=$machine
count() { echo "counted \$*"; }
. "$root/bin/lib/parts.sh"
part $command $package && echo there
EOF
  env -i PATH="$machine" "$@" bash "$machine/check" 2>&1 | tr '\n' ';'
}
log() { tr '\n' ';' <"$machine/log"; }

new root 0
check "what is there is not installed" "there;" "$(need id coreutils)"
check "nothing was done" "" "$(log)"
check "root installs what is missing" "installing kubernetes-client for kubectl;there;" "$(need kubectl kubernetes-client)"
check "after an update, where packages were not known" \
  "apt-get install -y kubernetes-client;apt-get update;apt-get install -y kubernetes-client;" "$(log)"
check "later ones need no update" "installing python3 for python3;there;" "$(need python3 python3)"
check "what cannot be had is left out" "installing etcd-server for etcd;LEFT OUT what needs etcd (package etcd-server);" \
  "$(need etcd etcd-server)"
check "and fails where everything must run" \
  "installing etcd-server for etcd;FAIL etcd is missing (package etcd-server);counted 0 1;" "$(need etcd etcd-server CI=true)"

new user 1000
fake sudo 'exit 1'
check "a user who may not is not asked" "installing kubernetes-client for kubectl;LEFT OUT what needs kubectl (package kubernetes-client);" \
  "$(need kubectl kubernetes-client)"
check "and nothing is run" "" "$(log)"

new sudoer 1000
fake sudo 'shift; [ "$1" = true ] || exec "$@"'
check "a user who may does so through sudo" "installing kubernetes-client for kubectl;there;" "$(need kubectl kubernetes-client)"

new other 0
rm "$machine/apt-get"
check "elsewhere than on Debian nothing is installed" "LEFT OUT what needs kubectl (package kubernetes-client);" \
  "$(need kubectl kubernetes-client)"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
