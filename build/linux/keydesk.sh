#!/bin/sh
# What /usr/bin/keydesk leads to: starts KeyDesk, for its window or for a command. A command needs no display, and where there
# is none, Electron has to be told so before it starts. Root has no sandbox.
program=$(dirname "$(readlink -f "$0")")/../keydesk
for word in "$@"; do
  case $word in
  -h | --help | --version | [!-]*) break ;;
  --) word= && break ;;
  esac
  word=
done
case ${word-} in
'' | *[:/]*) ;;
*)
  [ "$(id -u)" -ne 0 ] || set -- --no-sandbox "$@"
  [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] || set -- --ozone-platform=headless "$@"
  ;;
esac
exec "$program" "$@"
