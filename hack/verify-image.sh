#!/usr/bin/env bash
# Fails if two images or archives of the same input differ, byte for byte; the program is laid out twice, in different
# folders, and its ahead-of-time cache, which does not reproduce, is made once. Takes minutes.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
if [ "$(uname -s)" != Linux ]; then
  echo "left out: images are built on Linux"
  exit 0
fi
. "$root/hack/release/time.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/hack/stage-program.sh" "$work/first"
"$root/hack/stage-program.sh" "$work/another/folder" --without-cache
cp -p "$work/first/clusterregistry.aot" "$work/another/folder"
for program in first another/folder; do
  "$root/hack/build-image.sh" "$work/$program" test "$work/$program.tar" >"$work/$program.digest"
  "$root/hack/release/archives.sh" archive "$release_time" "$work/$program.tar.gz" "$work/$program"
done
cmp "$work/first.tar" "$work/another/folder.tar"
cmp "$work/first.tar.gz" "$work/another/folder.tar.gz"
echo "image $(cat "$work/first.digest") and archive are the same in both builds"
