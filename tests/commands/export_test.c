/* `aloud export`: what it writes, read back by programs that are not Aloud; what it does not make again; and what it
 * refuses. */
#include "cmocka_all.h"
#include "run.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

static const char LEAFLET[] = "---\ntitle: Tea & cake\nlanguage: en-GB\nreference: T/1\nversion: 3\n---\n\n"
                              "# Drink it\n\nTake one cup, not two. It is hot.\n\n"
                              "# Як заварити\n\nLet it stand for 3 min.\n\n# Bad days\n\nRing us.\n";

/* Writes the leaflets into the run's folder, which is $F for the shell. */
static void begin(struct run *run)
{
    stage_write_text(run->stage, "tea.md", LEAFLET);
    static const char other[] = "# Cake\n\nEat one slice.\n";
    stage_write_text(run->stage, "cake.md", other);
    char *folder = strdup(stage_path(run->stage, "tea.md"));
    assert_non_null(folder);
    *strrchr(folder, '/') = '\0';
    stage_set(run->stage, "F", folder);
    free(folder);
}

/* A line for the shell, in the run's folder. */
static void sh(struct run *run, const char *line)
{
    char *whole = text_format("cd \"$F\" || exit 1; %s", line);
    assert_non_null(whole);
    run_shell(run, 0, whole, "");
    free(whole);
}

static void sh_fails(struct run *run, const char *line, const char *says)
{
    char *whole = text_format("cd \"$F\" || exit 9; %s", line);
    assert_non_null(whole);
    run_shell(run, 1, whole, "");
    run_says(run, says);
    free(whole);
}

/* ---- What is written --------------------------------------------------------------------------------------------- */

static void other_programs_read_each_file(void **state)
{
    struct run *run = *state;
    begin(run);
    sh(run, "$A export -f wav,flac,opus,vorbis,mp3 --files both --words -o out tea.md");
    sh(run, "cd out; ls");
    run_prints_only(run, "01-drink-it.flac\n01-drink-it.mp3\n01-drink-it.ogg\n01-drink-it.opus\n01-drink-it.vtt\n"
                         "01-drink-it.wav\n02-ak-zavariti.flac\n02-ak-zavariti.mp3\n02-ak-zavariti.ogg\n"
                         "02-ak-zavariti.opus\n02-ak-zavariti.vtt\n02-ak-zavariti.wav\n03-bad-days.flac\n"
                         "03-bad-days.mp3\n03-bad-days.ogg\n03-bad-days.opus\n03-bad-days.vtt\n03-bad-days.wav\n"
                         "manifest.json\nplaylist-flac.m3u8\nplaylist-mp3.m3u8\nplaylist-ogg.m3u8\nplaylist-opus.m3u8\n"
                         "playlist-wav.m3u8\nwhole-flac.cue\nwhole-mp3.cue\nwhole-ogg.cue\nwhole-opus.cue\n"
                         "whole-wav.cue\nwhole.flac\nwhole.mp3\nwhole.ogg\nwhole.opus\nwhole.vtt\nwhole.wav\n");
    sh(run, "cd out; flac -ts *.flac && soxi -D *.wav >/dev/null && for f in *.wav *.flac *.opus *.ogg *.mp3; do "
            "e=$(ffmpeg -v error -i $f -f null - 2>&1) && [ -z \"$e\" ] || { echo $f $e; exit 1; }; done");
    sh(run, "cd out; jq -r '.recordings[].files[] | \"\\(.sha256)  \\(.name)\"' manifest.json >../sums; "
            "sha256sum -c --quiet --strict ../sums; wc -l <../sums; "
            "jq '[.recordings[].files[] | .name + \" \" + (.bytes | tostring)] | .[]' -r manifest.json | "
            "while read n b; do [ $(stat -c %s $n) = $b ] || echo $n; done");
    run_prints_only(run, "24\n");
    sh(run, "cd out; for f in whole*.flac whole*.opus whole*.ogg whole*.mp3 whole*.wav; do "
            "ffprobe -v error -of json -show_chapters $f | jq -r '.chapters | length'; done | sort -u; "
            "jq -r '.recordings[-1].chapters | length' manifest.json; grep -c TRACK whole-flac.cue; "
            "grep -v '^#' playlist-*.m3u8 -h | xargs ls | wc -l; head -qn 1 *.vtt | sort -u");
    run_prints(run, "\n3\n3\n15\nWEBVTT\n");
    sh(run, "cd out; ffprobe -v error -of json -show_format -show_streams 02*.flac | jq -r "
            "'.format.tags | [.TITLE, .ALBUM, .REFERENCE, .VERSION, .track] | .[]'");
    run_prints_only(run, "Як заварити\nTea & cake\nT/1\n3\n2\n");
}

