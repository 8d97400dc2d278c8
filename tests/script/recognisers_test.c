/* Each recogniser with the shipped English words: what it says, and that it is this one that took the shape. What it leaves
 * alone stands in each list too. The words of whole lines, in all languages, are in tests/spoken. */
#include "fixture.h"

#include "base/array.h"

#include <string.h>

struct example {
    const char *written, *spoken;
    const char *recogniser; /* of the first note; NULL: what is said is what stands there */
};

static struct utterance utterance;

static void load(const struct voice *voice, const char *markdown)
{
    struct document *document = fixture_document(markdown);
    struct script *script = fixture_script(voice, document);
    struct error error = {0};
    assert_int_equal(script_utterance(script, document, script_count(script) - 1, &utterance, &error), STATUS_OK);
    fixture_check_words(voice, document, script);
    script_free(script);
    document_free(document);
}

static bool is_right(const struct voice *voice, const struct example *example)
{
    load(voice, example->written);
    const char *recogniser = utterance.note_count > 0 ? utterance.notes[0].recogniser : NULL;
    bool same = strcmp(buffer_text(&utterance.spoken), example->spoken) == 0;
    bool taken = example->recogniser ? recogniser && strcmp(recogniser, example->recogniser) == 0 : !recogniser;
    if (!same || !taken)
        print_error("“%s”\n    said:   %s (%s)\n    wanted: %s (%s)\n", example->written,
                    buffer_text(&utterance.spoken), recogniser ? recogniser : "as shown", example->spoken,
                    example->recogniser ? example->recogniser : "as shown");
    load(voice, example->spoken);
    bool fixed = strcmp(buffer_text(&utterance.spoken), example->spoken) == 0;
    if (!fixed) print_error("“%s” said again: %s\n", example->spoken, buffer_text(&utterance.spoken));
    return same && taken && fixed;
}

