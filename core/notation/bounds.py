"""Where a typed number stops being training: each check returns the value, or says why not."""

from decimal import Decimal

from core.engine.units import GRAMS_PER, Unit, from_grams, to_grams
from core.notation import values
from core.notation.values import Entry, OutOfBounds, RejectCode


def load_g(value: Decimal, unit: Unit) -> int:
    if value > values.MAX_LOAD_G / GRAMS_PER[unit]:
        raise OutOfBounds(RejectCode.LOAD_TOO_HEAVY, load=value, unit=unit, most_g=values.MAX_LOAD_G)
    grams = to_grams(value, unit)
    if from_grams(grams, unit) != value:
        raise OutOfBounds(RejectCode.LOAD_TOO_FINE, load=value, unit=unit)
    return grams


def changed_load_g(grams: int, unit: Unit, body_weight: bool) -> int:
    """A load that was reached by adding or taking off; below nothing only where the body is lifted."""
    if grams < 0 and not body_weight:
        raise OutOfBounds(RejectCode.LOAD_NEGATIVE, load=from_grams(grams, unit), unit=unit)
    if not -values.MAX_ASSISTANCE_G <= grams <= values.MAX_LOAD_G:
        load = from_grams(grams, unit)
        raise OutOfBounds(RejectCode.LOAD_TOO_HEAVY, load=load, unit=unit, most_g=values.MAX_LOAD_G)
    return grams


def reps(value: Decimal) -> int:
    if value != value.to_integral_value():
        raise OutOfBounds(RejectCode.REPS_NOT_WHOLE, reps=value)
    if value > values.MAX_REPS:
        raise OutOfBounds(RejectCode.REPS_TOO_MANY, reps=int(value), most=values.MAX_REPS)
    return int(value)


def sets(value: Decimal) -> int:
    if value != value.to_integral_value():
        raise OutOfBounds(RejectCode.SETS_NOT_WHOLE, sets=value)
    if value == 0:
        raise OutOfBounds(RejectCode.SETS_ZERO)
    if value > values.MAX_SETS:
        raise OutOfBounds(RejectCode.SETS_TOO_MANY, sets=int(value), most=values.MAX_SETS)
    return int(value)


def duration_s(value: Decimal) -> int:
    seconds = round(value)
    if seconds == 0:
        raise OutOfBounds(RejectCode.DURATION_ZERO)
    if seconds > values.MAX_DURATION_S:
        raise OutOfBounds(RejectCode.DURATION_TOO_LONG, duration_s=seconds, most_s=values.MAX_DURATION_S)
    return seconds


def distance_m(value: Decimal) -> int:
    metres = round(value)
    if metres == 0:
        raise OutOfBounds(RejectCode.DISTANCE_ZERO)
    if metres > values.MAX_DISTANCE_M:
        raise OutOfBounds(RejectCode.DISTANCE_TOO_LONG, distance_m=metres, most_m=values.MAX_DISTANCE_M)
    return metres


def rpe(value: Decimal) -> float:
    if not 0 < value <= values.MAX_RPE:
        raise OutOfBounds(RejectCode.RPE_OUT_OF_RANGE, rpe=value, most=values.MAX_RPE)
    if value.as_integer_ratio()[1] > 2:
        raise OutOfBounds(RejectCode.RPE_NOT_IN_HALVES, rpe=value)
    return float(value)


def some_reps(entry: Entry) -> None:
    """No reps at all is a set only when it was missed."""
    if entry.reps == 0 and not entry.failed:
        raise OutOfBounds(RejectCode.REPS_ZERO)
