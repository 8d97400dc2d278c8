#!/bin/sh
# Prints a leaflet that only this test reads: long enough for a machine to be lost while it is spoken.
#   leaflet.sh LANGUAGE NUMBER
set -eu
language=$1
number=$2
case $language in
en-GB)
    title="Leaflet $number about the knee" heading="Part" sentence="Walk for %d minutes, and rest for %d."
    ;;
cy)
    title="Taflen $number am y pen-glin" heading="Rhan" sentence="Cerddwch am %d munud, a gorffwyswch am %d."
    ;;
de)
    title="Merkblatt $number zum Knie" heading="Teil" sentence="Gehen Sie %d Minuten und ruhen Sie %d."
    ;;
fr)
    title="Fiche $number sur le genou" heading="Partie" sentence="Marchez %d minutes et reposez-vous %d."
    ;;
pl)
    title="Ulotka $number o kolanie" heading="Dział" sentence="Proszę iść %d minut i odpocząć %d."
    ;;
*)
    echo "leaflet.sh has no sentence in $language" >&2
    exit 2
    ;;
esac

printf -- '---\ntitle: %s\nlang: %s\n---\n\n# %s\n' "$title" "$language" "$title"
for part in 1 2 3 4 5 6 7 8; do
    printf '\n## %s %d\n\n' "$heading" "$part"
    for line in 1 2 3 4 5 6 7 8 9 10 11 12; do
        # shellcheck disable=SC2059 # the sentence is the format
        printf "$sentence\n" $((number + 2)) $((part * 12 + line))
    done
done