/* seconds of the manifest and of each file: within a block of the coder, as ffmpeg decodes it. */
static void durations_are_true(void **state)
{
    struct run *run = *state;
    begin(run);
    sh(run, "$A export -f wav,flac,opus,vorbis,mp3 --files both -o out tea.md");
    sh(run, "cd out; jq -r '.recordings[] | \"\\(.seconds) \\(.files[].name)\"' manifest.json | grep -v vtt | "
            "while read s f; do b=$(ffmpeg -v error -i $f -ar 22050 -f s16le - </dev/null | wc -c); "
            "awk -v s=$s -v d=$((b / 2)) 'BEGIN { e = s - d / 22050; exit !(e < 0.03 && e > -0.03) }' || echo $f $s "
            "$b; done");
    run_prints_only(run, "");
    /* The sentences lie in their recording, in order, and their texts are the leaflet's. */
    sh(run,
       "cd out; jq -r '.recordings[] | . as $r | [.sentences[] | .start, .end] | (. == sort) and .[-1] < $r.seconds'"
       " manifest.json | sort -u; jq -r '.recordings[0].sentences[].text' manifest.json");
    run_prints_only(run, "true\nDrink it\nTake one cup, not two.\nIt is hot.\n");
}

static void streams_what_a_file_would_hold(void **state)
{
    struct run *run = *state;
    begin(run);
    sh(run, "$A export -f wav --files whole -o out tea.md && $A export -f wav -o - tea.md | cmp - out/whole.wav");
    sh(run, "$A export -f flac -o - tea.md | flac -ds - -o s.wav && sox s.wav -n stat 2>&1 | grep -c Length");
    run_prints_only(run, "1\n");
    sh_fails(run, "$A export -f wav -o - tea.md >/dev/full", "standard output: cannot be written: No space left");
    run_says_only(run, "aloud: standard output: cannot be written: No space left on device\n");
    sh_fails(run, "printf -- '---\\nlanguage: xx\\n---\\n# Tea\\n\\nDrink.\\n' >xx.md; $A export -f wav -o - xx.md",
             "cannot be published in its language");
    run_prints_only(run, "");
}

/* What the engine dies of is told also where the sound goes to a pipe. */
static void tells_what_is_not_spoken(void **state)
{
    struct run *run = *state;
    begin(run);
    stage_set(run->stage, "ALOUD_ENGINE", KNOWN_ENGINE);
    sh(run, "printf '# Tea\\n\\nDo not kill it.\\n' >kill.md; $A export -o out kill.md; jq -c '.recordings[].unspoken' "
            "out/manifest.json");
    run_says(run, "out/01-tea: not spoken: kill\n");
    run_prints_only(run, "[\"kill\"]\n");
    sh(run, "$A export -f wav -o - kill.md | wc -c");
    run_says(run, "kill.md: not spoken: kill\n");
}

/* ---- What is made again ------------------------------------------------------------------------------------------ */

static const char STATES[] = "find out -type f -printf '%p %T@ %i %s\\n' | sort";

