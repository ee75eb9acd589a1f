"""How much of what: repetitions and their ranges, as many as possible, clusters, times, distances."""

from dataclasses import dataclass

from core.engine.models.series import MOST_CLUSTER_PARTS, Amount, Distance, Duration, Flaw, Reps
from core.notation.program.errors import Code
from core.notation.program.tokens import SECONDS_PER, Cursor, Kind, Token
from core.notation.program.words import Part

_METRES_PER = {Part.METRES: 1, Part.KILOMETRES: 1000}
_SIDES = (Part.SIDE, Part.PER)


@dataclass(frozen=True, slots=True)
class Much:
    """The amount of one set, and how a cluster parts it."""

    amount: Amount
    cluster_reps: tuple[int, ...] = ()

    @property
    def is_set(self) -> bool:
        """Whether it is plainly a set by itself; a bare number could be the number of sets."""
        bare = isinstance(self.amount, Reps) and self.amount.reps is not None
        return bool(self.cluster_reps) or not bare


def amounts(cursor: Cursor) -> list[Much]:
    """`8`, or one for each set: `5/3/1+`."""
    found = [_amount(cursor)]
    while cursor.is_symbol("/") and cursor.peek(1).part not in _SIDES:
        cursor.take()
        found.append(_amount(cursor))
    return found


def takes_side(cursor: Cursor) -> bool:
    """`/side`, `each`, `per leg`."""
    if cursor.peek(cursor.is_symbol("/")).part not in _SIDES:
        return False
    cursor.takes("/")
    while cursor.peek().part in _SIDES and (word := cursor.take()):
        last = word
    if last.part is Part.PER:
        raise cursor.wrong(last, Code.UNEXPECTED)
    return True


def _amount(cursor: Cursor) -> Much:
    first = cursor.peek()
    if cursor.takes_part(Part.AMRAP):
        return Much(Reps(reps=None, amrap=True))
    if cursor.takes("("):
        return _cluster(cursor, first)
    if first.kind is Kind.CLOCK:
        return Much(cursor.made(first, lambda: Duration(duration_s=cursor.seconds())))
    if first.kind is not Kind.NUMBER:
        raise cursor.wrong(first, Code.AMOUNT_MISSING)
    unit = cursor.peek(1).part
    if unit in SECONDS_PER:
        return Much(cursor.made(first, lambda: Duration(duration_s=cursor.seconds())))
    cursor.take()
    if unit in _METRES_PER and unit is not None:
        cursor.take()
        return Much(cursor.made(first, lambda: Distance(distance_m=cursor.whole(first, _METRES_PER[unit]))))
    return Much(_reps(cursor, first))


def _reps(cursor: Cursor, first: Token) -> Reps:
    reps = cursor.whole(first)
    reps_max = cursor.whole(cursor.number()) if cursor.takes("-") else None
    amrap = _means_at_least(cursor)
    cursor.position += amrap
    cursor.takes_part(Part.REPS)
    return cursor.made(first, lambda: Reps(reps=reps, reps_max=reps_max, amrap=amrap))


def _means_at_least(cursor: Cursor) -> bool:
    """Whether a plus belongs to the number ("1+"), or joins what comes next ("3x5 + 1x8")."""
    if not cursor.is_symbol("+"):
        return False
    before, plus, after = cursor.peek(-1), cursor.peek(), cursor.peek(1)
    unit = cursor.peek(2).part
    begins_sets = (
        after.kind is Kind.CLOCK
        or after.part is Part.AMRAP
        or after.text == "("
        or (after.kind is Kind.NUMBER and (unit is Part.TIMES or unit in SECONDS_PER or unit in _METRES_PER))
    )
    sticks = before.end == plus.start and plus.end != after.start
    return sticks or not begins_sets


def _cluster(cursor: Cursor, opening: Token) -> Much:
    """`(2+2+2)`; anything else in brackets was meant as a tempo."""
    parts: list[int] = []
    while cursor.peek().kind is Kind.NUMBER and len(cursor.peek().text) <= 3:
        parts.append(cursor.whole(cursor.take()))
        if not cursor.takes("+"):
            break
    if not cursor.takes(")"):
        raise bracket_wrong(cursor, opening, Flaw.CLUSTER)
    if not 2 <= len(parts) <= MOST_CLUSTER_PARTS or min(parts) < 1:
        raise cursor.wrong_from(opening.start, cursor.peek(-1).end, Flaw.CLUSTER)
    return Much(cursor.made(opening, lambda: Reps(reps=sum(parts))), tuple(parts))


def bracket_wrong(cursor: Cursor, opening: Token, flaw: Flaw) -> Exception:
    """The error for a bracket up to where it closes."""
    while cursor.peek().kind is not Kind.END and not cursor.is_symbol(")", ",", ";", "\n"):
        cursor.take()
    closing = cursor.take() if cursor.is_symbol(")") else cursor.peek(-1)
    return cursor.wrong_from(opening.start, max(opening.end, closing.end), flaw)
