"""What to open a meet with and how to go on."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.attempts import Advice, advise, next_g
from core.engine.kits import KITS
from core.engine.loads import loadable_steps_g
from core.engine.models import EventKind, Strength
from core.engine.strength import low_g
from tests.engine.builders import SQUAT

STEPS_G = loadable_steps_g(KITS["full_gym"], SQUAT)
KNOWN = Strength(exercise_id=1, log_mean=math.log(200_000), log_sd=0.02, sets_seen=50)


def advised(strength: Strength, kind: EventKind = EventKind.MEET) -> Advice:
    made = advise(strength, STEPS_G, kind)
    assert made is not None
    return made


def test_a_known_lifter_opens_at_about_nine_tenths_and_ends_at_the_estimate() -> None:
    made = advised(KNOWN)
    assert [load_g / 2000 for load_g in made.loads_g] == pytest.approx([92, 96.5, 100], abs=1.0)
    assert made.warm_ups[-1].load_g is not None
    assert made.warm_ups[-1].load_g < made.loads_g[0]
    assert made.reason.facts["load_g"] == made.loads_g[0]


def test_the_less_is_known_the_lighter_the_opener() -> None:
    unsure = replace(KNOWN, log_sd=0.08)
    assert advised(unsure).loads_g[0] <= low_g(unsure) < advised(KNOWN).loads_g[0]


def test_a_test_has_five_attempts_at_most_and_a_long_rest() -> None:
    made = advised(KNOWN, EventKind.TEST)
    assert len(made.loads_g) == 5
    assert made.rest_s >= 180


@given(
    st.floats(20_000, 400_000),
    st.floats(0.005, 0.25),
    st.sampled_from([EventKind.MEET, EventKind.TEST]),
    st.lists(st.booleans(), max_size=8),
)
def test_loads_rise_never_fall_and_end(
    mean_g: float, log_sd: float, kind: EventKind, results: list[bool]
) -> None:
    strength = replace(KNOWN, log_mean=math.log(mean_g), log_sd=log_sd)
    made = advise(strength, STEPS_G, kind)
    if made is None:
        return
    assert list(made.loads_g) == sorted(set(made.loads_g))
    tried: list[tuple[int, bool]] = []
    for result in results:
        load_g = next_g(made, STEPS_G, tried)
        if load_g is None:
            break
        assert load_g in STEPS_G
        if tried:
            last_g, went = tried[-1]
            assert load_g > last_g if went else load_g == last_g
        tried.append((load_g, result))
    assert len(tried) <= 5
    assert sum(not went for _, went in tried) <= 2


def test_nothing_is_advised_where_nothing_so_light_can_be_loaded() -> None:
    assert advise(replace(KNOWN, log_mean=math.log(15_000)), STEPS_G, EventKind.MEET) is None
