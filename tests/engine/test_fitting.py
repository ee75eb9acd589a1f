"""What fits: accessories share their rests, then give up sets, then go; main lifts give way last."""

from dataclasses import replace

from hypothesis import given, settings

from core.engine.fitting import BETWEEN_S, LEAST_MAIN_SETS, MOST_HARD_SETS, OVERTIME_MINUTES
from core.engine.groups import labels
from core.engine.models import (
    Exercise,
    Pain,
    PlannedExercise,
    PrescribedSet,
    Reps,
    RestDay,
    Rir,
    Role,
    SetKind,
    Snapshot,
    Workout,
)
from core.engine.timing import series_s
from core.engine.today import generate
from tests.engine.builders import (
    BENCH,
    BRIDGE,
    DUMBBELL_PRESS,
    LIFTER,
    LUNGE,
    MONDAY,
    PULLDOWN,
    PUSH_UP,
    SQUAT,
    a_day,
    codes,
    days,
    done,
    max_of,
    planned,
    work_sets,
    workout,
)
from tests.engine.test_invariants import snapshots

ACCESSORY = Role.ACCESSORY
MAXES = (max_of(140), max_of(100, exercise_id=2), max_of(40, exercise_id=5), max_of(80, exercise_id=6))
BEFORE = tuple(
    done(None, 10, 8, at=MONDAY - days(3), exercise_id=each.id) for each in (BRIDGE, LUNGE, PUSH_UP)
)


def in_minutes(minutes: int, *, sets: int = 3, mains: int = 3) -> Snapshot:
    """Squats, then a press, a pull and bridges as accessories."""
    return a_day(
        planned(SQUAT, sets=mains),
        *(planned(of, role=ACCESSORY, sets=sets, rest_s=120) for of in (DUMBBELL_PRESS, PULLDOWN, BRIDGE)),
        maxes=MAXES,
        history=BEFORE,
        profile=replace(LIFTER, minutes=minutes),
    )


def groups(made: Workout) -> list[tuple[str, int]]:
    return [(each.group, each.exercise_id) for each in made.exercises]


def counts(made: Workout) -> list[int]:
    return [len(work_sets(each)) for each in made.exercises]


def test_with_enough_time_everything_stands_alone() -> None:
    made = workout(in_minutes(75))
    assert [group for group, _ in groups(made)] == ["A", "B", "C", "D"]
    assert not any(reason.step == "time" for reason in made.trace)


def test_when_minutes_are_short_accessories_of_other_muscles_are_done_in_turns_first() -> None:
    made = workout(in_minutes(35))
    assert groups(made) == [("A", SQUAT.id), ("B", DUMBBELL_PRESS.id), ("B", PULLDOWN.id), ("C", BRIDGE.id)]
    assert counts(made) == [3, 3, 3, 3], "no set is lost"
    assert "time:together" in codes(made.trace)
    press, pull = made.exercises[1], made.exercises[2]
    assert {target.rest_s for target in press.series} == {BETWEEN_S}
    # of two minutes' rest the other exercise's set and walk take 60 s
    assert {target.rest_s for target in pull.series} == {60}
    assert made.minutes <= 35 + OVERTIME_MINUTES


def test_shorter_still_a_circuit_then_fewer_sets_then_fewer_exercises_and_main_lifts_last() -> None:
    circuit = workout(in_minutes(29))
    assert [group for group, _ in groups(circuit)] == ["A", "B", "B", "B"]
    assert counts(circuit) == [3, 3, 3, 3]
    fewer = workout(in_minutes(26))
    assert counts(fewer)[0] == 3
    assert sum(counts(fewer)) < 12
    assert "time:fewer_sets" in codes(fewer.trace)
    gone = workout(in_minutes(17))
    assert groups(gone)[0] == ("A", SQUAT.id)
    assert len(gone.exercises) < 4
    assert "time:no_time" in codes(gone.trace)
    only = workout(in_minutes(5, mains=5))
    assert groups(only) == [("A", SQUAT.id)]
    assert counts(only) == [LEAST_MAIN_SETS]


def test_muscles_that_compete_are_not_paired() -> None:
    both_press = a_day(
        planned(SQUAT),
        planned(DUMBBELL_PRESS, role=ACCESSORY),
        planned(PUSH_UP, role=ACCESSORY),
        maxes=MAXES,
        history=BEFORE,
        profile=replace(LIFTER, minutes=25),
    )
    assert "time:together" not in codes(workout(both_press).trace)


def test_what_a_group_leaves_behind_rests_as_it_would_alone() -> None:
    for minutes in range(10, 60):
        made = workout(in_minutes(minutes))
        letters = [each.group for each in made.exercises]
        for each in made.exercises:
            alone = letters.count(each.group) == 1
            work = work_sets(each)
            assert not alone or {target.rest_s for target in work} == {120 if each.role is ACCESSORY else 180}


