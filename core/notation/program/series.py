"""Reading the sets of one exercise: `1x5@8, 3x5@-10% rest 180`."""

from dataclasses import dataclass, field
from functools import partial

from core.engine.models.series import (
    MOST_SETS,
    Flaw,
    Intensity,
    PrescribedSet,
    Series,
    Unprescribable,
    checked,
)
from core.engine.units import Unit
from core.notation.program.amounts import Much, amounts, bracket_wrong, takes_side
from core.notation.program.errors import Code, fault
from core.notation.program.intensities import begins_intensity, intensities
from core.notation.program.tokens import Cursor, Kind, Token
from core.notation.program.words import Part

MOST_CHARACTERS = 10_000  # of one series: 50 sets, each different and with everything, are half of it


def read_series(text: str, unit: Unit) -> Series:
    """The sets that a text prescribes, none for a dash; loads without a unit are in the reader's `unit`."""
    return read_part(text, 0, len(text), unit)


def read_part(text: str, start: int, end: int, unit: Unit) -> Series:
    """The sets in a part of a text; errors name places in the whole of it."""
    if end - start > MOST_CHARACTERS:
        raise fault(text, start, start + 1, Code.TEXT_TOO_LONG, characters=end - start, most=MOST_CHARACTERS)
    cursor = Cursor(text, start, end)
    if not cursor.tokens:
        raise fault(text, start, end, Code.EMPTY)
    if len(cursor.tokens) == 1 and (cursor.is_symbol("-") or cursor.peek().part is Part.SKIP):
        return ()
    sets: list[PrescribedSet] = []
    while True:
        first = cursor.peek()
        sets += _sets(cursor, unit)
        cursor.made(first, partial(checked, tuple(sets)))
        if cursor.peek().kind is Kind.END:
            return tuple(sets)
        if not cursor.takes(",", ";", "\n", "+"):
            raise cursor.wrong(cursor.peek(), Code.UNEXPECTED)


@dataclass(slots=True)
class _Details:
    """What stands behind the amount, and where, for the errors of values that are checked together."""

    intensities: list[Intensity] = field(default_factory=list)
    tempo: str | None = None
    rest_s: int | None = None
    cluster_rest_s: int | None = None
    per_side: bool = False
    places: dict[Flaw, tuple[int, int]] = field(default_factory=dict)


def _sets(cursor: Cursor, unit: Unit) -> list[PrescribedSet]:
    first = cursor.peek()
    count = _count(cursor)
    much = amounts(cursor)
    amounts_end = cursor.peek(-1).end
    if count is None and len(much) == 1 and not much[0].is_set:
        raise cursor.wrong_from(first.start, amounts_end, Code.SETS_MISSING)
    details = _details(cursor, unit)
    if details.cluster_rest_s is not None and not any(m.cluster_reps for m in much):
        raise cursor.wrong_from(*details.places[Flaw.CLUSTER_REST], Code.INSIDE_WITHOUT_CLUSTER)
    hard = details.intensities
    n = max(len(much), len(hard)) if count is None else count
    if len(much) not in {1, n} or len(hard) not in {0, 1, n}:
        facts = {"sets": n if count or len(much) == 1 else len(much), "parts": len(hard) or len(much)}
        raise cursor.wrong_from(first.start, cursor.peek(-1).end, Code.LIST_LENGTH, **facts)
    each = much * n if len(much) == 1 else much
    each_hard: list[Intensity | None] = [*(hard * n if len(hard) == 1 else hard)] or [None] * n
    return [_set(cursor, first, m, h, details) for m, h in zip(each, each_hard, strict=True)]


def _count(cursor: Cursor) -> int | None:
    """`3 x`."""
    token = cursor.peek()
    if token.kind is not Kind.NUMBER or cursor.peek(1).part is not Part.TIMES:
        return None
    sets = cursor.whole(cursor.take())
    cursor.take()
    if sets == 0:
        raise cursor.wrong(token, Code.SETS_ZERO)
    if sets > MOST_SETS:
        raise cursor.wrong(token, Flaw.SETS_TOO_MANY)
    return sets


def _details(cursor: Cursor, unit: Unit) -> _Details:
    details = _Details()
    said: set[str] = set()
    while True:
        first = cursor.peek()
        kind = _detail(cursor, unit, details)
        if kind is None:
            return details
        if kind in said:
            raise cursor.wrong_from(first.start, cursor.peek(-1).end, Code.SAID_TWICE)
        said.add(kind)


def _detail(cursor: Cursor, unit: Unit, details: _Details) -> str | None:
    """Take one more detail and say which; None when there is no more."""
    token = cursor.peek()
    if begins_intensity(cursor):
        details.intensities = intensities(cursor, unit)
        return "intensity"
    if token.kind is Kind.TEMPO:
        details.tempo = cursor.take().text
        return "tempo"
    if cursor.takes_part(Part.REST):
        details.rest_s = cursor.seconds()
        details.places[Flaw.REST] = token.start, cursor.peek(-1).end
        return "rest"
    if cursor.takes_part(Part.INSIDE):
        details.cluster_rest_s = cursor.seconds()
        details.places[Flaw.CLUSTER_REST] = token.start, cursor.peek(-1).end
        return "inside"
    if takes_side(cursor):
        details.per_side = True
        return "side"
    if cursor.is_symbol("("):
        raise bracket_wrong(cursor, token, Flaw.TEMPO)
    return None


def _set(
    cursor: Cursor, first: Token, much: Much, intensity: Intensity | None, details: _Details
) -> PrescribedSet:
    try:
        return PrescribedSet(
            amount=much.amount,
            intensity=intensity,
            tempo=details.tempo,
            rest_s=details.rest_s,
            cluster_reps=much.cluster_reps,
            cluster_rest_s=details.cluster_rest_s if much.cluster_reps else None,
            per_side=details.per_side,
        )
    except Unprescribable as error:
        place = details.places.get(error.flaw, (first.start, cursor.peek(-1).end))
        raise cursor.wrong_from(*place, error.flaw) from None
