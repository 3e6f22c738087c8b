# Sourced by what builds, which sets "root": Maven's arguments that say which sources are built.

source_version=()
if commit=$(git -C "$root" log -1 --format=%h --abbrev=12 2>/dev/null); then
  date=$(TZ=UTC git -C "$root" log -1 --format=%cd --date=format-local:%Y-%m-%dT%H:%M:%SZ)
  if [ -n "$(git -C "$root" status --porcelain --untracked-files=no 2>/dev/null)" ]; then
    commit=$commit-dirty
  fi
  source_version=("-Dsource.commit=$commit" "-Dsource.date=$date")
fi
