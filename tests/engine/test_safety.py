"""Who is under 18, pregnant or alone under a bar; when a max may be tested; how far a load may rise."""

import csv
from collections.abc import Callable
from dataclasses import fields, replace
from importlib.resources import files

import pytest

from core.engine.doses import DOSES
from core.engine.lifecycles import DisruptionStatus
from core.engine.models import (
    CheckIn,
    Disruption,
    DisruptionKind,
    ExercisePrescription,
    MaxSource,
    Muscle,
    Pain,
    PercentOfMax,
    PerformedSet,
    Pregnancy,
    PrescribedSet,
    Profile,
    RedFlag,
    Reps,
    Severity,
    Snapshot,
)
from core.engine.planning import plan
from core.engine.posture import ON_THE_BACK
from core.engine.safety import may_amrap, may_test
from core.engine.steps.people import (
    ALONE_RPE,
    MINOR_LEAST_REPS,
    MINOR_RPE,
    PREGNANT_LEAST_REPS,
    PREGNANT_RPE,
)
from core.engine.strength import rir_at
from tests.engine.builders import (
    BENCH,
    DEADLIFT,
    DUMBBELL_PRESS,
    LIBRARY,
    LIFTER,
    MONDAY,
    SQUAT,
    a_day,
    answered,
    codes,
    days,
    done,
    load_kg,
    max_of,
    planned,
    prescribed,
    work_sets,
    workout,
)

ADULT = replace(LIFTER, minor=False, spotted=True)
MINOR = replace(ADULT, minor=True)
FRESH = answered(4, quads=1, glutes=1, hamstrings=2, lower_back=1, chest=1)
TRAINED = [
    done(100, 5, 8.0, at=MONDAY - days(5)),
    done(80, 5, 8.0, at=MONDAY - days(5), exercise_id=BENCH.id),
]


def a_test_day(
    *,
    profile: Profile = ADULT,
    history: list[PerformedSet] = TRAINED,
    check_in: CheckIn = FRESH,
) -> Snapshot:
    return a_day(planned(SQUAT, reps=1), profile=profile, history=history, check_in=check_in)


def why_not(snapshot: Snapshot) -> str | None:
    refused = may_test(snapshot, SQUAT)
    return None if refused is None else refused.code


def test_somebody_healthy_rested_and_caught_may_test_a_lift_that_they_train() -> None:
    assert why_not(a_test_day()) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda day: replace(day, profile=MINOR), "minor"),
        (lambda day: replace(day, profile=replace(ADULT, minor=None)), "age_unknown"),
        (lambda day: replace(day, profile=replace(ADULT, pregnancy=Pregnancy.EXPECTING)), "expecting"),
        (lambda day: replace(day, profile=replace(ADULT, pregnancy=Pregnancy.POSTPARTUM)), "postpartum"),
        (lambda day: replace(day, profile=replace(ADULT, careful=True)), "careful"),
        (lambda day: replace(day, profile=replace(ADULT, spotted=None)), "alone"),
        (lambda day: replace(day, profile=replace(ADULT, spotted=False)), "alone"),
        (lambda day: replace(day, red_flag=RedFlag.CHEST_PAIN), "red_flag"),
        (lambda day: replace(day, pains=(hurts(days_ago=2),)), "pain"),
        (lambda day: replace(day, disruptions=(was_ill(days_ago=3),)), "unwell"),
        (lambda day: replace(day, disruptions=(was_ill(days_ago=8),)), None),
        (lambda day: replace(day, check_in=answered(4, quads=1)), None),
        (lambda day: replace(day, check_in=answered(4, glutes=1)), "not_asked"),
        (lambda day: replace(day, check_in=answered(None, quads=1)), "not_asked"),
        (lambda day: replace(day, check_in=answered(4, quads=3)), None),
        (lambda day: replace(day, check_in=answered(4, quads=1, lower_back=4)), "sore"),
        (lambda day: replace(day, check_in=answered(2, quads=1)), "tired"),
        (lambda day: replace(day, history=()), "never_done"),
        (lambda day: replace(day, history=(done(100, 5, 8.0, at=MONDAY - days(3.1)),)), None),
        (lambda day: replace(day, history=(done(100, 5, 8.0, at=MONDAY - days(2.9)),)), "not_rested"),
        (lambda day: replace(day, history=(done(100, 5, None, at=MONDAY - days(2)),)), "not_rested"),
        (lambda day: replace(day, history=(done(100, 5, 6.0, at=MONDAY - days(2)),)), None),
        (lambda day: replace(day, history=(done(100, 5, 8.0, at=MONDAY - days(11)),)), "back_again"),
    ],
)
def test_no_max_is_tested_when_something_speaks_against_it(
    change: Callable[[Snapshot], Snapshot], code: str | None
) -> None:
    assert why_not(change(a_test_day())) == code


