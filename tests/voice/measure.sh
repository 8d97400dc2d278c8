#!/bin/sh
# Measures characters_per_second for a voice file: measure.sh LANG [RATE]
#
# Each sentence of texts/LANG.txt is spoken by itself, without the pause behind it, because Aloud adds the pauses of
# [pauses]. Counted are all characters, spaces too. Needs the program espeak-ng (apt install espeak-ng).
set -eu
export LC_ALL=C.UTF-8
here=$(dirname "$0")
file=$here/../../voices/$1.ini
setting() { sed -n "s/^$1 *= *\"\(.*\)\".*/\1/p" "$file" | head -n 1; }
engine=$(setting engine)
rate=${2:-$(setting rate)}
sound=$(mktemp)
trap 'rm -f "$sound"' EXIT
sed -e 's/\([.?!؟۔।።]\)  */\1\n/g; s/[。！？]/&\n/g' "$here/texts/$1.txt" | while IFS= read -r sentence; do
    espeak-ng -z -v "$engine" -s "$rate" -w "$sound" "$sentence"
    echo "$(printf %s "$sentence" | wc -m) $(printf %s "$sentence" | wc -w) $(stat -c %s "$sound")"
done | awk -v rate="$rate" '
    { characters += $1; words += $2; seconds += ($3 - 44) / 2 / 22050 }
    END {
        printf "%d characters, %d words in %.1f s at rate %d: characters_per_second = \"%.1f\" (%.0f words a minute)\n",
            characters, words, seconds, rate, characters / seconds, words * 60 / seconds
    }'
