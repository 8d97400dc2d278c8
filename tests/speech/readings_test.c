/* What the engine is given for Chinese words, against the readings of the dictionaries: its phonemes are those of the
 * readings, syllable by syllable. */
#include "cmocka_all.h"

#include "base/array.h"
#include "base/utf8.h"
#include "script/script.h"
#include "speech/engine.h"
#include "speech/utterance_speech.h"
#include "speech/worker/engine_text.h"

#include <espeak-ng/speak_lib.h>
#include <string.h>

static struct voice *voice;
static struct script *script;

static int set_up(void **state)
{
    (void)state;
    if (espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT) <= 0) return 1;
    if (voice_load(ALOUD_SOURCE "/voices", "zh", &voice, NULL) != STATUS_OK) return 1;
    espeak_VOICE wanted = {.languages = voice_engine(voice)};
    if (espeak_SetVoiceByProperties(&wanted) != EE_OK) return 1;
    return script_new(voice, &script, NULL) == STATUS_OK ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    script_free(script);
    voice_free(voice);
    return 0;
}

static void phonemes_of(const char *text, struct buffer *ret)
{
    buffer_clear(ret);
    for (const void *rest = text; rest;) buffer_append_text(ret, espeak_TextToPhonemes(&rest, espeakCHARS_UTF8, 0));
    assert_false(ret->failed);
}

/* What the engine is handed for a message of Aloud's. */
static const char *given_for(const char *text, struct utterance *utterance)
{
    static struct engine_text made;
    assert_int_equal(utterance_from_message(script, text, utterance, NULL), STATUS_OK);
    engine_text_make(&made, buffer_text(&utterance->spoken), utterance->pronunciations, utterance->pronunciation_count);
    return made.bytes;
}

static void assert_read(const char *text, const char *reading)
{
    struct utterance utterance = {0};
    struct buffer said = {0}, wanted = {0};
    const char *given = given_for(text, &utterance);
    phonemes_of(given, &said);
    phonemes_of(reading, &wanted);
    if (strcmp(buffer_text(&said), buffer_text(&wanted)) != 0)
        fail_msg("%s: “%s” is %s, not %s (%s)", text, given, buffer_text(&said), buffer_text(&wanted), reading);
    buffer_done(&said);
    buffer_done(&wanted);
    utterance_done(&utterance);
}