static void makes_only_what_has_changed(void **state)
{
    struct run *run = *state;
    begin(run);
    stage_set(run->stage, "LIST", STATES);
    sh(run,
       "$A export -f flac,wav --files both -o out tea.md; eval \"$LIST\" >1; $A export -f flac,wav --files both -o out "
       "tea.md; eval \"$LIST\" >2; cmp 1 2");
    run_says(run, "4 recordings, 4 made anew");
    run_says(run, "4 recordings, 0 made anew");
    sh(run, "sed -i 's/Ring us/Ring them/' tea.md; $A export -f flac,wav --files sections -o out tea.md; "
            "eval \"$LIST\" >2; comm -13 1 2 | grep -c '/0[0-9]'; comm -12 1 2 | grep -c '/0[0-9]'; ls out | grep "
            "whole; true");
    run_says(run, "3 recordings, 1 made anew");
    run_prints_only(run, "3\n6\n");
    /* A section less, a format less: what they had goes, and what is not Aloud's stays. */
    sh(run, "sed -i '/# Bad days/,$d' tea.md; touch out/notes.txt out/04-mine.flac; $A export -f wav -o out tea.md; "
            "ls -A out");
    run_prints_only(run, "01-drink-it.vtt\n01-drink-it.wav\n02-ak-zavariti.vtt\n02-ak-zavariti.wav\n04-mine.flac\n"
                         "manifest.json\nnotes.txt\nplaylist-wav.m3u8\n");
    /* A file that is gone or cut is made again. */
    sh(run, "cp out/01*.wav 1.wav; truncate -s 100 out/01*.wav; $A export -f wav -o out tea.md; cmp 1.wav out/01*.wav");
    run_says(run, "2 recordings, 1 made anew");
}

/* So that a run is still at it when something is done to it. */
static void make_tea_longer(struct run *run, int paragraphs)
{
    char count[16];
    snprintf(count, sizeof count, "%d", paragraphs);
    stage_set(run->stage, "N", count);
    sh(run,
       "for i in $(seq $N); do echo \"Take cup $i, not two of them, and ask us if it is hot.\"; echo; done >>tea.md");
}

/* While it is made, the leaflet is edited in its last section: what is made is what was read at the start, and the manifest
 * tells so; the next run makes that section anew. A worker that would read the edited one tells it. */
static void an_edit_in_mid_run_is_noticed(void **state)
{
    struct run *run = *state;
    begin(run);
    stage_set(run->stage, "EDIT",
              "until ls out/01*.wav >/dev/null 2>&1; do sleep 0.01; done; sed -i s/Ring/Ask/ tea.md");
    sh(run,
       "for i in $(seq 80); do echo \"Take cup $i, not two of them, and ask us if it is hot.\"; echo; done >lines; "
       "sed -i '/Let it stand/r lines' tea.md; cp tea.md old.md; $A export -f wav -o old tea.md; sha256sum <tea.md "
       ">sum; "
       "$A export -f wav --workers 1 -o out tea.md & p=$!; eval \"$EDIT\"; kill -0 $p && wait $p; echo $?; "
       "diff -rq old out; jq -r .source out/manifest.json | grep -cf - sum");
    run_prints_only(run, "0\n1\n");
    sh(run, "$A export -f wav -o out tea.md; $A export -f wav -o new tea.md; diff -rq new out; cmp -s old/03*.wav "
            "new/03*.wav || echo other");
    run_says(run, "3 recordings, 1 made anew");
    run_prints_only(run, "other\n");
    sh(run, "cp old.md tea.md; rm -r out; $A export -f wav --workers 1 -o out tea.md & p=$!; eval \"$EDIT\"; "
            "kill -9 $(pgrep -P $p); wait $p; echo $?; ls out/manifest.json; $A export -f wav -o out tea.md; diff -rq "
            "new out");
    run_says(run, "tea.md: has changed while it was being read; run it again");
    run_says(run, "out/manifest.json");
    run_prints_only(run, "1\n");
}

