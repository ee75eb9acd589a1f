"""Which exercise takes a place, and what the receipt says of the others."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.engine.choice import Choice, Place, candidates, choose, stand_in
from core.engine.kits import KITS
from core.engine.models import Exercise, Muscle, Pattern, Role, Selection, TrainingAge
from core.engine.planning import plan
from core.engine.volume import LANDMARKS
from tests.engine.builders import (
    BAND_CURL,
    BENCH,
    BRIDGE,
    DEADLIFT,
    DUMBBELL_PRESS,
    LIBRARY,
    LIFTER,
    LUNGE,
    PULLDOWN,
    PUSH_UP,
    ROW,
    SNATCH,
    SQUAT,
    a_day,
    planned,
    prescribed,
)

DUMBBELLS = replace(LIFTER, kit=KITS["dumbbells"])


def chosen(pattern: Pattern, role: Role, **known: object) -> Choice:
    place = Place(pattern=pattern, role=role, **known)  # type: ignore[arg-type]
    choice = choose(place, candidates(LIFTER, LIBRARY))
    assert choice is not None
    return choice


def why_not(selection: Selection | None) -> dict[int, str]:
    assert selection is not None
    return {each.exercise_id: each.reason.code for each in selection.alternatives}


def test_a_main_lifts_place_takes_the_main_lift_whose_load_can_grow_furthest() -> None:
    choice = chosen(Pattern.PUSH, Role.MAIN)
    assert choice.exercise == BENCH
    assert why_not(choice.selection) == {DUMBBELL_PRESS.id: "no_main_lift", PUSH_UP.id: "no_main_lift"}


def test_an_accessory_trains_what_the_week_still_lacks() -> None:
    full = {muscle: landmark.mrv_sets for muscle, landmark in LANDMARKS.items()}
    no_biceps = {**full, Muscle.BICEPS: 0.0}
    assert chosen(Pattern.PULL, Role.ACCESSORY, week_sets=no_biceps).exercise == BAND_CURL
    no_back = {**full, Muscle.UPPER_BACK: 0.0}
    choice = chosen(Pattern.PULL, Role.ACCESSORY, week_sets=no_back)
    assert choice.exercise == PULLDOWN
    assert why_not(choice.selection) == {BAND_CURL.id: "less_of_muscles", ROW.id: "main_lift"}


def test_what_was_used_waits_its_turn_and_what_is_in_the_day_already_is_not_taken_again() -> None:
    choice = chosen(Pattern.PUSH, Role.ACCESSORY)
    assert choice.exercise == DUMBBELL_PRESS
    turned = chosen(Pattern.PUSH, Role.ACCESSORY, used={DUMBBELL_PRESS.id: 1})
    assert turned.exercise == PUSH_UP
    assert why_not(turned.selection)[DUMBBELL_PRESS.id] == "used_lately"
    taken = chosen(Pattern.PUSH, Role.ACCESSORY, taken=frozenset({DUMBBELL_PRESS.id}))
    assert (taken.exercise, why_not(taken.selection)[DUMBBELL_PRESS.id]) == (PUSH_UP, "taken")


def test_what_cannot_be_done_here_is_said_so_and_never_taken() -> None:
    everything = candidates(
        replace(DUMBBELLS, training_age=TrainingAge.BEGINNER), LIBRARY, hurting={BRIDGE.id}
    )
    hinge = choose(Place(pattern=Pattern.HINGE, role=Role.MAIN), everything)
    assert hinge is None, "a bar is missing, the bridge hurts, the snatch is for later"
    squat = choose(Place(pattern=Pattern.SQUAT, role=Role.MAIN), everything)
    assert squat is not None
    assert (squat.exercise, why_not(squat.selection)) == (LUNGE, {SQUAT.id: "no_kit"})
    advanced = candidates(LIFTER, [DEADLIFT, SNATCH, BRIDGE], hurting={BRIDGE.id})
    hinge = choose(Place(pattern=Pattern.HINGE, role=Role.MAIN), advanced)
    assert hinge is not None
    assert why_not(hinge.selection) == {SNATCH.id: "too_advanced", BRIDGE.id: "hurts"}


def test_a_stand_in_trains_most_of_the_same_muscles() -> None:
    choice = stand_in(BENCH, Role.MAIN, frozenset(), candidates(DUMBBELLS, LIBRARY))
    assert choice is not None
    assert choice.exercise == DUMBBELL_PRESS
    assert why_not(choice.selection) == {BENCH.id: "taken", PUSH_UP.id: "less_loading"}


def test_the_workout_says_why_each_exercise_is_in_it() -> None:
    day = plan(LIFTER, LIBRARY).days[0]
    made = prescribed(a_day(*day.exercises))
    assert made.selection is not None
    assert made.selection == day.exercises[0].selection
    swapped = prescribed(a_day(planned(BENCH), profile=DUMBBELLS), DUMBBELL_PRESS)
    assert swapped.selection is not None
    assert [reason.code for reason in swapped.selection.reasons] == ["stand_in"]
    typed = prescribed(a_day(planned(SQUAT)))
    assert typed.selection is not None
    assert [reason.code for reason in typed.selection.reasons] == ["as_planned"]


@given(
    st.sampled_from(Pattern),
    st.sampled_from(Role),
    st.permutations(LIBRARY),
    st.dictionaries(st.integers(1, 12), st.integers(1, 5)),
    st.dictionaries(st.sampled_from(Muscle), st.floats(0, 30)),
)
def test_the_score_of_what_is_taken_is_the_highest_that_nothing_forbids(
    pattern: Pattern,
    role: Role,
    library: list[Exercise],
    used: dict[int, int],
    week_sets: dict[Muscle, float],
) -> None:
    place = Place(pattern=pattern, role=role, used=used, week_sets=week_sets)
    choice = choose(place, candidates(LIFTER, library))
    if choice is None:
        assert not any(each.pattern is pattern and each is not SNATCH for each in library)
        return
    score = choice.selection.reasons[0].facts["score"]
    assert isinstance(score, float)
    lost = {"no_main_lift", "main_lift", "less_of_muscles", "used_lately", "less_loading", "stands_later"}
    for each in choice.selection.alternatives:
        assert each.reason.code not in lost or each.reason.facts["score"] <= score + 1e-3  # type: ignore[operator]
        assert each.exercise_id != choice.exercise.id


def test_a_main_lift_stays_however_often_it_was_used_and_a_muscle_in_need_outweighs_a_change() -> None:
    assert chosen(Pattern.PUSH, Role.MAIN, used={BENCH.id: 50}).exercise == BENCH
    lacking = {muscle: landmark.mrv_sets for muscle, landmark in LANDMARKS.items()} | {Muscle.UPPER_BACK: 0.0}
    turned = chosen(Pattern.PULL, Role.ACCESSORY, used={PULLDOWN.id: 1}, week_sets=lacking)
    assert turned.exercise == PULLDOWN
