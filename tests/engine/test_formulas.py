"""The constants that may differ for one athlete are the engine's own, and stay near the evidence."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

import core.engine
from core.engine.formulas import CONSTANTS, Overrides, within_bounds
from core.engine.models import PerformedSet, Reason, Snapshot, Strength
from core.engine.next_set import progress
from core.engine.steps.effort_history import effort_history
from core.engine.week import situations
from tests.engine.builders import (
    LIFTER,
    MONDAY,
    PUSH_UP,
    SQUAT,
    a_day,
    answered,
    days,
    done,
    max_of,
    planned,
    prescribed,
)


def value_in_code(name: str) -> object:
    module, _, constant = name.partition(".")
    module = "timeline" if constant == "LOSS_PER_WEEK" else module  # named for what it is about
    where = "steps." if module in {"readiness", "soreness", "effort_history"} else ""
    return getattr(import_module(f"core.engine.{where}{module}"), constant)


@pytest.mark.parametrize("name", CONSTANTS)
def test_a_constant_is_what_the_code_uses(name: str) -> None:
    constant = CONSTANTS[name]
    assert constant.default == value_in_code(name)
    assert 0.0 < constant.low <= constant.default < constant.high


@pytest.mark.parametrize("name", [name for name in CONSTANTS if name.endswith("_LOAD")])
def test_a_sign_never_earns_load_whatever_it_is_set_to(name: str) -> None:
    assert CONSTANTS[name].high < 1.0


def test_bounds_are_half_and_double_the_effect() -> None:
    effort, load = CONSTANTS["set_by_set.LOAD_PER_RPE"], CONSTANTS["readiness.VERY_LOW_LOAD"]
    assert (effort.low, effort.default, effort.high) == (0.02, 0.04, 0.08)
    assert (load.low, load.default, load.high) == (0.95, 0.95, 0.975)  # never more than the evidence's 5 %
    sore = CONSTANTS["soreness.VERY_SORE_LOAD"]
    assert (sore.low, sore.default, sore.high) == (0.90, 0.95, 0.975)


@pytest.mark.parametrize("values", [{"pain.MILD_LOAD": 1.0}, {"set_by_set.LOAD_PER_RPE": 0.5}])
def test_overrides_hold_known_names_within_bounds(values: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"there is no constant|is between"):
        Overrides(values)


@pytest.mark.parametrize("name", CONSTANTS)
def test_every_constant_of_an_own_version_is_asked_for_by_the_engine(name: str) -> None:
    files = [path for path in Path(core.engine.__file__).parent.rglob("*.py") if path.name != "formulas.py"]
    assert any(re.search(f'"{name}"', path.read_text()) for path in files)


def usual(*sessions: tuple[int, float]) -> tuple[PerformedSet, ...]:
    return tuple(done(100, 5, rpe, at=MONDAY - days(ago)) for ago, rpe in sessions)


GOOD_WEEKS = usual((21, 8), (18, 8), (14, 8), (11, 8), (7, 8), (4, 8))


@pytest.mark.parametrize(
    ("name", "day", "more_is_heavier"),
    [
        ("readiness.VERY_LOW_LOAD", a_day(planned(SQUAT), history=GOOD_WEEKS, check_in=answered(1)), True),
        (
            "soreness.VERY_SORE_LOAD",
            a_day(planned(SQUAT), history=GOOD_WEEKS, check_in=answered(quads=4)),
            True,
        ),
        ("strength.LOSS_PER_WEEK", a_day(planned(SQUAT), history=usual((80, 8), (77, 8))), False),
        (
            "curve.RIR_BIAS_REPS",
            a_day(planned(SQUAT, rpe=9.5), history=usual((7, 7)), maxes=(max_of(115),)),
            True,
        ),
    ],
)
def test_an_own_value_moves_the_load_and_the_reason_says_so(
    name: str, day: Snapshot, more_is_heavier: bool
) -> None:
    usual_g, said = wanted_g(day, name)
    assert not said
    more_g, said = wanted_g(replace(day, constants={name: CONSTANTS[name].high}), name)
    assert said
    assert more_g > usual_g if more_is_heavier else more_g < usual_g


def wanted_g(snapshot: Snapshot, own: str) -> tuple[int, list[Reason]]:
    reasons = prescribed(snapshot).reasons
    wanted = next(each for each in reasons if each.step == "strength").facts["wanted_g"]
    assert isinstance(wanted, int)
    return wanted, [each for each in reasons if own in str(each.facts.get("own"))]


def load_factor(efforts: Sequence[float], **own: float) -> float:
    """Of three workouts, for a lifter whose 140 kg are certain: 110.8 kg x 5 should be felt as a 6."""
    history = tuple(done(110.8, 5, rpe, at=MONDAY - days(ago)) for ago in (9, 6, 3) for rpe in efforts)
    constants = {f"effort_history.{name}": value for name, value in own.items()}
    known = Strength(exercise_id=SQUAT.id, log_mean=math.log(140_000), log_sd=0.01, sets_seen=9)
    (situation,), _ = situations(a_day(planned(SQUAT), history=history, constants=constants))
    said = effort_history(replace(situation, strength=known))
    return 1.0 if said is None else said.load_factor


def test_own_values_of_the_effort_history_move_what_it_takes_and_when() -> None:
    assert (load_factor([7]), load_factor([7], HARDER_LOAD=0.96)) == (0.975, 0.96)
    assert (load_factor([8]), load_factor([8], MUCH_HARDER_LOAD=0.93)) == (0.95, 0.93)
    assert load_factor([8], HARDER_LOAD=0.95, MUCH_HARDER_LOAD=0.97) == 0.95  # never milder than for less
    assert (load_factor([7, 7, 7]), load_factor([7, 7, 7], FATIGUE_RPE_PER_SET=0.15)) == (1.0, 0.975)


def test_an_own_value_of_the_load_per_rpe_steers_the_next_set() -> None:
    day = a_day(planned(SQUAT), maxes=(max_of(140),))
    cautious, bold = (replace(day, constants={"set_by_set.LOAD_PER_RPE": own}) for own in (0.02, 0.08))
    after = [
        progress(prescribed(each), [done(120, 5, 10, target_rpe=8)]).reasons[-1].facts["day_pct"]
        for each in (day, cautious, bold)
    ]
    # 1.2 harder than 8.8, trusted to 0.7: at 2.6 %, what a repetition is worth on the curve and the most; and at 2 %
    assert after == [-2.2, -1.9, -2.2]
    before = done(0, 20, 8, at=MONDAY - days(3), exercise_id=PUSH_UP.id)
    day = a_day(planned(PUSH_UP, reps=20, rest_s=60), profile=LIFTER, history=(before,))
    cautious = replace(day, constants={"set_by_set.LOAD_PER_RPE": 0.02})
    reps = [
        progress(prescribed(each, PUSH_UP), [done(0, 20, 10, exercise_id=PUSH_UP.id)]).remaining[0].reps
        for each in (day, cautious)
    ]
    # a repetition for each RPE point, however much load that is: 2 x 0.79, and 1.5 % worn are 0.4 more; at 2 % a
    # point a report is trusted to 0.94, and what is worn is 0.8
    assert reps == [18, 17]


def test_a_stored_value_out_of_bounds_counts_as_the_bound_and_an_unknown_name_not_at_all() -> None:
    stored = {"soreness.VERY_SORE_LOAD": 0.2, "pain.MILD_LOAD": 1.0, "readiness.VERY_LOW_LOAD": math.nan}
    assert within_bounds(stored) == {"soreness.VERY_SORE_LOAD": 0.90}
    day = a_day(planned(SQUAT), maxes=(max_of(140),), check_in=answered(quads=4))
    assert prescribed(replace(day, constants=stored)) == prescribed(
        replace(day, constants={"soreness.VERY_SORE_LOAD": 0.90})
    )
