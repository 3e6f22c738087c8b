# Sourced by what makes releases, which sets "root": release_time, what all their files are dated; release_commit.

release_commit=unknown
release_time=2026-11-22T00:00:00Z
if git -C "$root" rev-parse HEAD >/dev/null 2>&1; then
  release_commit=$(git -C "$root" rev-parse HEAD)
  release_time=$(TZ=UTC git -C "$root" log -1 --format=%cd --date=format-local:%Y-%m-%dT%H:%M:%SZ)
fi
