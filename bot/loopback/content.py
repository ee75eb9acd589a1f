"""What a bot may say: text, captions and keyboards, refused where Telegram refuses them."""

from typing import Any, Final

from bot.loopback.entities import in_order, parse_html, trim, utf16
from bot.loopback.errors import bad_request
from bot.loopback.models import Json
from bot.loopback.wire import Params
from bot.loopback.world import with_detected

MAX_TEXT: Final = 4096
MAX_CAPTION: Final = 1024
MAX_ENTITIES: Final = 100
MAX_CALLBACK_BYTES: Final = 64
MAX_INLINE_ROW: Final = 8
MAX_INLINE: Final = 100
MAX_REPLY_ROW: Final = 12
MAX_REPLY: Final = 300
MAX_PLACEHOLDER: Final = 64

_INLINE_ACTIONS: Final = {
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
_STYLES: Final = {"primary", "success", "danger"}


def formatted(p: Params, name: str, entities_name: str) -> tuple[str, list[Json]]:
    """A text with its entities, from parse_mode or given ones, trimmed as Telegram trims."""
    text = p.text(name).replace("\r", "")
    mode = p.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode:
        raise bad_request("unsupported parse_mode" if not mode.startswith("markdown") else _NO_MARKDOWN)
    else:
        entities = _given(p.nested(entities_name))
    text, entities = trim(text, in_order(entities))
    entities = with_detected(text, entities)
    if len(entities) > MAX_ENTITIES:
        raise bad_request("ENTITIES_TOO_LONG")
    return text, entities


def _given(entities: Any) -> list[Json]:
    """Entities that came instead of a parse mode."""
    for entity in entities or []:
        if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
            raise bad_request("can't parse MessageEntity: expected an Object")
        if not isinstance(entity.get("offset"), int) or not isinstance(entity.get("length"), int):
            raise bad_request("can't parse MessageEntity: offset and length must be of type Number")
    return list(entities or [])


_NO_MARKDOWN: Final = "the loopback reads parse_mode HTML only"


def text_content(p: Params, too_long: str) -> Json:
    """`text` and what belongs to it."""
    text, entities = formatted(p, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > MAX_TEXT:
        raise bad_request(too_long)
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if preview := p.obj("link_preview_options"):
        content["link_preview_options"] = preview
    return content


def caption_content(p: Params) -> Json:
    text, entities = formatted(p, "caption", "caption_entities")
    if utf16(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    if text and p.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def inline_keyboard(markup: Json | None) -> Json | None:
    """The inline keyboard of a markup as a message keeps it; an empty one is none."""
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    rows = [[_inline_button(button) for button in row] for row in _rows(markup, "inline_keyboard")]
    rows = [row for row in rows if row]
    if any(len(row) > MAX_INLINE_ROW for row in rows) or sum(map(len, rows)) > MAX_INLINE:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def _rows(markup: Json, name: str) -> list[list[Any]]:
    rows = markup[name]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be of type Array of Arrays')
    return rows


def _inline_button(button: Json) -> Json:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: Button text must be non-empty")
    actions = _INLINE_ACTIONS & button.keys()
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: unsupported URL protocol")
    _check_style(button)
    return button


def _check_style(button: Json) -> None:
    if button.get("style") is not None and button["style"] not in _STYLES:
        raise bad_request("can't parse keyboard button: Invalid button style specified")


def reply_markup(p: Params) -> tuple[Json | None, Json | None]:
    """The markup of a new message as (inline keyboard, what the phone shows below the chat)."""
    markup = p.obj("reply_markup")
    if not markup:
        return None, None
    if "inline_keyboard" in markup:
        return inline_keyboard(markup), None
    if "keyboard" in markup:
        return None, _reply_keyboard(markup)
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        _check_placeholder(markup)
        return None, markup
    raise bad_request("can't parse reply keyboard markup JSON object")


def _reply_keyboard(markup: Json) -> Json:
    rows = [
        [button if isinstance(button, dict) else {"text": str(button)} for button in row]
        for row in _rows(markup, "keyboard")
    ]
    rows = [row for row in rows if row]
    if any(len(row) > MAX_REPLY_ROW for row in rows) or sum(map(len, rows)) > MAX_REPLY:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    if not rows:
        raise bad_request("REPLY_MARKUP_INVALID")
    for row in rows:
        for button in row:
            if not str(button.get("text", "")).strip():
                raise bad_request("can't parse keyboard button: Button text must be non-empty")
            _check_style(button)
    _check_placeholder(markup)
    return {**markup, "keyboard": rows}


def _check_placeholder(markup: Json) -> None:
    if len(str(markup.get("input_field_placeholder", ""))) > MAX_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")
