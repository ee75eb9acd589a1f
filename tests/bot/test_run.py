"""`setpoint run` as a person meets it: real processes, real signals, one kind sentence where it cannot be."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from bot.cli import main
from bot.loopback.control import Control
from bot.loopback.phone import Phone, Shown
from bot.loopback.server import Loopback
from bot.program import CannotServe, _started

PATIENCE_S = 120  # a guard, never a measure: a busy machine is slow
STOPS_WITHIN_S = 30
OURS = ("TELEGRAM_", "SETPOINT_", "DATABASE_")


@dataclass(frozen=True)
class Run:
    """A `setpoint run` that is ready, and what it said."""

    process: asyncio.subprocess.Process
    greeting: str

    @property
    def url(self) -> str:
        found = re.search(r"http://\S+", self.greeting)
        assert found is not None, self.greeting
        return found[0]

    async def stop(self, sign: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Its exit code and everything it complained about."""
        self.process.send_signal(sign)
        async with asyncio.timeout(STOPS_WITHIN_S):
            _, complaints = await self.process.communicate()
        return self.process.returncode or 0, complaints.decode()


async def spawn(*args: str, **environment: str) -> asyncio.subprocess.Process:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.cli",
        "run",
        *args,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**clean, **environment},
    )


@asynccontextmanager
async def running(*args: str, **environment: str) -> AsyncIterator[Run]:
    process = await spawn(*args, **environment)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE_S):
            line = await process.stdout.readline()
        yield Run(process, line.decode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def refused(*args: str, **environment: str) -> str:
    """What it says where it cannot run: one line and exit code 2."""
    process = await spawn(*args, **environment)
    async with asyncio.timeout(PATIENCE_S):
        said, complaints = await process.communicate()
    assert (process.returncode, said) == (2, b""), complaints.decode()
    sentence = complaints.decode()
    assert sentence.count("\n") == 1
    return sentence


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as http:
        yield http


@pytest.fixture
async def telegram() -> AsyncIterator[Loopback]:
    """Somebody else's Bot API server."""
    loopback = Loopback()
    await loopback.start()
    yield loopback
    await loopback.stop()


async def test_without_a_token_it_opens_a_page_and_starts_again_where_it_was(
    tmp_path: Path, http: aiohttp.ClientSession
) -> None:
    here = ("--data", str(tmp_path), "--port", "0")
    async with running(*here) as first:
        ana = Phone(http, first.url, 1, 501, "Ana")
        await ana.send("/start")
        await ana.wait_for(lambda shown: "Hi Ana" in shown[-1].text)
        await ana.tap("Right, go on")
        await ana.wait_for(lambda shown: "1 of 6" in shown[-1].text)
        assert "already runs" in await refused(*here)
        assert await first.stop() == (0, ""), "Ctrl-C ends it at once and quietly"
    async with running(*here) as second:
        ana = Phone(http, second.url, 1, 501, "Ana")
        assert "1 of 6" in (await ana.last()).text, "the chat is still there"
        await ana.tap("Strength")
        await ana.wait_for(lambda shown: "2 of 6" in shown[-1].text)
        assert await second.stop(signal.SIGTERM) == (0, "")


async def test_with_a_token_it_serves_that_server_and_its_admins(
    database_url: str, tmp_path: Path, telegram: Loopback, http: aiohttp.ClientSession
) -> None:
    environment = {
        "DATABASE_URL": database_url,
        "TELEGRAM_TOKEN": "77:secret",
        "TELEGRAM_API_URL": telegram.url,
        "SETPOINT_ADMINS": "900, 901",
    }
    async with running("--data", str(tmp_path), **environment) as run:
        ola, ana = (Phone(http, telegram.url, 77, user_id, "Ola") for user_id in (901, 501))
        for phone, answer in ((ola, "Installation"), (ana, "not yours to see")):
            await phone.send("/start")
            await phone.wait_for(lambda shown: "Hi Ola" in shown[-1].text)
            await phone.send("/admin")
            await phone.wait_for(partial(_last_says, answer))
        assert await run.stop() == (0, "")
    assert not os.listdir(tmp_path), "what belongs to a real server is kept in the database alone"


async def test_a_token_that_the_server_refuses_is_one_sentence_without_the_token(
    database_url: str, tmp_path: Path, telegram: Loopback, http: aiohttp.ClientSession
) -> None:
    await Control(http, telegram.url).add_fault("error", "getMe", times=None, code=401)
    environment = {
        "DATABASE_URL": database_url,
        "TELEGRAM_TOKEN": "77:secret",
        "TELEGRAM_API_URL": telegram.url,
    }
    sentence = await refused("--data", str(tmp_path), **environment)
    assert "refused" in sentence
    assert "secret" not in sentence


@pytest.fixture
def refused_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """The same in this process, where a process of its own would show nothing more."""

    def run(**environment: str) -> str:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert main(["run", "--data", str(tmp_path)]) == 2
        sentence = capsys.readouterr().err
        assert sentence.count("\n") == 1
        return sentence

    return run


def test_a_server_that_does_not_answer_is_one_sentence(
    database_url: str, refused_here: Callable[..., str]
) -> None:
    sentence = refused_here(
        DATABASE_URL=database_url,
        TELEGRAM_TOKEN="77:secret",
        TELEGRAM_API_URL=f"http://127.0.0.1:{closed_port()}",
    )
    assert "No Bot API answers" in sentence


def test_a_database_that_does_not_answer_is_one_sentence_without_its_password(
    refused_here: Callable[..., str],
) -> None:
    url = f"postgresql://ana:hush@127.0.0.1:{closed_port()}/setpoint"
    sentence = refused_here(DATABASE_URL=url)
    assert "DATABASE_URL" in sentence
    assert "hush" not in sentence


async def test_a_port_that_was_named_and_is_taken_is_one_sentence(
    database_url: str, tmp_path: Path, telegram: Loopback
) -> None:
    port = telegram.url.rpartition(":")[2]
    sentence = await refused("--data", str(tmp_path), "--port", port, DATABASE_URL=database_url)
    assert f"Port {port} is taken" in sentence


async def test_a_usual_port_that_is_taken_gives_way_to_any(tmp_path: Path, telegram: Loopback) -> None:
    taken = int(telegram.url.rpartition(":")[2])
    other = await _started(tmp_path, (taken, 0))
    assert other.url != telegram.url
    with pytest.raises(CannotServe, match="already runs"):
        await _started(tmp_path, (0,))
    await other.stop()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SETPOINT_ADMINS", "ana"),
        ("TELEGRAM_TOKEN", "secret"),
        ("DATABASE_URL", "mysql://here"),
        ("SETPOINT_TICK_S", "often"),
        ("TELEGRAM_WEBHOOK_URL", "https://here.example"),
    ],
)
def test_a_setting_that_cannot_be_is_named(name: str, value: str, refused_here: Callable[..., str]) -> None:
    sentence = refused_here(**{name: value})
    assert name in sentence
    assert "secret" not in sentence


def _last_says(words: str, shown: list[Shown]) -> bool:
    return words in shown[-1].text


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
