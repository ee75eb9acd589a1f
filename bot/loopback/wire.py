"""How a request's parameters arrive: urlencoded with JSON inside, JSON, multipart, or the query string."""

import json
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl

from aiohttp import web

from bot.loopback.errors import ApiError, bad_request

MAX_UPLOAD_BYTES: Final = 50 * 1024 * 1024
# Room for the form around the largest file; anything beyond is refused before it is parsed.
MAX_BODY_BYTES: Final = MAX_UPLOAD_BYTES + 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Params:
    """The parameters of one call. Each accessor says what Telegram would if the value is not of its kind."""

    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        return default if value is None else str(value)

    def number(self, name: str) -> int | None:
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        return value in (True, 1) or (isinstance(value, str) and value.lower() in ("true", "1", "yes"))

    def nested(self, name: str) -> Any:
        """A nested value: text in a form, already an object in a JSON body."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if value == "":
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def obj(self, name: str) -> dict[str, Any] | None:
        value = self.nested(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        return value

    def shown(self) -> dict[str, Any]:
        """As the list of calls keeps them: everything but the bytes."""
        files = {name: f"{upload.name} ({len(upload.content)} bytes)" for name, upload in self.files.items()}
        return {**self.values, **files}


async def read(request: web.Request) -> Params:
    values: dict[str, Any] = dict(parse_qsl(request.query_string, keep_blank_values=True))
    if request.method != "POST":
        return Params(values)
    if (request.content_length or 0) > MAX_BODY_BYTES:
        async for _ in request.content.iter_chunked(1 << 20):
            pass  # a client hears the refusal only once its body is taken
        raise ApiError(413, "Request Entity Too Large")
    if request.content_type == "multipart/form-data":
        return await _multipart(request, values)
    body = await request.read()
    if request.content_type == "application/json":
        try:
            values |= json.loads(body or b"{}")
        except (ValueError, TypeError):
            raise bad_request("can't parse JSON object") from None
    else:
        values |= parse_qsl(body.decode(), keep_blank_values=True)
    return Params(values)


async def _multipart(request: web.Request, values: dict[str, Any]) -> Params:
    params = Params(values)
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            params.files[name] = Upload(value.filename, value.content_type, value.file.read())
        elif isinstance(value, bytes | bytearray):
            params.files[name] = Upload(name, "application/octet-stream", bytes(value))
        else:
            values[name] = value
    return params
