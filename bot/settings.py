"""What the environment says, read once at the start."""

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.services.secrets import Keyring, SecretError

TELEGRAM = "https://api.telegram.org"


class SettingsError(Exception):
    """One sentence about a setting that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this process runs. Secrets come from the environment, never from the command line."""

    data: Path
    database_url: str | None = None
    token: str | None = None
    api_url: str = TELEGRAM
    webhook_url: str | None = None
    webhook_port: int = 8080
    webhook_secret: str | None = None
    admins: frozenset[int] = frozenset()
    send_per_s: float = 28.0  # Telegram caps a bot near 30 a second; a little below keeps clear of 429
    chat_per_s: float = 1.0
    tick_s: float = 1.0
    keys: Keyring = field(default_factory=Keyring)  # encrypt the tokens of other services
    page_port: int | None = None  # the chat page's; None is the usual one, or any where that is taken

    def __repr__(self) -> str:
        """No secrets in a traceback."""
        return f"Settings(data={str(self.data)!r})"


def from_environment(
    environment: Mapping[str, str] = os.environ, *, data: Path | None = None, port: int | None = None
) -> Settings:
    """Read and check the settings; what the command line named goes first. SettingsError says what is wrong."""
    get = environment.get
    try:
        admins = frozenset(int(a) for a in get("SETPOINT_ADMINS", "").replace(",", " ").split())
    except ValueError:
        raise SettingsError(
            "SETPOINT_ADMINS holds Telegram user ids, numbers with commas between them"
        ) from None
    settings = Settings(
        data=data or Path(get("SETPOINT_DATA", ".setpoint")),
        database_url=get("DATABASE_URL") or None,
        token=get("TELEGRAM_TOKEN") or None,
        api_url=(get("TELEGRAM_API_URL") or TELEGRAM).rstrip("/"),
        webhook_url=get("TELEGRAM_WEBHOOK_URL") or None,
        webhook_port=int(_number(environment, "SETPOINT_WEBHOOK_PORT", 8080)),
        webhook_secret=get("TELEGRAM_WEBHOOK_SECRET") or None,
        admins=admins,
        keys=_keys(get("SETPOINT_KEYS", "")),
        page_port=port if port is not None else _page_port(environment),
        send_per_s=_number(environment, "SETPOINT_SEND_PER_S", 28),
        chat_per_s=_number(environment, "SETPOINT_CHAT_PER_S", 1),
        tick_s=_number(environment, "SETPOINT_TICK_S", 1),
    )
    if settings.database_url is not None and not settings.database_url.startswith("postgres"):
        raise SettingsError("DATABASE_URL must name a Postgres: postgresql://user:password@host/name")
    if settings.webhook_url and not settings.webhook_secret:
        raise SettingsError("TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET beside it")
    if settings.token is not None and not settings.token.partition(":")[0].isdecimal():
        raise SettingsError("TELEGRAM_TOKEN does not look like a token of @BotFather (123456:ABC...)")
    return settings


def _keys(text: str) -> Keyring:
    """Keys as `id:base64`, or the path of a file that holds them."""
    try:
        held = text if ":" in text or not text else Path(text).read_text(encoding="utf-8")
        return Keyring.parse(held)
    except SecretError as error:
        raise SettingsError(f"SETPOINT_KEYS: {error}") from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError("SETPOINT_KEYS names a file that cannot be read") from None


def _page_port(environment: Mapping[str, str]) -> int | None:
    named = environment.get("SETPOINT_PAGE_PORT")
    return int(_number(environment, "SETPOINT_PAGE_PORT", 0)) if named else None


def _number(environment: Mapping[str, str], name: str, default: float) -> float:
    text = environment.get(name)
    try:
        value = float(text) if text else default
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise SettingsError(f"{name} should be a number, not “{text}”")
    return value
