"""How the Bot API is reached: aiohttp under python-telegram-bot, several times its default client under load."""

import os
import warnings
from collections.abc import Mapping
from typing import Any

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.warnings import PTBUserWarning

os.environ.setdefault("PTB_TIMEDELTA", "1")  # durations as timedelta, as every later release will have them
# Methods are called by name on purpose: the answer stays plain data, no objects are built from it.
warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)

READ_TIMEOUT_S = 20.0
CONNECT_TIMEOUT_S = 10.0


class NotSent(NetworkError):
    """The connection could not even be made: nothing reached Telegram, so sending again is safe."""


class AiohttpRequest(BaseRequest):
    """python-telegram-bot's request interface over one aiohttp session."""

    def __init__(self, connections: int = 64) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer, where the caller names none."""
        return READ_TIMEOUT_S

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=75)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request: its status and body, or NotSent, TimedOut, NetworkError."""
        if self._session is None:
            raise NotSent("the client is not open")
        read_s = read_timeout if isinstance(read_timeout, int | float) else READ_TIMEOUT_S
        timeout = aiohttp.ClientTimeout(sock_read=read_s, sock_connect=CONNECT_TIMEOUT_S)
        try:
            async with self._session.request(
                method, url, data=_form(request_data), timeout=timeout
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(str(error)) from error
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(repr(error)) from error


def _form(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


def make_bot(token: str, api_url: str) -> Bot:
    """An API client for a token at any Bot API server; long polls get a connection of their own."""
    return Bot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(connections=1),
    )


def pause_s(error: RetryAfter) -> float:
    """How long Telegram asks us to wait."""
    pause = error.retry_after
    return float(pause) if isinstance(pause, int) else pause.total_seconds()


async def call(
    bot: Bot, method: str, values: Mapping[str, object], *, read_timeout_s: float | None = None
) -> Any:
    """Call a Bot API method by name; plain data back, python-telegram-bot's errors raised."""
    read_s = READ_TIMEOUT_S if read_timeout_s is None else read_timeout_s
    try:
        return await bot.do_api_request(method, api_kwargs=dict(values), read_timeout=read_s)
    except TelegramError as error:
        if type(error) is TelegramError:  # the answer was no JSON: whoever gave it, the network is in trouble
            raise NetworkError(error.message) from error
        raise
