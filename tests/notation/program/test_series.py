"""The forms of one exercise's sets: what is typed, what it means, how it is written."""

from decimal import Decimal

import pytest

from core.engine.models.series import (
    BackOff,
    Distance,
    Duration,
    Load,
    PercentOfMax,
    PrescribedSet,
    Reps,
    Rir,
    Rpe,
    Series,
)
from core.engine.units import Unit, from_grams
from core.notation.program import read_series, write_series

KG, LB = Unit.KG, Unit.LB


def sets(
    *reps: int | Reps | Duration | Distance,
    at: object = None,
    tempo: str | None = None,
    rest_s: int | None = None,
    per_side: bool = False,
) -> Series:
    """Sets that differ in their amount only, or in their intensity where there is one for each."""
    hard = at if isinstance(at, list) else [at] * len(reps)
    return tuple(
        PrescribedSet(
            amount=Reps(reps=n) if isinstance(n, int) else n,
            intensity=intensity,
            tempo=tempo,
            rest_s=rest_s,
            per_side=per_side,
        )
        for n, intensity in zip(reps, hard, strict=True)
    )


def percents(*values: float) -> list[PercentOfMax]:
    return [PercentOfMax(percent=value) for value in values]


def kg(value: str) -> Load:
    return Load.typed(Decimal(value), KG)


RANGE = Reps(reps=8, reps_max=12)
AMRAP = Reps(reps=None, amrap=True)
AT_LEAST_1 = Reps(reps=1, amrap=True)
CLUSTER = PrescribedSet(
    amount=Reps(reps=6),
    intensity=PercentOfMax(percent=85.0),
    cluster_reps=(2, 2, 2),
    cluster_rest_s=20,
    rest_s=180,
)

