#!/bin/bash
# A batch of leaflets killed at $COUNT random moments (kill -9 of all its processes): no file under a final name is ever
# anything but what an undisturbed run makes, and the run that comes to its end leaves just that. SEED chooses the moments.
#
#     COUNT=200 export_kill.sh ALOUD
set -u
aloud=$1
count=${COUNT:-12}
RANDOM=${SEED:-1}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "$*" >&2; exit 1; }

leaflets=()
for name in knee hip; do
    for section in Drink Walk Rest; do
        printf '# %s\n\n' "$section"
        for line in 1 2; do printf '%s %s times with the %s, and rest.\n\n' "$section" "$line" "$name"; done
    done >"$folder/$name.md"
    leaflets+=("$folder/$name.md")
done
export_into() { exec setsid "$aloud" export -f flac,wav --files both -o "$1" "${leaflets[@]}"; }

start=$(date +%s%N)
(export_into "$folder/whole") 2>"$folder/log" || fail "$(cat "$folder/log")"
whole_ms=$((($(date +%s%N) - start) / 1000000))

# Each file that has its final name; the journal and what is named NAME.aloud-NUMBER are not done yet.
check() {
    (cd "$folder/killed" 2>/dev/null && find . -type f -print) | while read -r file; do
        case $file in
        */.aloud-journal | *.aloud-*) continue ;;
        esac
        cmp -s "$folder/killed/$file" "$folder/whole/$file" || echo "$file"
    done
}

killed=0 runs=0
while [ "$killed" -lt "$count" ]; do
    runs=$((runs + 1))
    [ "$runs" -le $((20 * count)) ] || fail "ended $runs times before it could be killed $count times"
    (export_into "$folder/killed") 2>>"$folder/log" &
    process=$!
    moment=$(((RANDOM << 15 | RANDOM) % (whole_ms + 1)))
    sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
    if kill -9 -- "-$process" 2>/dev/null; then killed=$((killed + 1)); fi
    wait "$process" 2>/dev/null
    broken=$(check)
    [ -z "$broken" ] || fail "after kill $killed: not whole: $broken"
    # A batch that has come to its end begins anew.
    if diff -rq "$folder/whole" "$folder/killed" >/dev/null 2>&1; then rm -rf "$folder/killed"; fi
done 2>/dev/null

(export_into "$folder/killed") 2>>"$folder/log" || fail "$(cat "$folder/log")"
diff -rq "$folder/whole" "$folder/killed" || fail "is not what an undisturbed run makes"
echo "$killed kills in $runs runs"