def test_a_workout_has_a_ceiling_of_hard_sets_however_long_it_may_take() -> None:
    lines = [planned(SQUAT, sets=8), planned(BENCH, sets=8)]
    lines += [planned(of, role=ACCESSORY, sets=8) for of in (PULLDOWN, BRIDGE, LUNGE)]
    made = workout(a_day(*lines, maxes=MAXES, history=BEFORE, profile=replace(LIFTER, minutes=600)))
    assert sum(counts(made)) <= MOST_HARD_SETS
    assert counts(made)[:2] == [8, 8]
    assert "time:too_many_sets" in codes(made.trace)


def written(
    of: Exercise, sets: int, rest_s: int | None, group: int | None, name: str | None = None
) -> PlannedExercise:
    """A line as a coach wrote it: tens at two left."""
    tens = PrescribedSet(amount=Reps(reps=10), intensity=Rir(rir=2.0), rest_s=rest_s)
    return replace(
        planned(of, role=ACCESSORY, sets=sets, rest_s=120),
        series=(tens,) * sets,
        group=group,
        group_name=name,
    )


def rests(made: Workout) -> list[tuple[str, list[int]]]:
    return [(each.group, [target.rest_s for target in work_sets(each)]) for each in made.exercises]


def test_what_a_coach_wrote_to_be_done_in_turns_is_so_with_all_the_time_there_is() -> None:
    lines = (written(DUMBBELL_PRESS, 3, None, 1), written(PULLDOWN, 3, 90, 1), written(BRIDGE, 2, None, None))
    made = workout(a_day(*lines, maxes=MAXES, history=BEFORE, profile=replace(LIFTER, minutes=120)))
    assert [each.exercise_id for each in made.exercises] == [DUMBBELL_PRESS.id, PULLDOWN.id, BRIDGE.id]
    # Nothing was said of the first: it walks on. The second rests as said, what stands alone as lines do.
    assert rests(made) == [("A", [BETWEEN_S] * 3), ("A", [90] * 3), ("B", [120] * 2)]
    assert not any(reason.step == "time" for reason in made.trace)


def test_rests_that_a_coach_wrote_within_a_group_stay_and_of_those_unsaid_the_others_sets_go_off() -> None:
    lines = (written(DUMBBELL_PRESS, 3, 45, 7), written(PULLDOWN, 4, None, 7))
    made = workout(a_day(*lines, maxes=MAXES, history=BEFORE, profile=replace(LIFTER, minutes=120)))
    # Three rounds: of the 120 s that its line has, a set of 40 s and a walk of 20 s are over. The fourth set is alone.
    assert rests(made) == [("A", [45] * 3), ("A", [60, 60, 60, 120])]


def test_a_group_has_its_own_name_and_the_one_left_of_it_rests_as_alone() -> None:
    lines = (written(DUMBBELL_PRESS, 2, None, 1, "Finisher"), written(PULLDOWN, 2, None, 1, "Finisher"))
    day = a_day(*lines, maxes=MAXES, history=BEFORE, profile=replace(LIFTER, minutes=120))
    assert labels([each.group for each in workout(day).exercises]) == ["Finisher 1", "Finisher 2"]
    sharp = Pain(exercise_id=PULLDOWN.id, level=3, sharp=True, local_date=day.local_date, morning=False)
    assert rests(workout(replace(day, pains=(sharp,)))) == [("Finisher", [120, 120])]


def test_short_of_time_a_coachs_groups_stay_as_they_are() -> None:
    lines = (written(DUMBBELL_PRESS, 3, None, 1), written(PULLDOWN, 3, None, 1))
    others = tuple(planned(of, role=ACCESSORY, sets=3, rest_s=120) for of in (BRIDGE, LUNGE))
    day = a_day(*lines, *others, maxes=MAXES, history=BEFORE, profile=replace(LIFTER, minutes=10))
    made = workout(day)
    assert [each.exercise_id for each in made.exercises] == [DUMBBELL_PRESS.id, PULLDOWN.id]
    assert counts(made) == [3, 3]


@settings(max_examples=80)
@given(snapshots)
def test_more_minutes_never_give_fewer_sets_and_the_time_said_is_that_of_the_sets(snapshot: Snapshot) -> None:
    short, long = (
        generate(replace(snapshot, profile=replace(snapshot.profile, minutes=minutes)))
        for minutes in (30, 70)
    )
    if isinstance(short, RestDay) or isinstance(long, RestDay):
        return
    hard = [
        sum(target.kind is not SetKind.WARM_UP for each in made.exercises for target in each.series)
        for made in (short, long)
    ]
    assert hard[0] <= hard[1]
    assert short.minutes * 60 >= sum(series_s(each.series) for each in short.exercises)
