#!/usr/bin/env bash
# Runs examples/shell, and applies the example of the API reference.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
[ -n "${SERVER:-}" ] || exec "$root/tests/with-server.sh" -- "${BASH_SOURCE[0]}"
. "$root/tests/examples/expect.sh"
examples=$root/examples/shell
work=$(mktemp -d)
follower=""
# kubectl is a child of the follower's: both are in a group of their own.
stop() {
  [ -z "$follower" ] || kill -- "-$follower" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

set -m
"$examples/follow.sh" echo changed >"$work/followed" 2>"$work/errors" &
follower=$!
set +m

sed -n '/^```yaml$/,/^```$/{/^```/d;p}' "$root/docs/api-reference.md" | kubectl apply --server-side --validate=strict -f -
eventually "berlin-1 is followed" grep -qx "changed berlin-1 ADDED" "$work/followed"
same "what is unreachable" "berlin-1	api.berlin-1.internal:6443" "$("$examples/unreachable.sh")"

# The cluster that is registered is the registry itself. Its condition is reported while the script waits.
"$examples/register.sh" itself "$KUBECONFIG" 60 >"$work/registered" 2>&1 &
registering=$!
eventually "it is registered" kubectl get cluster itself -o name >/dev/null
kubectl patch cluster itself --subresource=status --type=merge \
  -p '{"status":{"conditions":[{"type":"OK","status":"True"}]}}' >/dev/null
wait "$registering" || { cat "$work/registered"; exit 1; }
same "its address" "${SERVER#https://}" \
  "$(kubectl get cluster itself -o jsonpath='{.spec.kubernetesApiEndpoints.serverEndpoints[0].serverAddress}')"
same "what is unreachable now" "berlin-1	api.berlin-1.internal:6443" "$("$examples/unreachable.sh")"
kubectl delete cluster berlin-1 >/dev/null
eventually "the removal is followed" grep -qx "changed berlin-1 DELETED" "$work/followed"
