/* Commands that take a leaflet take its translations: pills/leaflet.md with a reviewed one (pl), a draft (fr), and one that
 * lacks a text (cy). */
#include "cmocka_all.h"
#include "run.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char english[] = "---\nlang: en-GB\nreference: T1\nversion: 3\n---\n\n# Tablets\n\nTake one a day.\n\n"
                              "## Call us\n\nRing 024 7696 6013.\n";

#define DRAFT_FR "Cette traduction n'a pas été vérifiée par un médecin."
#define DRAFT_CY "Nid yw'r cyfieithiad hwn wedi'i wirio gan feddyg."
#define DRAFT_PL "To tłumaczenie nie zostało sprawdzone przez lekarza."

static void write_catalogue(struct run *run, const char *language, const char *const translations[4])
{
    char name[64], text[1024];
    snprintf(name, sizeof name, "pills/po/%s.po", language);
    snprintf(text, sizeof text,
             "msgid \"\"\nmsgstr \"\"\n\"Language: %s\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
             "msgctxt \"heading\"\nmsgid \"Tablets\"\nmsgstr \"%s\"\n\n"
             "msgctxt \"Tablets / paragraph\"\nmsgid \"Take one a day.\"\nmsgstr \"%s\"\n\n"
             "msgctxt \"heading\"\nmsgid \"Call us\"\nmsgstr \"%s\"\n\n"
             "msgctxt \"Call us / paragraph\"\nmsgid \"Ring 024 7696 6013.\"\nmsgstr \"%s\"\n",
             language, translations[0], translations[1], translations[2], translations[3]);
    stage_write_text(run->stage, name, text);
}

static int set_up_translations(void **state)
{
    if (run_set_up(state) != 0) return 1;
    struct run *run = *state;
    mkdir(stage_path(run->stage, "pills"), 0700);
    mkdir(stage_path(run->stage, "pills/po"), 0700);
    stage_write_text(run->stage, "pills/leaflet.md", english);
    write_catalogue(run, "pl", (const char *[]){"Tabletki", "Bierz jedną dziennie.", "Telefon", "024 7696 6013."});
    write_catalogue(run, "fr", (const char *[]){"Comprimés", "Un par jour.", "Téléphone", "024 7696 6013."});
    write_catalogue(run, "cy", (const char *[]){"Tabledi", "", "Ffoniwch", "024 7696 6013."});
    RUN(run, 0, "translate", "review", stage_path(run->stage, "pills/po/pl.po"), "--by", "Anna Nowak");
    return 0;
}

#define TRANSLATION_TEST(test) cmocka_unit_test_setup_teardown(test, set_up_translations, run_tear_down)

static void a_language_with_a_po_file_is_the_translation(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_path(run->stage, "pills/leaflet.md");
    RUN(run, 0, "script", leaflet, "--lang", "fr");
    run_prints(run, "Comprimés\n" DRAFT_FR "\n");
    run_prints(run, "Un par jour.\n");
    RUN(run, 0, "script", leaflet, "--lang", "pl");
    run_prints(run, "Tabletki\nBierz jedną dziennie.\nTelefon\n");
    run_prints_not(run, DRAFT_PL);
    RUN(run, 0, "outline", leaflet, "--lang", "pl");
    run_prints(run, "  Tabletki\n");
    RUN(run, 0, "check", leaflet, "--lang", "fr");
    run_prints(run, "pills/leaflet.fr.md:1: left out: front matter");
    run_prints(run, "each visible word once, in order");
}

