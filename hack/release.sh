#!/usr/bin/env bash
# Builds a release into a folder that any web server can offer as it is: hack/release.sh [--nightly] [--out FOLDER]
#
#   [nightly/]latest                                     the version's name
#   [nightly/]VERSION/clusterregistry-client.tar.gz      ./crinit and what it needs
#   [nightly/]VERSION/clusterregistry-server.tar.gz      ./clusterregistry and what it needs, a systemd unit
#   [nightly/]VERSION/clusterregistry-image.tar          for `docker load` and `ctr images import`
#   [nightly/]VERSION/*.sha                              for `sha256sum --check`
#   [nightly/]VERSION/clusterregistry.cdx.json           what is in it (CycloneDX)
#
# A nightly version is the day of the commit, another one the project's. FOLDER is target/release, unless given.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
out=$root/target/release
nightly=""
while [ $# -gt 0 ]; do
  case $1 in
    --nightly) nightly=nightly/ ;;
    --out)
      out=${2:?--out needs a folder}
      shift ;;
    *)
      sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
      [ "$1" = --help ] && exit 0
      exit 2 ;;
  esac
  shift
done
. "$root/bin/lib/jdk.sh"
. "$root/hack/release/time.sh"
JAVA_HOME=$(find_jdk build)
export JAVA_HOME
# What the programs themselves say; crinit deploys the image with this tag.
number=$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' "$root/pom.xml" | head -n 1)
number=${number%-SNAPSHOT}
if [ -n "$nightly" ]; then
  version=${release_time%%T*}
  version=${version//-/}
else
  version=v$number
fi
folder=$out/$nightly$version
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$folder"

# launcher PACKAGE PROGRAM MAIN FOLDER: the script beside the package's folder, and what it sources.
launcher() {
  local loader
  loader=$(ldd "$4/$1/runtime/bin/java" | sed -n 's/^[[:space:]]*\(\/[^ ]*\) .*/\1/p')
  sed -e "s/@PLATFORM@/$(uname -sm)/g" -e "s|@LOADER@|$loader|g" -e "s/@PACKAGE@/$1/g" -e "s/@PROGRAM@/$2/g" -e "s/@MAIN@/$3/g" "$root/hack/release/launch" >"$4/$2"
  chmod 755 "$4/$2"
  mkdir -p "$4/$1/launch"
  cp "$root/bin/lib/jdk.sh" "$4/$1/launch/jdk.sh"
}

# pack PACKAGE: the archive of $work/PACKAGE, and its checksum.
pack() {
  "$root/hack/release/archives.sh" archive "$release_time" "$folder/$1.tar.gz" "$work/$1"
}

echo "== server $version"
sbom=$root/clusterregistry/target/sbom.json
"$root/bin/clusterregistry" version >/dev/null # builds what is not built
"$root/hack/release/sbom.sh" "$sbom"
server=$work/clusterregistry-server
"$root/hack/stage-program.sh" "$server/clusterregistry-server"
launcher clusterregistry-server clusterregistry dev.clusterregistry.clusterregistry.Main "$server"
cp "$root/bin/lib/jvm-flags.sh" "$server/clusterregistry-server/launch/flags.sh"
cp "$root/hack/release/clusterregistry.service" "$root/README.md" "$server/clusterregistry-server"
pack clusterregistry-server
cp "$sbom" "$folder/clusterregistry.cdx.json"

echo "== image"
"$root/hack/build-image.sh" "$server/clusterregistry-server" "$number" "$folder/clusterregistry-image.tar"

if [ -d "$root/crinit" ]; then
  echo "== client"
  "$root/hack/release/client.sh" "$work/clusterregistry-client" "$server/clusterregistry-server/runtime"
  launcher clusterregistry-client crinit dev.clusterregistry.crinit.Main "$work/clusterregistry-client"
  pack clusterregistry-client
fi

cd "$folder"
for file in *.tar.gz *.tar; do sha256sum "$file" >"$file.sha"; done
# Last: who reads it finds all that it names.
echo "$version" >"$out/${nightly}latest.new"
mv "$out/${nightly}latest.new" "$out/${nightly}latest"
echo "== $folder"
ls -l
