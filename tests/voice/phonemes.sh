#!/bin/sh
# Prints what [phonemes] of a voice file is made of: phonemes.sh LANG
#
# The engine says the language's texts in signs of IPA and in its own phonemes, one beside the other. Of those that it
# prints for an IPA sign one is taken that stands for just this sign by itself: between two vowels, else between two
# consonants, stressed or not, else alone; of several the most frequent. Lines whose value begins with "=" are added by hand: signs of
# dictionaries that the engine does not tell apart. Needs the program espeak-ng (apt install espeak-ng).
set -eu
export LC_ALL=C.UTF-8
here=$(dirname "$0")
file=$here/../../voices/$1.ini
engine=$(sed -n 's/^engine *= *"\(.*\)".*/\1/p' "$file" | head -n 1)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

{
    cat "$here/texts/$1.txt"
    cut -f 2 "$here/../spoken/$1.tsv"
    sed -n '/^\[phonemes\]/q; s/^[^=#]*= *"\([^"]*\)".*/\1/p' "$file" | grep -v '[][{}]'
} >"$folder/words"
say() { espeak-ng -v "$engine" -q --sep=_ "$@"; }
plain() { say --ipa "[[$1]]" | sed 's/[ˈˌ_ ]//g'; }
say --ipa -f "$folder/words" | sed 's/[ˈˌ]//g' >"$folder/ipa"
say -x -f "$folder/words" >"$folder/signs"

# Words of another language have its name in parentheses; others differ in how they are parted.
paste "$folder/ipa" "$folder/signs" | awk -F '\t' '{
    if (split($1, ipa, " ") != split($2, signs, " ")) next
    for (i in ipa) {
        if (ipa[i] ~ /[(]/ || split(ipa[i], a, "_") != split(signs[i], b, "_")) continue
        for (k in a) {
            gsub(/^[\047,%=]+/, "", b[k])
            if (a[k] != "" && a[k] !~ /[?-]/ && b[k] != "" && b[k] !~ /[&<>\\_]/) print a[k] "\t" b[k]
        }
    }
}' | sort | uniq -c | sort -k1,1nr -k2 | while read -r _ ipa sign; do
    if [ "$(plain "a|$sign|a")" = "a${ipa}a" ]; then
        echo "1 $ipa $sign"
    elif [ "$(plain "i|$sign|i")" = "i${ipa}i" ]; then
        echo "1 $ipa $sign"
    elif [ "$(plain "t|$sign|t")" = "t${ipa}t" ]; then
        echo "2 $ipa $sign"
    elif [ "$(plain "t|'$sign|t")" = "t${ipa}t" ]; then
        echo "3 $ipa $sign"
    elif [ "$(plain "$sign")" = "$ipa" ]; then
        echo "4 $ipa $sign"
    fi
done | sort -s -k1,1n | awk '!known[$2]++ { printf "%s = \"%s\"\n", $2, $3 }' | sort
