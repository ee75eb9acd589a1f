"""Telegram's HTML and what a server finds in a text by itself."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, MessageEntity
from telegram.error import BadRequest

from bot.loopback.entities import detect, parse_html, trim, utf16
from bot.loopback.errors import ApiError
from bot.loopback.phone import Phone


@given(st.text())
def test_escaped_text_comes_out_as_it_went_in(text: str) -> None:
    assert parse_html(escape(text)) == (text, [])


@given(st.text(), st.text(), st.sampled_from(["b", "code", "blockquote"]))
def test_an_entity_covers_exactly_its_words(before: str, words: str, tag: str) -> None:
    text, entities = parse_html(f"{escape(before)}<{tag}>{escape(words)}</{tag}>")
    assert text == before + words
    assert [(e["offset"], e["length"]) for e in entities] == (
        [(utf16(before), utf16(words))] if words else []
    )


@given(st.text(alphabet="<>/&;b i\"='#x"))
def test_no_markup_breaks_the_parser(source: str) -> None:
    try:
        text, _ = parse_html(source)
    except ApiError:
        return
    assert len(text) <= len(source)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", [("bot_command", 0, 6)]),
        ("go /log@coach_bot now", [("bot_command", 3, 14)]),
        ("💪 @coach_bot", [("mention", 3, 10)]),
        ("https://example.org/a#b and t.me/x?start=y", [("url", 0, 23), ("url", 28, 14)]),
        ("100/95/90 and 1/2 and a@b", []),
        ("#deload 5#5", [("hashtag", 0, 7)]),
    ],
)
def test_commands_mentions_links_and_hashtags_are_found(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(e["type"], e["offset"], e["length"]) for e in detect(text, [])] == found


def test_nothing_is_found_inside_code() -> None:
    text, entities = parse_html("<code>/start @coach_bot</code>")
    assert detect(text, entities) == []


def test_white_space_around_goes_and_entities_move_with_it() -> None:
    text, entities = parse_html(" \n<b>  bold  </b> ")
    assert trim(text, entities) == ("bold", [{"type": "bold", "offset": 0, "length": 4}])


async def test_entities_can_be_given_instead_of_a_parse_mode(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    bold = MessageEntity(MessageEntity.BOLD, 3, 4)
    sent = await bot.send_message(ana.user_id, "💪 bold", entities=[bold])
    assert sent.parse_entity(sent.entities[0]) == "bold"
    with pytest.raises(BadRequest, match="Can't parse messageentity"):
        await bot.send_message(ana.user_id, "x", api_kwargs={"entities": '[{"type": "bold"}]'})
    with pytest.raises(BadRequest, match="reads parse_mode html only"):
        await bot.send_message(ana.user_id, "*x*", parse_mode="MarkdownV2")
