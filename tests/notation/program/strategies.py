"""Every valid series and program, and texts that nearly are."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from core.engine.models.exercises import Sport
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
from core.engine.units import Unit
from core.notation.program import ExerciseText, GroupText, PhaseText, ProgramText, SessionText
from core.notation.program.values import QUOTES, tidy

UNITS = st.sampled_from(Unit)
efforts = st.integers(0, 20).map(lambda halves: halves / 2)
reps = st.integers(1, 100)


def hundredths(least: int, most: int) -> st.SearchStrategy[float]:
    """Percentages, the ones that people write more often."""
    whole = st.integers(least // 100, most // 100).map(float)
    return st.one_of(whole, st.integers(least, most).map(lambda n: n / 100)).filter(bool)


@st.composite
def rep_ranges(draw: st.DrawFn) -> Reps:
    least = draw(st.integers(1, 99))
    return Reps(reps=least, reps_max=draw(st.integers(least + 1, 100)))


amounts: st.SearchStrategy[Amount] = st.one_of(
    reps.map(lambda n: Reps(reps=n)),
    rep_ranges(),
    reps.map(lambda n: Reps(reps=n, amrap=True)),
    st.just(Reps(reps=None, amrap=True)),
    st.one_of(st.integers(1, 200), st.integers(1, 86_400)).map(lambda s: Duration(duration_s=s)),
    st.one_of(st.integers(1, 5_000), st.integers(1, 1000).map(lambda km: km * 1000)).map(
        lambda m: Distance(distance_m=m)
    ),
)


@st.composite
def loads(draw: st.DrawFn) -> Load:
    """Any that a person could type: hundredths of a pound, grams."""
    unit = draw(UNITS)
    if unit is Unit.KG:
        return Load.typed(Decimal(draw(st.integers(0, 1_000_000))) / 1000, unit)
    return Load.typed(Decimal(draw(st.integers(0, 220_462))) / 100, unit)


intensities: st.SearchStrategy[Intensity] = st.one_of(
    loads(),
    st.builds(PercentOfMax, percent=hundredths(1, 12_000), rpe_cap=st.none() | efforts),
    efforts.map(lambda e: Rpe(rpe=e)),
    efforts.map(lambda e: Rir(rir=e)),
    hundredths(-9000, 2000).map(lambda p: BackOff(percent=p)),
)
rests = st.none() | st.integers(0, 3600)
tempos = st.none() | st.text("0123456789X", min_size=4, max_size=4)


@st.composite
def clusters(draw: st.DrawFn) -> PrescribedSet:
    parts = tuple(draw(st.lists(st.integers(1, 5), min_size=2, max_size=20)))
    return PrescribedSet(
        amount=Reps(reps=sum(parts)),
        intensity=draw(st.none() | intensities),
        cluster_reps=parts,
        cluster_rest_s=draw(st.integers(1, 300)),
        tempo=draw(tempos),
        rest_s=draw(rests),
        per_side=draw(st.booleans()),
    )


single_sets = st.builds(
    PrescribedSet,
    amount=amounts,
    intensity=st.none() | intensities,
    tempo=tempos,
    rest_s=rests,
    per_side=st.booleans(),
)

# Close to each other, so that some that follow each other can be said as one list, and some only nearly.
close_amounts: st.SearchStrategy[Amount] = st.sampled_from(
    [
        Reps(reps=1),
        Reps(reps=2),
        Reps(reps=8, reps_max=12),
        Reps(reps=1, amrap=True),
        Reps(reps=None, amrap=True),
        Duration(duration_s=30),
        Distance(distance_m=400),
    ]
)
close_intensities = st.sampled_from(
    [
        None,
        *(Rpe(rpe=effort) for effort in (4.5, 5.0, 8.0)),
        Rir(rir=2.0),
        *(PercentOfMax(percent=percent, rpe_cap=cap) for percent in (75.0, 80.0) for cap in (None, 7.0, 8.0)),
        *(Load.typed(Decimal(number), unit) for number in (100, 105) for unit in Unit),
        *(BackOff(percent=percent) for percent in (-10.0, -5.0, 5.0)),
    ]
)


@st.composite
def close_sets(draw: st.DrawFn) -> list[PrescribedSet]:
    base = draw(single_sets)
    return [
        replace(base, amount=amount, intensity=intensity)
        for amount, intensity in draw(st.lists(st.tuples(close_amounts, close_intensities), max_size=5))
    ]


@st.composite
def equal_sets(draw: st.DrawFn) -> list[PrescribedSet]:
    return [draw(single_sets | clusters())] * draw(st.integers(1, 3))


@st.composite
def series(draw: st.DrawFn, most: int = 8) -> Series:
    runs = draw(st.lists(equal_sets() | close_sets(), max_size=most))
    sets = [one for run in runs for one in run]
    while sets and isinstance(sets[0].intensity, BackOff):
        sets.pop(0)
    return checked(tuple(sets[:50]))


def names(forbidden: str) -> st.SearchStrategy[str]:
    """Names of people's choosing: also ones that look like the notation's own words."""
    tricky = ["A", "A1", "B1 x", "Day 1", "Week 2", "Program", "Mon", "3x5@8", "x (rowing)", "1.", ") y"]
    typed = st.text(max_size=30).map(tidy)
    cleaned = (typed | st.sampled_from([*tricky, "— rest —", "Жим лёжа", 'a "b"', "a: b"])).map(
        lambda name: tidy("".join(c for c in name if c not in forbidden))
    )
    return cleaned.filter(bool)


@st.composite
def programs(draw: st.DrawFn) -> ProgramText:
    return ProgramText(
        name=draw(names("#")),
        sport=draw(st.sampled_from(Sport)),
        phases=tuple(draw(st.lists(phases(), min_size=1, max_size=2))),
    )


@st.composite
def phases(draw: st.DrawFn) -> PhaseText:
    weeks = draw(st.integers(1, 3))
    few = draw(st.lists(series(most=2), min_size=1, max_size=3))
    exercises = st.builds(
        ExerciseText,
        name=names("|#:："),
        weeks=st.lists(st.sampled_from(few), min_size=weeks, max_size=weeks).map(tuple),
        note=st.none() | names(""),
    )
    groups = st.builds(
        GroupText,
        exercises=st.lists(exercises, min_size=1, max_size=3).map(tuple),
        name=st.none() | names("|#" + QUOTES),
    )
    sessions = st.builds(
        SessionText,
        groups=st.lists(groups, min_size=1, max_size=3).map(tuple),
        name=st.none() | names("|#"),
        weekday=st.none() | st.integers(1, 7),
    )
    return PhaseText(weeks=weeks, sessions=tuple(draw(st.lists(sessions, min_size=1, max_size=2))))


PIECES = """
3 x х 5 8-12 10 0 1.5 102,5 1,000 999999999999999 5/3/1+ + - — @ @8 @70% @-10% @<=8 % kg lb кг rpe rir amrap
30s 1:30 1:05:00 400m 5km /side each per ( ) (31X0) (2+2+2) inside 20 rest 90 , ; / : | # " “ A B1 Day Week Program:
week 1-3 Mon skip 💪 ½ ² ٥ ≤ . ' tempo [
"""
SPACES = [" ", " ", " ", "\n", "\n", "\u00a0", "\r\n", "\u2028", "\u200b", "\t"]
near_texts = st.lists(st.sampled_from([*PIECES.split(), *SPACES]), max_size=60).map("".join)
