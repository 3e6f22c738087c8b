# Sourced by the tests of examples.

# eventually WHAT COMMAND...: waits, up to a minute, until the command succeeds.
eventually() {
  local what=$1
  shift
  for ((i = 0; i < 600; i++)); do
    if "$@" 2>/dev/null; then return 0; fi
    sleep 0.1
  done
  echo "not within a minute: $what"
  return 1
}

# same WHAT EXPECTED GOT
same() {
  if [ "$2" != "$3" ]; then
    printf 'expected %s:\n%s\ngot:\n%s\n' "$1" "$2" "$3"
    return 1
  fi
}
