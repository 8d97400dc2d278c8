/* Typing: a section number, words to find. While a prompt is open keys are text and not commands. */
#include "listen/player_parts.h"

#include "base/array.h"
#include "base/utf8.h"

#include <string.h>

enum { DIGITS_MOST = 9, DELETE_CHARACTER = 0x7f };

static void prompt(struct player *player, struct player_effects *effects)
{
    player_begin(player);
    if (player->mode == PLAYER_MODE_GOTO) {
        player_add(player, PHRASE_GOTO_PROMPT, 1,
                   (struct player_value[]){player_number(leaflet_section_count(&player->leaflet))});
    } else {
        player_add(player, PHRASE_FIND_PROMPT, 0, NULL);
    }
    if (player->input_length) {
        player_add(player, PLAYER_VALUE_ALONE, 1, (struct player_value[]){player_value_of(PLAYER_VALUE_INPUT, 0)});
    }
    player_announce(player, effects, PLAYER_THEN_SILENCE);
}

void player_open_prompt(struct player *player, enum player_mode mode, struct player_effects *effects)
{
    if (mode == PLAYER_MODE_GOTO && leaflet_section_count(&player->leaflet) == 0) {
        player_tell(player, effects, PHRASE_NO_SECTIONS, player_onward(player));
        return;
    }
    player_open(player, mode);
    prompt(player, effects);
}

static void echo(struct player *player, enum player_value_kind kind, uint64_t number, struct player_effects *effects)
{
    player_tell_value(player, effects, PLAYER_VALUE_ALONE, player_value_of(kind, number), PLAYER_THEN_SILENCE);
}

/* Takes the last character away, and gives it; 0 where nothing was typed. */
static uint32_t take_back(struct player *player)
{
    if (player->input_length == 0) return 0;
    size_t start = player->input_length - 1;
    while (start > 0 && ((unsigned char)player->input[start] & 0xc0) == 0x80) start--;
    size_t position = start;
    uint32_t character = utf8_next(player->input, player->input_length, &position);
    player->input_length = start;
    player->input[start] = '\0';
    return character;
}

/* ---- A section number -------------------------------------------------------------------------------------------- */

/* The digit of a key, -1 where it is none. The keys of the numeric keypad count also while Num Lock is off; and the
 * digits of Arabic, Urdu and Punjabi keyboards. */
static int digit_of(uint32_t key)
{
    static const uint32_t zeros[] = {'0', 0x0660, 0x06f0, 0x0a66};
    static const uint32_t keypad[] = {KEY_NAME_INSERT, KEY_NAME_END,    KEY_NAME_DOWN,  KEY_NAME_PAGE_DOWN,
                                      KEY_NAME_LEFT,   KEY_NAME_CENTRE, KEY_NAME_RIGHT, KEY_NAME_HOME,
                                      KEY_NAME_UP,     KEY_NAME_PAGE_UP};
    for (size_t i = 0; i < ARRAY_COUNT(zeros); i++)
        if (key >= zeros[i] && key <= zeros[i] + 9) return (int)(key - zeros[i]);
    for (size_t i = 0; i < ARRAY_COUNT(keypad); i++)
        if (key == keypad[i]) return (int)i;
    return -1;
}

static uint64_t typed_number(const struct player *player)
{
    uint64_t number = 0;
    for (size_t i = 0; i < player->input_length; i++) number = number * 10 + (uint64_t)(player->input[i] - '0');
    return number;
}

void player_digits_done(struct player *player, struct player_effects *effects)
{
    uint64_t number = typed_number(player);
    uint32_t count = leaflet_section_count(&player->leaflet);
    if (player->input_length == 0) {
        player_cancel(player, effects);
        return;
    }
    player_close(player);
    if (number >= 1 && number <= count) {
        player_go_to_section(player, (uint32_t)number, effects);
        return;
    }
    player_begin(player);
    player_add(player, PHRASE_GOTO_UNKNOWN, 2, (struct player_value[]){player_number(number), player_number(count)});
    if (!player->loaded) {
        player_add(player, PHRASE_LOADING, 1, (struct player_value[]){player_number(player->percent)});
    }
    player_announce(player, effects, player->resume);
}

