"""Half a line under the card says why the next set is as it is, and only what is true of it."""

import pytest

from bot.texts.tongue import LANGUAGES, Tongue
from bot.texts.why.between import short_reason
from core.engine import progress
from core.engine.models import (
    Equipment,
    ExercisePrescription,
    LoadMode,
    Reason,
    Role,
    SetKind,
    SetMode,
    SetTarget,
    Steering,
)
from core.persistence.tables.training import ExerciseStatus
from core.services.live import LiveExercise

PLATES_G = tuple(range(20_000, 200_001, 2_500))
DUMBBELLS_G = (10_000, 20_000, 30_000, 40_000)


def lift(
    load_g: int,
    steps_g: tuple[int, ...],
    mode: LoadMode = LoadMode.BAR,
    set_mode: SetMode = SetMode.STRAIGHT,
    *,
    fixed: bool = False,
) -> LiveExercise:
    work = SetTarget(kind=SetKind.WORK, load_g=load_g, reps=5, rpe=8.0, fixed=fixed)
    made = ExercisePrescription(
        exercise_id=1,
        order=1,
        group="A",
        role=Role.MAIN,
        series=(work,) * 3,
        reasons=(),
        load_steps_g=steps_g,
        steering=Steering(mode=set_mode),
    )
    return LiveExercise(
        id=1,
        exercise_id=1,
        name="Back squat",
        load_mode=mode,
        equipment=Equipment.BARBELL,
        status=ExerciseStatus.OPEN,
        planned=True,
        group_index=0,
        prescription=made,
        last_time=None,
        logs=(),
        progress=progress(made, []),
    )


def felt(code: str, from_g: int, to_g: int, reps: int = 5, **facts: int) -> Reason:
    moves: dict[str, float | int | str | None] = {"from_g": from_g, "to_g": to_g, "reps": reps}
    return Reason(step="set_by_set", code=code, facts={**moves, "planned_reps": 5, "misses": 0, **facts})


def words(reason: Reason, exercise: LiveExercise) -> str | None:
    return short_reason(Tongue("en"), reason, exercise)


def test_a_change_too_small_for_the_plates_is_not_blamed_on_the_plates() -> None:
    squat = lift(120_000, PLATES_G)
    assert words(felt("harder", 120_000, 120_000), squat) == (
        "Harder than planned, but not enough to change the load."
    )
    assert words(felt("easier", 120_000, 120_000), squat) == (
        "Easier than planned, but not enough to change the load."
    )


def test_where_the_next_load_is_far_off_it_is_named() -> None:
    press = lift(30_000, DUMBBELLS_G)
    assert words(felt("harder", 30_000, 30_000), press) == (
        "Harder than planned. The load stays: 20 kg would be too light."
    )
    press = lift(
        38_000, (20_000, 38_000, 40_000)
    )  # 40 is 5 % more: too far, and within a tenth of what was planned
    assert words(felt("easier", 38_000, 38_000), press) == (
        "Easier than planned. The load stays: 40 kg would be too heavy."
    )


def test_how_far_a_load_is_counts_the_body_where_it_is_lifted_too() -> None:
    pull_up = lift(10_000, (7_500, 10_000, 12_500), LoadMode.BODY_WEIGHT)
    # 2.5 kg are a quarter of what is added, and 3 % of 90 kg
    assert words(felt("harder", 10_000, 10_000, body_load_g=80_000), pull_up) == (
        "Harder than planned, but not enough to change the load."
    )


def test_below_the_lightest_load_there_is_nothing_to_take_off() -> None:
    assert words(felt("harder", 20_000, 20_000), lift(20_000, PLATES_G)) == (
        "Harder than planned. Nothing lighter can be loaded here."
    )


def test_what_moves_is_said_be_it_load_or_reps() -> None:
    squat, push_up = lift(120_000, PLATES_G), lift(0, (), LoadMode.BODY_WEIGHT)
    assert words(felt("harder", 120_000, 117_500), squat) == "Harder than planned, so 117.5 kg next."
    assert (
        words(felt("harder", 120_000, 120_000, reps=4), squat) == "Harder than planned, so 120 kg × 4 next."
    )
    assert words(felt("easier", 120_000, 122_500), squat) == "Easier than planned, so 122.5 kg next."
    assert (
        words(felt("easier", 120_000, 120_000, reps=6), squat) == "Easier than planned, so 120 kg × 6 next."
    )
    assert words(felt("harder", 0, 0, reps=4), push_up) == "Harder than planned, so 4 reps next."
    assert words(felt("harder", 0, 0), push_up) == "Harder than planned, but not enough to change the reps."


@pytest.mark.parametrize(
    ("reason", "exercise"),
    [
        (felt("easier", 120_000, 120_000), lift(120_000, PLATES_G, fixed=True)),
        (felt("easier", 120_000, 120_000), lift(120_000, PLATES_G, set_mode=SetMode.DOUBLE_PROGRESSION)),
        (felt("easier", 120_000, 120_000, misses=1), lift(120_000, PLATES_G)),
        (
            felt("easier", 120_000, 120_000),
            lift(110_000, PLATES_G),
        ),  # 122.5 would be more than a tenth above 110
    ],
)
def test_nothing_is_said_of_a_load_that_would_not_rise_however_easy_it_was(
    reason: Reason, exercise: LiveExercise
) -> None:
    assert words(reason, exercise) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["harder", "easier"])
@pytest.mark.parametrize("to_g", [117_500, 120_000])
@pytest.mark.parametrize("reps", [4, 5])
@pytest.mark.parametrize("steps_g", [PLATES_G, (100_000, 120_000, 131_000), (120_000,)])
def test_every_way_of_saying_it_fits_under_the_card(
    language: str, code: str, to_g: int, reps: int, steps_g: tuple[int, ...]
) -> None:
    for mode in (LoadMode.BAR, LoadMode.BODY_WEIGHT, LoadMode.ASSISTED):
        said = short_reason(Tongue(language), felt(code, 120_000, to_g, reps), lift(120_000, steps_g, mode))
        assert said is None or len(said) <= 75, said
