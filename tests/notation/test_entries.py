"""What each entry keeps of what was typed, and what it leaves unknown."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.engine.units import from_grams
from core.notation.log_line import exercise_named, parse
from core.notation.values import Context, Entry, Sets
from core.notation.writing import write
from tests.notation.cases import AFTER_100, AFTER_225_LB, AT_100, KG, LB, ON_THE_BAR, OPEN, performed


def entries(typed: str, context: Context) -> tuple[Entry, ...]:
    result = parse(typed, context)
    assert isinstance(result, Sets), result
    return result.entries


def test_a_typed_load_is_kept_as_typed_beside_its_grams() -> None:
    assert entries("102,50x5@8.5", OPEN) == (Entry(102_500, Decimal("102.50"), KG, 5, rpe=8.5),)
    assert str(entries("102,50x5", OPEN)[0].typed_load) == "102.50"
    assert entries("225lbx5", OPEN) == (Entry(102_058, Decimal(225), LB, 5),)
    assert entries("bw-20x8", OPEN) == (Entry(-20_000, Decimal(-20), KG, 8, body_weight=True),)


@pytest.mark.parametrize("typed", ["x5", "5", "+0", "same", "100x5\n5"])
def test_a_load_that_was_implied_was_not_typed(typed: str) -> None:
    last = entries(typed, AFTER_100)[-1]
    assert (last.load_g, last.typed_load, last.unit) == (100_000, None, KG)


def test_reps_in_a_list_share_the_load_typed_before_them() -> None:
    assert [entry.typed_load for entry in entries("100x5,5,4", OPEN)] == [Decimal(100)] * 3


def test_no_load_said_and_none_known_is_unknown_not_zero() -> None:
    assert entries("5", OPEN) == (Entry(None, None, None, 5),)
    assert entries("30s", OPEN) == (Entry(None, None, None, None, duration_s=30),)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("5 km", [(5000, None)]),
        ("5km 25:00", [(5000, 1500)]),
        ("400m 90s", [(400, 90)]),
        ("1.5 km", [(1500, None)]),
        ("1,5 km", [(1500, None)]),
        ("3 miles", [(4828, None)]),
        ("10 км 50 мин", [(10_000, 3000)]),
        ("800 metros", [(800, None)]),
        ("3x400m", [(400, None)] * 3),
        ("400m, 400m, 200m", [(400, None), (400, None), (200, None)]),
        ("400m 90s, 400m 95s", [(400, 90), (400, 95)]),
        ("5 km @7", [(5000, None)]),
    ],
)
def test_a_distance_is_told_in_metres_with_the_time_it_took(
    typed: str, told: list[tuple[int, int | None]]
) -> None:
    read = entries(typed, OPEN)
    assert [(entry.distance_m, entry.duration_s) for entry in read] == told
    assert all(entry.reps is None for entry in read)


def test_a_load_can_be_carried_over_a_distance() -> None:
    assert entries("40x20m", OPEN) == (Entry(40_000, Decimal(40), KG, None, distance_m=20),)
    assert entries("40kg 20m", OPEN) == (Entry(40_000, Decimal(40), KG, None, distance_m=20),)


def test_body_weight_alone_has_no_load() -> None:
    assert entries("bwx10", OPEN) == (Entry(None, None, None, 10, body_weight=True),)


def test_no_effort_is_ever_made_up() -> None:
    hard = replace(AFTER_100, last=replace(performed(), rpe=9.5))
    for typed in ("same", "x5", "100x5", "+2.5", "fail", "3x5"):
        assert all(entry.rpe is None for entry in entries(typed, hard))


def test_same_repeats_all_of_the_last_set_but_its_effort() -> None:
    last = Entry(-20_000, Decimal(-20), KG, 8, rpe=8.0, body_weight=True, warm_up=True)
    context = replace(ON_THE_BAR, last=last)
    assert entries("same", context) == (replace(last, typed_load=None, rpe=None),)


def test_a_miss_leaves_open_how_many_were_made_at_the_load_going_on() -> None:
    assert entries("fail", AT_100) == (Entry(100_000, None, KG, None, failed=True),)
    assert entries("x0 fail", AT_100) == (Entry(100_000, None, KG, 0, failed=True),)


def test_after_a_miss_the_reps_that_were_meant_go_on() -> None:
    assert entries("fail, -10", AT_100)[-1] == Entry(90_000, None, KG, 5)


def test_a_prescribed_load_off_the_athletes_grid_is_kept_to_the_gram() -> None:
    assert (
        entries("x5", Context(LB, load_g=100_001, load_unit=LB, has_open_exercise=True))[0].load_g == 100_001
    )


def test_a_change_lands_on_a_load_that_prints_back() -> None:
    context = AFTER_225_LB
    for _ in range(40):
        (entry,) = entries("+0.05", context)
        assert entry.load_g is not None
        context = replace(context, load_g=entry.load_g, last=entry)
    assert context.load_g is not None
    assert from_grams(context.load_g, LB) == 227


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bench 5@9", "bench"),
        ("yesterday: squat 100x5", "squat"),
        ("Жим лёжа: 5", "Жим лёжа"),
        ("I-Ts: 10x12", "I-Ts"),
        ("Land mine Press: 45x8", "Land mine Press"),
        ("External rotation (arm at body): 5x15", "External rotation (arm at body)"),
        ("Lateral Raise 7/7/7: 10x21", "Lateral Raise 7/7/7"),
        ("Lat Pulldown - Wide Grip (Cable): 130x6@8.5", "Lat Pulldown - Wide Grip (Cable)"),
        ("I did 100x5", None),
        ("bench // 100x5", None),
        ("100x5", None),
        ("warm-up 60x5", None),
        ("undo", None),
        ("can I train 3 times?", None),
    ],
)
def test_the_named_exercise_is_known_before_its_context_is(typed: str, name: str | None) -> None:
    assert exercise_named(typed) == name


@pytest.mark.parametrize(
    ("entry", "kilograms", "labelled"),
    [
        (Entry(100_000, None, KG, 5, rpe=8.0), "100x5@8", "100kgx5@8"),
        (Entry(102_500, None, KG, 3, rpe=9.5, failed=True), "102.5x3@9.5 f", "102.5kgx3@9.5 f"),
        (Entry(102_058, None, LB, 5, drop=True), "225lbx5 drop", "225lbx5 drop"),
        (Entry(20_000, None, KG, 5, warm_up=True), "w 20kgx5", "w 20kgx5"),  # 20x5 may be twenty sets
        (Entry(0, None, KG, 5), "0kgx5", "0kgx5"),
        (Entry(None, None, None, 5), "x5", "x5"),
        (Entry(None, None, None, None, duration_s=30), "30s", "30s"),
        (Entry(24_000, None, KG, None, duration_s=90), "24x90s", "24kgx90s"),
        (Entry(None, None, None, None, distance_m=400), "400m", "400m"),
        (Entry(None, None, None, None, 1500, 5000), "5000m 1500s", "5000m 1500s"),
        (Entry(40_000, None, KG, None, distance_m=20), "40x20m", "40kgx20m"),
        (Entry(None, None, None, 10, body_weight=True), "bwx10", "bwx10"),
        (Entry(2_500, None, KG, 5, body_weight=True), "bw+2.5x5", "bw+2.5kgx5"),
        (Entry(-20_000, None, KG, 8, body_weight=True), "bw-20x8", "bw-20kgx8"),
    ],
)
def test_an_entry_is_written_short_with_its_unit_where_that_is_needed(
    entry: Entry, kilograms: str, labelled: str
) -> None:
    assert write([entry], KG) == kilograms
    assert write([entry]) == labelled
