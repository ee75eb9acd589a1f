"""The tokens of prescribed sets, each with its place in the text, and a cursor that walks over them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import TypeVar

from core.engine.models.series import Flaw, Unprescribable
from core.notation.program.errors import Code, NotationError, fault
from core.notation.program.words import WORDS, Part
from core.notation.tokens import aligned

T = TypeVar("T")

MOST_NUMBER_CHARACTERS = 12  # design choice


class Kind(Enum):
    """What a token is; a symbol says which by its text."""

    NUMBER = auto()
    CLOCK = auto()  # m:ss or h:mm:ss, `value` in seconds
    TEMPO = auto()
    WORD = auto()
    SYMBOL = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text from `start` to `end`."""

    kind: Kind
    text: str
    start: int
    end: int
    part: Part | None = None
    value: Decimal = Decimal(0)


# A comma between digits is decimal, unless the digits behind it begin the next sets ("1x5@8,3x5").
_TOKEN = re.compile(
    r"(?P<space>[^\S\n]+)"
    r"|(?P<CLOCK>\d{1,4}:[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<NUMBER>\d+(?:\.\d+|,\d+(?![\d:]|\s*[*xх]))?)"
    r"|(?P<TEMPO>\([0-9xх]{4}\)|(?:tempo|темп)\s*\(?[0-9xх]{4}(?![0-9xх])\)?)"
    r"|(?P<WORD>[^\W\d_]+)\.?"
    r"|(?P<SYMBOL><=|.|\n)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")


class Cursor:
    """A position in the tokens of one part of a text; every error knows its place in the whole of it."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = Token(Kind.END, "", end, end)
        self.tokens = list(_tokens(text, start, end))
        self.position = 0

    def peek(self, ahead: int = 0) -> Token:
        at = self.position + ahead
        return self.tokens[at] if at < len(self.tokens) else self.end

    def take(self) -> Token:
        token = self.peek()
        self.position += 1
        return token

    def is_symbol(self, *symbols: str, ahead: int = 0) -> bool:
        token = self.peek(ahead)
        return token.kind is Kind.SYMBOL and token.text in symbols

    def takes(self, *symbols: str) -> bool:
        """Take the next token if it is one of these symbols."""
        found = self.is_symbol(*symbols)
        self.position += found
        return found

    def takes_part(self, *parts: Part) -> Token | None:
        """Take the next token if it is a word of that meaning."""
        return self.take() if self.peek().part in parts else None

    def number(self) -> Token:
        """The next token, which must be a number."""
        if self.peek().kind is not Kind.NUMBER:
            raise self.wrong(self.peek(), Code.NUMBER_MISSING)
        return self.take()

    def whole(self, token: Token, factor: int = 1) -> int:
        """A number of whole things."""
        value = token.value * factor
        if value != value.to_integral_value():
            raise self.wrong(token, Code.NOT_WHOLE)
        return int(value)

    def seconds(self) -> int:
        """A clock, or a number of seconds, minutes or hours; seconds where nothing is said."""
        if self.peek().kind is Kind.CLOCK:
            return int(self.take().value)
        number = self.number()
        unit = self.takes_part(*SECONDS_PER)
        return self.whole(number, 1 if unit is None or unit.part is None else SECONDS_PER[unit.part])

    def wrong(self, token: Token, code: Code | Flaw, **facts: object) -> NotationError:
        """The error at a token; past the last one it is at the last one."""
        if token.kind is Kind.END and self.tokens:
            token = self.tokens[-1]
        if token.kind is Kind.WORD and token.part is None and isinstance(code, Code):
            return self.wrong_from(token.start, token.end, Code.UNKNOWN_WORD)
        return self.wrong_from(token.start, token.end, code, **facts)

    def wrong_from(self, start: int, end: int, code: Code | Flaw, **facts: object) -> NotationError:
        return fault(self.text, start, end, code, **facts)

    def made(self, first: Token, make: Callable[[], T]) -> T:
        """A value of what was read since a token, or the error at all that when the value refuses."""
        try:
            return make()
        except Unprescribable as error:
            raise self.wrong_from(first.start, self.peek(-1).end, error.flaw) from None

    def made_at(self, token: Token, make: Callable[[], T]) -> T:
        """A value of one token, or the error at it when the value refuses."""
        try:
            return make()
        except Unprescribable as error:
            raise self.wrong(token, error.flaw) from None


SECONDS_PER = {Part.SECONDS: 1, Part.MINUTES: 60, Part.HOURS: 3600}


def _tokens(text: str, start: int, end: int) -> list[Token]:
    """`aligned` text keeps every place, so these are places in the text as typed."""
    tokens: list[Token] = []
    plain = aligned(text[start:end]).rstrip()
    for match in _TOKEN.finditer(plain, len(plain) - len(plain.lstrip())):
        if match.lastgroup == "space":
            continue
        kind = Kind[match.lastgroup or ""]
        token = Token(kind, match.group(), start + match.start(), start + match.end())
        if kind is Kind.WORD:
            tokens += _words(token)
        elif kind is not Kind.SYMBOL:
            tokens.append(_valued(text, token))
        elif token.text != "\n" or tokens[-1].text != "\n":
            tokens.append(_symbol(token))
    return tokens


def _symbol(token: Token) -> Token:
    text = {"≤": "<=", "<": "<="}.get(token.text, token.text)
    return Token(token.kind, text, token.start, token.end, Part.TIMES if text == "*" else None)


def _words(token: Token) -> list[Token]:
    folded = token.text.casefold().rstrip(".")
    part = WORDS.get(folded)
    if part is None and len(folded) > 1 and folded[0] in "xх":  # "3xAMRAP"
        times = Token(Kind.WORD, folded[0], token.start, token.start + 1, Part.TIMES)
        return [times, Token(Kind.WORD, folded[1:], token.start + 1, token.end, WORDS.get(folded[1:]))]
    return [Token(Kind.WORD, folded, token.start, token.end, part)]


def _valued(text: str, token: Token) -> Token:
    typed = token.text
    if token.kind is Kind.TEMPO:
        tempo = re.sub("[^0-9X]", "", typed.upper().replace("Х", "X").replace("TEMPO", ""))
        return Token(token.kind, tempo, token.start, token.end)
    if len(typed) > MOST_NUMBER_CHARACTERS:
        raise fault(text, token.start, token.end, Code.NUMBER_TOO_LONG)
    if token.kind is Kind.CLOCK:
        seconds = 0
        for digits in typed.split(":"):
            seconds = 60 * seconds + int(digits)
        return Token(token.kind, typed, token.start, token.end, value=Decimal(seconds))
    if _THOUSANDS.fullmatch(typed):
        raise fault(text, token.start, token.end, Code.NUMBER_UNCLEAR)
    return Token(token.kind, typed, token.start, token.end, value=Decimal(typed.replace(",", ".")))
