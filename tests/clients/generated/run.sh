#!/usr/bin/env bash
# Makes clients out of api/openapi-v3.json with openapi-generator, in Python and TypeScript, compiles them, and uses them
# with a server of its own. Ends with one line: N passed, N failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
here=$root/tests/clients/generated
work=$root/target/clients/generated
generator=7.25.0
jar=$work/openapi-generator-cli-$generator.jar

make_clients() (
  set -e
  . "$root/bin/lib/jdk.sh"
  JAVA_HOME=$(find_jdk build)
  export JAVA_HOME
  mkdir -p "$work"
  [ -e "$jar" ] || mvn -B -q ${MAVEN_ARGS:-} org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
    "-Dartifact=org.openapitools:openapi-generator-cli:$generator" "-DoutputDirectory=$work"
  # Again only if the description has changed.
  cmp -s "$root/api/openapi-v3.json" "$work/made-of.json" && exit
  rm -rf "$work/python" "$work/typescript/client"
  for language in python typescript-fetch; do
    "$JAVA_HOME/bin/java" -jar "$jar" generate -i "$root/api/openapi-v3.json" -g "$language" \
      -o "$work/$language" --additional-properties=packageName=clusterregistry,importFileExtension=.js >"$work/$language.log" 2>&1 || {
      cat "$work/$language.log"
      exit 1
    }
  done
  cp "$root/api/openapi-v3.json" "$work/made-of.json"
)

compile_typescript() (
  set -e
  folder=$work/typescript
  rm -rf "$folder/src" "$folder/dist"
  mkdir -p "$folder/src"
  cp -r "$work/typescript-fetch/." "$folder/src/client"
  cp "$here/typescript/crud.ts" "$folder/src/"
  cp "$here"/typescript/*.json "$folder/"
  cd "$folder"
  if ! cmp -s package-lock.json node_modules/.installed; then
    npm ci --no-audit --no-fund --loglevel=error
    cp package-lock.json node_modules/.installed
  fi
  npx tsc
)

if [ -z "${SERVER:-}" ]; then
  if ! { make_clients && compile_typescript; }; then
    echo "0 passed, 1 failed"
    exit 1
  fi
  PYTHON=$("$root/tests/clients/venv.sh" generated "$here/python/requirements.txt") || {
    echo "0 passed, 1 failed"
    exit 1
  }
  export PYTHON
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}"
fi

passed=0 failed=0
check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "PASS generated/$name"
    passed=$((passed + 1))
  else
    printf 'FAIL generated/%s\n%s\n' "$name" "$output"
    failed=$((failed + 1))
  fi
}
check python env "PYTHONPATH=$work/python" "$PYTHON" -B "$here/python/crud.py"
check typescript env "NODE_EXTRA_CA_CERTS=$DATA/pki/ca.crt" node "$work/typescript/dist/crud.js"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