def was_ill(*, days_ago: int) -> Disruption:
    """Ill for a day, over for so many."""
    at = MONDAY - days(days_ago)
    return Disruption(
        id=1,
        kind=DisruptionKind.ILLNESS,
        severity=Severity.MODERATE,
        status=DisruptionStatus.MONITORING,
        starts_on=at.date(),
        ends_on=at.date(),
        exercise_ids=frozenset(),
        description=None,
        asked_at=at,
    )


def hurts(*, days_ago: int) -> Pain:
    on = (MONDAY - days(days_ago)).date()
    return Pain(exercise_id=BENCH.id, level=2, sharp=False, local_date=on)


def test_pins_are_asked_for_only_under_a_free_bar() -> None:
    alone = replace(ADULT, spotted=None)
    deadlifts = [done(140, 5, 8.0, at=MONDAY - days(5), exercise_id=DEADLIFT.id)]
    assert may_test(a_test_day(profile=alone, history=deadlifts), DEADLIFT) is None


def test_a_novice_goes_to_the_limit_under_a_bar_only_with_pins() -> None:
    novice = replace(ADULT, spotted=None, training_age=LIFTER.training_age.BEGINNER)
    assert refused(novice) == "alone"
    assert refused(replace(novice, spotted=True)) is None
    assert may_amrap(novice, DUMBBELL_PRESS) is None
    assert refused(replace(ADULT, spotted=None)) is None  # but stops at RPE 9
    assert refused(MINOR) == "minor"
    assert refused(replace(ADULT, pregnancy=Pregnancy.POSTPARTUM)) == "postpartum"


def refused(profile: Profile) -> str | None:
    reason = may_amrap(profile, BENCH)
    return None if reason is None else reason.code


def test_under_a_bar_that_nothing_catches_a_repetition_is_left() -> None:
    day = a_day(planned(SQUAT, rpe=9.5), planned(DEADLIFT, rpe=9.5), maxes=[max_of(140)])
    maxes = (*day.maxes, max_of(180, exercise_id=DEADLIFT.id))
    alone = replace(day, maxes=maxes, profile=replace(ADULT, spotted=None))
    squat = work_sets(prescribed(alone))[0]
    assert squat.rpe == 9.0
    assert squat.rir == pytest.approx(1.95)  # what somebody unknown calls a 9 leaves one and 0.95
    assert "people:alone" in codes(prescribed(alone).reasons)
    assert work_sets(prescribed(alone, DEADLIFT))[0].rir == 0.5
    assert work_sets(prescribed(replace(alone, profile=ADULT)))[0].rir == 0.5
    stays_below(ALONE_RPE, prescribed(alone))
    at_nine = a_day(planned(SQUAT, rpe=9.0), maxes=[max_of(140)], profile=alone.profile)
    stays_below(ALONE_RPE, prescribed(at_nine))


def stays_below(cap_rpe: float, made: ExercisePrescription) -> None:
    """So many repetitions are really left, and this person calls it no more than the cap."""
    for target in work_sets(made):
        assert target.rpe is not None
        assert target.rpe <= cap_rpe
        assert target.fixed or (target.rir is not None and target.rir >= 10.0 - cap_rpe)
    assert really_left(made) >= 10.0 - cap_rpe


