"""What is known when the example lines are typed, and how a result is told in one line."""

from dataclasses import replace
from decimal import Decimal

from core.engine.units import Unit
from core.notation.log_line import parse
from core.notation.values import Ambiguous, Context, Entry, NotALine, Parsed, Rejected, Sets
from core.notation.writing import write

KG, LB = Unit.KG, Unit.LB


def performed(load: str | None = "100", reps: int = 5, *, body_weight: bool = False) -> Entry:
    grams = None if load is None else int(Decimal(load) * 1000)
    typed = None if load is None else Decimal(load)
    return Entry(grams, typed, None if load is None else KG, reps, body_weight=body_weight)


NOTHING_OPEN = Context(KG)
OPEN = Context(KG, has_open_exercise=True)
OPEN_IN_LB = Context(LB, has_open_exercise=True)
AT_100 = Context(KG, load_g=100_000, load_unit=KG, reps=5, has_open_exercise=True)
AFTER_100 = Context(KG, load_g=100_000, load_unit=KG, reps=5, last=performed(), has_open_exercise=True)
AFTER_225_LB = Context(
    KG,
    load_g=102_058,
    load_unit=LB,
    reps=5,
    last=Entry(102_058, Decimal(225), LB, 5),
    has_open_exercise=True,
)
AT_100_WITH_DECIMAL_COMMA = replace(AT_100, decimal_comma=True)
ON_THE_BAR = Context(KG, last=performed(None, 8, body_weight=True), reps=8, has_open_exercise=True)


def told(result: Parsed) -> str:
    """`squat: 100x5, 100x4 // heavy`; two readings are parted by `|`."""
    match result:
        case Sets(exercise, entries, note, day):
            return _line(day, exercise, write(entries, KG), note)
        case Ambiguous(exercise, (first, second), note, day):
            return _line(day, exercise, f"{write(first, KG)} | {write(second, KG)}", note)
        case Rejected(code):
            return f"rejected: {code}"
        case NotALine():
            return "chat"
        case command:
            return f"command: {command.kind}"


def read(typed: str, context: Context = NOTHING_OPEN) -> str:
    return told(parse(typed, context))


def _line(day: str | None, exercise: str | None, sets: str, note: str | None) -> str:
    head = "".join(f"{part}: " for part in (day, exercise) if part is not None)
    return f"{head}{sets}" + (f" // {note}" if note is not None else "")