static const struct example examples[] = {
    /* Phones */
    {"Call 024 7696 6013 now", "Call zero two four, seven six nine six, six zero one three now", "phone"},
    {"Call 0800 1111 24 hours a day", "Call zero eight zero zero, one one one one, twenty-four hours a day", "phone"},
    {"Ring 999 or 112", "Ring nine nine nine or one one two", "phone"},
    {"0121 496 0150-14", "zero one two one, four nine six, zero one five zero, one four", "phone"},
    {"There were 999 of them", "There were nine hundred and ninety-nine of them", "number"},
    {"Text STOP to 60777", "Text stop to six zero seven seven seven", "capitals"},
    {"555-234-6789", "five five five, two three four, six seven eight nine", "phone"},
    {"555-2346", "five five five, two three four six", "phone"},
    {"Take 100-1505", "Take one hundred to one thousand five hundred and five", "number"},
    {"(21) 98765-4321", "two one, nine eight seven six five, four three two one", "phone"},
    {"Dial 1-800-flowers", "Dial one, eight hundred flowers", "number"},
    {"NHS number 943 476 5919", "N H S number nine four three, four seven six, five nine one nine", "capitals"},
    /* Dates */
    {"Due 03/04/2027", "Due the third of April twenty twenty-seven", "date"},
    {"Due 2027-04-03", "Due the third of April twenty twenty-seven", "date"},
    {"the 2nd May", "the second of May", "date"},
    {"Closed 24–27 December", "Closed the twenty-fourth to the twenty-seventh of December", "date"},
    {"Mon–Fri, Sat 10am", "Monday to Friday, Saturday ten eigh em", "date"},
    {"in 1948 and 2019-2023", "in nineteen forty-eight and twenty nineteen to twenty twenty-three", "date"},
    {"We sat in the sun, may we?", "We sat in the sun, may we?", NULL},
    {"Booked for 19 june 2027", "Booked for the nineteenth of June twenty twenty-seven", "date"},
    {"Some 12 may need more", "Some twelve may need more", "number"},
    {"Due October 9, 2027", "Due the ninth of October twenty twenty-seven", "date"},
    {"In October 9 wards moved", "In October nine wards moved", "number"},
    {"since 1953–61", "since nineteen fifty-three to sixty-one", "date"},
    {"in the 1940s-50s", "in the nineteen forties to fifties", "number"},
    {"Ratio 31/02 is none", "Ratio thirty-one slash zero two is none", "slash"},
    /* Times */
    {"9.30am", "nine thirty eigh em", "time"},
    {"1–4pm", "one to four pee em", "time"},
    {"08:05–16:30", "eight oh five to sixteen thirty", "time"},
    {"from 6.1 to 6.25", "from six point one to six point two five", "number"},
    {"at 9.30, 11.45 and 14.15", "at nine thirty, eleven forty-five and fourteen fifteen", "time"},
    {"from 9.30 to 10.45", "from nine thirty to ten forty-five", "time"},
    {"No. 24 hours must pass.", "No. twenty-four hours must pass.", "number"},
    {"No. 7, High Street", "number seven, High Street", "abbreviation"},
    {"12/03/2026-based", "the twelfth of March twenty twenty-six based", "date"},
    {"at 9:30ish", "at nine thirty ish", "time"},
    {"from 1.25 to 2.50", "from one point two five to two point five zero", "number"},
    {"at 1.15-2.30 ml", "at one point one five to two point three zero millilitres", "measure"},
    {"between 1.15 and 2.30 millilitres", "between one point one five and two point three zero millilitres", "number"},
    {"at 11:40:07", "at eleven forty and seven seconds", "time"},
    {"at 7:06:30", "at seven oh six and thirty seconds", "time"},
    /* Money */
    {"£9.90", "nine pounds ninety", "money"},
    {"£0.05", "five pence", "money"},
    {"£4.07", "four pounds seven pence", "money"},
    {"£.75", "seventy-five pence", "money"},
    {"£3.5m", "three point five million pounds", "money"},
    {"A £10 deposit", "A ten pound deposit", "money"},
    /* Measures */
    {"500mg", "five hundred milligrams", "measure"},
    {"7 - 3 = 4", "seven minus three equals four", "number"},
    {"3 - 7", "three to seven", "number"},
    {"1.250.000 people", "one million, two hundred and fifty thousand people", "number"},
    {"2500000 people", "two million, five hundred thousand people", "number"},
    {"Ref 2512345", "Reference two five one two three four five", "abbreviation"},
    {"-½ mg", "minus one half milligrams", "measure"},
    {"-1/3", "minus one slash three", "slash"},
    {"1 mcg, not 1 mg", "one microgram, not one milligram", "measure"},
    {"1.0 mg", "one point zero milligrams", "measure"},
    {"2 x 500mg tablets", "two times five hundred milligram tablets", "product"},
    {"Repeat (x 1) or x 10", "Repeat, once, or ten times", "product"},
    {"Take 1 x daily", "Take once daily", "product"},
    {"5mg/kg/day", "five milligrams per kilogram per day", "measure"},
    {"250mg/5ml", "two hundred and fifty milligrams per five millilitres", "measure"},
    {"500 mg/125 mg tablets", "five hundred milligrams slash one hundred and twenty-five milligram tablets", "measure"},
    {"1 g/125 mg", "one gram slash one hundred and twenty-five milligrams", "measure"},
    {"10 mg/1 g", "ten milligrams per one gram", "measure"},
    {"co-codamol 30/500 mg", "co-codamol thirty slash five hundred milligrams", "slash"},
    {"2–8°C", "two to eight degrees Celsius", "measure"},
    {"-5°C", "minus five degrees Celsius", "measure"},
    {"-$5 or -%5", "minus five dollars or minus five per cent", "sign"},
    {"%5 or %2.5–3", "five per cent or two point five to three per cent", "measure"},
    {"3 million km", "three million kilometres", "measure"},
    {"-½ °C", "minus one half degrees Celsius", "measure"},
    {"-1/2 a degree", "minus half a degree", "slash"},
    {"5 mg–10 mg", "five milligrams to ten milligrams", "measure"},
    {"5 in 100", "five in one hundred", "number"},
    {"12st 4lb", "twelve stone four pounds", "measure"},
    /* Numbers */
    {"1,250,000", "one million, two hundred and fifty thousand", "number"},
    {"3000000", "three million", "number"},
    {"3000001", "three zero zero zero zero zero one", "number"},
    {"1/8th of them", "one eighth of them", "slash"},
    {"0.05", "zero point zero five", "number"},
    {"1½ tablets", "one and a half tablets", "number"},
    {"½ tablet", "half a tablet", "number"},
    {"1:10,000", "one in ten thousand", "number"},
    {"the 21st day", "the twenty-first day", "number"},
    {"the 1980s", "the nineteen eighties", "number"},
    {"2-1", "two, one", "number"},
    {"1, 2, 3", "one, two, three", "number"},
    {"Take 1 20 minutes before", "Take one, twenty minutes before", "number"},
    {"most recover.²", "most recover. note two", "number"},
    /* Slashes */
    {"120/80 mmHg", "one hundred and twenty over eighty millimetres of mercury", "slash"},
    {"a score of 7/10", "a score of seven out of ten", "slash"},
    {"3/4 of people", "three quarters of people", "slash"},
    {"Take 1/2", "Take one slash two", "slash"},
    {"24/7", "twenty-four seven", "slash"},
    {"his/her", "his or her", "slash"},
    /* Codes */
    {"HIC/LFT/1255/11", "H eye C slash L F T slash one two five five slash eleven", "code"},
    {"C5/C6", "C five C six", "code"},
    {"T1–T12", "T one to T twelve", "code"},
    {"CV2 2DX", "C V two, two D X", "code"},
    {"Stage IV", "Stage four", "roman"},
    {"Part IV and I will sign", "Part four and I will sign", "roman"},
    {"Stages I–III", "Stages one to three", "roman"},
    {"Grade II/III", "Grade two slash three", "roman"},
    {"an IV drip", "an eye V drip", "capitals"},
    {"our 1,001st patient", "our one thousand and first patient", "number"},
    {"The emergency number is 112.", "The emergency number is one one two.", "phone"},
    {"#GetMoving2026", "hashtag Get Moving twenty twenty-six", "hashtag"},
    {"IV fluids", "eye V fluids", "capitals"},
    {"group AB-", "group eigh B negative", "code"},
    {"v1.2", "version one point two", "code"},
    {"17.4.1", "seventeen point four point one", "code"},
    {"10.0.0.254", "one zero point zero point zero point two five four", "code"},
    {"10.0.0.300", "ten point zero point zero point three hundred", "code"},
    /* Abbreviations */
    {"e.g. tea, etc.", "for example tea, et cetera.", "abbreviation"},
    {"Dr Shah, 5 High St", "Doctor Shah, five High Street", "abbreviation"},
    {"St Mary", "Saint Mary", "abbreviation"},
    {"No, you must not.", "No, you must not.", NULL},
    {"see p. 7", "see page seven", "abbreviation"},
    {"75mg od", "seventy-five milligrams once a day", "measure"},
    /* Capitals */
    {"MRI", "M R eye", "capitals"},
    {"GPs", "G P's", "capitals"},
    {"You must NOT drive", "You must not drive", "capitals"},
    {"N.H.S. care", "N H S care", "capitals"},
    {"SORE THROAT", "sore THROAT", "capitals"},
    {"DNACPR", "D N eigh C P R", "capitals"},
    {"CONTACT US", "CONTACT us", "capitals"},
    /* Addresses, files, hashtags */
    {"diet-sheet.pdf", "diet, dash sheet, dot pee dee ef", "address"},
    {"#TeamNHS", "hashtag Team N H S", "hashtag"},
};

