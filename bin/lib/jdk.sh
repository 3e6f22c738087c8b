# Sourced by bin/* and hack/*: finds a JDK. Prints nothing but the answer on standard output.

minimum_java=25

# Where absolute paths begin: the tests have a machine of their own.
machine=

# The major version of the Java in a folder, from its release file, or by asking it; nothing if there is none.
java_version_of() {
  [ -x "$1/bin/java" ] || return 0
  local version=""
  if [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release")
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*"\([^"]*\)".*/\1/p') || true
  fi
  version=${version#1.}
  printf '%s' "${version%%[!0-9]*}"
}

jdk_candidates() {
  [ -z "${CLUSTERREGISTRY_JAVA_HOME:-}" ] || printf '%s\n' "$CLUSTERREGISTRY_JAVA_HOME"
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  local java real
  java=$(command -v java 2>/dev/null) || java=""
  if [ -n "$java" ]; then
    real=$(readlink -f "$java" 2>/dev/null) || real=$java
    printf '%s\n' "${real%/bin/java}"
  fi
  if [ -x "$machine"/usr/libexec/java_home ]; then
    "$machine"/usr/libexec/java_home -v "$minimum_java+" 2>/dev/null || true
  fi
  local folder
  for folder in "$machine"/usr/lib/jvm/* "$machine"/usr/java/* "$machine"/opt/* "$machine"/opt/java/* \
    "$machine"/usr/local/java* "$machine"/usr/local/jdk* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    "${HOME:-/nonexistent}"/.asdf/installs/java/* "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* \
    "$machine"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$machine"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$machine"/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -x "$folder/bin/java" ] && printf '%s\n' "$folder"
  done
  return 0
}

# find_jdk run|build: the first fitting folder; to build it must have a compiler.
find_jdk() {
  local folder version
  while read -r folder; do
    version=$(java_version_of "$folder")
    if [ "${version:-0}" -ge "$minimum_java" ] && { [ "$1" = run ] || [ -x "$folder/bin/javac" ]; }; then
      printf '%s\n' "$folder"
      return 0
    fi
  done < <(jdk_candidates)
  no_jdk "$1"
}

# Says how to get a JDK here; on Debian, asks whether to install it.
no_jdk() {
  local install="" name=""
  if [ -r "$machine"/etc/os-release ]; then
    name=$(. "$machine"/etc/os-release && printf '%s:%s' "${ID:-}" "${VERSION_ID:-}")
  fi
  {
    echo "Error: no JDK $minimum_java or newer found in CLUSTERREGISTRY_JAVA_HOME, JAVA_HOME, PATH or the usual folders."
    case $name in
      debian:13* | debian:1[4-9]* | ubuntu:2[5-9]* | debian:)
        install="apt-get install -y openjdk-25-jdk-headless"
        [ "$(id -u)" = 0 ] || install="sudo $install"
        echo "To install it:  $install" ;;
      debian:* | ubuntu:*)
        echo "This release has no package of its own; Eclipse Temurin has one. To install it:"
        echo "  see https://adoptium.net/installation/linux/ and then: sudo apt-get install -y temurin-25-jdk" ;;
      fedora:* | rhel:* | centos:* | rocky:* | almalinux:*) echo "To install it:  sudo dnf install -y java-25-openjdk-devel" ;;
      opensuse*:*) echo "To install it:  sudo zypper install -y java-25-openjdk-devel" ;;
      arch:*) echo "To install it:  sudo pacman -S jdk-openjdk" ;;
      alpine:*) echo "To install it:  sudo apk add openjdk25" ;;
      *)
        if [ "$(uname -s)" = Darwin ]; then
          echo "To install it:  brew install --cask temurin@25"
        else
          echo "To install it:  see https://adoptium.net/installation/ , or with SDKMAN: sdk install java 25-tem"
        fi ;;
    esac
  } >&2
  [ -n "$install" ] || return 1
  local answer=no
  if [ "${CLUSTERREGISTRY_INSTALL:-}" = yes ]; then
    answer=yes
  elif [ -t 0 ] && [ -t 2 ] && [ -z "${asked_for_jdk:-}" ]; then
    read -r -p "Run that now? [y/N] " answer >&2 || answer=no
  fi
  case $answer in
    y | Y | yes)
      # shellcheck disable=SC2086  # a command line
      # A fresh machine knows no packages before the first update.
      $install >&2 || { ${install%%install*}update >&2 && $install >&2; } || return 1
      local installed
      installed=$machine/usr/lib/jvm/java-25-openjdk-$(dpkg --print-architecture)
      if [ -x "$installed/bin/java" ]; then
        echo "$installed"
        return 0
      fi ;;
  esac
  return 1
}