static void type_digit(struct player *player, int digit, struct player_effects *effects)
{
    if (player->input_length == DIGITS_MOST) {
        prompt(player, effects);
        return;
    }
    player->input[player->input_length++] = (char)('0' + digit);
    player->input[player->input_length] = '\0';
    player->number_ended = typed_number(player) * 10 > leaflet_section_count(&player->leaflet);
    if (player->number_ended)
        player_digits_done(player, effects);
    else
        echo(player, PLAYER_VALUE_NUMBER, (uint64_t)digit, effects);
}

/* ---- Words to find ----------------------------------------------------------------------------------------------- */

static void type_letter(struct player *player, uint32_t character, struct player_effects *effects)
{
    char bytes[4];
    size_t length = utf8_encode(character, bytes);
    if (player->input_length + length >= PLAYER_INPUT_BYTES) {
        prompt(player, effects);
        return;
    }
    memcpy(player->input + player->input_length, bytes, length);
    player->input_length += length;
    player->input[player->input_length] = '\0';
    echo(player, PLAYER_VALUE_LETTER, character, effects);
}

void player_find(struct player *player, struct player_effects *effects)
{
    if (player->find_text[0] == '\0') {
        player_open_prompt(player, PLAYER_MODE_FIND, effects);
        return;
    }
    size_t next = player->place + 1;
    struct player_find find = {.utterance = next < leaflet_count(&player->leaflet) ? next : 0};
    player_ask(player, effects, PLAYER_FIND)->find = find;
}

static void words_done(struct player *player, struct player_effects *effects)
{
    player_close(player);
    if (player->input_length == 0) {
        player_tell(player, effects, PHRASE_FIND_NOTHING_TYPED, player->resume);
        return;
    }
    memcpy(player->find_text, player->input, player->input_length + 1);
    player_find(player, effects);
}

void player_got_found(struct player *player, const struct player_found *found, struct player_effects *effects)
{
    struct player_value text = player_value_of(PLAYER_VALUE_FIND_TEXT, 0);
    player_begin(player);
    if (found->found && found->utterance < leaflet_count(&player->leaflet)) {
        player_add(player, found->wrapped ? PHRASE_FIND_WRAPPED : PHRASE_FIND_FOUND, 1, &text);
        player_go(player, found->utterance, false, effects);
        return;
    }
    player_add(player, PHRASE_FIND_NONE, 1, &text);
    if (!player->loaded) {
        player_add(player, PHRASE_LOADING, 1, (struct player_value[]){player_number(player->percent)});
    }
    player_announce(player, effects, player->after);
}

/* ---- Keys -------------------------------------------------------------------------------------------------------- */

void player_type(struct player *player, const struct player_key *pressed, struct player_effects *effects)
{
    bool number = player->mode == PLAYER_MODE_GOTO;
    uint32_t key = pressed->key;
    bool text = key >= ' ' && key < KEY_NAME_FIRST && key != DELETE_CHARACTER;
    int digit = number ? digit_of(key) : -1;
    if (digit >= 0) {
        type_digit(player, digit, effects);
    } else if (key == KEY_NAME_ENTER || (key == 0 && pressed->command == COMMAND_CHOOSE)) {
        if (number)
            player_digits_done(player, effects);
        else
            words_done(player, effects);
    } else if (key == KEY_NAME_ESCAPE || (key == 0 && pressed->command == COMMAND_CANCEL)) {
        player_cancel(player, effects);
    } else if (key == KEY_NAME_BACKSPACE || key == KEY_NAME_DELETE || key == DELETE_CHARACTER) {
        uint32_t character = take_back(player);
        if (character && player->input_length && number)
            echo(player, PLAYER_VALUE_INPUT, 0, effects);
        else if (character && !number)
            echo(player, PLAYER_VALUE_LETTER, character, effects);
        else
            prompt(player, effects);
    } else if (text && !number) {
        type_letter(player, key, effects);
    } else {
        prompt(player, effects);
    }
}

const char *player_input(const struct player *player)
{
    bool typing = player->mode == PLAYER_MODE_GOTO || player->mode == PLAYER_MODE_FIND;
    return typing ? player->input : NULL;
}