def really_left(made: ExercisePrescription) -> float:
    """The fewest repetitions that today's sets leave, as far as the state knows."""
    assert made.strength is not None
    return min(rir_at(made.strength, each.load_g or 0, each.reps or 0) for each in work_sets(made))


def test_a_minor_gets_no_singles_no_hard_sets_and_the_lighter_of_two_loads() -> None:
    single = a_day(planned(SQUAT, reps=1, rpe=9.5), maxes=[max_of(139)])
    five = a_day(planned(SQUAT), maxes=[max_of(139)])
    grown, young = (work_sets(prescribed(replace(single, profile=who)))[0] for who in (ADULT, MINOR))
    assert (grown.reps, grown.rpe) == (1, 9.5)
    assert young.reps == MINOR_LEAST_REPS
    # 5 at RPE 8: 7.24 to failure, 84.8 % of 139 (140.2) = 118.9, nearest 120. What a minor calls an 8 at most:
    # 8.19 to failure, 82.7 % = 116.0; nearest would be 117.5, never above what is wanted
    assert (load_kg(work_sets(prescribed(replace(five, profile=ADULT)))[0]), load_kg(young)) == (120.0, 115.0)
    for day in (single, five):
        stays_below(MINOR_RPE, prescribed(replace(day, profile=MINOR)))
    assert "people:minor" in codes(prescribed(replace(single, profile=MINOR)).reasons)


def test_an_unknown_age_trains_as_an_adult() -> None:
    day = a_day(planned(SQUAT), maxes=[max_of(140)], profile=replace(ADULT, minor=None))
    assert workout(day).exercises[0].series == workout(replace(day, profile=ADULT)).exercises[0].series


def test_no_goal_gives_a_minor_less_than_five_repetitions() -> None:
    for main, accessory in DOSES.values():
        for dose in (main, accessory):
            day = a_day(planned(SQUAT, reps=dose.reps), maxes=[max_of(60)], profile=MINOR)
            assert min(target.reps or 0 for target in work_sets(prescribed(day))) >= MINOR_LEAST_REPS


@pytest.mark.parametrize("stage", Pregnancy)
def test_pregnancy_means_moderate_sets_of_more_repetitions(stage: Pregnancy) -> None:
    day = a_day(planned(SQUAT, reps=3, rpe=9.0), maxes=[max_of(100)], profile=replace(ADULT, pregnancy=stage))
    made = work_sets(prescribed(day))[0]
    # 8 with 4.19 left, of which 3.24 are said, are 74.8 % of 101.2 = 75.8, so 75 kg
    assert (made.reps, load_kg(made)) == (PREGNANT_LEAST_REPS, 75.0)
    stays_below(PREGNANT_RPE, prescribed(day))
    for rpe in (7.0, 8.0):
        as_planned = a_day(planned(SQUAT, rpe=rpe), maxes=[max_of(100)], profile=day.profile)
        stays_below(PREGNANT_RPE, prescribed(as_planned))


def test_no_load_depends_on_sex_or_a_cycle_because_the_engine_is_not_told() -> None:
    told = {field.name for kind in (Snapshot, Profile) for field in fields(kind)}
    assert not {name for name in told if "sex" in name or "cycle" in name or "gender" in name}


def test_a_typed_max_raises_a_load_by_a_tenth_at_most() -> None:
    history = [done(60, 5, 8.0, at=MONDAY - days(3))]
    typed = [replace(max_of(110, at=MONDAY - days(ago)), source=MaxSource.INPUT_1RM) for ago in (2, 1)]
    day = a_day(planned(SQUAT), history=history, maxes=typed)
    made = prescribed(day)
    assert load_kg(work_sets(made)[0]) <= 66.0
    assert "rise:held" in codes(made.reasons)
    assert work_sets(made)[0].reps == 9  # five, and four more


