#!/bin/sh
# Sourced: a cluster of one controller and two nodes in this machine, in the folder $cluster, on loopback only.
#   cluster_start            all daemons; returns when both nodes are idle
#   node_start NAME
#   node_pause NAME, node_resume NAME
#   node_lose NAME           as a power cut does: the daemon and all that it has begun are killed at once
#   node_journal NAME        a journal that a run on this node is writing into
#   cluster_end              no process of it is left
# A process belongs to the cluster, and to a node, if its environment says so: Slurm hands both names on to each step.
: "${cluster:?}"
export SLURM_CONF="$cluster/slurm.conf"

# The processes of the cluster, or of one NODE. The one that looks for them is none.
processes_of() {
    for environment in $(env -u SLURM_CONF grep -lzsxF "SLURM_CONF=$SLURM_CONF" /proc/[0-9]*/environ); do
        if [ $# -gt 0 ] && ! grep -qzsxF "SLURMD_NODENAME=$1" "$environment"; then continue; fi
        process=${environment#/proc/}
        echo "${process%/environ}"
    done
}

# signal_all SIGNAL [NODE]
signal_all() {
    signal=$1
    shift
    # shellcheck disable=SC2046 # a list of numbers
    kill "-$signal" $(processes_of "$@") 2>/dev/null || :
}

kill_all() {
    for _ in $(seq 50); do
        signal_all KILL "$@"
        sleep 0.1
        [ -n "$(processes_of "$@")" ] || return 0
    done
    echo "processes that do not end: $(processes_of "$@")" >&2
    return 1
}

write_configuration() {
    name=$(hostname)
    address=$(getent ahostsv4 "$name" | sed -n '1s/ .*//p')
    # Slurm listens either everywhere or on the address of the machine's name.
    case $address in
    127.*) ;;
    *)
        echo "$name is ${address:-no address} here; give it one of loopback in /etc/hosts (127.0.1.1 $name)" >&2
        return 1
        ;;
    esac
    port=$((20000 + $$ * 3 % 9999)) # three for each that runs side by side
    cat >"$SLURM_CONF" <<END
ClusterName=aloud
SlurmctldHost=$name($address)
SlurmctldPort=$port
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$cluster/munge/socket,cred_expire=5
CredType=cred/munge
StateSaveLocation=$cluster/state
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmctldLogFile=$cluster/slurmctld.log
SlurmdPidFile=$cluster/%n.pid
SlurmdLogFile=$cluster/%n.log
SlurmdSpoolDir=$cluster/%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
JobRequeue=1
ReturnToService=2
SlurmdTimeout=6
MessageTimeout=5
NodeName=node1 NodeHostname=$name NodeAddr=$address Port=$((port + 1)) CPUs=1
NodeName=node2 NodeHostname=$name NodeAddr=$address Port=$((port + 2)) CPUs=1
PartitionName=all Nodes=node1,node2 Default=YES MaxTime=INFINITE State=UP
END
}

munge_start() {
    chmod 755 "$cluster" # munge wants its clients to reach the socket
    mkdir -m 755 "$cluster/munge"
    head -c 128 /dev/urandom >"$cluster/munge/key"
    chmod 600 "$cluster/munge/key"
    munged --key-file="$cluster/munge/key" --socket="$cluster/munge/socket" --pid-file="$cluster/munge/pid" \
        --log-file="$cluster/munge/log" --seed-file="$cluster/munge/seed"
}

node_start() {
    mkdir -p "$cluster/$1"
    SLURMD_NODENAME=$1 slurmd -N "$1"
    for _ in $(seq 300); do
        if [ "$(sinfo -h -N -n "$1" -o %T 2>/dev/null)" = idle ]; then return 0; fi
        sleep 0.1
    done
    echo "$1 does not come up" >&2
    tail -n 20 "$cluster/$1.log" "$cluster/slurmctld.log" >&2
    return 1
}

node_pause() { signal_all STOP "$1"; }
node_resume() { signal_all CONT "$1"; }
node_lose() { kill_all "$1"; }

node_journal() {
    for process in $(processes_of "$1"); do
        find "/proc/$process/fd" -lname '*/.aloud-journal' -printf '%l\n' 2>/dev/null
    done | head -n 1
}

cluster_start() {
    mkdir "$cluster/state"
    write_configuration
    munge_start
    slurmctld -i
    node_start node1
    node_start node2
}

cluster_end() { kill_all; }
