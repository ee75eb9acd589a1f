"""The plan's week in words, and what follows it."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from bot.texts import names
from bot.texts.tongue import Html, Tongue
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import PlacedBlock, PlannedDay, PlannedExercise
from core.services.week import Placed

MOST_BLOCKS_AHEAD = 5


def week(
    t: Tongue,
    current: PlacedBlock,
    week_number: int,
    names_of: Mapping[int, str],
    later: Sequence[PlacedBlock] = (),
    reasons: Sequence[Html] = (),
    placed: Mapping[int, Placed] = MappingProxyType({}),
) -> Html:
    """The week as it is meant, and what has become of its days so far."""
    lines = [
        t._(
            "<b>Your week</b> · week {week} of {weeks}, started {date}",
            week=week_number + 1,
            weeks=current.block.weeks,
            date=t.date(current.starts_on),
        )
    ]
    for day in current.block.days:
        exercises = ", ".join(
            " + ".join(
                f"{names.exercise(t, names_of[e.exercise_id])} {_sets_of(e, week_number)}×{e.reps}"
                for e in together
            )
            for together in _in_turns(day.exercises)
        )
        lines.append(
            t._(
                "<b>{weekday}</b>: {exercises}",
                weekday=_day(t, day, placed.get(day.day_number)),
                exercises=Html(exercises),
            )
        )
    lines += _follows(t, later)
    lines += reasons
    lines.append(t._("Loads are worked out on the day, from how you are and what you did last."))
    return Html("\n".join(lines))


def _day(t: Tongue, day: PlannedDay, placed: Placed | None) -> Html:
    """Its weekday; done, left out, or moved."""
    weekday = t.weekday(day.weekday)
    if placed is None:
        return weekday
    if placed.status is WorkoutStatus.COMPLETED:
        return Html(f"✓ {weekday}")
    if placed.status is WorkoutStatus.SKIPPED:
        return t._("{weekday}, left out", weekday=weekday)
    if placed.on.isoweekday() != day.weekday:
        return t._("{weekday}, moved to {day}", weekday=weekday, day=t.weekday(placed.on.isoweekday()))
    return weekday


def _in_turns(lines: Sequence[PlannedExercise]) -> list[tuple[PlannedExercise, ...]]:
    """The lines of a day, those of one group together."""
    keys = [(line.exercise_id if line.group is None else None, line.group) for line in lines]
    return [tuple(e for e, key in zip(lines, keys, strict=True) if key == one) for one in dict.fromkeys(keys)]


def _sets_of(line: PlannedExercise, week_number: int) -> int:
    later = line.weekly_sets
    return later[min(week_number, len(later) - 1)] if later else line.sets


def _follows(t: Tongue, later: Sequence[PlacedBlock]) -> list[Html]:
    """What comes after the block of today."""
    if not later:
        return []
    blocks = (
        t._("{block} from {date}", block=names.block(t, b.block.block_type), date=t.date(b.starts_on))
        for b in later[:MOST_BLOCKS_AHEAD]
    )
    return [t._("Then: {blocks}", blocks=Html(", ".join(blocks)))]


def where_to(t: Tongue, day_number: int) -> Html:
    """When a day is trained instead."""
    return t._("When do you train day {day} this week?", day=day_number)


def leave_out(t: Tongue) -> Html:
    """Not at all this week."""
    return t._("Leave it out")


def moved(t: Tongue, on: date) -> Html:
    """A day has another date."""
    return t._("Moved to {date}.", date=t.date(on))


def left_out(t: Tongue) -> Html:
    """A day is not trained this week."""
    return t._("Left out this week.")
