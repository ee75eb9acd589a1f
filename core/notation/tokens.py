"""From typed text to tokens: every way to write a digit, an "x", a minus or a space becomes one way."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from core.notation.words import UNIT_WORDS, VOCABULARY, Word


class Kind(Enum):
    NUMBER = auto()
    CLOCK = auto()  # m:ss; `value` in seconds
    DOTTED = auto()  # 5.5.100, typed without leaving the digits of a phone's keyboard
    WORD = auto()
    TIMES = auto()
    AT = auto()
    COMMA = auto()
    SLASH = auto()
    COLON = auto()
    PLUS = auto()
    MINUS = auto()
    EQUALS = auto()
    BANG = auto()
    BREAK = auto()
    OTHER = auto()
    END = auto()  # past the last token


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    start: int
    glued: bool  # no space between this token and the one before
    word: Word | None = None
    value: Decimal = Decimal(0)


SYMBOLS = {
    "*": Kind.TIMES,
    "@": Kind.AT,
    ",": Kind.COMMA,
    "/": Kind.SLASH,
    ":": Kind.COLON,
    "+": Kind.PLUS,
    "-": Kind.MINUS,
    "=": Kind.EQUALS,
    "!": Kind.BANG,
    ";": Kind.BREAK,
    "\n": Kind.BREAK,
}

# Replaced before NFKC, which would turn 100½ into 1001/2 and 5² into 52.
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_TRANSLATION = str.maketrans(
    dict.fromkeys("×✕✖✗╳∗·⋅", "*")
    | dict.fromkeys("−–—‐‑‒―", "-")
    | dict.fromkeys("‘’‚ʼ´`", "'")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("،、", ",")
    | {"٫": ".", "٬": ",", "\r": "\n", "\u2028": "\n", "\u2029": "\n"}
)
_KEYCAP_PARTS = "\ufe0f\u20e3"

_TOKEN = re.compile(
    r"(?P<space>[^\S\n]+)"
    r"|(?P<clock>\d{1,3}:[0-5]\d(?![\d:]))"
    r"|(?P<dotted>\d+\.\d+\.\d+(?![\d.]))"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*\.?)"
    r"|(?P<symbol>.|\n)"
)
_UNITS = {word: kind for kind, words in UNIT_WORDS.items() for word in words.split()} | {
    "bw": Word.BODY_WEIGHT,
    "св": Word.BODY_WEIGHT,
}


def plain(text: str) -> str:
    """One spelling for every digit, sign and space; pictures count as spaces."""
    text = text.translate(_TRANSLATION)
    if text.isascii():
        return text.strip()
    text = "".join(_plain_character(character) for character in text)
    return "".join(map(_ascii_digit, unicodedata.normalize("NFKC", text))).translate(_TRANSLATION).strip()


def aligned(text: str) -> str:
    """Like `plain`, but as long as the text, so that each place in it is the same place; pictures stay."""
    text = text.translate(_TRANSLATION)
    return text if text.isascii() else "".join(map(_aligned_character, text)).translate(_TRANSLATION)


def _aligned_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return " "
    folded = unicodedata.normalize("NFKC", character)
    return character if category == "No" or len(folded) != 1 else _ascii_digit(folded)


def _plain_character(character: str) -> str:
    if character in _FRACTIONS:
        return _FRACTIONS[character]
    category = unicodedata.category(character)
    if category == "Cf" or character in _KEYCAP_PARTS:
        return ""
    if category in {"So", "Sk", "Cs", "Cn", "Co"} and character != "㎏":
        return " "
    return "?" if category == "No" else character


def _ascii_digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if unicodedata.category(character) == "Nd" else character


def tokenize(text: str) -> list[Token]:
    """The tokens of plain text; words of two parts ("warm-up") come out as one."""
    tokens: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            tokens += _tokens_of(match.lastgroup or "", match.group(), match.start(), match.start() == end)
            end = match.end()
            _join_phrase(tokens)
    return tokens


def _tokens_of(group: str, text: str, start: int, glued: bool) -> list[Token]:
    if group == "number":
        return [Token(Kind.NUMBER, text, start, glued, value=Decimal(text))]
    if group == "clock":
        minutes, seconds = text.split(":")
        return [Token(Kind.CLOCK, text, start, glued, value=Decimal(int(minutes) * 60 + int(seconds)))]
    if group == "dotted":
        return [Token(Kind.DOTTED, text, start, glued)]
    if group == "word":
        return _word_tokens(text, start, glued)
    return [Token(SYMBOLS.get(text, Kind.OTHER), text, start, glued)]


def _word_tokens(text: str, start: int, glued: bool) -> list[Token]:
    folded = text.casefold().rstrip(".")
    unit = _UNITS.get(folded[:-1])
    if unit is not None and folded[-1] in "xх":  # "100kgx5", "bwx10"
        times = Token(Kind.TIMES, folded[-1], start + len(folded) - 1, True, Word.TIMES)
        return [Token(Kind.WORD, text[: len(folded) - 1], start, glued, unit), times]
    word = VOCABULARY.get(folded, Word.OTHER)
    return [Token(Kind.TIMES if word is Word.TIMES else Kind.WORD, text, start, glued, word)]


def _join_phrase(tokens: list[Token]) -> None:
    """Replace a known phrase at the end, written apart or with a hyphen, by one token."""
    if tokens[-1].kind is not Kind.WORD or len(tokens) < 2:
        return
    size = 3 if tokens[-2].kind is Kind.MINUS and len(tokens) > 2 else 2
    first, last = tokens[-size], tokens[-1]
    word = VOCABULARY.get(f"{first.text} {last.text}".casefold())
    if first.kind is Kind.WORD and word is not None:
        tokens[-size:] = [Token(Kind.WORD, f"{first.text} {last.text}", first.start, first.glued, word)]
