#!/usr/bin/env bash
# Starts the built server on a free port with a data folder of its own, runs a command beside it, and stops it.
#
#   tests/with-server.sh [--flag=value ...] -- command [argument ...]
#
# The command finds in its environment:
#   SERVER      https://127.0.0.1:PORT
#   DATA        the data folder; DATA/pki/ca.crt signs the server's certificate
#   USERS       a JSON file of tokens for admin (system:masters) and jane (no rights of her own)
#   KUBECONFIG  the administrator's
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

flags=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  flags+=("$1")
  shift
done
shift

work=$(mktemp -d)
server_pid=""
stop() {
  if [ -n "$server_pid" ]; then
    kill "$server_pid" 2>/dev/null || true
    wait "$server_pid" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT

export DATA=$work/data USERS=$work/users.json
printf 'admin-token,admin,uid-admin,"system:masters"\njane-token,jane,uid-jane,"devs"\n' >"$work/tokens.csv"
: >"$work/out" # the server may not have opened it when it is first read
printf '{"admin": {"token": "admin-token"}, "jane": {"token": "jane-token"}}\n' >"$USERS"

"$root/bin/clusterregistry" standalone --data-dir "$DATA" --secure-port 0 --token-auth-file "$work/tokens.csv" \
  ${flags[@]+"${flags[@]}"} >"$work/out" 2>"$work/log" &
server_pid=$!

for ((i = 0; ; i++)); do
  SERVER=$(sed -n 's/.*\(https:\/\/[^ ]*\).*/\1/p' "$work/out" | head -n 1)
  [ -z "$SERVER" ] || break
  if ! kill -0 "$server_pid" 2>/dev/null || [ "$i" -gt 600 ]; then
    echo "the server did not start:" >&2
    cat "$work/out" "$work/log" >&2
    exit 1
  fi
  sleep 0.1
done
export SERVER KUBECONFIG=$DATA/admin.kubeconfig

status=0
"$@" || status=$?
if [ "$status" != 0 ] && [ -s "$work/log" ]; then
  echo "--- the server's log (its end)"
  tail -n 20 "$work/log"
fi
exit "$status"
