"""`setpoint rotate-keys` as somebody runs it, and the settings that it reads."""

import asyncio
import base64
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import SettingsError, from_environment
from core.services import integrations
from core.services.integrations import Tokens
from core.services.secrets import Keyring
from tests.builders import NOW, athlete
from tests.databases import opened

OLD, NEW = (base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2))


async def connect_two(url: str) -> None:
    async with opened(url) as db:
        for number in (1, 2):
            one = await athlete(db, number)
            async with db.transaction() as tx:
                keys = Keyring.parse(f"old:{OLD}")
                await integrations.connect(tx, one, keys, "ring", Tokens(access_token="secret"), NOW)


def run(monkeypatch: pytest.MonkeyPatch, url: str, keys: str) -> int:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SETPOINT_KEYS", keys)
    return main(["rotate-keys"])


def test_it_says_how_many_and_names_no_secret(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(connect_two(database_url))
    assert run(monkeypatch, database_url, f"new:{NEW},old:{OLD}") == 0
    assert run(monkeypatch, database_url, f"new:{NEW}") == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 encrypted anew; 2 in all are under the key “new”",
        "0 encrypted anew; 2 in all are under the key “new”",
    ]


def test_without_the_keys_that_it_needs_it_says_which(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(connect_two(database_url))
    assert run(monkeypatch, database_url, f"new:{NEW}") == 2
    assert "the key “old” is missing; add it to SETPOINT_KEYS" in capsys.readouterr().err
    assert run(monkeypatch, database_url, "") == 2
    assert "there is no key to encrypt with; set SETPOINT_KEYS" in capsys.readouterr().err


def test_keys_come_from_the_environment_or_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(f"new:{NEW}\nold:{OLD}\n")
    from_file = from_environment({"SETPOINT_KEYS": str(tmp_path / "keys")})
    assert from_environment({"SETPOINT_KEYS": f"new:{NEW},old:{OLD}"}).keys == from_file.keys
    assert from_file.keys.current == "new"
    assert from_environment({}).keys.keys == {}
    assert NEW not in repr(from_file)


@pytest.mark.parametrize("value", ["new:short", "/nowhere/at/all", NEW])
def test_keys_that_cannot_be_read_are_refused_without_being_said(value: str) -> None:
    with pytest.raises(SettingsError, match="SETPOINT_KEYS") as refused:
        from_environment({"SETPOINT_KEYS": value})
    assert NEW not in str(refused.value)
