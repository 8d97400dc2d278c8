#!/bin/sh
# Telephone lines of `aloud phone`, loaded into a real Asterisk as docs/add-a-phone-system.md tells, and called.
#   line.sh ALOUD FOLDER LINE_TEST CONVERSION_TEST      FOLDER keeps the Asterisk (fetch.sh)
# Ends with 77 where there is none to be had.
set -eu
if [ -z "${within_time-}" ]; then within_time=yes exec timeout -k 10 270 "$0" "$@"; fi

here=$(cd "$(dirname "$0")" && pwd)
aloud=$1
asterisk=$2
line_test=$3
conversion_test=$4
"$here/fetch.sh" "$asterisk" || {
    echo "NOT TESTED: no Asterisk could be fetched from the mirror of Debian that this machine uses" >&2
    exit 77
}

folder=$(mktemp -d)
server=$folder/server
# shellcheck source=tests/asterisk/server.sh
. "$here/server.sh"

clean_up() {
    result=$?
    trap - EXIT
    server_stop
    [ "$result" -eq 0 ] || tail -n 40 "$folder"/*.log "$server/log/full" 2>/dev/null || :
    rm -rf "$folder"
    exit "$result"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

say() { echo "$(($(date +%s) - started)) s: $*"; }

# The leaflet after a cataract operation, in English and two translations; and one of ten short sections.
write_leaflets() {
    mkdir -p "$folder/eye/po"
    content=$here/../../content/after-a-cataract-operation
    cp "$content/leaflet.md" "$folder/eye/"
    cp "$content/po/ar.po" "$content/po/cmn.po" "$folder/eye/po/"
    printf -- '---\ntitle: Ten parts\nlang: en-GB\n---\n\n# Ten parts\n' >"$folder/parts.md"
    for part in One Two Three Four Five Six Seven Eight Nine Ten; do
        printf '\n## %s\n\nThis is part %s.\n' "$part" "$part" >>"$folder/parts.md"
    done
}

# The steps of the documentation.
load() {
    cp -r "$1"/sounds/* "$server/data/sounds/"
    cp "$1/lines/$2/extensions.conf" "$server/etc/aloud-$2.conf"
    # A caller who presses nothing is not waited for so long.
    sed -i -E 's/WaitExten\([0-9]+\)/WaitExten(1)/' "$server/etc/aloud-$2.conf"
    echo "#include \"aloud-$2.conf\"" >>"$server/etc/extensions.conf"
}

started=$(date +%s)
write_leaflets
"$aloud" phone --for asterisk --translations --operator 5550199 -o "$folder/eye-line" "$folder/eye/leaflet.md" \
    >"$folder/eye.log" 2>&1
"$aloud" phone --for asterisk --codec alaw,ulaw,slin8,slin16,g722,gsm -o "$folder/parts-line" "$folder/parts.md" \
    >"$folder/parts.log" 2>&1
"$aloud" phone --for asterisk --codec slin8,slin16,gsm --wav -o "$folder/parts-wav" "$folder/parts.md" \
    >"$folder/parts.log" 2>&1
say "the lines are made"

server_prepare
mkdir "$server/data/sounds" "$server/calls"
cat >"$server/etc/extensions.conf" <<END
[phone]
exten => _55501XX,1,Goto(aloud-eye,s,1)
exten => _55502XX,1,Goto(aloud-parts,s,1)

[default]
exten => 5550199,1,Set(GLOBAL(asked)=\$[0\${GLOBAL(asked)} + 1])
 same => n,GotoIf(\$[\${GLOBAL(asked)} = 1]?busy)
 same => n,Answer()
 same => n,Wait(1)
 same => n,Hangup()
 same => n(busy),Busy()
END
load "$folder/eye-line" eye
load "$folder/parts-line" parts
server_start
say "$(server_run -V) is up"

contexts=$(server_tell 'dialplan show')
sed -n 's/^\[\(.*\)\]$/\1/p' "$server"/etc/aloud-*.conf | while read -r context; do
    echo "$contexts" | grep -qF "[ Context '$context' created by 'pbx_config' ]" || {
        echo "Asterisk has not loaded the context $context" >&2
        exit 1
    }
done
say "$(echo "$contexts" | grep -c "Context 'aloud-") contexts are loaded"

cp -r "$folder/parts-wav/sounds" "$server/data/wav"
"$conversion_test" "$server" "$manager_port" >"$folder/conversion.log" 2>&1 &
conversion=$!
"$line_test" "$server" "$manager_port"
say "all calls are over"
wait "$conversion"
cat "$folder/conversion.log"
say "all files are read"
if grep -E '\] (WARNING|ERROR)\[' "$server/log/full"; then exit 1; fi
