"""What a button says to us: a small frozen value, in at most 64 bytes behind its card and revision."""

from dataclasses import astuple, dataclass, fields
from types import UnionType
from typing import Any, ClassVar, TypeVar, get_args

MAX_BYTES = 64  # Telegram's limit of callback_data
NONE = "-"


@dataclass(frozen=True, slots=True)
class Action:
    """Base of all actions. Once shipped, a code and its fields are an API: old buttons stay in chats."""

    code: ClassVar[str]


A = TypeVar("A", bound=Action)


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap as it arrived: which card at which revision, and the rest unread."""

    slot: str
    revision: int
    code: str
    values: tuple[str, ...]


def pack(slot: str, revision: int, action: Action) -> str:
    """The callback data of a button."""
    values = (NONE if value is None else str(value) for value in astuple(action))
    data = ":".join((slot, str(revision), action.code, *values))
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"button data over {MAX_BYTES} bytes: {data}")
    return data


def read(data: str) -> Tapped | None:
    """The frame of a tap; None for anything that is not of ours."""
    parts = data.split(":")
    if len(parts) < 3 or not parts[1].isdecimal() or len(parts[1]) > 9:
        return None
    return Tapped(parts[0], int(parts[1]), parts[2], tuple(parts[3:]))


def unpack(kind: type[A], tapped: Tapped) -> A | None:
    """The action of a tap; None where a forged or outdated button does not fit its fields."""
    wanted = fields(kind)
    if tapped.code != kind.code or len(tapped.values) != len(wanted):
        return None
    try:
        return kind(*(_value(f.type, raw) for f, raw in zip(wanted, tapped.values, strict=True)))
    except ValueError:
        return None


def _value(kind: Any, raw: str) -> object:
    options = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    if raw == NONE and type(None) in options:
        return None
    for option in options:
        if option is int:
            if len(raw) > 18:
                raise ValueError("no id is that long")
            return int(raw)
        if option is float:
            number = float(raw)
            if not -1e6 < number < 1e6:
                raise ValueError("out of range")
            return number
        if option is str:
            return raw
    raise ValueError(f"no field of type {kind}")
