"""Which accessories a day has: whose turn it is, what changes every few weeks, and what a week still lacks."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.lifecycles import DisruptionStatus
from core.engine.models import (
    BlockType,
    Disruption,
    DisruptionKind,
    Muscle,
    Reps,
    RestDay,
    Role,
    Severity,
    Snapshot,
    Workout,
)
from core.engine.models.series import PrescribedSet
from core.engine.sources import SOURCES
from core.engine.today import generate
from tests.engine.builders import (
    BAND_CURL,
    BRIDGE,
    DUMBBELL_PRESS,
    LUNGE,
    MONDAY,
    PLANK,
    PULLDOWN,
    PUSH_UP,
    SNATCH,
    SQUAT,
    a_day,
    answered,
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
KNOWN = tuple(
    done(None, 10, 8, at=MONDAY - days(9 + index), exercise_id=each.id)
    for index, each in enumerate((BRIDGE, LUNGE, PUSH_UP, DUMBBELL_PRESS, PULLDOWN, BAND_CURL))
)


def day(**changes: object) -> Snapshot:
    """Squats, bridges and a press."""
    lines = [planned(SQUAT), planned(BRIDGE, role=ACCESSORY), planned(DUMBBELL_PRESS, role=ACCESSORY)]
    maxes = (max_of(140), max_of(40, exercise_id=5), max_of(80, exercise_id=6))
    return replace(a_day(*lines, maxes=maxes, history=KNOWN), **changes)  # type: ignore[arg-type]


def ids(snapshot: Snapshot) -> list[int]:
    return [each.exercise_id for each in workout(snapshot).exercises]


def test_auxiliaries_of_a_main_lift_take_the_place_of_what_moves_most_like_them() -> None:
    made = workout(day(auxiliaries={SQUAT.id: (PUSH_UP.id, LUNGE.id)}))
    assert [each.exercise_id for each in made.exercises] == [SQUAT.id, LUNGE.id, PUSH_UP.id]
    lunge = made.exercises[1]
    assert lunge.selection is not None
    assert {"auxiliary:its_turn"} <= codes(lunge.selection.reasons) & codes(lunge.reasons)
    assert ids(day(auxiliaries={DUMBBELL_PRESS.id: (LUNGE.id,)})) == ids(day()), "not a main lift of today"


def test_an_auxiliary_that_is_there_already_or_cannot_be_done_changes_nothing() -> None:
    assert ids(day(auxiliaries={SQUAT.id: (BRIDGE.id,)})) == ids(day())
    assert ids(day(auxiliaries={SQUAT.id: (SNATCH.id, 999)})) == ids(day()), (
        "too early for it, or in no library"
    )


def test_without_an_accessory_to_replace_it_is_added() -> None:
    only = replace(day(auxiliaries={SQUAT.id: (LUNGE.id,)}), day=a_day(planned(SQUAT)).day)
    assert ids(only) == [SQUAT.id, LUNGE.id]


POOL = {Muscle.GLUTES: (BRIDGE.id,), Muscle.CHEST: (DUMBBELL_PRESS.id, PUSH_UP.id, PLANK.id)}


def test_every_few_weeks_a_share_of_the_accessories_changes_to_what_was_used_least() -> None:
    policy: dict[str, object] = {"accessory_cadence_weeks": 2, "novelty": 0.5}
    weeks = [ids(day(accessory_pool=POOL, **policy, week_in_block=week)) for week in range(4)]
    assert weeks[0] == weeks[1] == ids(day())
    # PLANK was never done, push-ups once
    assert weeks[2] == weeks[3] == [SQUAT.id, BRIDGE.id, PLANK.id]
    changed = workout(day(accessory_pool=POOL, **policy, week_in_block=2)).exercises[2].selection
    assert changed is not None
    assert [each.exercise_id for each in changed.alternatives] == [PUSH_UP.id]
    nothing_new: dict[str, object] = {**policy, "novelty": 0.0}
    assert ids(day(accessory_pool=POOL, **nothing_new, week_in_block=3)) == ids(day())


def test_what_is_done_since_the_change_does_not_change_the_choice() -> None:
    policy: dict[str, object] = {"accessory_cadence_weeks": 2, "novelty": 0.5}
    this_week = tuple(done(None, None, at=MONDAY, exercise_id=PLANK.id, duration_s=30) for _ in range(3))
    later = day(accessory_pool=POOL, **policy, week_in_block=2, history=(*KNOWN, *this_week))
    assert ids(later)[-1] == PLANK.id


BACK = {Muscle.UPPER_BACK: (PULLDOWN.id,), Muscle.BICEPS: (BAND_CURL.id,)}


def last_of_week(**changes: object) -> Snapshot:
    """The week's last workout, with three sets for the upper back so far and enough for the biceps."""
    lacking = {Muscle.UPPER_BACK: 3.0, Muscle.BICEPS: 9.0}
    return replace(day(accessory_pool=BACK, sessions_left=0, week_sets=lacking), **changes)  # type: ignore[arg-type]