FORMS: list[tuple[str, Series, str]] = [
    ("3x8", sets(8, 8, 8), "3x8"),
    (
        "3x8-12@RPE8 (31X0) rest 90",
        sets(RANGE, RANGE, RANGE, at=Rpe(rpe=8.0), tempo="31X0", rest_s=90),
        "3x8-12@8 (31X0) rest 90",
    ),
    ("5/3/1+ @75/85/95%", sets(5, 3, AT_LEAST_1, at=percents(75, 85, 95)), "5/3/1+ @75/85/95%"),
    ("5/3/1+ @75%/85%/95%", sets(5, 3, AT_LEAST_1, at=percents(75, 85, 95)), "5/3/1+ @75/85/95%"),
    ("3x5 @75/85/95%", sets(5, 5, 5, at=percents(75, 85, 95)), "3x5@75/85/95%"),
    (
        "1x5@8, 3x5@-10%",
        sets(5, 5, 5, 5, at=[Rpe(rpe=8.0), *[BackOff(percent=-10.0)] * 3]),
        "1x5@8, 3x5@-10%",
    ),
    (
        "1x5@8,1x5@-5%,1x5@-10%",
        sets(5, 5, 5, at=[Rpe(rpe=8.0), BackOff(percent=-5.0), BackOff(percent=-10.0)]),
        "1x5@8, 2x5@-5/-10%",
    ),
    (
        "4x4 @75%@<=8",
        sets(4, 4, 4, 4, at=PercentOfMax(percent=75.0, rpe_cap=8.0)),
        "4x4@75%@<=8",
    ),
    ("1x4 @75% ≤ RPE 8.5", sets(4, at=PercentOfMax(percent=75.0, rpe_cap=8.5)), "1x4@75%@<=8.5"),
    ("3xAMRAP @20kg", sets(AMRAP, AMRAP, AMRAP, at=kg("20")), "3xAMRAP @20kg"),
    ("AMRAP", sets(AMRAP), "1xAMRAP"),
    ("2x5+", sets(*[Reps(reps=5, amrap=True)] * 2), "2x5+"),
    ("3x5@100kg", sets(5, 5, 5, at=kg("100")), "3x5@100kg"),
    ("1x5@102,5kg", sets(5, at=kg("102.5")), "1x5@102.5kg"),
    ("1x5@102.50 kg", sets(5, at=kg("102.5")), "1x5@102.5kg"),
    ("1x5@0kg", sets(5, at=kg("0")), "1x5@0kg"),
    ("3x5@225lb", sets(5, 5, 5, at=Load.typed(Decimal(225), LB)), "3x5@225lb"),
    ("1x5@100", sets(5, at=kg("100")), "1x5@100kg"),
    ("1x5@100,5", sets(5, at=kg("100.5")), "1x5@100.5kg"),
    ("3x3@90/95/100kg", sets(3, 3, 3, at=[kg("90"), kg("95"), kg("100")]), "3x3@90/95/100kg"),
    ("1x5 100kg", sets(5, at=kg("100")), "1x5@100kg"),
    ("1x5 75%", sets(5, at=PercentOfMax(percent=75.0)), "1x5@75%"),
    ("3x8@RIR2", sets(8, 8, 8, at=Rir(rir=2.0)), "3x8@RIR2"),
    ("1x8 2 RIR", sets(8, at=Rir(rir=2.0)), "1x8@RIR2"),
    ("1x8 RPE 7,5", sets(8, at=Rpe(rpe=7.5)), "1x8@7.5"),
    ("1x8@RPE4", sets(8, at=Rpe(rpe=4.0)), "1x8@RPE4"),
    ("1x8@5", sets(8, at=Rpe(rpe=5.0)), "1x8@5"),
    ("1x8@10", sets(8, at=Rpe(rpe=10.0)), "1x8@10"),
    ("3x5@7/8/9", sets(5, 5, 5, at=[Rpe(rpe=7.0), Rpe(rpe=8.0), Rpe(rpe=9.0)]), "3x5@7/8/9"),
    ("2x5@RPE4/6", sets(5, 5, at=[Rpe(rpe=4.0), Rpe(rpe=6.0)]), "2x5@RPE4/6"),
    ("3x10/side", sets(10, 10, 10, per_side=True), "3x10/side"),
    ("1x10 per leg @20kg", sets(10, at=kg("20"), per_side=True), "1x10/side @20kg"),
    ("4x(2+2+2) @85% inside 20 rest 180", (CLUSTER,) * 4, "4x(2+2+2) @85% inside 20 rest 180"),
    ("(2+2+2) rest 3:00 inside 0:20 @85%", (CLUSTER,), "1x(2+2+2) @85% inside 20 rest 180"),
    ("3x30s", sets(*[Duration(duration_s=30)] * 3), "3x30s"),
    ("3x1:30", sets(*[Duration(duration_s=90)] * 3), "3x1:30"),
    ("2min", sets(Duration(duration_s=120)), "2:00"),
    ("1,5 h", sets(Duration(duration_s=5400)), "1:30:00"),
    ("20s/30s/40s", sets(*[Duration(duration_s=s) for s in (20, 30, 40)]), "20s/30s/40s"),
    ("4x400m", sets(*[Distance(distance_m=400)] * 4), "4x400m"),
    ("5km", sets(Distance(distance_m=5000)), "5km"),
    ("1.5km @7", sets(Distance(distance_m=1500), at=Rpe(rpe=7.0)), "1500m @7"),
    ("3x5 rest 2:00", sets(5, 5, 5, rest_s=120), "3x5 rest 120"),
    ("1x5 rest 0", sets(5, rest_s=0), "1x5 rest 0"),
    ("3x8 + 1xAMRAP", sets(8, 8, 8, AMRAP), "3x8, 1xAMRAP"),
    ("1x1+ + 2x5", sets(AT_LEAST_1, 5, 5), "1x1+, 2x5"),
    ("1x1+\n2x5", sets(AT_LEAST_1, 5, 5), "1x1+, 2x5"),
    ("1x5@8,2x3", sets(5, 3, 3, at=[Rpe(rpe=8.0), None, None]), "1x5@8, 2x3"),
    ("1x5 tempo 30x1", sets(5, tempo="30X1"), "1x5 (30X1)"),
    (" 2 X 5 @ RPE 8 ", sets(5, 5, at=Rpe(rpe=8.0)), "2x5@8"),
    ("2×5 @ 100 КГ", sets(5, 5, at=kg("100")), "2x5@100kg"),
    ("3х10 на ногу отдых 90", sets(10, 10, 10, per_side=True, rest_s=90), "3x10/side rest 90"),
    ("3x10 por lado descanso 90", sets(10, 10, 10, per_side=True, rest_s=90), "3x10/side rest 90"),
    ("３x８", sets(8, 8, 8), "3x8"),
    ("—", (), "—"),
    (" - ", (), "—"),
    ("skip", (), "—"),
]


@pytest.mark.parametrize(("typed", "meaning", "written"), FORMS)
def test_what_is_typed_is_meant_and_written_in_one_form(typed: str, meaning: Series, written: str) -> None:
    assert read_series(typed, KG) == meaning
    assert write_series(meaning) == written


def test_a_load_without_a_unit_is_in_the_reader_s() -> None:
    assert write_series(read_series("1x5@225", LB)) == "1x5@225lb"
    assert write_series(read_series("1x5@225, 1x5@100kg", LB)) == "1x5@225lb, 1x5@100kg"


def test_equal_sets_are_counted_and_different_ones_in_a_row_listed() -> None:
    typed = "1x5@70%, 1x5@75%, 1x3@80%, 1x3@85%, 1x3@85%, 1x1@90% rest 180"
    assert write_series(read_series(typed, KG)) == "5/5/3@70/75/80%, 2x3@85%, 1x1@90% rest 180"


@pytest.mark.parametrize(
    ("unit", "step", "most"), [(LB, "0.05", "2000"), (KG, "0.001", "40"), (KG, "0.025", "1000")]
)
def test_every_load_that_is_typed_prints_back_as_typed(unit: Unit, step: str, most: str) -> None:
    """Every one through the value; each hundredth also through the text."""
    value, count = Decimal(0), int(Decimal(most) / Decimal(step))
    for number in range(count + 1):
        value = number * Decimal(step)
        load = Load.typed(value, unit)
        assert from_grams(load.load_g, unit) == value == load.typed_load
        if number % 100 == 1:
            written = f"1x5@{from_grams(load.load_g, unit)}{unit}"
            assert write_series(read_series(written, KG)) == written
