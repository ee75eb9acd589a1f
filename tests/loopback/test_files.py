"""Pictures and documents in both directions, with Telegram's limits."""

import struct
import zlib
from typing import Any

import pytest
from telegram import Bot, InputFile, InputMediaDocument, InputMediaPhoto, Message
from telegram.error import BadRequest, NetworkError

from bot.loopback.images import image_size
from bot.loopback.phone import Phone
from bot.loopback.server import Loopback


def png(width: int = 4, height: int = 3) -> bytes:
    """A grey picture, as small as PNG can say it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def received(bot: Bot) -> Message:
    message = (await bot.get_updates(offset=-1))[0].message
    assert message is not None
    return message


async def test_a_document_from_a_person_can_be_downloaded(bot: Bot, ana: Phone) -> None:
    await ana.send_document("maxes.csv", b"squat,150\n", "my /maxes")
    message = await received(bot)
    assert message.document is not None
    assert (message.document.file_name, message.document.file_size) == ("maxes.csv", 10)
    assert list(message.parse_caption_entities().values()) == ["/maxes"]
    file = await bot.get_file(message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"squat,150\n"


async def test_photos_stickers_and_voice_arrive_as_what_they_are(bot: Bot, ana: Phone) -> None:
    await ana.send_photo(png(40, 30))
    photo = (await received(bot)).photo[-1]
    assert (photo.width, photo.height) == (40, 30)
    await ana.send_sticker()
    assert (await received(bot)).sticker is not None
    await ana.send_voice()
    assert (await received(bot)).voice is not None


async def test_a_picture_is_shown_and_can_be_sent_again_by_its_id(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    sent = await bot.send_photo(ana.user_id, png(), caption="<b>e1RM</b>", parse_mode="HTML")
    assert sent.caption_entities[0].type == "bold"
    shown = await ana.last()
    assert (shown.kind, shown.text) == ("photo", "e1RM")
    assert await ana.download(shown) == png()
    again = await bot.send_photo(ana.user_id, sent.photo[-1].file_id)
    assert again.photo[-1].file_id == sent.photo[-1].file_id
    with pytest.raises(BadRequest, match="Can't use file of type photo as document"):
        await bot.send_document(ana.user_id, sent.photo[-1].file_id)


async def test_a_file_id_works_for_its_own_bot_only(
    loopback: Loopback, connect: Any, bot: Bot, ana: Phone
) -> None:
    await ana.send("hi")
    sent = await bot.send_document(ana.user_id, InputFile(b"x", "x.txt"))
    assert sent.document is not None
    other = await connect(loopback, "99:other")
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await other.get_file(sent.document.file_id)
    await Phone(ana.http, ana.url, 99, ana.user_id, "Ana").send("hi")
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await other.send_document(ana.user_id, sent.document.file_id)


async def test_captions_and_media_can_be_edited(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    sent = await bot.send_photo(ana.user_id, png(), caption="one")
    await bot.edit_message_caption(ana.user_id, sent.message_id, caption="two")
    assert (await ana.last()).text == "two"
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_caption(ana.user_id, sent.message_id, caption="two")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", ana.user_id, sent.message_id)
    await bot.edit_message_media(InputMediaPhoto(png(9, 9), caption="three"), ana.user_id, sent.message_id)
    shown = await ana.last()
    assert (shown.text, await ana.download(shown)) == ("three", png(9, 9))
    text = await bot.send_message(ana.user_id, "text")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(ana.user_id, text.message_id, caption="x")


async def test_an_album_is_several_messages(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    sent = await bot.send_media_group(ana.user_id, [InputMediaPhoto(png()), InputMediaPhoto(png(5, 5))])
    assert len({message.media_group_id for message in sent}) == 1
    assert [m.kind for m in await ana.messages()] == ["text", "photo", "photo"]
    with pytest.raises(BadRequest, match="can't be mixed"):
        await bot.send_media_group(ana.user_id, [InputMediaPhoto(png()), InputMediaDocument(b"x")])


async def test_what_telegram_does_not_take_is_refused(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(ana.user_id, b"not a picture")
    with pytest.raises(BadRequest, match=r"(?i)photo_invalid_dimensions"):
        await bot.send_photo(ana.user_id, png(210, 10))
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(ana.user_id, png(), caption="x" * 1025)
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_photo(ana.user_id, "AgACnothing")
    with pytest.raises(BadRequest, match="too big for a photo; the maximum size is 10485760 bytes"):
        await bot.send_photo(ana.user_id, png() + bytes(10 * 1024 * 1024))


async def test_big_files_are_refused_going_up_and_coming_down(bot: Bot, ana: Phone) -> None:
    sent = await ana.send_document("big.bin", bytes(21 * 1024 * 1024))
    message = await received(bot)
    assert message.document is not None
    assert message.message_id == sent
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(message.document.file_id)
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(ana.user_id, bytes(52 * 1024 * 1024))


def test_picture_sizes_are_read_from_png_gif_and_jpeg() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
    assert image_size(png(7, 8)) == ("image/png", 7, 8)
    assert image_size(b"GIF89a\x05\x00\x06\x00") == ("image/gif", 5, 6)
    assert image_size(jpeg) == ("image/jpeg", 32, 16)
    assert image_size(b"<svg/>") is None
