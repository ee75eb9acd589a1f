"""Every Bot API method that the loopback serves, on one screen; getUpdates waits and lives in `polling`."""

from collections.abc import Callable
from typing import Final

from bot.loopback.methods import chats, edits, media, messages, profile, webhook
from bot.loopback.models import Bot
from bot.loopback.wire import Params
from bot.loopback.world import World

Method = Callable[[World, Bot, Params], object]

METHODS: Final[dict[str, Method]] = {
    "getMe": profile.get_me,
    "sendMessage": messages.send_message,
    "sendPhoto": media.send_photo,
    "sendDocument": media.send_document,
    "sendMediaGroup": media.send_media_group,
    "editMessageText": edits.edit_text,
    "editMessageCaption": edits.edit_caption,
    "editMessageMedia": edits.edit_media,
    "editMessageReplyMarkup": edits.edit_reply_markup,
    "deleteMessage": messages.delete_message,
    "deleteMessages": messages.delete_messages,
    "answerCallbackQuery": messages.answer_callback_query,
    "setMessageReaction": messages.set_message_reaction,
    "getFile": media.get_file,
    "sendChatAction": chats.send_chat_action,
    "getChat": chats.get_chat,
    "leaveChat": chats.leave_chat,
    "pinChatMessage": chats.pin_message,
    "unpinChatMessage": chats.unpin_message,
    "unpinAllChatMessages": chats.unpin_all_messages,
    "setMyCommands": profile.set_commands,
    "getMyCommands": profile.get_commands,
    "deleteMyCommands": profile.delete_commands,
    "setMyName": profile.set_name,
    "getMyName": profile.get_name,
    "setMyDescription": profile.set_description,
    "getMyDescription": profile.get_description,
    "setMyShortDescription": profile.set_short_description,
    "getMyShortDescription": profile.get_short_description,
    "setChatMenuButton": profile.set_menu_button,
    "getChatMenuButton": profile.get_menu_button,
    "setWebhook": webhook.set_webhook,
    "deleteWebhook": webhook.delete_webhook,
    "getWebhookInfo": webhook.get_webhook_info,
    "logOut": profile.accept,
    "close": profile.accept,
}
# Telegram takes method names in any case.
BY_LOWER_NAME: Final = {name.lower(): (name, method) for name, method in METHODS.items()}
