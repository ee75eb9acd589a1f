"""A killed server has lost nothing that it answered for, and continues the same numbers."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, ReplyKeyboardMarkup

from bot.loopback.control import Control
from bot.loopback.phone import Phone
from bot.loopback.server import Loopback
from tests.loopback.conftest import BOT_ID, TOKEN

GO = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])


@asynccontextmanager
async def process(folder: Path) -> AsyncIterator[str]:
    """The server as a program, killed at the end."""
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.loopback", "--folder", str(folder)), stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout is not None
    try:
        yield (await asyncio.wait_for(program.stdout.readline(), 20)).decode().strip()
    finally:
        program.kill()
        await program.communicate()


def ptb(url: str) -> Bot:
    return Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")


async def test_a_killed_server_comes_back_with_everything(
    tmp_path: Path, http: aiohttp.ClientSession
) -> None:
    async with process(tmp_path) as url, ptb(url) as bot:
        ana = Phone(http, url, BOT_ID, 7, "Ana", username="ana")
        await Control(http, url).set_clock(3600)
        first = await ana.send("/start")
        document = await bot.send_document(7, InputFile(b"log", "log.csv"))
        await bot.send_message(7, "keys", reply_markup=ReplyKeyboardMarkup([["Log"]]))
        card = await bot.send_message(7, "card", reply_markup=GO)
        await bot.set_my_commands([("log", "Log a set")])
        await bot.set_message_reaction(7, first, "👍")
        tapped = await ana.tap("Go")
        [start, tap] = await bot.get_updates()
        await bot.get_updates(offset=start.update_id + 1)
        before = await ana.messages()
        record = await Control(http, url).transcript(BOT_ID)

    async with process(tmp_path) as url, ptb(url) as bot:
        ana = Phone(http, url, BOT_ID, 7, "Ana", username="ana")
        assert await ana.messages() == before
        assert await ana.keyboard() == [["Log"]]
        assert await Control(http, url).transcript(BOT_ID) == record
        assert [c.command for c in await bot.get_my_commands()] == ["log"]
        assert [u.update_id for u in await bot.get_updates()] == [tap.update_id]
        await bot.answer_callback_query(tapped, "still in time")
        assert await ana.wait_toast(tapped) == "still in time"
        assert document.document is not None
        file = await bot.get_file(document.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"log"
        after = await bot.send_message(7, "more")
        assert after.message_id == card.message_id + 1
        assert abs(after.date.timestamp() - card.date.timestamp()) < 60
        await bot.edit_message_text("edited", 7, card.message_id)
        await ana.send("one more")
        assert (await bot.get_updates())[-1].update_id == tap.update_id + 1


async def test_the_program_ends_at_once_when_told_although_a_bot_is_polling(
    http: aiohttp.ClientSession,
) -> None:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.loopback", "--port", "0"), stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout is not None
    url = (await asyncio.wait_for(program.stdout.readline(), 20)).decode().strip()
    poll = asyncio.create_task(http.get(f"{url}/bot{TOKEN}/getUpdates?timeout=50").__aenter__())
    while "getUpdates" not in (await Control(http, url).counters())["calls"]:
        pass
    program.terminate()
    assert await asyncio.wait_for(program.wait(), 5) == 0
    with pytest.raises(aiohttp.ClientError):
        await poll


async def test_a_folder_belongs_to_one_server(tmp_path: Path) -> None:
    first = Loopback(tmp_path)
    with pytest.raises(OSError, match="perhaps another loopback does"):
        Loopback(tmp_path)
    await first.stop()
    await Loopback(tmp_path).stop()
