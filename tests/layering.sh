#!/bin/sh
# The one-way rule: a file in src/FOLDER includes only headers of FOLDER and of the folders that CMakeLists.txt links
# aloud_FOLDER to, straight or through others. CMakeLists.txt is the only table.
set -eu
cd "$1"

direct() { sed -n "s/^aloud_folder($1\(.*\))\$/\1/p" CMakeLists.txt | tr ' ' '\n' | sed -n 's/^aloud_//p'; }
reach() {
    echo "$1"
    for used in $(direct "$1"); do reach "$used"; done
}

bad=0
for folder in src/*/; do
    name=$(basename "$folder")
    allowed=" $(reach "$name" | sort -u | tr '\n' ' ')"
    # shellcheck disable=SC2013 # names of headers hold no blanks
    for include in $(grep -rhoE '^#include "[^"]+"' "$folder" | sed 's/.*"\(.*\)"/\1/' | sort -u); do
        target=${include%%/*}
        case "$allowed" in
        *" $target "*) ;;
        *)
            echo "src/$name includes \"$include\", but aloud_$name is not linked to aloud_$target"
            bad=1
            ;;
        esac
    done
done
# The engine is behind a wall: one program knows it.
if grep -rlE 'espeak_[A-Z]|speak_lib' src --include=*.[ch] | grep -v '^src/speech/worker/'; then
    echo "only src/speech/worker may call libespeak-ng"
    bad=1
fi
exit $bad
