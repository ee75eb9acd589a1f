"""What a sign costs one athlete, from how the sets were felt on the days on which it acted."""

import math
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.curve import USUAL, felt_rpe
from core.engine.evidence import loss_at
from core.engine.formulas import CONSTANTS, Overrides
from core.engine.learning import Observation, SampleConfidence, measure, observe, propose
from core.engine.models import PerformedSet
from core.engine.today import generate
from tests.engine.builders import (
    MONDAY,
    SQUAT,
    a_day,
    answered,
    days,
    done,
    max_of,
    planned,
    prescribed,
    work_sets,
    workout,
)

SORE = "soreness.VERY_SORE_LOAD"
REP = 0.032  # of load


def seen(cost_reps: float, times: int, *signs: str) -> list[Observation]:
    return [Observation(signs=frozenset(signs), cost=cost_reps * REP)] * times


def test_the_arithmetic_of_one_estimate() -> None:
    """Soreness takes 5 %, ln 0.0513, and people differ by half of it, 0.0256.

    Ten sore days felt as if they had cost nothing: (0.0513 / 0.0256^2 + 0) / (1 / 0.0256^2 + 10 / 0.044^2) = 0.0117.
    """
    (effect,) = measure(seen(0.0, 10, SORE))
    assert (effect.sign, effect.workouts, effect.confidence) == (SORE, 10, SampleConfidence.MEDIUM)
    assert effect.felt == 0.0
    assert effect.own == pytest.approx(0.0117, abs=1e-4)
    assert effect.own_sd == pytest.approx(0.0122, abs=1e-4)
    proposal = propose([effect], {})
    assert proposal is not None
    # exp(-0.0117) = 0.988, but no more than half the evidence's effect is taken away
    assert proposal.values == {SORE: 0.975}
    (reason,) = proposal.reasons
    assert (reason.code, reason.facts["from_pct"], reason.facts["to_pct"]) == ("takes_less", 5.0, 2.5)
    assert (reason.facts["workouts"], reason.facts["confidence"], reason.facts["felt_pct"]) == (
        10,
        "medium",
        0.0,
    )


def test_a_day_is_compared_with_this_lifters_days_without_signs() -> None:
    """Who always feels a repetition more than expected does so on sore days, too."""
    (effect,) = measure(seen(1.0, 8) + seen(1.0, 10, SORE))
    assert effect.felt == pytest.approx(0.0)
    (alone,) = measure(seen(1.0, 4) + seen(1.0, 10, SORE))
    assert alone.felt == pytest.approx(REP), "four plain days say too little"


def test_where_two_signs_acted_nobody_can_tell_which() -> None:
    assert measure(seen(2.0, 30, SORE, "readiness.VERY_LOW_LOAD")) == ()


@pytest.mark.parametrize(
    ("workouts", "confidence"),
    [
        (1, "exploring"),
        (4, "exploring"),
        (5, "low"),
        (9, "low"),
        (10, "medium"),
        (19, "medium"),
        (20, "high"),
    ],
)
def test_confidence_is_how_often_it_was_seen_and_only_from_medium_on_anything_is_proposed(
    workouts: int, confidence: str
) -> None:
    (effect,) = measure(seen(0.0, workouts, SORE))
    assert effect.confidence == confidence
    assert (propose([effect], {}) is not None) == (confidence in ("medium", "high"))


def test_what_has_been_learnt_is_not_proposed_again() -> None:
    effects = measure(seen(0.0, 15, SORE))
    proposal = propose(effects, {})
    assert proposal is not None
    assert propose(effects, proposal.values) is None


def test_a_sign_without_a_constant_is_measured_and_stays_as_it_is() -> None:
    (effect,) = measure(seen(0.5, 12, "layoff"))
    assert effect.sign == "layoff"
    assert effect.own == pytest.approx(0.5 * REP)
    assert propose([effect], {}) is None


@given(
    st.lists(st.tuples(st.sampled_from([*CONSTANTS, "layoff"]), st.floats(-5, 5)), max_size=60),
    st.dictionaries(st.sampled_from([SORE]), st.floats(0.9, 0.975)),
)
def test_whatever_was_felt_a_proposal_is_a_valid_version(
    told: list[tuple[str, float]], now: dict[str, float]
) -> None:
    factors = [(sign, felt) for sign, felt in told if sign.endswith("_LOAD") or sign == "layoff"]
    observations = [Observation(signs=frozenset({sign}), cost=felt * REP) for sign, felt in factors]
    proposal = propose(measure(observations), now)
    if proposal is not None:
        assert Overrides(proposal.values).values == proposal.values
        assert all(math.isfinite(value) for value in proposal.values.values())


