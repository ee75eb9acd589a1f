"""Pictures and documents: uploaded, sent again by id, in albums, downloaded."""

from bot.loopback import files
from bot.loopback.content import caption_content
from bot.loopback.errors import bad_request
from bot.loopback.methods.messages import deliver
from bot.loopback.methods.targets import open_chat
from bot.loopback.models import Bot, File, Json
from bot.loopback.wire import Params
from bot.loopback.world import World

_MEDIA_KINDS = ("photo", "document")


def send_photo(world: World, bot: Bot, p: Params) -> Json:
    return _send(world, bot, p, "photo")


def send_document(world: World, bot: Bot, p: Params) -> Json:
    return _send(world, bot, p, "document")


def _send(world: World, bot: Bot, p: Params, kind: str) -> Json:
    chat = open_chat(bot, p)
    caption = caption_content(p)
    file = _file(world, bot, p, kind, p.text(kind) or f"attach://{kind}")
    return deliver(world, bot, chat, {**files.shown(file), **caption}, p)


def _file(world: World, bot: Bot, p: Params, kind: str, value: str) -> File:
    """The file that a value names: part of this request, or one sent before."""
    if not value.startswith("attach://"):
        return files.known(world, bot, kind, value)
    upload = p.files.get(value.removeprefix("attach://"))
    if upload is None:
        raise bad_request(f"there is no {kind} in the request")
    return files.keep(world, bot, kind, upload)


def media_content(world: World, bot: Bot, media: Json, p: Params) -> Json:
    """What one InputMedia puts into a message."""
    kind = media.get("type")
    if kind not in _MEDIA_KINDS:
        raise bad_request("type of the media is not supported by the loopback")
    caption = caption_content(Params(media))
    return {**files.shown(_file(world, bot, p, kind, str(media.get("media", "")))), **caption}


def send_media_group(world: World, bot: Bot, p: Params) -> list[Json]:
    chat = open_chat(bot, p)
    album = p.nested("media")
    if not isinstance(album, list) or not 2 <= len(album) <= 10:
        raise bad_request("group of 2-10 media must be specified")
    if len({media.get("type") for media in album}) > 1:
        raise bad_request("documents can't be mixed with other media types")
    group = {"media_group_id": f"{bot.id}{bot.last_message_id + 1}"}
    contents = [media_content(world, bot, media, p) for media in album]
    return [deliver(world, bot, chat, {**content, **group}, p) for content in contents]


def get_file(world: World, bot: Bot, p: Params) -> Json:
    if not p.text("file_id"):
        raise bad_request("file_id not specified")
    file = world.files.get(p.text("file_id"))
    if file is None or file.bot_id != bot.id:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > files.MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": f"AQAD{file.id}",
        "file_size": file.size,
        "file_path": file.path,
    }
