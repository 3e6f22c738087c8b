#!/usr/bin/env bash
# Links a Java runtime with no more modules than our programs need: hack/link-runtime.sh JDK FOLDER.
set -euo pipefail
jdk=$1
out=$2

# What jdeps finds on the class paths, but java.desktop (for java.beans, which Jackson and Logback can do without);
# java.logging and java.management come along. The tests of image and release run on it.
modules=java.base,java.naming,java.net.http,java.sql,jdk.jfr,jdk.management,jdk.unsupported
rm -rf "$out"
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$out"
# Only the virtual machine is run; jfr and keytool would be two more programs in an image.
find "$out/bin" -type f ! -name java -delete