def test_a_first_set_is_an_observation_where_its_effort_was_said() -> None:
    sore = prescribed(a_day(planned(SQUAT), maxes=(max_of(140),), check_in=answered(quads=4)))
    load_kg = (work_sets(sore)[0].load_g or 0) / 1000
    as_planned = observe(sore, [done(60, 5, warm_up=True), done(load_kg, 5, 8.0)])
    assert as_planned is not None
    assert as_planned.signs == {SORE}
    assert 0.03 < as_planned.cost < 0.07, "felt as meant: the 5 % were right, as far as plates allow"
    easier = observe(sore, [done(load_kg, 5, 7.0)])
    assert easier is not None
    # 112.5 of 141.2 kg leave 9.67 to failure, where a repetition is worth 2.51 %
    assert easier.cost == pytest.approx(as_planned.cost - 0.0251, abs=1e-4)
    assert observe(sore, [done(load_kg, 5)]) is None
    assert observe(sore, [done(load_kg, 5, 8.0, trusted=False)]) is None
    assert observe(sore, []) is None
    light = prescribed(a_day(planned(SQUAT, rpe=6.0), maxes=(max_of(140),), check_in=answered(quads=4)))
    assert observe(light, [done(load_kg, 5, 6.0)]) is None


def sore_year(true_cost: float, seed: int) -> list[Observation]:
    """Two workouts a week for a year by the engine; every third with sore quads, which cost so much strength."""
    draws, history, observations = Random(seed), list[PerformedSet](), list[Observation]()
    for number in range(100):
        now = MONDAY + timedelta(days=3.5 * number)
        sore = number % 3 == 0
        day = a_day(
            planned(SQUAT),
            maxes=(max_of(140, at=MONDAY - days(1)),),
            history=history,
            check_in=answered(4, quads=4 if sore else 1),
            now=now,
        )
        (squat,) = workout(day).exercises
        strong_g = 140_000 * (1.0 - (true_cost if sore else 0.0)) * math.exp(draws.gauss(0.0, 0.03))
        performed = list[PerformedSet]()
        for target in work_sets(squat):
            made, left = _as_the_body_does(target.load_g or 0, target.reps or 1, strong_g, draws)
            performed.append(replace(made, at=now, local_date=now.date()))
            strong_g *= 1.0 - loss_at(left)
        observation = observe(squat, performed)
        observations += [observation] if observation is not None else []
        history += performed
    return observations


def _as_the_body_does(load_g: int, reps: int, strong_g: float, draws: Random) -> tuple[PerformedSet, float]:
    """The set and what it left: nobody makes more repetitions than there are, and a hard set tires."""
    to_failure = USUAL.reps(load_g / strong_g) if load_g < strong_g else 0.0
    most = math.floor(to_failure)
    felt = felt_rpe(min(reps, most), to_failure) + draws.gauss(0.0, 0.7)
    rpe = 10.0 if reps > most else min(max(round(2 * felt) / 2, 5.0), 10.0)
    made = done(load_g / 1000, min(reps, most), rpe, failed=reps > most)
    return replace(made, target_reps=reps), max(to_failure - reps, 0.0)


@pytest.mark.parametrize("seed", range(3))
def test_whose_soreness_costs_nothing_gets_a_smaller_modifier_within_bounds(seed: int) -> None:
    proposal = propose(measure(sore_year(0.0, seed)), {})
    assert proposal is not None
    assert 0.95 < proposal.values[SORE] <= CONSTANTS[SORE].high


@pytest.mark.parametrize("seed", range(3))
def test_whose_soreness_costs_the_usual_keeps_the_usual_modifier(seed: int) -> None:
    proposal = propose(measure(sore_year(0.05, seed)), {})
    assert proposal is None or SORE not in proposal.values


def test_a_new_version_makes_the_next_sore_day_heavier() -> None:
    proposal = propose(measure(seen(0.0, 20, SORE)), {})
    assert proposal is not None
    day = a_day(planned(SQUAT), maxes=(max_of(140),), check_in=answered(quads=4))
    before, after = (generate(replace(day, constants=own)) for own in ({}, proposal.values))
    assert work_sets(after.exercises[0])[0].load_g > work_sets(before.exercises[0])[0].load_g  # type: ignore[union-attr,operator]
