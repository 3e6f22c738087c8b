#!/usr/bin/env bash
# Runs a command in an unpacked image as a container runtime with the strictest settings would: boot.sh ROOT DATA USER
# [NAME=VALUE...] -- COMMAND... In namespaces of its own for processes and mounts; a read-only root, with /proc, the few
# devices, a /tmp in memory and DATA on /var/lib/clusterregistry; no capability, no new privileges. Needs root.
set -euo pipefail
if [ "${BOOTED:-}" != yes ]; then
  BOOTED=yes exec unshare --mount --pid --fork --kill-child -- "${BASH_SOURCE[0]}" "$@"
fi
root=$1 data=$2 user=$3
shift 3
mount --make-rprivate /
mount --bind "$root" "$root"
mkdir -p "$root/proc" "$root/dev"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero random urandom; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount -t tmpfs -o mode=1777,nosuid,nodev,noexec tmpfs "$root/tmp"
mount --bind "$data" "$root/var/lib/clusterregistry"
mount -o remount,bind,ro "$root"
environment=()
while [ "$1" != -- ]; do
  environment+=("$1")
  shift
done
shift
# The namespace's first process, as in a container: exec all the way.
# The image's PATH is not this machine's.
setpriv=$(command -v setpriv) chroot=$(command -v chroot)
exec env -i "${environment[@]}" "$setpriv" --no-new-privs --bounding-set=-all,+sys_chroot,+setuid,+setgid \
  "$chroot" --userspec="$user" --groups="" "$root" "$@"
