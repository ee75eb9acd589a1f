"""Sets that a coach wrote, done today."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.models import (
    BackOff,
    CheckIn,
    Distance,
    Duration,
    Equipment,
    Exercise,
    ExercisePrescription,
    Limit,
    Load,
    LoadMode,
    MaxEntry,
    Muscle,
    Pain,
    Pattern,
    PercentOfMax,
    PerformedSet,
    PrescribedSet,
    Profile,
    Reps,
    RestDay,
    Rir,
    Rpe,
    Series,
    SetKind,
    SetTarget,
    Snapshot,
)
from core.engine.next_set import progress
from core.engine.today import generate
from core.engine.units import Unit
from tests.engine.builders import (
    LIFTER,
    MONDAY,
    PLANK,
    PULLDOWN,
    PUSH_UP,
    SQUAT,
    UNKNOWN,
    a_day,
    answered,
    codes,
    days,
    done,
    exercise,
    load_kg,
    max_of,
    planned,
    prescribed,
    work_sets,
)

Shown = tuple[float, int | None, float | None]


def a_set(
    reps: int | None, intensity: object = None, *, amrap: bool = False, **rest: object
) -> PrescribedSet:
    amount = Reps(reps=reps, amrap=amrap)
    return PrescribedSet(amount=amount, intensity=intensity, **rest)  # type: ignore[arg-type]


def kg(load: str) -> Load:
    return Load.typed(Decimal(load), Unit.KG)


def a_plan(
    series: Series,
    of: Exercise = SQUAT,
    *,
    maxes: Sequence[MaxEntry] = (max_of(119),),
    check_in: CheckIn = UNKNOWN,
    profile: Profile = LIFTER,
) -> Snapshot:
    line = replace(planned(of, sets=1, reps=5, rpe=8), series=series)
    return a_day(line, maxes=maxes, check_in=check_in, profile=replace(profile, spotted=True))


def written(series: Series, of: Exercise = SQUAT, check_in: CheckIn = UNKNOWN) -> ExercisePrescription:
    return prescribed(a_plan(series, of, check_in=check_in), of)


def shown(targets: Sequence[SetTarget]) -> list[Shown]:
    return [(load_kg(target), target.reps, target.rpe) for target in targets]


def test_a_percentage_is_of_the_estimate() -> None:
    # 75 % of 120.2 kg is 90.2; five of them leave more than four, of which no effort is claimed
    of = written((a_set(5, PercentOfMax(percent=75)),) * 3)
    assert shown(work_sets(of)) == [(90, 5, None)] * 3
    assert codes(of.reasons) >= {"authored:as_written"}


def test_a_percentage_stops_at_its_cap() -> None:
    # 90 % for five is more than five can be; two left and 0.24 in reserve are 84.8 %: 102.0, of which they are called 9
    of = written((a_set(5, PercentOfMax(percent=90, rpe_cap=8)),))
    assert shown(work_sets(of)) == [(102.5, 5, 9)]


def test_efforts_get_their_load_from_the_state() -> None:
    of = written((a_set(5, Rpe(rpe=8)), a_set(5, Rir(rir=2)), a_set(3, Rpe(rpe=9))))
    # 3 with one left and 0.64 in reserve is n = 4.64, 90.9 %: 109.3 -> 110, which will be called 9.5
    assert shown(work_sets(of)) == [(102.5, 5, 9), (102.5, 5, 9), (110, 3, 9.5)]
    assert [target.rir for target in work_sets(of)] == [2, 2, 1]


def test_a_load_of_the_authors_is_the_nearest_there_is() -> None:
    of = written((a_set(5, kg("101")),) * 2)
    assert [load_kg(target) for target in work_sets(of)] == [100, 100]


def test_an_authors_load_falls_where_it_is_too_hard_and_never_rises() -> None:
    of = written((a_set(5, kg("100")),) * 3)
    assert [load_kg(t) for t in progress(of, [done(100, 5, 5)]).remaining] == [100, 100]
    # two harder than the 8 of 100 kg, at 4 % a point by the rule, trusted to 0.48: -3.9 %, and 1.5 % are worn: 94.7
    assert [load_kg(t) for t in progress(of, [done(100, 5, 10)]).remaining] == [95, 95]


def test_a_back_off_is_from_the_first_set_as_it_was_done() -> None:
    of = written((a_set(3, Rpe(rpe=8)), *(a_set(5, BackOff(percent=-10)),) * 2))
    first, *backs = work_sets(of)
    assert load_kg(first) == 107.5  # two left and 0.24 in reserve are n = 5.24, 89.4 %: 107.5
    assert [load_kg(target) for target in backs] == [97.5, 97.5]  # 96.75
    after = progress(of, [done(120, 3, 8)])
    assert [load_kg(target) for target in after.remaining] == [107.5, 107.5]  # 108
    assert [target.reps for target in after.remaining] == [5, 5]


def test_as_many_as_possible_keeps_its_least_and_its_cap() -> None:
    of = written((a_set(5, PercentOfMax(percent=80, rpe_cap=9), amrap=True),))
    (target,) = work_sets(of)
    assert (load_kg(target), target.reps, target.amrap, target.rpe) == (95, 5, True, 9)


def test_what_else_was_written_comes_along() -> None:
    each = PrescribedSet(
        amount=Reps(reps=6),
        intensity=Rpe(rpe=8),
        tempo="31X0",
        rest_s=200,
        cluster_reps=(2, 2, 2),
        cluster_rest_s=20,
        per_side=True,
    )
    (target,) = work_sets(written((each,)))
    assert (target.tempo, target.rest_s, target.cluster_reps, target.cluster_rest_s, target.per_side) == (
        "31X0",
        200,
        (2, 2, 2),
        20,
        True,
    )


def test_ranges_stay_ranges() -> None:
    each = PrescribedSet(amount=Reps(reps=6, reps_max=8), intensity=Rpe(rpe=8))
    (target,) = work_sets(written((each,)))
    assert (target.reps, target.reps_max) == (6, 8)


def test_times_and_distances() -> None:
    (plank,) = work_sets(written((PrescribedSet(amount=Duration(duration_s=45)),), PLANK))
    assert (plank.duration_s, plank.load_g) == (45, None)
    carry = (PrescribedSet(amount=Distance(distance_m=40), intensity=kg("60")),)
    (target,) = work_sets(written(carry))
    assert (target.distance_m, target.reps, load_kg(target)) == (40, None, 60)


def test_body_weight_as_written() -> None:
    of = written((a_set(12), a_set(8, kg("10"))), PUSH_UP)
    assert [(target.reps, target.load_g) for target in work_sets(of)] == [(12, 0), (8, 10_000)]
    after = progress(of, [done(0, 12, 9, exercise_id=PUSH_UP.id)])
    assert [(target.reps, target.load_g) for target in after.remaining] == [(8, 10_000)]


def test_what_is_carried_or_held_stays_with_the_kit_and_the_coach() -> None:
    carry = exercise(
        77, "carry", Pattern.CARRY, Equipment.DUMBBELL, LoadMode.DISTANCE, {Muscle.FOREARMS: 1.0}
    )
    steps = (PrescribedSet(amount=Distance(distance_m=40), intensity=kg("112.13")),)
    day = replace(a_plan(steps, carry), exercises=(carry, PLANK))
    assert load_kg(work_sets(prescribed(day, carry))[0]) == 50  # the heaviest dumbbells there are
    limited = replace(day, limits=(Limit(most_load_g=30_000),))
    assert load_kg(work_sets(prescribed(limited, carry))[0]) == 30
    held = a_plan((PrescribedSet(amount=Duration(duration_s=45), intensity=kg("20")),), PLANK)
    assert load_kg(work_sets(prescribed(held, PLANK))[0]) == 20
    without = replace(held, limits=(Limit(most_load_g=10_000),))
    assert work_sets(prescribed(without, PLANK))[0].load_g is None


def test_a_bad_day_lightens_and_keeps_the_number() -> None:
    of = written((a_set(5, Rpe(rpe=8)),) * 4, check_in=answered(quads=4))
    assert [load_kg(target) for target in work_sets(of)] == [97.5] * 4  # 102.0 - 5 % = 96.9
    assert "authored:sets_kept" in codes(of.reasons)


def test_pain_and_its_kind_do_take_sets_and_lifts() -> None:
    series = (a_set(5, PercentOfMax(percent=80)),) * 4
    report = Pain(exercise_id=SQUAT.id, level=8, sharp=True, local_date=MONDAY.date() - days(1))
    assert isinstance(generate(replace(a_plan(series), pains=(report,))), RestDay)
    mild = replace(report, level=3, sharp=False)
    of = prescribed(replace(a_plan(series), pains=(mild,)))
    assert max(load_kg(target) for target in work_sets(of)) < 85  # 100.8 and lighter
    assert all(target.rpe is None or target.rpe <= 7 for target in work_sets(of))


def test_a_percentage_of_a_max_that_nobody_knows_is_found_on_the_way_up() -> None:
    series = (a_set(5, PercentOfMax(percent=80)), a_set(5, BackOff(percent=-10)))
    of = prescribed(a_plan(series, maxes=()))
    assert of.series[0].kind is SetKind.RAMP
    found = progress(of, [done(20, 5, 5), done(60, 5, 7)])
    # 77.5 kg of max; 5 at the first day's RPE 8 is 61.9 -> 62.5, and 10 % less
    assert [load_kg(target) for target in found.remaining] == [62.5, 55]
    assert "strength:unknown" in codes(of.reasons)


def test_an_authors_load_needs_no_max() -> None:
    of = prescribed(a_plan((a_set(5, kg("60")),) * 3, maxes=()))
    assert [load_kg(target) for target in of.series if target.kind is SetKind.WORK] == [60] * 3
    assert all(target.kind is not SetKind.RAMP for target in of.series)
    assert [load_kg(t) for t in progress(of, [done(60, 5, 9)]).remaining] == [
        60,
        60,
    ]  # nothing to compare with
    assert [load_kg(t) for t in progress(of, [done(60, 3, failed=True)]).remaining] == [60, 60]


amounts = st.one_of(
    st.builds(Reps, reps=st.integers(1, 20)),
    st.just(Reps(reps=None, amrap=True)),
    st.just(Reps(reps=5, amrap=True)),
    st.just(Reps(reps=8, reps_max=12)),
    st.builds(Duration, duration_s=st.integers(1, 300)),
    st.builds(Distance, distance_m=st.integers(1, 400)),
)
intensities = st.sampled_from(
    [
        None,
        kg("0"),
        kg("60"),
        kg("400"),
        PercentOfMax(percent=50),
        PercentOfMax(percent=110, rpe_cap=8),
        Rpe(rpe=3),
        Rpe(rpe=10),
        Rir(rir=0),
        BackOff(percent=-90),
        BackOff(percent=10),
    ]
)
some_series = st.lists(
    st.builds(PrescribedSet, amount=amounts, intensity=intensities), min_size=1, max_size=6
)
reports = st.lists(
    st.builds(
        done,
        st.sampled_from([None, 0.0, 60.0, 100.0, 3000.0]),
        st.one_of(st.none(), st.integers(0, 30)),
        st.sampled_from([None, 5.0, 8.0, 10.0]),
        failed=st.booleans(),
    ),
    max_size=6,
)


@pytest.mark.parametrize("of", [SQUAT, PULLDOWN, PUSH_UP, PLANK])
@given(some_series, reports, st.booleans(), st.integers(0, 5))
def test_whatever_was_written_can_be_done(
    of: Exercise, series: list[PrescribedSet], performed: list[PerformedSet], known: bool, sore: int
) -> None:
    if isinstance(series[0].intensity, BackOff):
        return
    maxes = (max_of(119, exercise_id=of.id),) if known else ()
    check_in = answered(quads=sore) if sore else UNKNOWN
    made = generate(a_plan(tuple(series), of, maxes=maxes, check_in=check_in))
    if isinstance(made, RestDay):
        return
    (prescription,) = made.exercises
    for count in range(len(performed) + 1):
        for target in progress(prescription, performed[:count]).remaining:
            assert target.reps is None or target.reps >= 1
            assert target.rpe is None or 0 <= target.rpe <= 10
            assert target.load_g is None or target.load_g >= 0
