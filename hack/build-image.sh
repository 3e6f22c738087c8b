#!/usr/bin/env bash
# Builds the container image from a program that hack/stage-program.sh laid out, without Docker and without network:
#
#   hack/build-image.sh PROGRAM VERSION OUT.tar       prints the image's digest
#
# Layers, the lowest first: the C library of this machine with a few files in /etc; the Java runtime; the program; its
# ahead-of-time cache. No shell, no package manager, nothing else. Equal input makes an equal image.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
program=$1
version=$2
out=$3
. "$root/bin/lib/jdk.sh"
. "$root/hack/release/time.sh"
jdk=$(find_jdk build)
case $(uname -s)-$(uname -m) in
  Linux-x86_64) architecture=amd64 native=x86_64 netty=x86_64 ;;
  Linux-aarch64) architecture=arm64 native=aarch64 netty=aarch_64 ;;
  *)
    echo "Error: an image is built from Linux with the machine's own Java runtime and C library; this is $(uname -sm)" >&2
    exit 1 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
home=usr/lib/clusterregistry
base=$work/base runtime=$work/runtime files=$work/program cache=$work/cache

# --- the program, with a launcher that needs no shell ------------------------------------------------------------------

mkdir -p "$files/$home/native/META-INF/native" "$files/$home/native/org/sqlite/native/Linux" "$files/usr/bin"
cp -R "$program/lib" "$files/$home/lib"
cp "$program"/native/META-INF/native/*_"$netty.so" "$files/$home/native/META-INF/native"
cp -R "$program/native/org/sqlite/native/Linux/$native" "$files/$home/native/org/sqlite/native/Linux"
for file in LICENSE NOTICE sbom.json; do
  if [ -e "$program/$file" ]; then cp "$program/$file" "$files/$home"; fi
done

# jpackage's launcher: a program of the JDK's that starts a virtual machine as a text file says. Only it is taken.
mkdir "$work/nothing"
"$jdk/bin/jar" --create --file "$work/nothing/nothing.jar" -C "$root" NOTICE
"$jdk/bin/jpackage" --type app-image --name clusterregistry --dest "$work/launcher" --input "$work/nothing" \
  --main-jar nothing.jar --main-class Nothing --runtime-image "$program/runtime"
mkdir -p "$files/$home/bin" "$files/$home/lib/app"
cp "$work/launcher/clusterregistry/bin/clusterregistry" "$files/$home/bin"
cp "$work/launcher/clusterregistry/lib/libapplauncher.so" "$files/$home/lib"
ln -s "../lib/clusterregistry/bin/clusterregistry" "$files/usr/bin/clusterregistry"

dist=$program
. "$root/bin/lib/jvm-flags.sh"
if [ -e "$program/clusterregistry.aot" ]; then
  jvm_flags+=("-XX:AOTCache=$dist/clusterregistry.aot" "-Dclusterregistry.aot=$dist/clusterregistry.aot")
fi
{
  echo "[Application]"
  echo "app.runtime=\$ROOTDIR/runtime"
  echo "app.classpath=${class_path//"$program"/\$ROOTDIR}"
  echo "app.mainclass=dev.clusterregistry.clusterregistry.Main"
  echo
  echo "[JavaOptions]"
  for flag in "${jvm_flags[@]}"; do echo "java-options=${flag//"$program"/\$ROOTDIR}"; done
} >"$files/$home/lib/app/clusterregistry.cfg"

# --- the runtime, the cache ----------------------------------------------------------------------------------------

mkdir -p "$runtime/$home" "$cache/$home"
cp -R "$program/runtime" "$runtime/$home/runtime"
if [ -e "$program/clusterregistry.aot" ]; then cp "$program/clusterregistry.aot" "$cache/$home"; fi

# --- below all: the C library, at the paths where this machine has it ----------------------------------------------

mkdir -p "$base"/{etc,tmp,home/nonroot,var/lib/clusterregistry,var/lib/dpkg/status.d,usr/share/doc}
cat >"$base/etc/passwd" <<END
root:x:0:0:root:/root:/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin
END
cat >"$base/etc/group" <<END
root:x:0:
nobody:x:65534:
nonroot:x:65532:
END
printf 'hosts: files dns\n' >"$base/etc/nsswitch.conf"

# Its licence comes along, and the entry that tells vulnerability scanners which version it is.
document() {
  local package
  command -v dpkg >/dev/null || return 0
  package=$(dpkg -S "$1" 2>/dev/null | sed -n '1s/:.*//p')
  [ -n "$package" ] || package=$(dpkg -S "/usr$1" 2>/dev/null | sed -n '1s/:.*//p')
  [ -n "$package" ] && [ ! -e "$base/var/lib/dpkg/status.d/$package" ] || return 0
  dpkg -s "$package" >"$base/var/lib/dpkg/status.d/$package"
  if [ -e "/usr/share/doc/$package/copyright" ]; then
    mkdir -p "$base/usr/share/doc/$package"
    cp "/usr/share/doc/$package/copyright" "$base/usr/share/doc/$package"
  fi
}
libraries=$(find "$files" "$runtime" -type f \( -name '*.so' -o -path '*/bin/*' -o -name jspawnhelper \) -exec ldd {} + |
  sed -nE 's/.* => (\/[^ ]*) .*/\1/p; s/^[[:space:]]*(\/[^ ]*ld-linux[^ ]*) .*/\1/p' | grep -v "^$work" | sort -u)
for library in $libraries; do
  mkdir -p "$base$(dirname "$library")"
  cp -L "$library" "$base$library"
  document "$library"
done

description=$work/image.json
sed -e "s/@VERSION@/$version/" -e "s/@COMMIT@/$release_commit/" "$root/hack/release/image.json" >"$description"
mkdir -p "$(dirname "$out")"
"$root/hack/release/archives.sh" image "$release_time" "$version" "$architecture" "$description" "$out" \
  "$base" "$runtime" "$files" "$cache"
