"""What can be loaded, which step is nearest, and which plates make it."""

import time
from itertools import product
from operator import mul
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.kits import KITS
from core.engine.loads import can_do, closest_g, loadable_steps_g, nearest_g, sums_g
from core.engine.models import Equipment, Exercise, Kit, LoadMode, Muscle, Pattern, Stack
from core.persistence.documents import from_document

HOME = KITS["home_barbell"]
ODD = Kit(equipment=frozenset({Equipment.BARBELL}), plates_g={6_000: 1, 5_000: 2, 4_000: 1})

inventories = st.dictionaries(
    st.sampled_from([250, 500, 1_250, 2_500, 5_000, 7_500, 10_000, 11_340, 15_000, 20_000, 25_000]),
    st.integers(0, 3),
    max_size=5,
).map(lambda plates_g: Kit(equipment=frozenset({Equipment.BARBELL}), plates_g=plates_g))


def loaded_as(
    equipment: Equipment, mode: LoadMode, *, key: str = "lift", pattern: Pattern = Pattern.PULL
) -> Exercise:
    return Exercise(
        id=1, key=key, pattern=pattern, equipment=equipment, load_mode=mode, muscles={Muscle.BICEPS: 1.0}
    )


BARBELL = loaded_as(Equipment.BARBELL, LoadMode.BAR)
CURL = loaded_as(Equipment.DUMBBELL, LoadMode.PER_HAND)
MACHINE = loaded_as(Equipment.MACHINE, LoadMode.STACK)
PULL_UP = loaded_as(Equipment.PULL_UP_BAR, LoadMode.BODY_WEIGHT)


def kit(*equipment: Equipment, **rest: Any) -> Kit:
    return Kit(equipment=frozenset(equipment), **rest)


def test_a_bar_starts_empty_and_goes_up_by_twice_the_smallest_plate() -> None:
    steps_g = loadable_steps_g(HOME, BARBELL)
    assert steps_g[:4] == (20_000, 22_500, 25_000, 27_500)
    assert steps_g[-1] == 20_000 + 2 * (3 * 20_000 + 10_000 + 5_000 + 2_500 + 1_250)


