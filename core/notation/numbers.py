"""Walking over tokens: numbers with their decimal commas, units and seconds."""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property
from typing import TypeVar

from core.engine.units import Unit
from core.notation.readings import MOST_LIKELY_COUNT, Measure, Term
from core.notation.tokens import Kind, Token
from core.notation.values import NotNotation, OutOfBounds, RejectCode
from core.notation.words import WITH, Word

T = TypeVar("T")

_END = Token(Kind.END, "", -1, glued=False)
_UNITS = {Word.KG: Unit.KG, Word.LB: Unit.LB}
_SECONDS_PER = {Word.SECONDS: 1, Word.MINUTES: 60}
_METRES_PER = {Word.METRES: Decimal(1), Word.KILOMETRES: Decimal(1000), Word.MILES: Decimal("1609.344")}


class Place(Enum):
    """Where a number stands decides what a comma behind it means."""

    FIRST = auto()  # of an item: a comma may be decimal or part the reps
    REPS = auto()  # a comma never is decimal
    LOAD = auto()  # a comma is decimal, unless the next item begins there
    SIGNED = auto()  # a comma is decimal


class Cursor:
    """A position in the tokens. Where they can be read in two ways, `choice` (0 or 1) says which to take."""

    def __init__(self, tokens: Sequence[Token], choice: int, decimal_comma: bool) -> None:
        self.tokens = tokens
        self._decimal_comma = decimal_comma
        self.position = 0
        self.choice = choice
        self.chose = False

    def peek(self, ahead: int = 0) -> Token:
        at = self.position + ahead
        return self.tokens[at] if 0 <= at < len(self.tokens) else _END

    def take(self, count: int = 1) -> Token:
        token = self.peek()
        self.position += count
        return token

    def takes(self, kind: Kind) -> bool:
        """Take the next token if it is of that kind."""
        if self.peek().kind is not kind:
            return False
        self.position += 1
        return True

    def takes_word(self, word: Word) -> bool:
        if self.peek().word is not word:
            return False
        self.position += 1
        return True

    def choose(self, readings: Sequence[T]) -> T:
        if len(readings) == 1:
            return readings[0]
        self.chose = True
        return readings[self.choice]

    def is_number(self, ahead: int = 0) -> bool:
        return self.peek(ahead).kind in {Kind.NUMBER, Kind.CLOCK}

    def number_follows(self) -> bool:
        """Whether one more number comes that is not of an effort."""
        return self.is_number() and self.peek(1).word is not Word.RIR

    def begins_pair(self) -> bool:
        """Whether `n x` or `n kg x` comes next."""
        after = 2 if self.peek(1).word in _UNITS else 1
        return self.peek().kind is Kind.NUMBER and self.peek(after).kind is Kind.TIMES

    def number(self, place: Place) -> Term:
        """The next number with its unit; a word for "reps" behind it adds nothing."""
        token = self.take()
        if token.kind is Kind.CLOCK:
            return Term(token.value, measure=Measure.SECONDS)
        if token.kind is not Kind.NUMBER or _has_leading_zero(token.text):
            raise NotNotation
        value = self._with_fraction(token) if self._fraction_follows(token, place) else token.value
        word = self.peek().word
        if word in _UNITS:
            self.take()
            return Term(value, unit=_UNITS[word])
        if word in _SECONDS_PER and not self._is_with_rather_than_seconds(value):
            self.take()
            return Term(value * _SECONDS_PER[word], measure=Measure.SECONDS)
        if word in _METRES_PER:
            self.take()
            return Term(value * _METRES_PER[word], measure=Measure.METRES, within_s=self._time_behind())
        if word is Word.REPS:
            self.take()
        return Term(value)

    def is_with(self) -> bool:
        """Whether a word for "at" or "with" comes next."""
        return self.peek().word is Word.AT_LOAD or self.peek().text.casefold() == WITH

    def _is_with_rather_than_seconds(self, count: Decimal) -> bool:
        """`8 с 35` are eight reps; `30 с 20 кг` may be thirty seconds."""
        loaded = self.peek(1).kind is Kind.NUMBER and self.peek(2).word not in _SECONDS_PER
        if not self.is_with() or self.peek().glued or not loaded:
            return False
        return count <= MOST_LIKELY_COUNT or self.choose((True, False))

    def _time_behind(self) -> Decimal | None:
        """The time that a distance took: `5 km 25:00`, `400m 90s`."""
        timed = self.peek().kind is Kind.CLOCK or (self.is_number() and self.peek(1).word in _SECONDS_PER)
        return self.number(Place.REPS).value if timed else None

    def effort_number(self) -> Decimal:
        """After "@": "8,5" is eight and a half, or, but for `decimal_comma`, an eight and five more reps."""
        token = self.take()
        if token.kind is not Kind.NUMBER:
            raise NotNotation
        comma, half, after = self.peek(0), self.peek(1), self.peek(2)
        glued = comma.kind is Kind.COMMA and comma.glued and half.glued and half.text == "5"
        goes_on = after.kind is Kind.TIMES or after.word in _UNITS or after.word in _SECONDS_PER
        if not glued or "." in token.text or goes_on:
            return token.value
        certain = self._decimal_comma and token.value < 10 and self._no_comma_parts_reps
        if not certain and not self.choose((True, False)):
            return token.value
        self.take(2)
        return token.value + Decimal("0.5")

    @cached_property
    def _no_comma_parts_reps(self) -> bool:
        """Whether each comma without a space is that of an effort or a load: `102,5x5@8,5`, not `100x5,5@8,5`."""
        at_commas = range(1, len(self.tokens) - 1)
        return not any(self._may_part_reps(at) for at in at_commas if self.tokens[at].kind is Kind.COMMA)

    def _may_part_reps(self, at: int) -> bool:
        comma, fraction = self.tokens[at], self.tokens[at + 1]
        if not comma.glued or not fraction.glued:
            return False
        after, following = (*self.tokens[at + 2 : at + 4], _END, _END)[:2]
        before = self.tokens[at - 2]
        if at > 1 and (before.kind is Kind.AT or before.word in {Word.RPE, Word.RIR}):
            ends = after.kind in {Kind.END, Kind.BREAK}
            return not ends and (after.kind is not Kind.COMMA or following.glued)
        return after.kind is not Kind.TIMES and after.word not in _UNITS

    def _with_fraction(self, whole: Token) -> Decimal:
        fraction = self.peek(1).text
        self.take(2)
        if len(fraction) > 2:
            raise OutOfBounds(RejectCode.LOAD_UNCLEAR, typed=f"{whole.text},{fraction}")
        return Decimal(f"{whole.text}.{fraction}")

    def _fraction_follows(self, whole: Token, place: Place) -> bool:
        """Whether the comma behind the number just taken is a decimal comma."""
        comma, fraction, after = self.peek(0), self.peek(1), self.peek(2)
        glued = comma.kind is Kind.COMMA and comma.glued and fraction.kind is Kind.NUMBER and fraction.glued
        if not glued or place is Place.REPS or "." in whole.text + fraction.text:
            return False
        if place is Place.SIGNED or after.word in _UNITS or after.word in _METRES_PER:
            return True
        if place is Place.LOAD:
            return after.kind is not Kind.TIMES and (after.kind is not Kind.AT or self.choose((True, False)))
        if after.kind is Kind.TIMES:  # "102,5x5"; but "5x12,12,5x8" can be two things
            can_be_reps = self.position > 2 and whole.value <= 20
            return not can_be_reps or self.choose((True, False))
        return after.kind is Kind.COLON or (
            self.is_number(2) and not after.glued and self.peek(3).word is not Word.RIR
        )


def _has_leading_zero(text: str) -> bool:
    """As in telephone numbers and dates."""
    return len(text) > 1 and text[0] == "0" and text[1] != "."
