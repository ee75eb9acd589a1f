"""The bot's own face: name, descriptions, commands per scope and language, menu buttons."""

import re
from typing import Any, Final

from bot.loopback.errors import bad_request
from bot.loopback.methods.targets import chat_of
from bot.loopback.models import Bot, Json
from bot.loopback.wire import Params
from bot.loopback.world import World

_COMMAND: Final = re.compile(r"/?[a-z0-9_]{1,32}")
_LANGUAGE: Final = re.compile(r"([a-z]{2})?")
_SCOPES_OF_A_CHAT: Final = {"chat", "chat_administrators", "chat_member"}
_SCOPES_OF_ALL: Final = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
MAX_COMMANDS: Final = 100
MAX_NAME: Final = 64
MAX_DESCRIPTION: Final = 512
MAX_SHORT_DESCRIPTION: Final = 120


def get_me(world: World, bot: Bot, p: Params) -> Json:
    return {
        **bot.user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def accept(world: World, bot: Bot, p: Params) -> bool:
    return True


def set_commands(world: World, bot: Bot, p: Params) -> bool:
    commands = p.nested("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    kept = [{**command, "command": command["command"].lstrip("/")} for command in commands]
    return _set(world, bot, _command_key(bot, p), kept)


def get_commands(world: World, bot: Bot, p: Params) -> list[Json]:
    return list(bot.settings.get(_command_key(bot, p)) or [])


def delete_commands(world: World, bot: Bot, p: Params) -> bool:
    return _set(world, bot, _command_key(bot, p), None)


def _command_key(bot: Bot, p: Params) -> str:
    scope = p.obj("scope") or {"type": "default"}
    kind = scope.get("type")
    if kind not in _SCOPES_OF_ALL | _SCOPES_OF_A_CHAT:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if kind in _SCOPES_OF_A_CHAT:
        kind = f"{kind}:{chat_of(bot, Params(scope)).id}:{scope.get('user_id', '')}"
    return f"commands/{kind}/{_language(p)}"


def commands_for(bot: Bot, chat_id: int, kind: str, language: str) -> list[Json]:
    """The command menu that a phone shows: the narrowest scope first, its language before any."""
    group = "all_private_chats" if kind == "private" else "all_group_chats"
    for scope in (f"chat:{chat_id}:", group, "default"):
        for code in (language.split("-")[0], ""):
            commands: list[Json] | None = bot.settings.get(f"commands/{scope}/{code}")
            if commands:
                return commands
    return []


def _language(p: Params) -> str:
    code = p.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _set(world: World, bot: Bot, key: str, value: Any) -> bool:
    """Keep a setting; an empty one is as if it had never been set."""
    if value:
        bot.settings[key] = value
    else:
        bot.settings.pop(key, None)
    world.save_settings(bot)
    return True


def _set_text(world: World, bot: Bot, p: Params, name: str, longest: int) -> bool:
    if len(p.text(name)) > longest:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    return _set(world, bot, f"{name}/{_language(p)}", p.text(name))


def _get_text(bot: Bot, p: Params, name: str) -> Json:
    return {name: bot.settings.get(f"{name}/{_language(p)}") or bot.settings.get(f"{name}/", "")}


def set_name(world: World, bot: Bot, p: Params) -> bool:
    _set_text(world, bot, p, "name", MAX_NAME)
    if p.text("name") and not _language(p):
        bot.name = p.text("name")
        world.save_bot(bot)
    return True


def get_name(world: World, bot: Bot, p: Params) -> Json:
    return {"name": _get_text(bot, p, "name")["name"] or bot.name}


def set_description(world: World, bot: Bot, p: Params) -> bool:
    return _set_text(world, bot, p, "description", MAX_DESCRIPTION)


def get_description(world: World, bot: Bot, p: Params) -> Json:
    return _get_text(bot, p, "description")


def set_short_description(world: World, bot: Bot, p: Params) -> bool:
    return _set_text(world, bot, p, "short_description", MAX_SHORT_DESCRIPTION)


def get_short_description(world: World, bot: Bot, p: Params) -> Json:
    return _get_text(bot, p, "short_description")


def _menu_key(bot: Bot, p: Params) -> str:
    return f"menu_button/{chat_of(bot, p).id if p.text('chat_id') else ''}"


def set_menu_button(world: World, bot: Bot, p: Params) -> bool:
    button = p.obj("menu_button") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    return _set(world, bot, _menu_key(bot, p), None if button["type"] == "default" else button)


def get_menu_button(world: World, bot: Bot, p: Params) -> Json:
    fallback = bot.settings.get("menu_button/") or {"type": "default"}
    return dict(bot.settings.get(_menu_key(bot, p)) or fallback)