def test_only_plates_that_are_there_count() -> None:
    # one pair of 6 and of 4, two of 5: sides 0 4 5 6 9 10 11 14 15 16 20, never 8 or 12
    sides_kg = [(step_g - 20_000) // 2_000 for step_g in loadable_steps_g(ODD, BARBELL)]
    assert sides_kg == [0, 4, 5, 6, 9, 10, 11, 14, 15, 16, 20]


def test_every_kind_of_load_has_its_own_steps() -> None:
    gym = KITS["full_gym"]
    assert loadable_steps_g(KITS["dumbbells"], CURL)[:3] == (2_000, 4_000, 6_000)
    assert loadable_steps_g(gym, MACHINE)[:2] == (5_000, 10_000)
    assert loadable_steps_g(gym, PULL_UP)[:2] == (0, 1_250)
    assert loadable_steps_g(KITS["body_weight"], PULL_UP) == (0,)
    for mode in (LoadMode.TIMED, LoadMode.BAND, LoadMode.DISTANCE):
        assert loadable_steps_g(gym, loaded_as(Equipment.NONE, mode)) == ()
    assert loadable_steps_g(KITS["dumbbells"], BARBELL) == ()


def test_each_exercise_takes_the_bar_it_needs() -> None:
    steps = {
        equipment: loadable_steps_g(KITS["full_gym"], loaded_as(equipment, LoadMode.BAR))[:2]
        for equipment in (Equipment.BARBELL, Equipment.EZ_BAR, Equipment.TRAP_BAR)
    }
    assert steps == {
        Equipment.BARBELL: (20_000, 22_500),
        Equipment.EZ_BAR: (10_000, 12_500),
        Equipment.TRAP_BAR: (25_000, 27_500),
    }
    smith = loaded_as(Equipment.SMITH, LoadMode.STACK)
    weighed = kit(Equipment.SMITH, plates_g={5_000: 1}, own_bars_g={Equipment.SMITH: 7_000}, collars_g=5_000)
    assert loadable_steps_g(KITS["full_gym"], smith)[:2] == (10_000, 12_500)
    assert loadable_steps_g(weighed, smith) == (7_000, 17_000)  # and no collars


def test_lighter_bars_and_collars_add_their_own_loads() -> None:
    women = kit(Equipment.BARBELL, bar_g=20_000, more_bars_g=(10_000, 15_000), plates_g={5_000: 1})
    assert loadable_steps_g(women, BARBELL) == (10_000, 15_000, 20_000, 25_000, 30_000)
    meet = kit(Equipment.BARBELL, collars_g=5_000, plates_g={25_000: 1})
    assert loadable_steps_g(meet, BARBELL) == (20_000, 75_000)  # an empty bar needs none


def test_kilograms_and_pounds_may_hang_on_one_bar() -> None:
    mixed = kit(Equipment.BARBELL, plates_g={20_412: 1, 10_000: 1})
    assert loadable_steps_g(mixed, BARBELL) == (20_000, 40_000, 60_824, 80_824)


def test_a_stack_has_its_own_first_pin_steps_and_half_steps() -> None:
    own = Stack(first_g=7_000, step_g=7_000, max_g=21_000, half_step_g=2_500)
    gym = kit(
        Equipment.MACHINE,
        Equipment.CABLE,
        stacks={"leg_press": own, "cable": Stack(step_g=2_500, max_g=7_500)},
    )
    leg_press = loaded_as(Equipment.MACHINE, LoadMode.STACK, key="leg_press")
    assert loadable_steps_g(gym, leg_press) == (7_000, 9_500, 14_000, 16_500, 21_000, 23_500)
    assert loadable_steps_g(gym, loaded_as(Equipment.CABLE, LoadMode.STACK)) == (2_500, 5_000, 7_500)
    assert loadable_steps_g(gym, MACHINE)[:2] == (5_000, 10_000)


def test_kettlebells_are_their_own_sizes_where_they_were_said() -> None:
    swing = loaded_as(Equipment.KETTLEBELL, LoadMode.PER_HAND)
    assert loadable_steps_g(kit(Equipment.KETTLEBELL, kettlebells_g=(24_000, 16_000)), swing) == (
        16_000,
        24_000,
    )
    assert loadable_steps_g(kit(Equipment.KETTLEBELL, dumbbells_g=(10_000,)), swing) == (10_000,)


def test_a_carry_is_loaded_with_what_is_carried() -> None:
    gym = KITS["full_gym"]
    walk = loaded_as(Equipment.DUMBBELL, LoadMode.TIMED, pattern=Pattern.CARRY)
    sled = loaded_as(Equipment.SLED, LoadMode.DISTANCE, pattern=Pattern.CARRY)
    assert loadable_steps_g(gym, walk) == loadable_steps_g(gym, CURL)
    assert loadable_steps_g(gym, sled)[:2] == (1_250, 2_500)  # on one pole any number of plates
    assert can_do(gym, loaded_as(Equipment.NONE, LoadMode.DISTANCE, pattern=Pattern.GAIT))


def test_kits_stored_before_there_were_several_bars_still_load() -> None:
    old = {
        "equipment": ["barbell", "machine"],
        "bar_g": 15000,
        "plates_g": {"10000": 2},
        "dumbbells_g": [],
        "stack_step_g": 5000,
        "stack_max_g": 100000,
    }
    assert loadable_steps_g(from_document(Kit, old), BARBELL) == (15_000, 35_000, 55_000)


def test_the_steps_of_a_full_gym_take_less_than_a_millisecond() -> None:
    def seconds() -> float:
        sums_g.cache_clear()
        began = time.perf_counter()
        loadable_steps_g(KITS["full_gym"], BARBELL)
        return time.perf_counter() - began

    assert min(seconds() for _ in range(5)) < 0.001


def test_no_inventory_is_too_odd_to_be_counted() -> None:
    odd = ((20_123, 99), (17_331, 99), (11_117, 99), (7_219, 10**9))
    assert {7_219 * 3, 20_123 + 17_331, 11_117 * 89} <= sums_g(odd)
    assert max(sums_g(odd)) <= 1_000_000


@given(st.lists(st.tuples(st.sampled_from([1, 500, 1_134, 2_500, 20_000]), st.integers(0, 4)), max_size=4))
def test_sums_are_those_of_every_choice_of_plates(plates: list[tuple[int, int]]) -> None:
    choices = product(*(range(count + 1) for _, count in plates))
    weights_g = [plate_g for plate_g, _ in plates]
    sums = {sum(map(mul, weights_g, chosen)) for chosen in choices}
    assert sums_g(tuple(plates)) == sums


def test_pounds_are_loaded_in_pounds() -> None:
    assert loadable_steps_g(KITS["full_gym_lb"], BARBELL)[:2] == (20_412, 20_412 + 2 * 1_134)


@pytest.mark.parametrize(
    ("wanted_kg", "step_kg"),
    [(100, 100), (98.8, 97.5), (99.1, 100), (101, 100), (101.4, 100), (101.6, 102.5), (12, 20), (500, 177.5)],
)
def test_the_nearest_step_is_at_most_one_percent_above(wanted_kg: float, step_kg: float) -> None:
    assert nearest_g(loadable_steps_g(HOME, BARBELL), wanted_kg * 1000) == step_kg * 1000


@given(inventories, st.floats(1, 400_000), st.floats(1, 400_000))
def test_wanting_more_never_loads_less(kit: Kit, one: float, other: float) -> None:
    steps_g = loadable_steps_g(kit, BARBELL)
    less, more = sorted((one, other))
    assert nearest_g(steps_g, less) <= nearest_g(steps_g, more)


@given(inventories, st.floats(1, 400_000))
def test_the_closest_step_is_never_further_than_the_nearest_allowed_one(kit: Kit, wanted_g: float) -> None:
    steps_g = loadable_steps_g(kit, BARBELL)
    assert closest_g(steps_g, wanted_g) == min(steps_g, key=lambda step_g: (abs(step_g - wanted_g), step_g))


def test_an_exercise_needs_its_equipment_and_something_to_load() -> None:
    assert can_do(KITS["dumbbells"], CURL)
    assert not can_do(HOME, CURL)
    assert not can_do(kit(Equipment.DUMBBELL), CURL)
