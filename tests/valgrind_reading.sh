#!/bin/sh
# One whole reading to a file, and one that is steered by keys, both under valgrind: no invalid access, nothing lost.
# Only Aloud's own process: the engine's filter of system calls lets no tool in; the sanitizers look at that one.
#   valgrind_reading.sh ALOUD LEAFLET
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export XDG_STATE_HOME="$folder" XDG_CONFIG_HOME="$folder" LC_ALL=C.UTF-8 TERM=xterm
check="valgrind -q --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --error-exitcode=9"
check="$check --suppressions=$(dirname "$0")/valgrind.supp"

$check "$1" read --output "$folder/reading.wav" "$2"
[ -s "$folder/reading.wav" ]

keys() {
    sleep 6
    for key in n n p h H l t w s s c '?' + - L "$(printf '\014')" n L; do
        printf '%s' "$key"
        sleep 0.5
    done
    printf '/back\r'
    sleep 1
    printf 'bB'
    sleep 1
    printf 'qq'
    sleep 3
}
keys | script -qec "$check '$1' read --plain --device null '$2'" "$folder/terminal" >/dev/null || {
    cat "$folder/terminal" >&2
    exit 1
}
echo "Two readings, and valgrind found nothing."
