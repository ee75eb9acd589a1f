"""Prescribed sets and programs as text: the shortest form that is read back as the same values."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from core.engine.groups import letter
from core.engine.models.series import (
    Amount,
    BackOff,
    Distance,
    Duration,
    Intensity,
    Load,
    PercentOfMax,
    PrescribedSet,
    Reps,
    Rir,
    Rpe,
    Series,
    checked,
)
from core.engine.units import from_grams
from core.notation.program.intensities import LOWEST_BARE_RPE
from core.notation.program.values import ExerciseText, GroupText, ProgramText, SessionText
from core.notation.program.words import WEEKDAY_NAMES

SKIPPED = "—"


def write_program(program: ProgramText) -> str:
    """The program, one exercise a line; weeks that stay as they are at the end are not repeated."""
    lines = [f"Program: {program.name} ({program.sport})"]
    week = 1
    for phase in program.phases:
        last = week + phase.weeks - 1
        lines += [f"Week {week}-{last}" if last > week else f"Week {week}"]
        for number, session in enumerate(phase.sessions, start=1):
            lines += ["", *_session(session, number, range(week, last + 1))]
        lines.append("")
        week = last + 1
    return "\n".join(lines[:-1])


def write_series(series: Series) -> str:
    """The sets, equal ones counted and single ones that are alike put in one list; a dash for none."""
    return ", ".join(_part(run) for run in _runs(checked(series))) or SKIPPED


def _session(session: SessionText, number: int, weeks: range) -> Iterator[str]:
    weekday = "" if session.weekday is None else f" {WEEKDAY_NAMES[session.weekday - 1]}"
    name = "" if session.name is None else f": {session.name}"
    rows = [list(_rows(group, at)) for at, group in enumerate(session.groups)]
    several = any(len(cells) > 1 for group in rows for _, cells, _ in group)
    labels = "".join(f" | week {week}" for week in weeks) if several else ""
    yield f"Day {number}{weekday}{name}{labels}"
    for name, cells, note in (row for group in rows for row in group):
        sets = f": {cells[0]}" if len(cells) == 1 else "".join(f" | {cell}" for cell in cells)
        yield name + sets + ("" if note is None else f" # {note}")


def _rows(group: GroupText, position: int) -> Iterator[tuple[str, list[str], str | None]]:
    for number, exercise in enumerate(group.exercises, start=1):
        title = f'"{group.name}": ' if number == 1 and group.name is not None else ""
        place = letter(position) + (str(number) if len(group.exercises) > 1 else "")
        yield f"{title}{place} {exercise.name}", _cells(exercise), exercise.note


def _cells(exercise: ExerciseText) -> list[str]:
    weeks = list(exercise.weeks)
    while len(weeks) > 1 and weeks[-1] == weeks[-2]:
        weeks.pop()
    return [write_series(series) for series in weeks]


def _runs(series: Series) -> Iterator[list[PrescribedSet]]:
    """Equal sets that follow each other, or different ones that one list can say."""
    equal = [list(sets) for _, sets in groupby(series)]
    for alike, runs in groupby(equal, lambda run: _list_form(run[0]) if len(run) == 1 else None):
        if alike is None:
            yield from runs
        else:
            yield [run[0] for run in runs]


def _list_form(prescribed: PrescribedSet) -> tuple[object, ...] | None:
    """What the sets of a list have in common; a cluster is in none."""
    hard = prescribed.intensity
    said_once: object = None
    if isinstance(hard, Load):
        said_once = hard.unit
    elif isinstance(hard, PercentOfMax):
        said_once = hard.rpe_cap
    common = (prescribed.tempo, prescribed.rest_s, prescribed.per_side)
    return None if prescribed.cluster_reps else (type(prescribed.amount), type(hard), said_once, *common)


def _part(sets: Sequence[PrescribedSet]) -> str:
    first = sets[0]
    text = _amounts(sets) + ("/side" if first.per_side else "")
    hard = [prescribed.intensity for prescribed in sets if prescribed.intensity is not None]
    if hard:
        text += ("@" if text[-1].isdigit() else " @") + _intensities(hard)
    text += "" if first.tempo is None else f" ({first.tempo})"
    text += "" if first.cluster_rest_s is None else f" inside {first.cluster_rest_s}"
    return text + ("" if first.rest_s is None else f" rest {first.rest_s}")


def _amounts(sets: Sequence[PrescribedSet]) -> str:
    first = sets[0]
    if any(prescribed.amount != first.amount for prescribed in sets):
        return "/".join(_amount(prescribed.amount) for prescribed in sets)
    parts = "+".join(map(str, first.cluster_reps))
    amount = f"({parts})" if parts else _amount(first.amount)
    alone = len(sets) == 1 and not isinstance(first.amount, Reps)
    return amount if alone else f"{len(sets)}x{amount}"


def _amount(amount: Amount) -> str:
    match amount:
        case Duration(duration_s=seconds) if seconds < 60:
            return f"{seconds}s"
        case Duration(duration_s=seconds) if seconds < 3600:
            return f"{seconds // 60}:{seconds % 60:02}"
        case Duration(duration_s=seconds):
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case Distance(distance_m=metres):
            return f"{metres}m" if metres % 1000 else f"{metres // 1000}km"
        case Reps(reps=None):
            return "AMRAP"
        case Reps(reps=reps, reps_max=None, amrap=amrap):
            return f"{reps}+" if amrap else f"{reps}"
        case Reps(reps=reps, reps_max=most):
            return f"{reps}-{most}"


def _intensities(hard: Sequence[Intensity]) -> str:
    """One number where all are equal; else one each, with what they share said once."""
    single = all(intensity == hard[0] for intensity in hard)
    numbers = "/".join(_intensity(intensity) for intensity in (hard[:1] if single else hard))
    match hard[0]:
        case Load(unit=unit):
            return f"{numbers}{unit}"
        case PercentOfMax(rpe_cap=None) | BackOff():
            return f"{numbers}%"
        case PercentOfMax(rpe_cap=cap):
            return f"{numbers}%@<={_plain(cap or 0.0)}"
        case Rir():
            return f"RIR{numbers}"
        case Rpe():
            bare = all(isinstance(rpe, Rpe) and rpe.rpe >= LOWEST_BARE_RPE for rpe in hard)
            return numbers if bare else f"RPE{numbers}"


def _intensity(intensity: Intensity) -> str:
    match intensity:
        case Load(load_g=load_g, unit=unit):
            return str(from_grams(load_g, unit))
        case BackOff(percent=percent):
            return f"{percent:+g}"
        case PercentOfMax(percent=percent):
            return _plain(percent)
        case Rpe(rpe=effort) | Rir(rir=effort):
            return _plain(effort)


def _plain(number: float) -> str:
    return f"{number + 0.0:g}"  # never "-0"