/* Also a PO file of something else, text that is no Markdown, and standard input. */
static void a_language_without_a_po_file_is_a_voice(void **state)
{
    struct run *run = *state;
    RUN(run, 0, "script", stage_path(run->stage, "pills/leaflet.md"), "--lang", "de");
    run_prints(run, "Tablets\nTake one a day.\n");
    RUN(run, 0, "script", stage_write_text(run->stage, "pills/notes.txt", "Tea.\n"), "--lang", "pl");
    run_prints_only(run, "Tea.\n");
    run_shell(run, 0, "$A script - --lang pl <\"$1\"", stage_path(run->stage, "pills/leaflet.md"));
    run_prints(run, "Tablets\n");
    const char *british = stage_write_text(run->stage, "english.md", "---\nlang: en-GB\n---\nTea.\n");
    RUN(run, 0, "script", british, "--lang", "pl");
    run_says(run,
             "english.md: is written in en-GB and has no translation po/pl.po; the voice of pl reads it as it stands");
    RUN(run, 1, "export", british, "--lang", "pl", "-o", stage_path(run->stage, "none"));
    run_says(run, "english.md: is written in en-GB and has no translation po/pl.po; leave --lang out");
    RUN(run, 1, "script", stage_write_text(run->stage, "pills/tea.md", "---\nlang: en-GB\n---\nTea.\n"), "--lang",
        "pl");
    run_says(run, "pills/po/pl.po: translates nothing of ");
    run_says(run, "pills/tea.md; if it is a translation of it, run `aloud translate update`\n");
}

/* po/pl.po of pl-PL, and gettext's po/pl_PL.po, which is in pl-PL. */
static void the_nearest_po_file_is_the_translation(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_path(run->stage, "pills/leaflet.md"), *folder = stage_path(run->stage, ".");
    RUN(run, 0, "script", leaflet, "--lang", "pl-PL");
    run_prints(run, "Tabletki\n");
    RUN(run, 0, "check", leaflet, "--lang", "pl-Latn-PL");
    run_prints(run, "pills/leaflet.pl.md:1: left out: front matter");
    RUN(run, 2, "read", leaflet, "--languages", "en-GB,pl,pl-PL", "-o", stage_path(run->stage, "no.wav"));
    run_says(run, "pills/po/pl.po: is the translation into pl and into pl-PL; name one of them");
    run_shell(run, 0,
              "cd \"$1\" && $A read pills/leaflet.md --languages en-GB,pl-PL --lang pl -o pl.wav && "
              "mv pills/po/pl.po pills/po/pl_PL.po && $A translate build pills/leaflet.md -l pl-PL | grep ^lang: && "
              "$A read pills/leaflet.md --lang pl-PL -o pl-PL.wav && cmp pl.wav pl-PL.wav && "
              "$A translate extract pills/leaflet.md -f xliff -l pl-PL | grep -c Tabletki && rm pills/po/[cf]*",
              folder);
    run_prints_only(run, "lang: pl-PL\n1\n");
    run_shell(run, 0,
              "cd \"$1\" && $A export pills/leaflet.md --translations -o out --format wav && "
              "$A export pills/leaflet.md --lang pl_PL -o one --format wav && $A phone pills/leaflet.md "
              "--translations -o line && ls out line/lines line/sounds/* && jq -r .language one/manifest.json",
              folder);
    run_prints_only(run, "line/lines:\npills\n\nline/sounds/en-GB:\nmenu\npills\n\nline/sounds/"
                         "pl:\nmenu\npills\n\nout:\npills\npills-pl-pl\npl\n");
}

/* A French text in a Polish voice. */
static void a_header_of_another_language_is_refused(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_path(run->stage, "pills/leaflet.md"), *out = stage_path(run->stage, "out");
    run_shell(run, 0, "cd \"$1\"/pills/po && sed -i 's/Language: pl/Language: fr/' pl.po && sed -n 3p pl.po",
              stage_path(run->stage, "."));
    run_prints(run, "Language: fr");
    static const char wanted[] =
        "pills/po/pl.po:3: is in another language by its header (Language: fr) than by its name (pl)";
    RUN(run, 1, "read", leaflet, "--lang", "pl", "-o", stage_path(run->stage, "pl.wav"));
    run_says(run, wanted);
    RUN(run, 1, "export", leaflet, "--translations", "-o", out);
    run_says(run, wanted);
    RUN(run, 1, "phone", leaflet, "--translations", "-o", out);
    run_says(run, wanted);
    RUN(run, 1, "translate", "build", leaflet, "-l", "pl");
    run_says(run, wanted);
    RUN(run, 1, "translate", "build", leaflet, stage_path(run->stage, "pills/po/pl.po"));
    run_says(run, wanted);
    run_prints_only(run, "");
}

