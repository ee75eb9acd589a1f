"""How hard: loads, percentages, efforts and back-offs behind an "@", one for all sets or one for each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.engine.models.series import BackOff, Intensity, Load, PercentOfMax, Rir, Rpe
from core.engine.units import Unit
from core.notation.program.errors import Code
from core.notation.program.tokens import Cursor, Kind, Token
from core.notation.program.words import Part

# Design choice: what people write as a bare effort; a number above it is a load.
LOWEST_BARE_RPE = 5
HIGHEST_RPE = 10

_UNITS = {Part.KG: Unit.KG, Part.LB: Unit.LB}
_EFFORTS = (Part.RPE, Part.RIR)
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with its sign ("" for none) and the unit or scale written at it."""

    token: Token
    sign: str
    scale: Part | str | None


def begins_intensity(cursor: Cursor) -> bool:
    """`@...`, or something that can only be an intensity: `RPE8`, `75%`, `100kg`."""
    after = cursor.peek(1)
    labelled = after.part in _UNITS or after.part in _EFFORTS or cursor.is_symbol(PERCENT, ahead=1)
    is_number = cursor.peek().kind is Kind.NUMBER and labelled
    return cursor.is_symbol("@", "<=") or cursor.peek().part in _EFFORTS or is_number


def intensities(cursor: Cursor, unit: Unit) -> list[Intensity]:
    """One intensity, or one for each set: `@75/85/95%`."""
    start = cursor.peek().start
    cursor.takes("@")
    if cursor.takes("<="):
        raise cursor.wrong_from(start, cursor.peek().end, Code.CAP_WITHOUT_PERCENT)
    numbers = _numbers(cursor)
    cap = _cap(cursor, numbers)
    found = [_intensity(cursor, number, unit, cap) for number in numbers]
    if len({type(intensity) for intensity in found}) > 1:
        raise cursor.wrong_from(start, cursor.peek(-1).end, Code.LIST_MIXED)
    return found


def _numbers(cursor: Cursor) -> list[_Number]:
    prefix = cursor.takes_part(*_EFFORTS)
    numbers = [_number(cursor, prefix)]
    while cursor.is_symbol("/") and (
        cursor.peek(1).kind is Kind.NUMBER or cursor.is_symbol("+", "-", ahead=1)
    ):
        cursor.take()
        numbers.append(_number(cursor, prefix))
    return _labelled(numbers)


def _labelled(numbers: list[_Number]) -> list[_Number]:
    """Each takes the scale of the next that has one, or of the one before it."""
    for order in (range(len(numbers) - 2, -1, -1), range(1, len(numbers))):
        step = 1 if order.step < 0 else -1
        for at in order:
            if numbers[at].scale is None:
                numbers[at] = replace(numbers[at], scale=numbers[at + step].scale)
    return numbers


def _number(cursor: Cursor, prefix: Token | None) -> _Number:
    first = cursor.peek()
    sign = cursor.take().text if cursor.is_symbol("+", "-") else ""
    token = cursor.number()
    scales: list[Part | str] = [prefix.part] if prefix is not None and prefix.part is not None else []
    while cursor.peek().part in (*_UNITS, *_EFFORTS) or cursor.is_symbol(PERCENT):
        scale = cursor.take()
        scales.append(scale.part or scale.text)
    if len(scales) > 1 or (sign and scales and scales[0] != PERCENT):
        start = first.start if prefix is None else prefix.start
        raise cursor.wrong_from(start, cursor.peek(-1).end, Code.INTENSITY_MIXED)
    if cursor.is_symbol("-") and cursor.peek(1).kind is Kind.NUMBER:
        raise cursor.wrong_from(first.start, cursor.peek(1).end, Code.INTENSITY_RANGE)
    return _Number(token, sign, scales[0] if scales else None)


def _cap(cursor: Cursor, numbers: Sequence[_Number]) -> float | None:
    """`@<=8` behind a percentage."""
    if not cursor.is_symbol("<=", ahead=cursor.is_symbol("@")):
        return None
    first = cursor.peek()
    cursor.takes("@")
    cursor.take()
    cursor.takes_part(Part.RPE)
    number = cursor.number()
    if any(n.scale != PERCENT or n.sign for n in numbers):
        raise cursor.wrong_from(first.start, number.end, Code.CAP_WITHOUT_PERCENT)
    cap = float(number.value)
    cursor.made(number, lambda: Rpe(rpe=cap))
    return cap


def _intensity(cursor: Cursor, number: _Number, unit: Unit, cap: float | None) -> Intensity:
    token, scale = number.token, number.scale
    value = token.value
    if scale is None:
        if number.sign or value < LOWEST_BARE_RPE:
            raise cursor.wrong(token, Code.INTENSITY_UNCLEAR, number=value)
        scale = Part.RPE if value <= HIGHEST_RPE else Part.KG if unit is Unit.KG else Part.LB
    if number.sign:
        percent = float(-value if number.sign == "-" else value)
        return cursor.made_at(token, lambda: BackOff(percent=percent))
    if scale == PERCENT:
        return cursor.made_at(token, lambda: PercentOfMax(percent=float(value), rpe_cap=cap))
    if scale is Part.RPE:
        return cursor.made_at(token, lambda: Rpe(rpe=float(value)))
    if scale is Part.RIR:
        return cursor.made_at(token, lambda: Rir(rir=float(value)))
    return cursor.made_at(token, lambda: Load.typed(value, Unit.LB if scale is Part.LB else Unit.KG))
