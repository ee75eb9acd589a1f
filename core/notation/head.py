"""What stands before the entries: the day and the exercise's name."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.notation.tokens import Kind, Token
from core.notation.values import Day, NotNotation
from core.notation.words import CHAT_ALONE, CHAT_WORDS, NAMING, YESTERDAY, Word

# Design choice: "single leg romanian deadlift with dumbbells" has six words.
MAX_NAME_WORDS = 7

_NUMBERS = {Kind.NUMBER, Kind.CLOCK, Kind.DOTTED}
_AFTER_DAY = {Kind.COLON, Kind.COMMA}
_AFTER_MARK = _NUMBERS | {Kind.COLON, Kind.TIMES, Kind.PLUS}
_IN_NAMES = set("()'&.\"")


@dataclass(frozen=True, slots=True)
class Head:
    day: Day | None
    exercise: str | None
    colon: bool  # the name was set off with a colon, as no chat does
    body: Sequence[Token]


def split_head(line: str, tokens: Sequence[Token]) -> Head:
    """Part the tokens of a plain line; a name must look like one, not like a sentence."""
    day: Day | None = None
    if tokens and tokens[0].text.casefold() in YESTERDAY:
        day = "yesterday"
        tokens = _without_breaks(tokens[2 if len(tokens) > 1 and tokens[1].kind in _AFTER_DAY else 1 :])
    end = _end_before_colon(tokens)
    colon = end is not None
    if end is None:
        end = _end_before_body(tokens)
    if end == 0:
        return Head(day, None, colon, tokens)
    body = _without_breaks(tokens[end + colon :])
    while end > 0 and tokens[end - 1].kind is Kind.BREAK:  # a name on a line of its own
        end, colon = end - 1, True
    _check_name(tokens[:end], colon=colon)
    name = line[tokens[0].start : tokens[end].start].strip()
    return Head(day, name, colon, body)


def _without_breaks(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without line breaks before them."""
    start = 0
    while start < len(tokens) and tokens[start].kind is Kind.BREAK:
        start += 1
    return tokens[start:]


def _end_before_colon(tokens: Sequence[Token]) -> int | None:
    """`ohp: 5`, `45 degree raise: 8`, but not `100kg: 5` or `ohp 100: 5`."""
    for at, token in enumerate(tokens):
        if token.kind is Kind.COLON:
            return at if at > 0 and _ends_name(tokens, at - 1) else None
        if token.kind in {Kind.BREAK, Kind.COMMA}:
            return None
    return None


def _ends_name(tokens: Sequence[Token], at: int) -> bool:
    """A word, a bracket, or the last number of a pattern: `lateral raise 7/7/7`."""
    token = tokens[at]
    pattern = token.kind is Kind.NUMBER and at > 1 and tokens[at - 1].kind is Kind.SLASH
    return token.word in NAMING or token.text == ")" or pattern


def _end_before_body(tokens: Sequence[Token]) -> int:
    for at in range(len(tokens)):
        if _begins_body(tokens, at):
            return at
    raise NotNotation


def _begins_body(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.kind in _NUMBERS or token.kind is Kind.EQUALS:
        return True
    if token.word is Word.BODY_WEIGHT:  # "bodyweight squat 3x10" begins with a name
        return following is None or following.word not in NAMING
    if following is None:
        return at == 0 and token.word in {Word.SAME, Word.FAILED}
    if token.word is Word.WARM_UP:
        return following.kind in _AFTER_MARK or following.word is Word.BODY_WEIGHT
    if token.word in {Word.SAME, Word.FAILED}:
        return at == 0
    if token.kind is Kind.AT:  # "@9", but not "dinner @8"
        return at == 0 and following.kind in _NUMBERS
    return token.kind in {Kind.PLUS, Kind.MINUS, Kind.TIMES} and following.kind in _NUMBERS


def _check_name(tokens: Sequence[Token], *, colon: bool) -> None:
    """Chat has no colon before its numbers, so behind one even "I-Ts" and "land mine press" are names."""
    words = [token for token in tokens if token.word is not None]
    if len(words) > MAX_NAME_WORDS or all(word.word not in NAMING for word in words):
        raise NotNotation
    if not colon and any(word.text.casefold() in CHAT_WORDS for word in words):
        raise NotNotation
    if len(words) == 1 and words[0].text.casefold() in CHAT_ALONE:
        raise NotNotation
    for token in tokens:
        in_name = token.word is not None or token.kind in {Kind.MINUS, Kind.SLASH} or token.kind in _NUMBERS
        if not in_name and token.text not in _IN_NAMES:
            raise NotNotation
