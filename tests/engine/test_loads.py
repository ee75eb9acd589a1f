"""What can be loaded, which step is nearest, and which plates make it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.kits import KITS
from core.engine.loads import can_do, loadable_steps_g, nearest_g, plates_per_side_g
from core.engine.models import Equipment, Exercise, Kit, LoadMode, Muscle, Pattern

HOME = KITS["home_barbell"]
ODD = Kit(equipment=frozenset({Equipment.BARBELL}), plates_g={6_000: 1, 5_000: 2, 4_000: 1})

inventories = st.dictionaries(
    st.sampled_from([250, 500, 1_250, 2_500, 5_000, 7_500, 10_000, 11_340, 15_000, 20_000, 25_000]),
    st.integers(0, 3),
    max_size=5,
).map(lambda plates_g: Kit(equipment=frozenset({Equipment.BARBELL}), plates_g=plates_g))


def test_a_bar_starts_empty_and_goes_up_by_twice_the_smallest_plate() -> None:
    steps_g = loadable_steps_g(HOME, LoadMode.BAR)
    assert steps_g[:4] == (20_000, 22_500, 25_000, 27_500)
    assert steps_g[-1] == 20_000 + 2 * (3 * 20_000 + 10_000 + 5_000 + 2_500 + 1_250)


def test_only_plates_that_are_there_count() -> None:
    # one pair of 6 and of 4, two of 5: sides 0 4 5 6 9 10 11 14 15 16 20, never 8 or 12
    sides_kg = [(step_g - 20_000) // 2_000 for step_g in loadable_steps_g(ODD, LoadMode.BAR)]
    assert sides_kg == [0, 4, 5, 6, 9, 10, 11, 14, 15, 16, 20]


def test_every_kind_of_load_has_its_own_steps() -> None:
    gym = KITS["full_gym"]
    assert loadable_steps_g(KITS["dumbbells"], LoadMode.PER_HAND)[:3] == (2_000, 4_000, 6_000)
    assert loadable_steps_g(gym, LoadMode.STACK)[:2] == (5_000, 10_000)
    assert loadable_steps_g(gym, LoadMode.BODY_WEIGHT)[:2] == (0, 1_250)
    assert loadable_steps_g(KITS["body_weight"], LoadMode.BODY_WEIGHT) == (0,)
    assert loadable_steps_g(gym, LoadMode.TIMED) == loadable_steps_g(gym, LoadMode.BAND) == ()
    assert loadable_steps_g(KITS["dumbbells"], LoadMode.BAR) == ()


def test_pounds_are_loaded_in_pounds() -> None:
    gym = KITS["full_gym_lb"]
    assert loadable_steps_g(gym, LoadMode.BAR)[:2] == (20_412, 20_412 + 2 * 1_134)
    assert plates_per_side_g(gym, 61_235) == (20_412,)  # 135 lb typed: one 45 each side


@pytest.mark.parametrize(
    ("wanted_kg", "step_kg"),
    [(100, 100), (98.8, 97.5), (99.1, 100), (101, 100), (101.4, 100), (101.6, 102.5), (12, 20), (500, 177.5)],
)
def test_the_nearest_step_is_at_most_one_percent_above(wanted_kg: float, step_kg: float) -> None:
    assert nearest_g(loadable_steps_g(HOME, LoadMode.BAR), wanted_kg * 1000) == step_kg * 1000


def test_the_fewest_plates_are_found_where_taking_the_heaviest_first_is_not_best() -> None:
    # 10 a side: 6 + 4 or 5 + 5 are two plates each; 9 a side: 5 + 4, where 6 first leads nowhere
    assert plates_per_side_g(ODD, 38_000) == (5_000, 4_000)
    assert len(plates_per_side_g(ODD, 40_000) or ()) == 2
    assert plates_per_side_g(ODD, 36_000) is None
    assert plates_per_side_g(ODD, 20_000) == ()
    assert plates_per_side_g(ODD, 19_000) is None


@given(inventories)
def test_every_step_of_a_bar_can_be_built_from_the_plates(kit: Kit) -> None:
    for step_g in loadable_steps_g(kit, LoadMode.BAR):
        plates = plates_per_side_g(kit, step_g)
        assert plates is not None
        assert kit.bar_g + 2 * sum(plates) == step_g
        assert all(plates.count(plate_g) <= kit.plates_g[plate_g] for plate_g in plates)
        assert list(plates) == sorted(plates, reverse=True)


@given(inventories, st.floats(1, 400_000), st.floats(1, 400_000))
def test_wanting_more_never_loads_less(kit: Kit, one: float, other: float) -> None:
    steps_g = loadable_steps_g(kit, LoadMode.BAR)
    less, more = sorted((one, other))
    assert nearest_g(steps_g, less) <= nearest_g(steps_g, more)


def test_an_exercise_needs_its_equipment_and_something_to_load() -> None:
    curl = Exercise(
        id=1,
        key="curl",
        pattern=Pattern.PULL,
        equipment=Equipment.DUMBBELL,
        load_mode=LoadMode.PER_HAND,
        muscles={Muscle.BICEPS: 1.0},
    )
    assert can_do(KITS["dumbbells"], curl)
    assert not can_do(HOME, curl)
    assert not can_do(Kit(equipment=frozenset({Equipment.DUMBBELL})), curl)
