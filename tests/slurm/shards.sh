#!/bin/sh
# Twenty leaflets in shares, as a job array of a real Slurm that loses a machine in mid-run: the folder is to be, byte for
# byte, what one machine writes undisturbed. Then the same for a telephone line.
#   shards.sh ALOUD
set -eu
if [ -z "${within_time-}" ]; then within_time=yes exec timeout -k 10 270 "$0" "$@"; fi

here=$(cd "$(dirname "$0")" && pwd)
aloud=$1
folder=$(mktemp -d)
cluster=$folder/cluster
mkdir "$cluster"
chmod 755 "$folder"
# shellcheck source=tests/slurm/cluster.sh
. "$here/cluster.sh"

clean_up() {
    result=$?
    trap - EXIT
    cluster_end || result=1
    [ "$result" -eq 0 ] || tail -n 20 "$cluster"/*.log "$folder"/*.out 2>/dev/null || :
    rm -rf "$folder"
    exit "$result"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

say() { echo "$(($(date +%s) - started)) s: $*"; }

# Kills node2 when it has finished some recordings of a leaflet, and not all. It is paused meanwhile, or it might come to
# the leaflet's end between the look and the kill.
lose_node2_in_mid_run() {
    while :; do
        node_pause node2
        journal=$(node_journal node2)
        if [ -n "$journal" ] && grep -q '"fingerprint"' "$journal"; then break; fi
        node_resume node2
        if [ -z "$(squeue -h -j "$1")" ]; then
            echo "node2 was at no time in the middle of a leaflet" >&2
            return 1
        fi
        sleep 0.2
    done
    node_lose node2
    say "node2 is lost, with $(grep -c '"fingerprint"' "$journal") recordings done of the leaflet in $(dirname "${journal#"$folder"/}")"
}

# The tasks of the array that have this in what Slurm tells of them.
count_tasks() { scontrol -o show job "$1" | grep -cE "$2" || :; }

# in_shares COUNT OUTPUT COMMAND LEAFLET…: as a job array of COUNT tasks, with node2 lost in mid-run.
in_shares() {
    count=$1
    output=$2
    shift 2
    job=$(sbatch --parsable --requeue --array="1-$count" -o "$folder/%A_%a.out" --open-mode=append \
        --wrap "'$aloud' $* --workers 1 -o '$output' --shard \$SLURM_ARRAY_TASK_ID/$count")
    say "Slurm has job $job: $count shares of $1"
    lose_node2_in_mid_run "$job"
    while [ -n "$(squeue -h -j "$job")" ]; do sleep 0.2; done
    completed=$(count_tasks "$job" ' JobState=COMPLETED ')
    again=$(count_tasks "$job" ' Restarts=[1-9]')
    say "$completed of $count tasks are completed; Slurm has requeued $again by itself"
    [ "$completed" -eq "$count" ] && [ "$again" -ge 1 ]
}

compare() {
    diff -r "$1" "$2"
    left=$(find "$2" -name '.aloud-journal' -o -name '*.??????' -name '*.*.*')
    [ -z "$left" ] || {
        echo "left behind: $left" >&2
        return 1
    }
    say "$(find "$2" -type f | wc -l) files of $(basename "$2") are the same, byte for byte"
}

started=$(date +%s)
cd "$folder"
for language in cy de en-GB fr pl; do
    for number in 1 2 3 4; do "$here/leaflet.sh" "$language" "$number" >"knee-$number.$language.md"; done
done
"$aloud" export ./*.md -o export-alone >/dev/null
"$aloud" phone --for generic ./knee-1.*.md ./knee-2.*.md -o phone-alone >/dev/null
say "one machine has made all"

cluster_start
say "Slurm $(slurmd -V | sed 's/.* //') is up: one controller and two nodes"
in_shares 8 "$folder/export-shares" export ./*.md
compare export-alone export-shares

node_start node2
in_shares 5 "$folder/phone-shares" phone --for generic ./knee-1.*.md ./knee-2.*.md
compare phone-alone phone-shares