static void what_is_missing_is_spoken_skipped_or_refused(void **state)
{
    struct run *run = *state;
    const char *leaflet = stage_path(run->stage, "pills/leaflet.md");
    RUN(run, 0, "script", leaflet, "--lang", "cy");
    run_prints(run, "Nid yw'r rhan nesaf wedi'i chyfieithu.");
    run_prints(run, "\nTake one a day.\n");
    run_says(run, "pills/leaflet.md:9: not translated\n");
    RUN(run, 0, "script", leaflet, "--lang", "cy", "--missing", "skip");
    run_prints(run, "Nid yw rhai rhannau o'r daflen hon wedi'u cyfieithu");
    run_prints_not(run, "Take one a day.");
    run_says(run, "pills/leaflet.md:9: not translated, left out\n");
    RUN(run, 1, "check", leaflet, "--lang", "cy", "--missing", "refuse");
    run_says(run, "pills/po/cy.po:11: 1 of 4 texts is not translated");
    RUN(run, 2, "check", leaflet, "--lang", "cy", "--missing", "guess");
}

/* ---- Published --------------------------------------------------------------------------------------------------- */

#define SENTENCES "jq -r '.recordings[].sentences[].text' "

/* A leaflet called leaflet.md has its folder's name; a translation that is not whole is refused, and the others are made. */
static void export_makes_each_translation(void **state)
{
    struct run *run = *state;
    const char *folder = stage_path(run->stage, ".");
    run_shell(run, 1,
              "cd \"$1\" && mkdir tea && sed s/Tablets/Tea/ pills/leaflet.md >tea/leaflet.md && "
              "$A export tea/leaflet.md pills/leaflet.md --translations -o out --format wav; result=$?; ls out; exit "
              "$result",
              folder);
    run_prints_only(run, "pills\npills-fr\npills-pl\ntea\n");
    run_says(run, "pills/po/cy.po:11: 1 of 4 texts is not translated");
    run_shell(run, 0,
              "cd \"$1\" && $A export tea/leaflet.md pills/leaflet.md --translations -o out --format wav "
              "--missing skip && cd out && cat pills-*/manifest.json pills/*.json tea/*.json | jq -r '[.path, "
              ".language, .translation] | join(\" \")'",
              folder);
    run_prints_only(run,
                    "../../pills/po/cy.po cy draft\n../../pills/po/fr.po fr draft\n"
                    "../../pills/po/pl.po pl reviewed\n../../pills/leaflet.md en-GB \n../../tea/leaflet.md en-GB \n");
    run_says(run, "10 recordings, 2 made anew\n");
    run_shell(run, 0, "cd \"$1\"/out && " SENTENCES "pills-fr/manifest.json pills-pl/manifest.json", folder);
    run_prints_only(
        run,
        "Comprimés\nCette traduction n’a pas été vérifiée par un médecin.\nUn par jour.\nTéléphone\n024 7696 6013.\n"
        "Tabletki\nBierz jedną dziennie.\nTelefon\n024 7696 6013.\n");
}

/* A changed sentence of a translation is made anew, and nothing else; also in shares. */
static void what_is_built_is_what_is_compared(void **state)
{
    struct run *run = *state;
    const char *folder = stage_path(run->stage, ".");
    run_shell(run, 0,
              "cd \"$1\" && rm pills/po/cy.po && $A export pills/leaflet.md --translations -o out --format wav && "
              "cp -r out shares && sed -i 's/Un par jour/Deux par jour/' pills/po/fr.po && "
              "$A export pills/leaflet.md --translations -o out --format wav",
              folder);
    run_says(run, "6 recordings, 1 made anew\n");
    run_shell(run, 0,
              "cd \"$1\" && $A translate build pills/leaflet.md -l fr | sha256sum | cut -c -64 && "
              "jq -r .source out/pills-fr/manifest.json",
              folder);
    assert_memory_equal(run->last.output.data, run->last.output.data + 65, 65);
    run_shell(run, 0,
              "cd \"$1\" && for i in 3 1 2; do "
              "$A export pills/leaflet.md --translations -o shares --format wav --shard $i/3 || exit 9; done && "
              "diff -r out shares && cd pills && $A export leaflet.md -l fr -o ../one --format wav && "
              "cd .. && diff -x manifest.json one out/pills-fr && cd pills && $A export leaflet.md --translations -o "
              "../out --format wav",
              folder);
    run_says(run, "6 recordings, 0 made anew\n"); /* from within its folder, too */
    run_shell(run, 2, "cd \"$1\" && $A export pills/leaflet.md --translations --lang pl -o out", folder);
    run_shell(run, 2, "cd \"$1\" && $A export pills/leaflet.md --translations -o -", folder);
}