static void says_what_a_careful_person_says(void **state)
{
    size_t wrong = 0;
    for (size_t i = 0; i < ARRAY_COUNT(examples); i++) wrong += !is_right(*state, &examples[i]);
    assert_int_equal(wrong, 0);
}

/* Within the sentence, and back behind the word. */
static void says_another_script_in_its_language(void **state)
{
    static const struct {
        const char *language, *from;
    } changes[] = {{"ur", "چائے"}, {"fr", "thé"}, {"en-GB", "or five"}};
    load(*state, "Ask in چائے <i lang=\"fr\">thé</i> or 5 mg.");
    assert_string_equal(buffer_text(&utterance.spoken), "Ask in چائے thé or five milligrams.");
    assert_int_equal(utterance.change_count, ARRAY_COUNT(changes));
    for (size_t i = 0; i < ARRAY_COUNT(changes); i++) {
        assert_string_equal(utterance.changes[i].language, changes[i].language);
        const char *from = utterance.spoken.data + utterance.changes[i].spoken_start;
        assert_memory_equal(from, changes[i].from, strlen(changes[i].from));
    }
}

static int set_up(void **state)
{
    return voice_load(ALOUD_SOURCE "/voices", "en-GB", (struct voice **)state, NULL) == STATUS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    utterance_done(&utterance);
    voice_free(*state);
    return 0;
}