def test_a_light_kit_does_not_stick_below_a_step_of_more_than_a_tenth() -> None:
    history = [done(20, 5, 6.5, at=MONDAY - days(n)) for n in (9, 6, 3)]
    made = prescribed(a_day(planned(SQUAT), history=history, maxes=[max_of(40, at=MONDAY - days(20))]))
    assert load_kg(work_sets(made)[0]) == 22.5


def test_the_heaviest_step_is_done_with_more_repetitions_each_time() -> None:
    light = replace(LIFTER, kit=replace(LIFTER.kit, plates_g={5_000: 2, 10_000: 2}))  # 80 kg at most
    reps: list[int | None] = []
    typed = replace(max_of(140), source=MaxSource.INPUT_1RM)
    history = [done(80, 5, 5.0, at=MONDAY - days(3))]
    for week in range(6):
        now = MONDAY + days(7 * week)
        day = a_day(planned(SQUAT), maxes=[typed], profile=light, history=history, now=now)
        reps.append(work_sets(prescribed(day))[0].reps)
        history.append(done(80, reps[-1], 5.0, at=now))
    # four more than were made, until they are as hard as meant: 57 % of the max goes 27 times
    assert reps[:4] == [9, 13, 17, 21]
    assert reps[4] is not None
    assert 22 <= reps[4] <= 25


def test_a_light_day_in_between_holds_nothing_back() -> None:
    history = [done(110, 5, 8.0, at=MONDAY - days(10)), done(60, 5, 6.0, at=MONDAY - days(3))]
    made = prescribed(a_day(planned(SQUAT), history=history, maxes=[max_of(140, at=MONDAY - days(20))]))
    assert load_kg(work_sets(made)[0]) > 66.0
    assert "rise:held" not in codes(made.reasons)


def test_soreness_of_a_muscle_that_is_not_asked_is_not_taken_for_none() -> None:
    assert Muscle.QUADS not in answered(4).soreness
    assert why_not(a_test_day(check_in=answered(4))) == "not_asked"


def test_during_pregnancy_nothing_is_done_on_the_back_and_no_plan_holds_it() -> None:
    expecting = replace(ADULT, pregnancy=Pregnancy.EXPECTING)
    maxes = [max_of(100), max_of(60, exercise_id=BENCH.id)]
    made = workout(a_day(planned(SQUAT), planned(BENCH), maxes=maxes, profile=expecting))
    assert [each.exercise_id for each in made.exercises] == [SQUAT.id]
    assert "people:on_the_back" in codes(made.trace)
    meant = plan(expecting, LIBRARY)
    assert BENCH.id not in {line.exercise_id for day in meant.days for line in day.exercises}
    after = workout(
        a_day(planned(BENCH), maxes=maxes, profile=replace(ADULT, pregnancy=Pregnancy.POSTPARTUM))
    )
    assert [each.exercise_id for each in after.exercises] == [BENCH.id]


def test_what_is_done_on_the_back_is_in_the_library() -> None:
    rows = (files("core.persistence.library") / "curated.csv").read_text(encoding="utf-8").splitlines()
    assert {row["key"] for row in csv.DictReader(rows)} >= ON_THE_BACK


def test_a_single_that_a_coach_wrote_becomes_five_for_a_minor() -> None:
    single = PrescribedSet(amount=Reps(reps=1), intensity=PercentOfMax(percent=95.0))
    day = a_day(replace(planned(SQUAT), series=(single,)), maxes=[max_of(100)])
    grown, young = (work_sets(prescribed(replace(day, profile=who)))[0] for who in (ADULT, MINOR))
    assert (grown.reps, load_kg(grown)) == (1, 95.0)
    # five with 3.19 left are 82.7 % of 101.2 = 83.8, rounded down
    assert (young.reps, load_kg(young)) == (MINOR_LEAST_REPS, 82.5)
    stays_below(MINOR_RPE, prescribed(replace(day, profile=MINOR)))
