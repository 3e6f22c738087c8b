#!/usr/bin/env bash
# Runs examples/webhook-authorization: the webhook, then a registry that asks it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${SERVER:-}" ]; then
  work=$(mktemp -d)
  webhook=""
  trap '[ -z "$webhook" ] || kill "$webhook" 2>/dev/null || true; rm -rf "$work"' EXIT
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout "$work/tls.key" -out "$work/tls.crt" \
    -subj /CN=webhook -addext subjectAltName=IP:127.0.0.1 2>/dev/null
  printf '[{"group": "devs", "verbs": ["get", "list"]}]\n' >"$work/rules.json"
  python3 -B "$root/examples/webhook-authorization/webhook.py" --rules "$work/rules.json" --certificate "$work/tls.crt" \
    --key "$work/tls.key" --port 0 >"$work/out" 2>&1 &
  webhook=$!
  . "$root/tests/examples/expect.sh"
  eventually "the webhook answers" grep -q "answering on" "$work/out" || { cat "$work/out"; exit 1; }
  # As the README has it, at the port that was free.
  sed -n '/^    apiVersion: v1/,/^    - {name: registry/s/^    //p' "$root/examples/webhook-authorization/README.md" |
    sed "s#https://127.0.0.1:8444/authorize#$(sed 's/answering on //' "$work/out")#; s#tls.crt#$work/tls.crt#" >"$work/webhook.kubeconfig"
  "$root/tests/with-server.sh" --authorization-mode=Webhook "--authorization-webhook-config-file=$work/webhook.kubeconfig" \
    --authorization-webhook-cache-unauthorized-ttl=1s -- env "RULES=$work/rules.json" "${BASH_SOURCE[0]}"
  exit
fi
. "$root/tests/examples/expect.sh"
jane() { kubectl --kubeconfig /dev/null --server "$SERVER" --certificate-authority "$DATA/pki/ca.crt" --token jane-token "$@" 2>&1; }
jane get clusters
refused=$(jane create -f - <<'END' || true
apiVersion: clusterregistry.k8s.io/v1alpha1
kind: Cluster
metadata: {name: janes}
END
)
case $refused in
  *Forbidden*"no rule lets jane create clusters"*) ;;
  *) echo "expected a refusal with the webhook's reason, got: $refused"; exit 1 ;;
esac
# Rules that change count without a restart.
printf '[{"user": "jane", "verbs": ["*"]}]\n' >"$RULES"
create() {
  printf 'apiVersion: clusterregistry.k8s.io/v1alpha1\nkind: Cluster\nmetadata: {name: janes}\n' | jane create --validate=false -f - >/dev/null
}
eventually "jane may create" create
