#!/usr/bin/env bash
# Starts an etcd of one member on free ports with a folder of its own, runs a command beside it, and stops it.
#
#   tests/with-etcd.sh command [argument ...]
#
# The command finds its address in ETCD. ETCD_PROGRAM names another etcd than the one in the path.
set -euo pipefail

work=$(mktemp -d)
etcd_pid=""
stop() {
  if [ -n "$etcd_pid" ]; then
    kill "$etcd_pid" 2>/dev/null || true
    wait "$etcd_pid" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT

# Two ports that nobody listens on.
free_port() {
  local port
  while port=$((20000 + RANDOM % 20000)); do
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
}

for ((try = 0; try < 5; try++)); do
  client=http://127.0.0.1:$(free_port) peer=http://127.0.0.1:$(free_port)
  "${ETCD_PROGRAM:-etcd}" --name one --data-dir "$work/data" --listen-client-urls "$client" --advertise-client-urls "$client" \
    --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "one=$peer" \
    --logger zap --quota-backend-bytes 8589934592 >"$work/log" 2>&1 &
  etcd_pid=$!
  for ((i = 0; i < 200; i++)); do
    if grep -qE 'ready to serve client requests|serving client traffic' "$work/log"; then
      export ETCD=$client
      status=0
      "$@" || status=$?
      exit "$status"
    fi
    kill -0 "$etcd_pid" 2>/dev/null || break
    sleep 0.1
  done
  kill "$etcd_pid" 2>/dev/null || true
  wait "$etcd_pid" 2>/dev/null || true
  rm -rf "$work/data"
done
echo "etcd did not start:" >&2
cat "$work/log" >&2
exit 1
