"""The bot's face: commands per scope and language, names, descriptions, menu buttons, chats."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
)
from telegram.constants import ChatAction, ReactionEmoji
from telegram.error import BadRequest

from bot.loopback.methods.messages import REACTIONS
from bot.loopback.phone import Phone


async def test_commands_are_kept_per_scope_and_language(bot: Bot, ana: Phone, boris: Phone) -> None:
    await ana.send("hi")
    await boris.send("hi")
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("log", "Log a set")])
    await bot.set_my_commands([BotCommand("log", "Записать подход")], private, "ru")
    await bot.set_my_commands([BotCommand("squad", "The squad")], BotCommandScopeChat(ana.user_id))
    assert [c.description for c in await bot.get_my_commands(private, "ru")] == ["Записать подход"]
    assert [c["command"] for c in (await ana.screen())["commands"]] == ["squad"]
    assert [c["description"] for c in (await boris.screen())["commands"]] == ["Записать подход"]
    await bot.delete_my_commands(BotCommandScopeChat(ana.user_id))
    assert [c["command"] for c in (await ana.screen())["commands"]] == ["log"]


async def test_bad_commands_are_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([("Log", "x")])
    with pytest.raises(BadRequest, match=r"(?i)bot_command_description_invalid"):
        await bot.set_my_commands([("log", "")])
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([("log", "x")], BotCommandScopeChat(5))


async def test_names_and_descriptions_are_kept_per_language(bot: Bot, ana: Phone) -> None:
    await bot.set_my_name("Setpoint")
    await bot.set_my_description("A strength coach")
    await bot.set_my_description("Силовой тренер", language_code="ru")
    await bot.set_my_short_description("Coach")
    assert (await bot.get_my_name()).name == "Setpoint"
    assert (await bot.get_my_description("ru")).description == "Силовой тренер"
    assert (await bot.get_my_description("es")).description == "A strength coach"
    assert (await bot.get_my_short_description()).short_description == "Coach"
    assert (await bot.get_me()).first_name == "Setpoint"


async def test_menu_buttons_fall_back_to_the_default(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    assert isinstance(await bot.get_chat_menu_button(ana.user_id), MenuButtonDefault)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(ana.user_id), MenuButtonCommands)


async def test_chats_tell_who_is_there_and_what_is_pinned(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    sent = await bot.send_message(ana.user_id, "card")
    await bot.pin_chat_message(ana.user_id, sent.message_id, disable_notification=True)
    chat = await bot.get_chat(ana.user_id)
    assert chat.first_name == "Ana"
    assert chat.pinned_message is not None
    assert chat.pinned_message.message_id == sent.message_id
    await bot.unpin_chat_message(ana.user_id)
    assert (await bot.get_chat(ana.user_id)).pinned_message is None
    await bot.send_chat_action(ana.user_id, ChatAction.TYPING)
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(ana.user_id, "dancing")


def test_all_standard_reactions_are_known() -> None:
    assert {emoji.value.replace("\N{VARIATION SELECTOR-16}", "") for emoji in ReactionEmoji} == REACTIONS
