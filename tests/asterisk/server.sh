#!/bin/sh
# Sourced: an Asterisk that lives in the folder $server, as the present user, with the program and modules that fetch.sh has
# put into $asterisk. Its one door is the manager's on loopback, at the port $manager_port.
#   server_prepare           its folders and settings; extensions.conf is left to the caller
#   server_start             returns when it is fully up
#   server_tell COMMAND      as its console would
#   server_stop              no process of it is left
: "${server:?}" "${asterisk:?}"
manager_port=$((10000 + $$ % 9999))
libraries=$asterisk/usr/lib:$(echo "$asterisk"/usr/lib/*-linux-gnu*)

# What the menus use, each codec's format, and what the caller of the test does.
modules="pbx_config app_dial app_playback app_stack func_channel func_global func_logic func_sprintf func_strings func_timeout
    bridge_simple res_timing_timerfd codec_alaw codec_ulaw codec_g722 codec_gsm codec_resample
    format_pcm format_sln format_gsm format_wav format_wav_gsm
    app_record app_senddtmf res_convert"

server_prepare() {
    mkdir -p "$server/etc" "$server/log" "$server/run" "$server/lib" "$server/data" "$server/spool"
    ln -s "$asterisk/usr/share/asterisk/documentation" "$server/data/documentation"
    cat >"$server/etc/asterisk.conf" <<END
[directories]
astetcdir => $server/etc
astmoddir => $(dirname "$(find "$asterisk" -name pbx_config.so)")
astdatadir => $server/data
astvarlibdir => $server/lib
astdbdir => $server/lib
astkeydir => $server/lib
astspooldir => $server/spool
astrundir => $server/run
astlogdir => $server/log
[options]
verbose = 3
END
    echo '[modules]' >"$server/etc/modules.conf"
    for module in $modules; do echo "load = $module.so" >>"$server/etc/modules.conf"; done
    cat >"$server/etc/logger.conf" <<END
[general]
[logfiles]
full => error,warning,verbose
END
    cat >"$server/etc/manager.conf" <<END
[general]
enabled = yes
bindaddr = 127.0.0.1
port = $manager_port
[test]
secret = test
write = all
END
    printf '[general]\ncountry = uk\n[uk]\ndescription = Britain\nbusy = 400/375,0/375\n' >"$server/etc/indications.conf"
    for name in acl ccss cdr cel features udptl; do : >"$server/etc/$name.conf"; done
}

server_run() { LD_LIBRARY_PATH=$libraries "$asterisk/usr/sbin/asterisk" -C "$server/etc/asterisk.conf" "$@"; }
server_tell() { server_run -rx "$1"; }

server_start() {
    # Not by server_run, whose process would be a shell's.
    LD_LIBRARY_PATH=$libraries "$asterisk/usr/sbin/asterisk" -C "$server/etc/asterisk.conf" -f -q >"$server/console" 2>&1 &
    server_process=$!
    for _ in $(seq 300); do
        if server_tell 'core waitfullybooted' 2>/dev/null | grep -q 'fully booted'; then return 0; fi
        sleep 0.1
    done
    echo "Asterisk does not come up" >&2
    cat "$server/console" "$server/log/full" >&2
    return 1
}

server_stop() {
    [ -n "${server_process-}" ] || return 0
    kill -KILL "$server_process" 2>/dev/null || :
    wait "$server_process" 2>/dev/null || :
}
