#!/usr/bin/env bash
# Builds a newer etcd than Debian's from its Go module, and etcdutl, into target/etcd/VERSION. Needs Go.
#
#   tests/etcd/build.sh 3.5|3.6
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
into=$root/target/etcd/$1
PATH=$PATH:/usr/local/go/bin
mkdir -p "$into"
cd "$root/tests/etcd/$1"
# No file tells of changes; go itself knows what is up to date.
go build -o "$into/etcd" go.etcd.io/etcd/server/v3
go build -o "$into/etcdutl" go.etcd.io/etcd/etcdutl/v3
"$into/etcd" --version | head -n 1