/* The same of a lexicon, which is read once for all, and of a voice file. */
static void an_edit_of_the_words_is_noticed(void **state)
{
    struct run *run = *state;
    begin(run);
    make_tea_longer(run, 30);
    stage_set(run->stage, "L",
              "<lexicon version='1.0' xmlns='http://www.w3.org/2005/01/pronunciation-lexicon' alphabet='ipa' "
              "xml:lang='en-GB'><lexeme><grapheme>cup</grapheme><alias>ONE</alias></lexeme></lexicon>");
    sh(run, "echo \"$L\" | sed s/ONE/mug/ >own.pls; sed s/mug/bowl/ own.pls >new.pls; "
            "for i in 1 2 3 4; do cp tea.md tea$i.md; done; $A export -f wav --lexicon own.pls -o old tea?.md");
    sh(run,
       "$A export -f wav --lexicon own.pls --workers 1 -o out tea?.md & p=$!; until ls out/tea1/01*.wav "
       ">/dev/null 2>&1; do sleep 0.01; done; cp new.pls own.pls; kill -0 $p && wait $p; echo $?; diff -rq old out");
    run_prints_only(run, "0\n");
    sh(run,
       "cp -r \"$ALOUD_VOICES\" mine; export ALOUD_VOICES=mine; rm -r out; $A export -f wav --workers 1 -o out tea?.md "
       "& p=$!; until ls out/tea1/01*.wav >/dev/null 2>&1; do sleep 0.01; done; sed -i '0,/^rate/s/^rate .*/rate = "
       "\"90\"/' "
       "mine/en-GB.ini; kill -9 $(pgrep -P $p); wait $p; echo $?");
    run_says(run, "the voice file for en-GB has changed while it was being read; run it again");
    run_prints_only(run, "1\n");
}

static void workers_and_shards_make_the_same(void **state)
{
    struct run *run = *state;
    begin(run);
    sh(run, "$A export --workers 1 -o one tea.md cake.md; $A export --workers 3 -o three tea.md cake.md; "
            "diff -r one three; ls one");
    run_prints_only(run, "cake\ntea\n");
    sh(run,
       "$A export --shard 1/2 -o shards tea.md cake.md; ls shards; $A export --shard 2/2 -o shards tea.md cake.md; "
       "diff -r one shards");
    run_prints_only(run, "tea\n");
}

static void goes_on_where_a_worker_dies(void **state)
{
    struct run *run = *state;
    begin(run);
    make_tea_longer(run, 120);
    /* The engine's parent is a worker. */
    sh(run,
       "$A export -f flac,opus --workers 1 -o whole tea.md; $A export -f flac,opus --workers 1 -o out tea.md & p=$!; "
       "for i in $(seq 2000); do w=$(pgrep -P $p | head -n 1); [ -n \"$w\" ] && [ -n \"$(pgrep -P $w)\" ] && break; "
       "sleep 0.002; done; sleep 0.1; kill -9 $w && echo killed; wait $p; echo $?; diff -r whole out; ls -A out | "
       "grep '[.][0-9]'; true");
    run_prints_only(run, "killed\n0\n");
}

/* The engine's processes are killed again and again while two leaflets are made, and nothing of it can be heard. */
static void goes_on_where_an_engine_is_killed(void **state)
{
    struct run *run = *state;
    begin(run);
    make_tea_longer(run, 240);
    sh(run,
       "$A export -f wav --files both --workers 2 -o whole tea.md; $A export -f wav --files both --workers 2 -o out "
       "tea.md & p=$!; n=0; while kill -0 $p 2>/dev/null; do "
       "for w in $(pgrep -P $p); do for e in $(pgrep -P $w); do kill -9 $(pgrep -P $e) $e 2>/dev/null && n=$((n + 1)); "
       "done; done; "
       "[ $n -lt 8 ] || break; sleep 0.2; done; wait $p; echo $?; diff -r whole out; [ $n -gt 1 ] && echo killed");
    run_prints_only(run, "0\nkilled\n");
}

/* ---- What programs are told -------------------------------------------------------------------------------------- */

static void tells_programs_in_json(void **state)
{
    struct run *run = *state;
    begin(run);
    sh(run, "$A export --json -o out tea.md cake.md missing.md \"$(printf 'caf\\351.md')\" >events; echo $?; "
            "jq -e -r .event events; wc -l <events");
    run_prints(run, "1\n");
    sh(run,
       "jq -r .event events | sort | uniq -c | awk '{print $2, $1}'; wc -l <events; jq -c 'select(.event == \"end\")' "
       "events; jq -r 'select(.event == \"error\") | .text' events");
    run_prints(run, "end 1\nerror 2\nleaflet 2\nrecording 4\n9\n{\"event\":\"end\",\"recordings\":4,\"made\":4}\n");
    run_prints(run, "has a name that is not UTF-8; rename it\n");
}