def test_a_muscle_below_its_least_gets_two_easy_sets_in_the_weeks_last_workout() -> None:
    free = last_of_week()
    added = workout(free).exercises[-1]
    assert added.exercise_id == PULLDOWN.id
    assert len(work_sets(added)) == 2
    assert "top_up:too_little" in codes(added.reasons)
    assert PULLDOWN.id not in ids(replace(free, sessions_left=1))
    assert PULLDOWN.id not in ids(replace(free, sessions_left=None))
    assert PULLDOWN.id not in ids(replace(free, week_sets={Muscle.UPPER_BACK: 10.0, Muscle.BICEPS: 9.0}))


def test_nothing_is_added_on_a_day_that_takes_away_or_twice_in_a_row() -> None:
    free = last_of_week()
    tired = Disruption(
        id=1,
        kind=DisruptionKind.FATIGUE,
        severity=Severity.MINOR,
        status=DisruptionStatus.ACTIVE,
        starts_on=MONDAY.date(),
        ends_on=None,
        exercise_ids=frozenset(),
        description=None,
        asked_at=MONDAY,
    )
    just_done = (*KNOWN, done(60, 10, 8, at=MONDAY - timedelta(days=2), exercise_id=PULLDOWN.id))
    for not_today in (
        replace(free, check_in=answered(readiness=2)),
        replace(free, check_in=answered(upper_back=3)),
        replace(free, disruptions=(tired,)),
        replace(free, block_type=BlockType.DELOAD),
        replace(free, block_type=BlockType.REALIZATION),
        replace(free, history=just_done),
    ):
        assert PULLDOWN.id not in ids(not_today)


def test_what_a_coach_wrote_stays_as_it_is() -> None:
    written = (PrescribedSet(amount=Reps(reps=5)),)
    lines = tuple(replace(line, series=written) for line in day().day.exercises)
    free = last_of_week(auxiliaries={SQUAT.id: (LUNGE.id,)})
    assert ids(replace(free, day=replace(free.day, exercises=lines))) == ids(day())


@settings(max_examples=60)
@given(
    snapshots, st.integers(0, 3), st.dictionaries(st.integers(1, 14), st.lists(st.integers(1, 14)).map(tuple))
)
def test_whatever_is_in_the_pools_no_exercise_comes_twice(
    snapshot: Snapshot, week: int, auxiliaries: dict[int, tuple[int, ...]]
) -> None:
    lines = {line.exercise_id: line for line in snapshot.day.exercises}
    pool = {muscle: tuple(range(1, 14)) for muscle in Muscle}
    made: Workout | RestDay = generate(
        replace(
            snapshot,
            day=replace(snapshot.day, exercises=tuple(lines.values())),
            week_in_block=week,
            auxiliaries=auxiliaries,
            accessory_pool=pool,
            accessory_cadence_weeks=1,
            novelty=1.0,
            sessions_left=0,
        )
    )
    if isinstance(made, Workout):
        done_today = [each.exercise_id for each in made.exercises]
        assert len(done_today) == len(set(done_today))
        for each in made.exercises:
            for reason in each.selection.reasons if each.selection is not None else ():
                assert reason.source in SOURCES
