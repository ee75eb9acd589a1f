"""Which plates go on the bar, so that from set to set the fewest are moved."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.kits import KITS
from core.engine.loads import loadable_steps_g
from core.engine.models import Equipment, Kit
from core.engine.plates import Loading, loadings
from tests.engine.builders import SQUAT

ODD = Kit(equipment=frozenset({Equipment.BARBELL}), plates_g={6_000: 1, 5_000: 2, 4_000: 1})


def barbell(kit: Kit, *loads_kg: float) -> list[tuple[int, ...] | None]:
    """The plates of one side, set after set."""
    loads_g = [round(load_kg * 1000) for load_kg in loads_kg]
    return [None if each is None else each.plates_g for each in loadings(kit, Equipment.BARBELL, loads_g)]


def test_one_load_is_made_of_the_fewest_plates() -> None:
    # 9 a side: 5 + 4, where 6 first leads nowhere; 8 a side cannot be made
    assert barbell(ODD, 38) == [(5_000, 4_000)]
    assert barbell(ODD, 36) == [None]
    assert barbell(ODD, 20) == [()]
    assert barbell(ODD, 19) == [None]
    assert barbell(KITS["full_gym"], 142.5) == [(25_000, 25_000, 10_000, 1_250)]


def test_warm_ups_leave_on_what_the_work_needs() -> None:
    # alone, 60 is a 20 a side; on the way to 70 a pair of 25 would come and go
    assert barbell(KITS["full_gym"], 60, 70) == [(20_000,), (20_000, 5_000)]
    assert barbell(KITS["full_gym"], 70) == [(25_000,)]


def test_pounds_typed_and_pound_plates_summed_are_one_load() -> None:
    (loading,) = loadings(KITS["full_gym_lb"], Equipment.BARBELL, [61_235])  # 135 lb: one 45 each side
    assert loading == Loading(20_412, (20_412,))


def test_nobody_changes_the_bar_between_sets_who_need_not() -> None:
    kit = Kit(equipment=frozenset({Equipment.BARBELL}), more_bars_g=(15_000,), plates_g={5_000: 2})
    assert [each.bar_g for each in loadings(kit, Equipment.BARBELL, [20_000, 30_000]) if each] == [20_000] * 2
    assert [each.bar_g for each in loadings(kit, Equipment.BARBELL, [15_000, 25_000]) if each] == [15_000] * 2
    assert [each.bar_g for each in loadings(kit, Equipment.BARBELL, [15_000, 30_000]) if each] == [
        15_000,
        20_000,
    ]


def test_a_load_that_cannot_be_made_does_not_hide_the_others() -> None:
    assert barbell(KITS["home_barbell"], 60, 61, 100) == [(20_000,), None, (20_000, 20_000)]
    assert loadings(KITS["dumbbells"], Equipment.BARBELL, [20_000]) == (None,)


def test_collars_weigh_as_soon_as_there_is_a_plate() -> None:
    kit = Kit(equipment=frozenset({Equipment.BARBELL}), plates_g={10_000: 1}, collars_g=5_000)
    assert barbell(kit, 20, 45) == [(), (10_000,)]


inventories = st.dictionaries(
    st.sampled_from([1_250, 2_500, 5_000, 10_000, 11_340, 15_000, 20_000]), st.integers(0, 2), max_size=4
)


@settings(max_examples=60)
@given(inventories, st.lists(st.integers(0, 1_000), min_size=1, max_size=4), st.sampled_from([(), (15_000,)]))
def test_no_other_way_moves_fewer_plates(
    plates_g: dict[int, int], picks: list[int], more_bars_g: tuple[int, ...]
) -> None:
    kit = Kit(equipment=frozenset({Equipment.BARBELL}), plates_g=plates_g, more_bars_g=more_bars_g)
    steps_g = loadable_steps_g(kit, SQUAT)
    loads_g = [steps_g[pick % len(steps_g)] for pick in picks]
    found = [each for each in loadings(kit, Equipment.BARBELL, loads_g) if each is not None]
    assert [each.bar_g + 2 * sum(each.plates_g) for each in found] == loads_g
    for each in found:
        assert all(each.plates_g.count(plate_g) <= plates_g[plate_g] for plate_g in each.plates_g)
        assert list(each.plates_g) == sorted(each.plates_g, reverse=True)
    bars = {each.bar_g for each in found}
    assert moved(found) == min(
        moved(way) for way in every_way(kit, loads_g) if {w.bar_g for w in way} <= bars
    )


def every_way(kit: Kit, loads_g: list[int]) -> list[tuple[Loading, ...]]:
    """By trying everything."""
    bars = (kit.bar_g, *kit.more_bars_g)
    counts = product(*(range(pairs + 1) for pairs in kit.plates_g.values()))
    sides = [
        tuple(
            sorted(
                (g for g, used in zip(kit.plates_g, count, strict=True) for _ in range(used)), reverse=True
            )
        )
        for count in counts
    ]
    made = [
        [Loading(bar, side) for bar in bars for side in sides if bar + 2 * sum(side) == load]
        for load in loads_g
    ]
    return list(product(*made))


def moved(way: tuple[Loading, ...] | list[Loading]) -> int:
    """Plates taken off from the outside and put on, and two for another bar."""
    total, on_it = 0, list[int]()
    for each in way:
        wanted = [each.bar_g, *each.plates_g]
        while on_it != wanted[: len(on_it)]:
            on_it.pop()
            total += 1
        total += len(wanted) - len(on_it)
        on_it = wanted
    return total
