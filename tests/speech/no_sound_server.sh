#!/bin/sh
# The engine's process loads the libpcaudio beside it and no sound server's libraries, where it is built and where it is installed.
#     no_sound_server.sh ENGINE CMAKE BUILD
set -eu
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
"$2" --install "$3" --prefix "$prefix" >/dev/null
for engine in "$1" "$prefix/libexec/aloud/aloud-engine"; do
    libraries=$(ldd "$engine")
    case $libraries in
    *libpulse* | *libasound*) echo "$engine: $libraries" && exit 1 ;;
    *"libpcaudio.so.0 => $(dirname "$engine")/"*) ;;
    *) echo "$engine: $libraries" && exit 1 ;;
    esac
done
