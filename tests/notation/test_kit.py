"""What stands in a gym, as one typed line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.loads import inventory, loadable_steps_g
from core.engine.models import Equipment, Kit, LoadMode, Muscle, Pattern, Stack
from core.engine.units import Unit
from core.notation.kit import KitFlaw, KitUnreadable, kit_of
from tests.engine.builders import SQUAT, exercise

LINE = "bar 20, plates 20x2 10x2 5 2.5 1.25, dumbbells 2-30 by 2, stack 5-100 by 5"


def test_a_whole_gym_is_one_line() -> None:
    kit = kit_of(LINE, Unit.KG)
    assert kit.equipment >= {
        Equipment.BARBELL,
        Equipment.DUMBBELL,
        Equipment.MACHINE,
        Equipment.CABLE,
        Equipment.NONE,
    }
    assert kit.bar_g == 20_000
    assert inventory(kit) == ((20_000, 2), (10_000, 2), (5_000, 1), (2_500, 1), (1_250, 1))
    assert kit.dumbbells_g == tuple(range(2_000, 30_001, 2_000))
    assert kit.stacks["machine"] == kit.stacks["cable"] == Stack(first_g=5_000, step_g=5_000, max_g=100_000)
    assert loadable_steps_g(kit, SQUAT)[1] == 22_500


@pytest.mark.parametrize(
    "line",
    [
        LINE.upper(),
        LINE.replace(",", ";"),
        LINE.replace(", ", "\n"),
        LINE.replace("2.5 ", "2,5 ").replace("1.25", "1,25"),
        "barra 20, discos 20x2 10x2 5 2.5 1.25, mancuernas 2 a 30 de 2, máquinas 5-100 cada 5",
        "гриф 20, блины 20х2 10х2 5 2,5 1,25, гантели 2-30 по 2, тренажёры 5-100 по 5",
    ],
)
def test_it_is_read_in_every_language_and_writing(line: str) -> None:
    assert kit_of(line, Unit.KG) == kit_of(LINE, Unit.KG)


def test_several_bars_and_collars() -> None:
    kit = kit_of("bars 20 15 10, ez 7.5, trap 25, smith 9, collars 2.5, plates 10x2", Unit.KG)
    assert kit.bar_g == 20_000
    assert set(kit.more_bars_g) == {10_000, 15_000}
    assert kit.own_bars_g == {Equipment.EZ_BAR: 7_500, Equipment.TRAP_BAR: 25_000, Equipment.SMITH: 9_000}
    assert kit.collars_g == 5_000


def test_pounds_are_the_usual_unit_of_some_and_may_be_typed_by_others() -> None:
    assert kit_of("bar 45, plates 45x2 2.5", Unit.LB).plates_g == {20_412: 2, 1_134: 1}
    assert kit_of("plates lb 45x2 2.5, bar 20", Unit.KG).plates_g == {20_412: 2, 1_134: 1}
    assert kit_of("bar 20, plates 45lb x2 20kg", Unit.KG).plates_g == {20_412: 2, 20_000: 1}
    assert kit_of("dumbbells 5-20 by 5 lb", Unit.KG).dumbbells_g == (2_268, 4_536, 6_804, 9_072)


def test_dumbbells_may_be_ranges_and_single_ones_together() -> None:
    kit = kit_of("dumbbells 1-4 by 1 7.5 10", Unit.KG)
    assert kit.dumbbells_g == (1_000, 2_000, 3_000, 4_000, 7_500, 10_000)
    assert kit_of("kettlebells 16 24 8", Unit.KG).kettlebells_g == (8_000, 16_000, 24_000)


def test_cables_may_have_their_own_stack_with_half_steps() -> None:
    kit = kit_of("machines 10-120 by 10, cables 2.5-70 by 5 half 2.5", Unit.KG)
    assert kit.stacks["machine"].step_g == 10_000
    assert kit.stacks["cable"] == Stack(first_g=2_500, step_g=5_000, max_g=67_500, half_step_g=2_500)


def test_a_machine_named_by_its_exercise_has_its_own_stack() -> None:
    def machine(name: str) -> tuple[str, Equipment] | None:
        return ("leg_press", Equipment.MACHINE) if name == "leg press" else None

    kit = kit_of("leg press 20-200 by 20, stack 5-50 by 5", Unit.KG, machine)
    assert kit.stacks["leg_press"] == Stack(first_g=20_000, step_g=20_000, max_g=200_000)
    assert kit.stacks["machine"].max_g == 50_000
    with pytest.raises(KitUnreadable):
        kit_of("leg press 20", Unit.KG, machine)


def test_a_stack_of_pounds_keeps_its_last_pin() -> None:
    kit = kit_of("stack 10-200 by 10", Unit.LB)
    press = exercise(1, "press", Pattern.PUSH, Equipment.MACHINE, LoadMode.STACK, {Muscle.CHEST: 1.0})
    assert len(loadable_steps_g(kit, press)) == 20


def test_what_needs_no_numbers_is_only_named() -> None:
    kit = kit_of("pull-up bar, bands, rings", Unit.KG)
    assert kit.equipment == {Equipment.PULL_UP_BAR, Equipment.BAND, Equipment.RINGS, Equipment.NONE}


@pytest.mark.parametrize(
    ("line", "flaw", "part"),
    [
        ("", KitFlaw.EMPTY, ""),
        ("bar 20, unicorn 5", KitFlaw.WORD, "unicorn 5"),
        ("plates", KitFlaw.LOADLESS, "plates"),
        ("bar 20, plates heavy", KitFlaw.NUMBER, "plates heavy"),
        ("bar 0", KitFlaw.NUMBER, "bar 0"),
        ("dumbbells 30-2 by 2", KitFlaw.RANGE, "dumbbells 30-2 by 2"),
        ("dumbbells 1-900 by 1", KitFlaw.RANGE, "dumbbells 1-900 by 1"),
        ("stack 5 10 15", KitFlaw.RANGE, "stack 5 10 15"),
        ("plates 20 10, dumbbells 10", KitFlaw.NO_BAR, "plates 20 10"),
        ("barn 20", KitFlaw.WORD, "barn 20"),
    ],
)
def test_what_cannot_be_read_is_named(line: str, flaw: KitFlaw, part: str) -> None:
    with pytest.raises(KitUnreadable) as unreadable:
        kit_of(line, Unit.KG)
    assert (unreadable.value.flaw, unreadable.value.part) == (flaw, part)


@given(st.text(max_size=60))
def test_any_text_is_a_kit_or_refused(text: str) -> None:
    try:
        kit = kit_of(text, Unit.KG)
    except KitUnreadable:
        return
    assert isinstance(kit, Kit)


@given(st.lists(st.sampled_from([*LINE.replace(",", " ").split(), ",", "lb", "half", "-"]), max_size=14))
def test_any_heap_of_known_words_is_a_kit_or_refused(words: list[str]) -> None:
    try:
        kit = kit_of(" ".join(words), Unit.LB)
    except KitUnreadable:
        return
    assert all(size_g > 0 for size_g in (*kit.dumbbells_g, *kit.plates_g, kit.bar_g))