/* ---- What is refused --------------------------------------------------------------------------------------------- */

static void refuses_wrong_use(void **state)
{
    struct run *run = *state;
    begin(run);
    const char *tea = stage_path(run->stage, "tea.md"), *out = stage_path(run->stage, "out");
    RUN(run, 2, "export", "-f", "ogg-opus", "-o", out, tea);
    run_tells_use(run, "wav, flac, opus, vorbis and mp3");
    RUN(run, 2, "export", tea);
    run_tells_use(run, "-o FOLDER");
    RUN(run, 2, "export", "-o", out);
    run_tells_use(run, "name a leaflet");
    static const char *const shards[] = {"0/2", "3/2", "1/0", "1", "a/b", "1/2x"};
    for (size_t i = 0; i < sizeof shards / sizeof shards[0]; i++) {
        RUN(run, 2, "export", "--shard", shards[i], "-o", out, tea);
        run_tells_use(run, "the second of five");
    }
    RUN(run, 2, "export", "--workers", "0", "-o", out, tea);
    run_tells_use(run, "a number from 1 to 256");
    RUN(run, 2, "export", "-f", "wav,flac", "-o", "-", tea);
    run_tells_use(run, "only one format");
    RUN(run, 2, "export", "--files", "some", "-o", out, tea);
    run_tells_use(run, "sections, whole or both");
    sh(run, "ls -d out 2>/dev/null; true");
    run_prints_only(run, "");
}

static void refuses_folders_that_are_not_its_own(void **state)
{
    struct run *run = *state;
    begin(run);
    sh_fails(run, "touch f; $A export -o f tea.md", "f: is a file; name a folder");
    sh_fails(run, "$A export -o f/g tea.md", "f/g");
    sh_fails(run, "$A export -o '' tea.md", "the folder cannot be made");
    sh_fails(run,
             "mkdir out; echo '{\"maker\":\"another\"}' >out/manifest.json; cp out/manifest.json m; $A export -o out "
             "tea.md",
             "out/manifest.json: is not a manifest of Aloud's");
    sh(run, "cmp m out/manifest.json; ls -A out");
    run_prints_only(run, "manifest.json\n");
    sh_fails(run, "mkdir ro; unshare -rm sh -c 'mount -t tmpfs -o ro none ro && $A export -o ro tea.md'", "Read-only");
    sh_fails(run, "$A export -o lost tea.md missing.md", "missing.md: cannot be read: No such file");
    run_says(run, "tea.md is in lost/tea");
}

/* Of two leaflets of one name the second is refused, also where the first is long done; in shares, too, in whatever order
 * these are done. */
static void keeps_leaflets_apart(void **state)
{
    struct run *run = *state;
    begin(run);
    static const char refusal[] = "b/tea.md: would be written into the same folder as a/tea.md; rename one of them";
    sh_fails(run, "mkdir a b; cp tea.md a; cp cake.md b/tea.md; $A export --workers 1 -o out a/tea.md cake.md b/tea.md",
             refusal);
    sh(run, "ls out; ls out/tea | grep 'flac$'");
    run_prints_only(run, "cake\ntea\n01-drink-it.flac\n02-ak-zavariti.flac\n03-bad-days.flac\n");
    sh_fails(run, "cp a/tea.md b/tea.md; $A export --shard 2/2 -o shares a/tea.md b/tea.md", refusal);
    sh(run, "$A export --shard 1/2 -o shares a/tea.md b/tea.md; diff -r out/tea shares/tea");
    /* Another run: another leaflet is refused, one that was moved or edited is not. */
    sh_fails(run, "$A export -o one a/tea.md; cp -r one before; $A export -o one cake.md",
             "cake.md: would be written over another leaflet, \"Tea & cake\" (../a/tea.md), in one");
    sh(run, "diff -r before one; mv a moved; $A export -o one moved/tea.md; sed -i 's/Tea & cake/Tea/; /T.1/d' "
            "moved/tea.md; $A export -o one moved/tea.md; jq -r '.title, .path' one/manifest.json");
    run_prints_only(run, "Tea\n../moved/tea.md\n");
}

