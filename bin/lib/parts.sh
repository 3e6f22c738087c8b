# Sourced by bin/verify: programs that its checks need. Expects $logs, and count PASSED FAILED.

# As root, or with what makes root of us without asking.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    return 1
  fi
}

# part COMMAND PACKAGE: whether the command is there, after an attempt to install it.
part() {
  command -v "$1" >/dev/null && return 0
  if command -v apt-get >/dev/null; then
    echo "installing $2 for $1"
    # A fresh machine knows no packages before the first update.
    { as_root apt-get install -y "$2" || { as_root apt-get update && as_root apt-get install -y "$2"; }; } \
      >"$logs/install-$2.log" 2>&1
    hash -r
  fi
  command -v "$1" >/dev/null && return 0
  if [ "${CI:-}" = true ]; then
    echo "FAIL $1 is missing (package $2)"
    count 0 1
  else
    echo "LEFT OUT what needs $1 (package $2)"
  fi
  return 1
}
