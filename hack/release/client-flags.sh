# Sourced by the released crinit, which sets "dist": how its virtual machine is run.

class_path=""
for jar in "$dist"/lib/clusterregistry*.jar "$dist"/lib/[!bc]*.jar "$dist"/lib/bc*.jar; do
  class_path=$class_path${class_path:+:}$jar
done
jvm_flags=(
  -XX:+IgnoreUnrecognizedVMOptions
  -XX:TieredStopAtLevel=1
  -XX:+UseSerialGC
  -Xmx256m
  -Xlog:aot=off,cds=off
  --enable-native-access=ALL-UNNAMED
  -Dfile.encoding=UTF-8
)
# "crinit up" finds the server there, if its archive was unpacked in the same folder.
export CRINIT_HOME=${CRINIT_HOME:-${dist%/*}}