/* As Xiandai Hanyu Cidian has them. */
static const char *const dictionary[][2] = {
    {"银行", "yin2 hang2"},
    {"行走", "xing2 zou3"},
    {"长期", "chang2 qi1"},
    {"生长", "sheng1 zhang3"},
    {"重新", "chong2 xin1"},
    {"体重", "ti3 zhong4"},
    {"重复", "chong2 fu4"},
    {"感觉", "gan3 jue2"},
    {"睡觉", "shui4 jiao4"},
    {"测量", "ce4 liang2"},
    {"剂量", "ji4 liang4"},
    {"头发", "tou2 fa5"},
    {"发烧", "fa1 shao1"},
    {"大夫", "dai4 fu5"},
    {"方便", "fang1 bian4"},
    {"便宜", "pian2 yi5"},
    {"便秘", "bian4 mi4"},
    {"处方", "chu3 fang1"},
    {"好处", "hao3 chu5"},
    {"出血", "chu1 xue4"},
    {"音乐", "yin1 yue4"},
    {"快乐", "kuai4 le4"},
    {"青少年", "qing1 shao4 nian2"},
    {"减少", "jian3 shao3"},
    {"间隔", "jian4 ge2"},
    {"时间", "shi2 jian1"},
    {"中毒", "zhong4 du2"},
    {"中间", "zhong1 jian1"},
    {"数脉搏", "shu3 mai4 bo2"},
    {"数字", "shu4 zi4"},
    {"调整", "tiao2 zheng3"},
    {"调查", "diao4 cha2"},
    {"接种", "jie1 zhong4"},
    {"两种", "liang3 zhong3"},
    {"教育", "jiao4 yu4"},
    {"反应", "fan3 ying4"},
    {"应该", "ying1 gai1"},
    {"适当", "shi4 dang4"},
    {"差别", "cha1 bie2"},
    {"差不多", "cha4 bu5 duo1"},
    {"勉强", "mian3 qiang3"},
    {"模样", "mu2 yang4"},
    {"散步", "san4 bu4"},
    {"散剂", "san3 ji4"},
    {"一切", "yi2 qie4"},
    {"切开", "qie1 kai1"},
    {"对称", "dui4 chen4"},
    {"宁可", "ning4 ke3"},
    {"给予", "ji3 yu3"},
    {"呕吐", "ou3 tu4"},
    {"吐痰", "tu3 tan2"},
    {"暴露", "bao4 lu4"},
    {"问卷", "wen4 juan4"},
    {"肿胀", "zhong3 zhang4"},
    {"摔倒", "shuai1 dao3"},
    {"降低", "jiang4 di1"},
    {"成分", "cheng2 fen4"},
    {"部分", "bu4 fen5"},
    {"了解", "liao3 jie3"},
    {"受不了", "shou4 bu5 liao3"},
    {"睡不着", "shui4 bu5 zhao2"},
    {"着急", "zhao2 ji2"},
    {"地方", "di4 fang5"},
    {"慢慢地", "man4 man4 de5"},
    {"因为", "yin1 wei4"},
    {"成为", "cheng2 wei2"},
    {"恶心", "e3 xin1"},
    {"卒中", "cu4 zhong4"},
    {"更换", "geng1 huan4"},
    {"创伤", "chuang1 shang1"},
    {"缝合", "feng2 he2"},
    {"疟疾", "nve4 ji5"},
    {"分娩", "fen1 mian3"},
    {"干细胞", "gan4 xi4 bao1"},
    {"干燥", "gan1 zao4"},
    {"心脏", "xin1 zang4"},
    {"栓塞", "shuan1 se4"},
    {"参加", "can1 jia1"},
    {"人参", "ren2 shen1"},
    {"病假", "bing4 jia4"},
    {"眩晕", "xuan4 yun4"},
    {"女儿", "nv3 er2"},
    {"绿色", "lv4 se4"},
    {"氨氯地平", "an1 lv4 di4 ping2"},
};

static void words_are_read_as_the_dictionaries_have_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(dictionary); i++) assert_read(dictionary[i][0], dictionary[i][1]);
}

/* 不 is bú before a fourth tone; 一 is yí before a fourth, yì before the others, and yī where it counts or ends a word. */
static void tones_change_as_in_speech(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"不要", "bu2 yao4"},         {"不是", "bu2 shi4"},
        {"不用", "bu2 yong4"},        {"不会", "bu2 hui4"},
        {"不吃", "bu4 chi1"},         {"不能", "bu4 neng2"},
        {"不可", "bu4 ke3"},          {"不", "bu4"},
        {"一片", "yi2 pian4"},        {"一个", "yi2 ge5"},
        {"一次", "yi2 ci4"},          {"一天", "yi4 tian1"},
        {"一瓶", "yi4 ping2"},        {"一种", "yi4 zhong3"},
        {"第一天", "di4 yi1 tian1"},  {"统一", "tong3 yi1"},
        {"星期一", "xing1 qi1 yi1"},  {"一月", "yi1 yue4"},
        {"一定", "yi2 ding4"},        {"一起", "yi4 qi3"},
        {"不一样", "bu4 yi2 yang4"},  {"一百", "yi4 bai3"},
        {"十一片", "shi2 yi1 pian4"}, {"一九九八年", "yi1 jiu3 jiu3 ba1 nian2"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) assert_read(texts[i][0], texts[i][1]);
}

/* Words of two neighbours are no word, and numbers are read as the words that they become. */
static void sentences_are_read_word_by_word(void **state)
{
    (void)state;
    assert_read("因为了解", "yin1 wei4 liao3 jie3");
    assert_read("每次1片", "mei3 ci4 yi2 pian4");
    assert_read("拨打110", "bo1 da3 yao1 yao1 ling2");
    assert_read("不要自行停药。", "bu2 yao4 zi4 xing2 ting2 yao4。");
    assert_read("请到银行，不要着急。", "qing3 dao4 yin2 hang2，bu2 yao4 zhao2 ji2。");
    assert_read("我去了，不行吗？", "wo3 qu4 le5，bu4 xing2 ma5？");
}