/* What the English words have not. */
static const struct {
    const char *language;
    struct example example;
} other_languages[] = {
    {"fr", {"Appelez le 15", "Appelez le quinze", "phone"}},
    {"de", {"am 14.11 um 8 Uhr", "am vierzehnten November um acht Uhr", "date"}},
    {"de", {"am 4.11. um 8 Uhr", "am vierten November um acht Uhr", "date"}},
    {"de", {"14.11 mg", "vierzehn Punkt eins eins Milligramm", "measure"}},
    {"de", {"ab 14.11 Uhr", "ab vierzehn Uhr elf", "time"}},
    {"de", {"7.5 mg", "sieben Punkt fünf Milligramm", "measure"}}, /* not "sieben. fünf" */
    {"de", {"1,50 m", "eins Komma fünf null Meter", "measure"}},
    {"de", {"5/80 mg", "fünf Schrägstrich achtzig Milligramm", "slash"}}, /* no fraction: two strengths */
    {"de", {"80 /min", "achtzig pro Minute", "number"}},
    {"de", {"3/16", "drei Sechzehntel", "slash"}},
    {"de", {"0421 3355-4466", "null vier zwei eins, drei drei fünf fünf, vier vier sechs sechs", "phone"}},
    {"pl", {"w 3. dobie", "w trzeciej dobie", "number"}},
    {"pl", {"o godz. 9, do godz. 17", "o godzinie dziewiątej, do godziny siedemnastej", "abbreviation"}},
    {"pl", {"do 2 mg", "do dwóch miligramów", "measure"}},
    {"pl", {"w roku 2031", "w roku dwa tysiące trzydziestym pierwszym", "date"}},
    {"pl", {"przed 5 maja", "przed piątym maja", "date"}},
    {"uk", {"до 5 днів", "до п'яти днів", "number"}},
    {"uk", {"о 7 годині", "о сьомій годині", "number"}},
    {"uk", {"0 800 201 302", "нуль, вісім нуль нуль, два нуль один, три нуль два", "phone"}},
    {"fa", {"1403/01/15", "پانزدهم فروردین یک هزارُ چهارصدُ سه", "date"}}, /* of the other calendar, by its year */
    {"fa", {"2026/03/12", "دوازدهم مارس دو هزارُ بیستُ شش", "date"}},
    {"fa", {"03/1403", "خرداد یک هزارُ چهارصدُ سه", "date"}},
    /* Seconds, counted things by their gender and number, parts of ten; the mark of "an" goes before its alef. */
    {"ar", {"2:45:10", "الثانية وخمس وأربعون دقيقة وعشر ثوان", "time"}},
    {"ar", {"6:02", "السادسة ودقيقتان", "time"}},
    {"ar", {"1:2:03", "واحد إلى اثنان: صفر ثلاثة", "number"}},
    {"ar", {"لمدة 20 دقيقة", "لمدة عشرين دقيقة", "number"}}, /* in the genitive */
    {"ar", {"9,75", "تسعة وخمسة وسبعون من مئة", "number"}},
    {"ar", {"9,75–10", "تسعة فاصلة سبعة خمسة إلى عشرة", "number"}}, /* not "of a hundred to ten" */
    {"ar", {"9,75 أقراص", "تسعة فاصلة سبعة خمسة أقراص", "number"}},
    {"ar", {"9,75 ملغ", "تسعة فاصلة سبعة خمسة ملليغرام", "measure"}},
    {"ar", {"9,750", "تسعة آلاف وسبعمئة وخمسون", "number"}},
    {"ar", {"1,2,3", "واحد, اثنان, ثلاثة", "number"}},
    {"ar", {"5/8", "خمسة أثمان", "slash"}},
    {"ar", {"القسم 5/8", "القسم خمسة شرطة مائلة ثمانية", "slash"}},
    {"ar", {"07-2028", "يوليو لعام ألفين وثمانية وعشرين", "date"}},
    {"ar", {"10-2000 مريض", "عشرة إلى ألفين مريض", "number"}}, /* a range, and no October */
    {"ar", {"12/08/1447", "الثاني عشر من شهر شعبان لعام ألف وأربعمئة وسبعة وأربعين", "date"}},
    {"ar", {"$3.40", "ثلاثة دولارات وأربعون سنتا", "money"}},
    {"ar", {"4.250 د.ك", "أربعة دنانير كويتية ومئتان وخمسون فلسا", "money"}},
    {"ar", {"4.05 د.ك", "أربعة دنانير كويتية وخمسون فلسا", "money"}},
    {"ar", {"4.005 د.ك", "أربعة دنانير كويتية وخمسة فلوس", "money"}},
    {"ar", {"$4.5 تريليون", "أربعة فاصلة خمسة تريليون دولار", "money"}},
    {"ar", {"$4.5 ونصف", "أربعة فاصلة خمسة دولار ونصف", "money"}}, /* a word behind could multiply it */
    {"ar", {"2 ملغ", "ملليغرامان اثنان", "measure"}},
    {"ar", {"1-2 ملغ", "واحد إلى اثنين ملليغرام", "measure"}}, /* not "two milligrams, one to two" */
    {"ar", {"5/2 ملغ", "خمسة شرطة مائلة اثنان ملليغرام", "slash"}},
    {"ar", {"-2°", "ناقص اثنتان درجة", "measure"}},
    {"ar", {"يومياً", "يوميًا", "sign"}},
    {"ta", {"1 மாத்திரை, 21வது நாள்", "ஒரு மாத்திரை, இருபத்தி ஒன்றாவது நாள்", "number"}},
    {"ta", {"25,000 ரூபாய்", "இருபத்தி ஐந்தாயிரம் ரூபாய்", "number"}},
    {"ta", {"15,001", "பதினைந்தாயிரத்து ஒன்று", "number"}},
    {"gu", {"101 ગોળી, 5મો માળ", "એકસો એક ગોળી, પાંચમો માળ", "number"}},
    {"hi", {"BMI < 25, >38 °C", "BMI पच्चीस से कम, अड़तीस डिग्री सेल्सियस से ज़्यादा", "comparison"}},
    /* What an apostrophe joins to a number is of its last word; numbers soften behind some words. */
    {"tr", {"4'ü, 6'dan, 1998'de", "dördü, altıdan, bin dokuz yüz doksan sekizde", "number"}},
    {"tr", {"3.000'den, 12.000'e, 4,5'i", "üç binden, on iki bine, dört virgül beşi", "number"}},
    {"tr", {"Hastaların 2/5'i", "Hastaların beşte ikisi", "slash"}},
    {"cy", {"o 4 i 10", "o bedwar i ddeg", "number"}},
    {"cy", {"10am–2pm", "deg y bore i ddau y prynhawn", "time"}},
    {"hi", {"1ली, 5ली", "पहली, पाँच लीटर", "number"}}, /* the first, and litres */
    {"hi", {"१/४", "चौथाई", "slash"}},
    {"hi", {"0 (44) 28175533", "शून्य, चार चार, दो आठ एक सात, पाँच पाँच तीन तीन", "phone"}},
    {"hi", {"14-06", "चौदह जून", "date"}},
    {"hi", {"05-06 को", "शून्य पाँच से शून्य छह को", "number"}}, /* it may be "to five or six" */
    {"hi", {"कमरा 14-06", "कमरा चौदह, शून्य छह", "number"}},
    {"hi", {"2026-09-18", "अठारह सितंबर दो हज़ार छब्बीस", "date"}},
    {"hi", {"1.5 साल, 0.5 साल", "डेढ़ साल, शून्य दशमलव पाँच साल", "number"}},
    {"hi", {"26 in लंबा, 2 in 1", "छब्बीस इंच लंबा, दो in एक", "measure"}},
    {"hi", {"4x2 का, 4x2 mg", "चार बाई दो का, चार गुणा दो मिलीग्राम", "product"}},
    {"hi", {"BMI >= 18", "BMI कम से कम अठारह", "comparison"}},
    {"en-GB",
     {"BMI >= 25 or <£5", "B M eye greater than or equal to twenty-five or less than five pounds", "capitals"}},
    {"am", {"ከ8:00 እስከ 16:00", "ከ ስምንት ሰዓት እስከ አስራ ስድስት ሰዓት", "time"}},
    {"am", {"ከ38 °C በላይ፣ በ2018", "ከ ሠላሳ ስምንት ዲግሪ ሴልሺየስ በላይ፣ በ ሁለት ሺህ አስራ ስምንት", "measure"}},
    {"ko", {"하루3번, 2정씩", "하루 세 번, 두 정씩", "number"}},
    {"ko", {"500mg을 드십시오", "오백 밀리그램 을 드십시오", "measure"}},
    {"cmn", {"每次2片，第2天", "每次两片，第二天", "measure"}},
    {"cmn", {"２．５ｍｌ", "二点五毫升", "measure"}},
    {"cmn", {"9：30～17：00", "九点三十分到十七点", "time"}},
    {"cmn", {"1／2片（半片）", "半片, 半片", "slash"}},
    {"cmn", {"2005年以来，1998年", "二〇〇五年以来，一九九八年", "date"}},
    {"cmn", {"电话：64370110，110人", "电话: 六四三七, 零幺幺零，一百一十人", "phone"}},
    {"cmn", {"每日3次，每次1/2顆，2錠", "每日三次，每次半顆，两錠", "measure"}},
    {"cmn", {"医生/护士", "医生或护士", "slash"}},
    {"bn", {"২টি ও 60টি", "দুটি ও ষাটটি", "number"}},
    {"bn", {"২১শে ডিসেম্বর", "একুশে ডিসেম্বর", "number"}},
    {"pa", {"999 'ਤੇ ਫ਼ੋਨ ਕਰੋ", "ਨੌਂ ਨੌਂ ਨੌਂ ਤੇ ਫ਼ੋਨ ਕਰੋ", "phone"}},
    {"pa", {"0183 250 1234", "ਜ਼ੀਰੋ ਇੱਕ ਅੱਠ ਤਿੰਨ, ਦੋ ਪੰਜ ਜ਼ੀਰੋ, ਇੱਕ ਦੋ ਤਿੰਨ ਚਾਰ", "phone"}}, /* not "ਸਿਫ਼ਰ" */
    {"ur", {"38 دن", "اَڑتِیس دن", "number"}},                                     /* by rules of the voice file's own */
    {"ur", {"1,250", "ایک ہزار دو سَو پَچاس", "number"}},
    {"ur", {"1998 میں", "اُنّیس سَو اَٹھانوے میں", "date"}},
    /* What must not be done is never spelt, and letters with marks make words too. */
    {"de", {"SIE DÜRFEN NICHT FAHREN", "sie DÜRFEN NICHT FAHREN", "capitals"}},
    {"de", {"Nie mehr als eine TABLETTE, KEIN GRAMM", "Nie mehr als eine TABLETTE, kein GRAMM", "capitals"}},
    {"es", {"NINGÚN MÉDICO", "NINGÚN MÉDICO", NULL}},
    {"fr", {"ARRÊTEZ", "ARRÊTEZ", NULL}},
    {"it", {"NON HA FEBBRE, HA UN TAC", "non ha FEBBRE, ha un tac", "capitals"}},
    {"ur", {"1998 دن", "ایک ہزار نَو سَو اَٹھانوے دن", "number"}},
    {"es", {"8 ° C", "ocho grados centígrados", "measure"}},
    {"es", {"quinto: 5º C", "quinto: quinto C", "number"}}, /* a door */
    {"it", {"8° C", "otto gradi Celsius", "measure"}},
    {"it", {"37° C'è", "trentasette gradi C'è", "measure"}},
    {"es", {"300.000 UI", "trescientas mil unidades internacionales", "measure"}},
    {"es", {"121.000 cápsulas", "ciento veintiún mil cápsulas", "number"}},
    {"es", {"2.200.000 cápsulas", "dos millones doscientas mil cápsulas", "number"}},
    {"it", {"369, 2007", "trecento sessantanove, duemila sette", "number"}},
    {"it", {"103 e 21.500", "centotré e ventunomilacinquecento", "number"}},
    {"fr",
     {"1593072962", "un milliard cinq cent quatre-vingt-treize millions soixante-douze mille neuf cent soixante-deux",
      "number"}},
    {"it", {"3453243534", "tre quattro cinque tre due quattro tre cinque tre quattro", "number"}}, /* a mobile phone */
    {"es", {"1 de julio del 2026", "uno de julio del dos mil veintiséis", "date"}},
    {"pt", {"1 3/4 l", "um e três quartos de litro", "measure"}},
    {"es", {"1 1/2 l", "uno y medio litros", "measure"}},
    {"es", {"salud.es/a?x=", "salud, punto es, barra a, signo de interrogación equis, igual a", "address"}},
    {"it", {"anna@gmail.com, salute.it/", "anna, chiocciola gmail, punto com, salute, punto it", "address"}},
    {"es", {"lun.-vie., 9 h", "lunes a viernes, nueve horas", "date"}},
    {"fr", {"ouvert lun-ven.", "ouvert lundi à vendredi.", "date"}},
    {"es", {"un lun-ar", "un lun-ar", NULL}},
    {"es", {"@centro_norte.", "arroba centro, guion bajo norte.", "address"}},
    {"de", {"UTC+1:30", "U T C plus ein Uhr dreißig", "capitals"}},
    {"cs", {"dne 5. 4. 2026", "dne pátého dubna dva tisíce dvacet šest", "date"}},
    {"cs", {"od 2. 3. do 8. 3.", "od druhého března do osmého března", "date"}},
    {"cs", {"zavřeno 24.–26. 12.", "zavřeno dvacátého čtvrtého až dvacátého šestého prosince", "date"}},
    {"bg", {"до 12.03.2026г.", "до дванайсети март две хиляди двайсет и шеста година", "date"}}, /* no grams */
    {"bg", {"а/б", "а наклонена черта б", "sign"}},                                              /* no "а or б" */
    {"cmn", {"是/否", "是或否", "slash"}},                        /* a character is a word */
    {"de", {"Telefon 02. 03. 12", "null drei. zwölf", "number"}}, /* of two sentences; no 2 March */
    {"de", {"Abschnitt 14. 3. gilt", "Abschnitt vierzehn. drei. gilt", "number"}},
    {"ko", {"예/아니오", "예 또는 아니오", "slash"}},
    {"ru", {"с/без еды", "с или без еды", "slash"}},
    {"de", {"alle 4/6h", "alle vier Schrägstrich sechs Stunden", "slash"}}, /* no four per six hours */
    {"tr", {"12.03.2026'da", "on iki Mart iki bin yirmi altıda", "date"}},
    {"te", {"9:30నుండి", "తొమ్మిదిన్నర నుండి", "time"}},
    {"hu", {"2026.03.12-ig", "kétezer-huszonhat március tizenkettedikéig", "date"}},
    {"hu", {"8.30-kor", "nyolc óra harminckor", "time"}},
    {"de", {"12.03.2026-Anlage", "zwölf Punkt null drei Punkt zweitausendsechsundzwanzig Anlage", "code"}},
    {"hu", {"Kelt 2026. 3. 12. 9:30", "Kelt kétezer-huszonhat március tizenkettedike kilenc óra harminc", "date"}},
    {"pt", {"p. 5-8, p. 5", "páginas cinco a oito, página cinco", "abbreviation"}},
};

static void says_what_other_languages_have(void **state)
{
    bool right = true;
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(other_languages); i++) {
        struct voice *voice = NULL;
        assert_int_equal(voice_load(ALOUD_SOURCE "/voices", other_languages[i].language, &voice, NULL), STATUS_OK);
        right &= is_right(voice, &other_languages[i].example);
        voice_free(voice);
    }
    assert_true(right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_what_a_careful_person_says),
                                       cmocka_unit_test(says_what_other_languages_have),
                                       cmocka_unit_test(says_another_script_in_its_language)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
