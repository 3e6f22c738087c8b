#!/usr/bin/env bash
# Compiles and runs examples/typescript; its packages are installed once into target.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
example=$root/examples/typescript
folder=$root/target/examples/typescript
if [ -z "${SERVER:-}" ]; then
  mkdir -p "$folder"
  rm -rf "$folder/src" "$folder/dist"
  cp -r "$example"/package*.json "$example/tsconfig.json" "$example/src" "$folder/"
  if ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed"; then
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error)
    cp "$folder/package-lock.json" "$folder/node_modules/.installed"
  fi
  (cd "$folder" && npm run --silent build)
  exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}"
fi
. "$root/tests/examples/expect.sh"
printed=$(mktemp)
node "$folder/dist/main.js" >"$printed" 2>&1 &
program=$!
trap 'kill "$program" 2>/dev/null || true; rm -f "$printed"' EXIT
eventually "it has listed" grep -qx "0 clusters" "$printed" || { cat "$printed"; exit 1; }
kubectl apply -f - >/dev/null <<END
apiVersion: clusterregistry.k8s.io/v1alpha1
kind: Cluster
metadata: {name: from-shell}
spec: {kubernetesApiEndpoints: {serverEndpoints: [{serverAddress: a.example.com}]}}
END
eventually "the addition is printed" grep -qx "added from-shell a.example.com" "$printed" || { cat "$printed"; exit 1; }
kubectl delete cluster from-shell >/dev/null
eventually "the deletion is printed" grep -qx "deleted from-shell a.example.com" "$printed" || { cat "$printed"; exit 1; }