static void traditional_characters_are_read_too(void **state)
{
    (void)state;
    static const char *const words[][2] = {
        {"銀行", "yin2 hang2"}, {"睡覺", "shui4 jiao4"}, {"測量", "ce4 liang2"}, {"頭髮", "tou2 fa5"},
        {"處方", "chu3 fang1"}, {"乾燥", "gan1 zao4"},   {"音樂", "yin1 yue4"},  {"調整", "tiao2 zheng3"},
        {"不會", "bu2 hui4"},   {"一個", "yi2 ge5"},     {"還是", "hai2 shi5"},  {"醫院", "yi1 yuan4"},
        {"護士", "hu4 shi4"},   {"藥", "yao4"},          {"反應", "fan3 ying4"}, {"接種", "jie1 zhong4"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(words); i++) assert_read(words[i][0], words[i][1]);
}

/* Only whole small letters and digits; what the leaflet has in them stays text. */
static void readings_are_no_markup(void **state)
{
    (void)state;
    static const char *const unsafe[] = {"", "a b", "A", "[[a", "<a>", "a&", "yin\xC3\xBC"};
    static struct engine_text made;
    struct pronunciation one = {.start = 0, .end = 3, .letters = true};
    for (size_t i = 0; i < ARRAY_COUNT(unsafe); i++) {
        strcpy(one.phonemes, unsafe[i]);
        engine_text_make(&made, "银[", &one, 1);
        assert_string_equal(made.bytes, "银 ");
    }
    strcpy(one.phonemes, "yin2");
    engine_text_make(&made, "银[", &one, 1);
    assert_string_equal(made.bytes, "yin2 ");
    assert_false(made.phonemes);
}

/* Each character is heard and marked where it stands, also where it is read by [readings]; none is lost in silence. */
static void each_character_is_marked(void **state)
{
    (void)state;
    static const char text[] = "请到银行，不要着急，每天测量一次血压，睡觉前重新检查。";
    struct utterance utterance = {0};
    struct engine *engine = NULL;
    struct clip *clip = NULL;
    assert_int_equal(utterance_from_message(script, text, &utterance, NULL), STATUS_OK);
    assert_int_equal(engine_start(ALOUD_BINARY "/aloud-engine", &engine, NULL), STATUS_OK);
    assert_int_equal(utterance_speak(engine, &utterance, voice, voice_settings(voice), 0, &clip, NULL), STATUS_OK);
    size_t mark = 0;
    for (size_t at = 0; at < utterance.spoken.length;) {
        size_t start = at;
        uint32_t codepoint = utf8_next(utterance.spoken.data, utterance.spoken.length, &at);
        if (codepoint < 0x4E00 || codepoint > 0x9FFF) continue;
        assert_true(mark < clip->mark_count);
        assert_int_equal(clip->marks[mark++].spoken_offset, start);
    }
    assert_int_equal(mark, clip->mark_count);
    assert_int_equal(clip->gap_count, 0);
    clip_release(clip);
    engine_free(engine);
    utterance_done(&utterance);
}

static void voice_has_hundreds_of_words(void **state)
{
    (void)state;
    struct voice_file file = {0};
    size_t count = 0;
    assert_int_equal(voice_file_read(ALOUD_SOURCE "/voices/cmn.ini", &file, NULL), STATUS_OK);
    for (size_t i = 0; i < file.count; i++)
        count += file.entries[i].section == SECTION_READINGS && strlen(file.entries[i].key) > 3;
    voice_file_done(&file);
    assert_true(count >= 250);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_read_as_the_dictionaries_have_them),
        cmocka_unit_test(tones_change_as_in_speech),
        cmocka_unit_test(sentences_are_read_word_by_word),
        cmocka_unit_test(traditional_characters_are_read_too),
        cmocka_unit_test(readings_are_no_markup),
        cmocka_unit_test(each_character_is_marked),
        cmocka_unit_test(voice_has_hundreds_of_words),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