static void tells_leaflets_without_speech_or_voice(void **state)
{
    struct run *run = *state;
    begin(run);
    sh_fails(run, ": >empty.md; $A export -o out empty.md", "empty.md: is empty");
    sh_fails(run, "echo '<!-- tea -->' >mute.md; $A export -o out mute.md",
             "mute.md: holds nothing that could be read aloud");
    sh_fails(run, "printf -- '---\\nlanguage: xx\\n---\\n# Tea\\n' >xx.md; $A export -o out xx.md",
             "xx.md: cannot be published in its language \"xx\" without a voice for it; name another with --lang");
    sh(run, "ls out 2>/dev/null; printf '# A\\n\\n# B\\n\\n## C\\n\\nText.\\n\\n# !!!\\n\\nMore.\\n' >e.md; "
            "$A export -o out e.md; ls out | grep flac; jq -r '.recordings[].title' out/manifest.json");
    run_prints(run, "-section.flac\n");
}

/* ---- Limits ------------------------------------------------------------------------------------------------------ */

/* The old files stay, nothing half-made comes, and with room again the next run does the rest. */
static void tells_a_full_disk(void **state)
{
    struct run *run = *state;
    begin(run);
    sh(run, "$A export -f wav -o whole tea.md");
    sh(run, "mkdir small; cat >full.sh <<'EOF'\n"
            "mount -t tmpfs -o size=260k none small && cp tea.md tea && cp cake.md tea.md\n"
            "$A export -f wav -o small tea.md || exit 9; mv tea tea.md\n"
            "cp -r small before; $A export -f wav -o small tea.md; echo $?\n"
            "for f in small/*.wav; do soxi -D $f >/dev/null || echo broken; done; (cd before; sha256sum *) >sums\n"
            "(cd small; sha256sum -c --quiet ../sums); mount -o remount,size=9m small\n"
            "$A export -f wav -o small tea.md; diff -r whole small\nEOF\nunshare -rm sh full.sh");
    run_prints_only(run, "1\n");
    run_says(run, "cannot be written: No space left on device");
    sh_fails(run, "ulimit -f 100; trap '' XFSZ; $A export -f wav -o limited tea.md",
             "no room for a recording while it is being made: File too large; set TMPDIR");
    sh(run, "ls limited");
    run_prints_only(run, "");
}

static void takes_ten_thousand_sections(void **state)
{
    struct run *run = *state;
    begin(run);
    stage_set(run->stage, "ALOUD_ENGINE", KNOWN_ENGINE);
    sh(run,
       "seq -f '# S%.0f\n\nText.\n' 10000 >many.md; timeout 200 $A export -f wav -o out many.md 2>/dev/null; echo $?; "
       "ls out | grep -c wav$; ls out | head -n 1; jq '.recordings | length' out/manifest.json");
    run_prints_only(run, "0\n10000\n00001-s1.vtt\n10000\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN_TEST(other_programs_read_each_file),
        RUN_TEST(durations_are_true),
        RUN_TEST(streams_what_a_file_would_hold),
        RUN_TEST(tells_what_is_not_spoken),
        RUN_TEST(makes_only_what_has_changed),
        RUN_TEST(an_edit_in_mid_run_is_noticed),
        RUN_TEST(an_edit_of_the_words_is_noticed),
        RUN_TEST(workers_and_shards_make_the_same),
        RUN_TEST(goes_on_where_a_worker_dies),
        RUN_TEST(goes_on_where_an_engine_is_killed),
        RUN_TEST(tells_programs_in_json),
        RUN_TEST(refuses_wrong_use),
        RUN_TEST(refuses_folders_that_are_not_its_own),
        RUN_TEST(keeps_leaflets_apart),
        RUN_TEST(tells_leaflets_without_speech_or_voice),
        RUN_TEST(tells_a_full_disk),
        RUN_TEST(takes_ten_thousand_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
