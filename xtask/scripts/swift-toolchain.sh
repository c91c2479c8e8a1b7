#!/usr/bin/env bash
# Swift for Debian 12, whose own archive has none: Debian 13's compiler, kept in a folder of its own.
#
#   swift-toolchain.sh install            make that folder, or finish one that was interrupted (root)
#   swift-toolchain.sh run DIR COMMAND…   run COMMAND in DIR, seen at the same path inside (root)
#   swift-toolchain.sh where              print the folder
#
# SWIFT_ROOT chooses the folder; SWIFT_PASS lists the variables that COMMAND gets to see, blank-separated.
# Every mount is made in a private mount namespace, so nothing is left mounted when a command ends or is killed.
set -euo pipefail

root=${SWIFT_ROOT:-/opt/swift-trixie}
suite=trixie
packages=(swiftlang libswiftlang libc6-dev libstdc++-14-dev libncurses6 ca-certificates git)
recipe="$suite ${packages[*]}"
done_mark=$root/.salyk-swift

fail() { echo "swift-toolchain: $*" >&2; exit 1; }

# The archive this machine already trusts, not one of ours: the host may only reach a mirror.
archive() {
  local here
  here=$(. /etc/os-release && echo "$VERSION_CODENAME")
  apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk -v here="$here" '$1 == here && $2 == "main" { sub("/$", "", $3); print $3; exit }'
}

inside() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

attach_system() {
  mkdir -p "$root/proc" "$root/dev"
  mount -t proc proc "$root/proc" 2>/dev/null || mount --rbind /proc "$root/proc"
  mount --rbind /dev "$root/dev"
}

install_packages() {
  local conf
  attach_system
  # A mirror's transport, proxy and date settings live in the host's apt options.
  for conf in /etc/apt/apt.conf.d/*; do
    case ${conf##*/} in docker-* | *packagekit* | *appstream* | *debconf* | *autoremove*) continue ;; esac
    cp "$conf" "$root/etc/apt/apt.conf.d/"
  done
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  printf 'path-exclude=/usr/share/%s/*\n' doc man locale >"$root/etc/dpkg/dpkg.cfg.d/slim"
  inside apt-get update -qq
  inside apt-get install -y -qq --no-install-recommends "${packages[@]}"
  inside apt-get clean
  inside swift --version
  echo "$recipe" >"$done_mark"
}

install() {
  local mirror
  if [ "$(cat "$done_mark" 2>/dev/null)" = "$recipe" ]; then return; fi
  command -v debootstrap >/dev/null || {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap
  }
  if [ ! -e "$root/.base-ready" ]; then
    mirror=$(archive)
    [ -n "$mirror" ] || fail "apt on this machine names no Debian archive; see /etc/apt/sources.list.d"
    rm -rf --one-file-system "$root"
    debootstrap --variant=minbase "$suite" "$root" "$mirror"
    touch "$root/.base-ready"
  fi
  unshare --mount --propagation private "$0" install-packages
}

attach_and_run() {
  local dir=$1 name
  shift
  attach_system
  mkdir -p "$root$dir"
  mount --rbind "$dir" "$root$dir"
  # Debian keeps the Swift runtime in a folder that test bundles do not search by themselves.
  local environment=(PATH=/usr/bin:/bin HOME=/root LC_ALL=C.UTF-8 "TERM=${TERM:-dumb}"
    LD_LIBRARY_PATH=/usr/libexec/swift/lib/swift/linux)
  for name in ${SWIFT_PASS:-}; do environment+=("$name=${!name-}"); done
  exec chroot "$root" env -i "${environment[@]}" sh -c 'cd "$1" && shift && exec "$@"' sh "$dir" "$@"
}

case ${1:-} in
  where) echo "$root"; exit ;;
  install | install-packages | run | attached-run) [ "$(id -u)" = 0 ] || fail "needs root: sudo $0 $*" ;;
  *) fail "say install, run DIR COMMAND or where" ;;
esac
case $1 in
  install) install ;;
  install-packages) install_packages ;;
  run)
    [ $# -ge 3 ] || fail "say run DIR COMMAND"
    [ -e "$done_mark" ] || fail "not installed yet: $0 install"
    dir=$(cd "$2" && pwd -P)
    shift 2
    # In a process namespace too: whatever COMMAND leaves running ends with it.
    exec unshare --mount --propagation private --pid --fork --kill-child "$0" attached-run "$dir" "$@"
    ;;
  attached-run) shift; attach_and_run "$@" ;;
esac
