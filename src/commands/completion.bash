# Completion of aloud's commands, options and leaflets for bash.
_aloud()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local commands="read outline script check export phone translate voices devices keys"
    local options="--lang --missing --format --punctuation --voices --lexicon --help"
    if [ "${COMP_WORDS[1]}" = translate ] && [ "$COMP_CWORD" -eq 2 ]; then
        mapfile -t COMPREPLY < <(compgen -W "extract update check build review status" -- "$current")
        return
    fi
    case $previous in
    --lang | -l)
        mapfile -t COMPREPLY < <(compgen -W "$(aloud voices 2>/dev/null | sed -n '2,/^$/s/ .*//p')" -- "$current")
        return
        ;;
    --format | -f)
        local formats="markdown text"
        [ "${COMP_WORDS[1]}" = script ] && formats="$formats lines json"
        [ "${COMP_WORDS[1]}" = translate ] && formats="po xliff"
        [ "${COMP_WORDS[1]}" = export ] && formats="$formats wav flac opus vorbis mp3"
        mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$current")
        return
        ;;
    --for)
        mapfile -t COMPREPLY < <(compgen -W "asterisk freeswitch voicexml twiml generic" -- "$current")
        return
        ;;
    --missing)
        mapfile -t COMPREPLY < <(compgen -W "speak skip refuse" -- "$current")
        return
        ;;
    --codec)
        mapfile -t COMPREPLY < <(compgen -W "alaw ulaw slin8 slin16 g722 gsm" -- "$current")
        return
        ;;
    --punctuation)
        mapfile -t COMPREPLY < <(compgen -W "none some most" -- "$current")
        return
        ;;
    --lexicon)
        mapfile -t COMPREPLY < <(compgen -f -X '!*.pls' -- "$current")
        return
        ;;
    --voices)
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        return
        ;;
    --device | -d)
        local IFS=$'\n'
        mapfile -t COMPREPLY < <(compgen -W "$(aloud devices 2>/dev/null | cut -f 1)" -- "$current")
        return
        ;;
    esac
    case ${COMP_WORDS[1]} in
    outline) ;;
    script) options="$options --explain --lines" ;;
    check) options="$options --speak --strict" ;;
    export) options="$options --output --files --words --translations --workers --shard --json" ;;
    phone) options="$options --output --for --codec --wav --sounds --operator --translations --workers --shard --json" ;;
    translate)
        case ${COMP_WORDS[2]-} in
        extract) options="--format --lang --output --help" ;;
        update) options="--all --lang --take-all --help" ;;
        build) options="--lang --missing --output --voices --help" ;;
        review) options="--by --date --leaflet --help" ;;
        status) options="--json --workers --help" ;;
        *) options="--help" ;;
        esac
        ;;
    voices) options="--voices --help" ;;
    devices) options="--help" ;;
    keys) options="--lang --man --help" ;;
    *) options="$options --device --output --plain --quiet-ui --languages --bilingual" ;;
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        [ "$COMP_CWORD" -eq 1 ] && COMPREPLY+=($(compgen -W "$commands" -- "$current"))
    fi
}
complete -o filenames -F _aloud aloud
