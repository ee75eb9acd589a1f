"""Uploads: what is kept of them, how they are named, and how a message shows them."""

import re
from typing import Final

from bot.loopback.errors import ApiError, bad_request
from bot.loopback.images import image_size
from bot.loopback.models import Bot, File, Json
from bot.loopback.wire import MAX_UPLOAD_BYTES, Upload
from bot.loopback.world import World

MAX_PHOTO_BYTES: Final = 10 * 1024 * 1024
MAX_DOWNLOAD_BYTES: Final = 20 * 1024 * 1024
MAX_PHOTO_SIDES: Final = 10_000
MAX_PHOTO_RATIO: Final = 20

# The first letters of a real file id tell its kind; clients must not read them, people debugging like to.
_PREFIX: Final = {"photo": "AgAC", "document": "BQAC", "sticker": "CAAC", "voice": "AwAC"}
_EXTENSION: Final = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def keep(world: World, bot: Bot, kind: str, upload: Upload) -> File:
    """Store an upload, if Telegram would take it."""
    size = len(upload.content)
    if size == 0:
        raise bad_request("file must be non-empty")
    if size > MAX_UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    width, height, mime, extension = 0, 0, upload.mime, _EXTENSION.search(upload.name)
    if kind == "photo":
        mime, width, height = _photo(upload.content)
    number = len(world.files) + 1
    path = f"{kind}s/file_{number}{extension.group().lower() if extension else ''}"
    file = File(
        f"{_PREFIX[kind]}{bot.id}_{number}", bot.id, kind, upload.name, mime, size, path, width, height
    )
    world.save_file(file, upload.content)
    return file


def _photo(content: bytes) -> tuple[str, int, int]:
    if len(content) > MAX_PHOTO_BYTES:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {MAX_PHOTO_BYTES} bytes"
        )
    found = image_size(content)
    if found is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    _, width, height = found
    if width + height > MAX_PHOTO_SIDES or max(width, height) > MAX_PHOTO_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return found


def known(world: World, bot: Bot, kind: str, file_id: str) -> File:
    """A file that this bot has seen before, sent again by its id."""
    if file_id.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # nothing here leaves the machine
    file = world.files.get(file_id)
    if file is None or file.bot_id != bot.id:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if kind not in ("any", file.kind):
        raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    return file


def shown(file: File) -> Json:
    """The part of a message body that shows a file."""
    basic: Json = {"file_id": file.id, "file_unique_id": f"AQAD{file.id}", "file_size": file.size}
    if file.kind == "photo":
        return {"photo": [{**basic, "width": file.width, "height": file.height}]}
    if file.kind == "sticker":
        looks = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return {"sticker": {**basic, **looks, "emoji": "💪"}}
    if file.kind == "voice":
        return {"voice": {**basic, "duration": 1, "mime_type": file.mime}}
    return {"document": {**basic, "file_name": file.name, "mime_type": file.mime}}