/* One line in all languages, each said in its own; of a draft the caller is told before it and at its beginning. */
static void phone_makes_one_line(void **state)
{
    struct run *run = *state;
    const char *folder = stage_path(run->stage, ".");
    static const char publish[] =
        "cd \"$1\" && $A phone pills/leaflet.md --translations -o out && cd out && ls lines && "
        "jq -r '.languages[] | [.tag, .draft] | join(\" \")' lines/pills/menu.json && cd sounds && "
        "for language in en-GB fr pl; do cmp $language/pills/language.alaw "
        "$language/menu/language$(ls | sed -n /$language/=).alaw; "
        "jq -r '.prompts[].text' $language/pills/0*/prompts.json | grep -c -e médecin -e lekarza -e doctor; "
        "jq -r '.prompts[1].text' $language/pills/choice/prompts.json; done; ls pl/pills/contact";
    RUN(run, 1, "phone", stage_path(run->stage, "pills/leaflet.md"), "--translations", "-o",
        stage_path(run->stage, "refused"));
    run_says(run, "pills/po/cy.po:11: 1 of 4 texts is not translated");
    run_shell(run, 0, "rm \"$1\"/pills/po/cy.po", folder);
    run_shell(run, 0, publish, folder);
    run_prints_only(run, "pills\nen-GB false\nfr true\npl false\n0\nFor “Tablets”, press 1.\n"
                         "2\nPour « Comprimés », appuyez sur 1.\n0\nAby usłyszeć „Tabletki”, proszę nacisnąć 1.\n"
                         "01.alaw\nprompts.json\n");
    RUN(run, 0, "translate", "review", stage_path(run->stage, "pills/po/fr.po"), "--by", "Anne");
    run_shell(run, 0, publish, folder);
    run_says(run, "12 recordings, 1 made anew\n");
    run_prints(run, "\nfr false\npl false\n0\nFor “Tablets”, press 1.\n0\nPour ");
    write_catalogue(run, "cy", (const char *[]){"Tabledi", "Un y dydd.", "Ffoniwch", "024 7696 6013."});
    run_shell(run, 0,
              "cd \"$1\" && $A phone pills/leaflet.md --translations -o out >/dev/null && "
              "jq -r '.languages[].tag' out/lines/pills/menu.json",
              folder);
    run_prints_only(run, "en-GB\ncy\nfr\npl\n"); /* the leaflet's own is first */
}

static void each_translation_of_the_content_is_spoken_whole(void **state)
{
    struct run *run = *state;
    run_shell(run, 0,
              "good=0; for po in \"$1\"/content/*/po/*.po; do language=${po##*/}; "
              "$A check --lang \"${language%.po}\" \"${po%/po/*}/leaflet.md\" >\"$HOME/out\" 2>&1 && "
              "! grep -q 'not translated' \"$HOME/out\" && good=$((good + 1)) || "
              "{ echo \"$po\"; tail -n 3 \"$HOME/out\"; }; done; test $good -ge 50",
              ALOUD_SOURCE);
    run_prints_only(run, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TRANSLATION_TEST(a_language_with_a_po_file_is_the_translation),
        TRANSLATION_TEST(a_language_without_a_po_file_is_a_voice),
        TRANSLATION_TEST(the_nearest_po_file_is_the_translation),
        TRANSLATION_TEST(a_header_of_another_language_is_refused),
        TRANSLATION_TEST(what_is_missing_is_spoken_skipped_or_refused),
        TRANSLATION_TEST(export_makes_each_translation),
        TRANSLATION_TEST(what_is_built_is_what_is_compared),
        TRANSLATION_TEST(phone_makes_one_line),
        RUN_TEST(each_translation_of_the_content_is_spoken_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
