#!/usr/bin/env bash
# Checks how a JDK is found, and what is said and asked where there is none, on made-up machines.
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

# jdk FOLDER VERSION [run]: a JDK, or only what runs programs.
jdk() {
  mkdir -p "$1/bin"
  printf '#!/bin/sh\necho "openjdk version \\"%s\\"" >&2\n' "$2" >"$1/bin/java"
  chmod +x "$1/bin/java"
  if [ "${3:-}" != run ]; then
    printf 'JAVA_VERSION="%s"\n' "$2" >"$1/release"
    cp "$1/bin/java" "$1/bin/javac"
  fi
}

# new MACHINE [OS-RELEASE-LINE...]: a machine with nothing on it but the usual small programs.
new() {
  machine=$work/$1
  shift
  mkdir -p "$machine"/{etc,bin,home,usr/lib/jvm}
  printf '%s\n' "$@" >"$machine/etc/os-release"
  local program
  for program in bash sh cat sed readlink mkdir cp chmod printf env; do
    ln -s "$(command -v "$program")" "$machine/bin/$program"
  done
  fake uname 'echo Linux'
  fake id 'echo 1000'
  fake dpkg 'echo amd64'
}

fake() { # NAME BODY
  printf '#!/bin/sh\n%s\n' "$2" >"$machine/bin/$1"
  chmod +x "$machine/bin/$1"
}

# find_on run|build [VARIABLE=VALUE...]: what the search answers on the present machine.
find_on() {
  local what=$1
  shift
  cat >"$machine/search" <<EOF
. "$root/bin/lib/jdk.sh"
machine=$machine
find_jdk $what
EOF
  env -i PATH="$machine/bin" HOME="$machine/home" "$@" bash "$machine/search" 2>"$machine/said" </dev/null
}

new empty ID=debian 'VERSION_ID="13"'
check "nothing is found on an empty machine" "" "$(find_on run)"
check "on Debian 13 the exact line is named" "To install it:  sudo apt-get install -y openjdk-25-jdk-headless" \
  "$(tail -n 1 "$machine/said")"
fake id 'echo 0'
find_on run >/dev/null
check "root needs no sudo" "To install it:  apt-get install -y openjdk-25-jdk-headless" "$(tail -n 1 "$machine/said")"

new order ID=debian 'VERSION_ID="13"'
jdk "$machine/usr/lib/jvm/a-21" 21.0.4
jdk "$machine/usr/lib/jvm/b-26" 26
check "the usual folders are searched, old ones passed over" "$machine/usr/lib/jvm/b-26" "$(find_on build)"
jdk "$machine/opt/path" 25.0.1
ln -s "$machine/opt/path/bin/java" "$machine/bin/java"
check "PATH comes before the usual folders" "$machine/opt/path" "$(find_on build)"
jdk "$machine/mine" 25
check "JAVA_HOME comes before PATH" "$machine/mine" "$(find_on build JAVA_HOME="$machine/mine")"
jdk "$machine/ours" 25
check "CLUSTERREGISTRY_JAVA_HOME comes first" "$machine/ours" \
  "$(find_on build JAVA_HOME="$machine/mine" CLUSTERREGISTRY_JAVA_HOME="$machine/ours")"
check "a JAVA_HOME that is too old is passed over" "$machine/opt/path" \
  "$(find_on build JAVA_HOME="$machine/usr/lib/jvm/a-21")"
check "a JAVA_HOME that is no JDK is passed over" "$machine/opt/path" "$(find_on build JAVA_HOME=/nowhere)"
jdk "$machine/runtime" 25.0.2 run
check "a Java without a compiler runs programs" "$machine/runtime" "$(find_on run JAVA_HOME="$machine/runtime")"
check "but does not build them" "$machine/opt/path" "$(find_on build JAVA_HOME="$machine/runtime")"
jdk "$machine/with space" 25
check "folders may have spaces" "$machine/with space" "$(find_on build JAVA_HOME="$machine/with space")"

new home ID=fedora VERSION_ID=42
jdk "$machine/home/.sdkman/candidates/java/25-tem" 25
check "what SDKMAN installed is found" "$machine/home/.sdkman/candidates/java/25-tem" "$(find_on build)"

# said_on OS-RELEASE-LINES...: the last line on a machine of that kind without a JDK.
said_on() {
  new "said-$RANDOM$RANDOM" "$@"
  find_on run >/dev/null
  tail -n 1 "$machine/said"
}
check "Debian 12" "  see https://adoptium.net/installation/linux/ and then: sudo apt-get install -y temurin-25-jdk" \
  "$(said_on ID=debian 'VERSION_ID="12"')"
check "Ubuntu 25.10" "To install it:  sudo apt-get install -y openjdk-25-jdk-headless" "$(said_on ID=ubuntu 'VERSION_ID="25.10"')"
check "Fedora" "To install it:  sudo dnf install -y java-25-openjdk-devel" "$(said_on ID=fedora VERSION_ID=42)"
check "openSUSE" "To install it:  sudo zypper install -y java-25-openjdk-devel" "$(said_on ID=opensuse-leap VERSION_ID=16)"
check "Arch" "To install it:  sudo pacman -S jdk-openjdk" "$(said_on ID=arch)"
check "Alpine" "To install it:  sudo apk add openjdk25" "$(said_on ID=alpine VERSION_ID=3.22)"

# A Debian 13 whose packages are only known after an update.
debian() {
  new "$1" ID=debian 'VERSION_ID="13"'
  fake id "echo ${2:-1000}"
  fake sudo 'exec "$@"'
  fake apt-get "echo \"apt-get \$*\" >>$machine/log
case \$1 in
  update) : >$machine/updated ;;
  install)
    [ -e $machine/updated ] || exit 100
    mkdir -p $machine/usr/lib/jvm/java-25-openjdk-amd64/bin
    cp $machine/java-to-be $machine/usr/lib/jvm/java-25-openjdk-amd64/bin/java ;;
esac"
  printf '#!/bin/sh\n' >"$machine/java-to-be"
  chmod +x "$machine/java-to-be"
  : >"$machine/log"
}

debian consent
check "told yes beforehand, it installs, after an update if need be" "$machine/usr/lib/jvm/java-25-openjdk-amd64" \
  "$(find_on run CLUSTERREGISTRY_INSTALL=yes)"
check "with the line that was named" \
  "apt-get install -y openjdk-25-jdk-headless apt-get update apt-get install -y openjdk-25-jdk-headless" \
  "$(tr '\n' ' ' <"$machine/log" | sed 's/ $//')"

debian silent
find_on run >/dev/null
check "without a terminal nothing is asked and nothing done" "" "$(cat "$machine/log")"

# ask ANSWER: the search at a terminal, and that answer typed.
ask() {
  cat >"$machine/search" <<EOF
. "$root/bin/lib/jdk.sh"
machine=$machine
find_jdk run >$machine/found
EOF
  printf '%s\n' "$1" |
    script -qec "env -i PATH=$machine/bin HOME=$machine/home bash $machine/search" /dev/null >"$machine/said"
}
if command -v script >/dev/null; then
  debian asked
  ask y
  check "at a terminal consent is asked for" 1 "$(grep -c 'Run that now? \[y/N\]' "$machine/said")"
  check "and yes installs" "$machine/usr/lib/jvm/java-25-openjdk-amd64" "$(cat "$machine/found")"
  debian refused
  ask n
  check "no leaves the machine alone" "" "$(cat "$machine/log" "$machine/found")"
  debian unsure
  ask ""
  check "and so does no answer" "" "$(cat "$machine/log" "$machine/found")"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
