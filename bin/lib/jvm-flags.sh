# Sourced by bin/clusterregistry and hack/build-dist.sh, which set "dist": the one set of flags that the server runs with.

class_path=$dist/lib/clusterregistry.jar

case $(uname -s)-$(uname -m) in
  Linux-x86_64) sqlite_folder=Linux/x86_64 sqlite_library=libsqlitejdbc.so ;;
  Linux-aarch64) sqlite_folder=Linux/aarch64 sqlite_library=libsqlitejdbc.so ;;
  Darwin-x86_64) sqlite_folder=Mac/x86_64 sqlite_library=libsqlitejdbc.dylib ;;
  Darwin-arm64) sqlite_folder=Mac/aarch64 sqlite_library=libsqlitejdbc.dylib ;;
  *) sqlite_folder="" sqlite_library="" ;;
esac

# Why each of them: docs/decisions/0014-start.md. Flags that a later Java has dropped are no reason not to start.
jvm_flags=(
  -XX:+IgnoreUnrecognizedVMOptions
  -XX:+UnlockDiagnosticVMOptions
  -Xms32m
  -Xmx448m
  -XX:+UseSerialGC
  -XX:+UseCompactObjectHeaders
  -XX:+UseStringDeduplication
  -XX:+ExitOnOutOfMemoryError
  -XX:ArchiveRelocationMode=0
  -XX:TrimNativeHeapInterval=60000
  -XX:-AOTReplayTraining
  -Xlog:aot=off,cds=off
  --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow
  "-Djava.library.path=$dist/native/META-INF/native"
  -Djava.awt.headless=true
  -Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider
  -Dslf4j.internal.verbosity=WARN
  -Dio.netty.noUnsafe=false
  -Dio.netty.jfr.enabled=false
  -Dio.netty.leakDetection.level=disabled
  -Dfile.encoding=UTF-8
)
if [ -n "$sqlite_folder" ] && [ -e "$dist/native/org/sqlite/native/$sqlite_folder/$sqlite_library" ]; then
  jvm_flags+=(
    "-Dorg.sqlite.lib.path=$dist/native/org/sqlite/native/$sqlite_folder"
    "-Dorg.sqlite.lib.name=$sqlite_library"
  )
fi
