"""What stands where somebody trains, in words; and why a typed line of it could not be read."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise, takewhile

from bot.texts.tongue import Html, Tongue
from core.engine.loads import USUAL_BARS_G, inventory
from core.engine.models import Equipment, Kit, Stack
from core.engine.units import Unit
from core.notation.kit import KitFlaw
from core.services.kits import Here
from core.services.places import Place

ROUNDING_G = 2  # pounds are no whole grams
LEAST_RANGE = 3  # sizes with the same step between them are said as a range


def card(t: Tongue, here: Here) -> Html:
    """Everything that can be loaded, and how to say it."""
    title = t._("Your kit") if here.place is None else Html(escape(here.place.name))
    lines = [Html(f"<b>{title}</b>"), *_lines(t, here.kit)]
    lines.append(t._("\nSomething else? Type it, with a name for another place:"))
    lines.append(Html(f"<code>/kit {_example(t)}</code>"))
    return Html("\n".join(lines))


def first_place(t: Tongue) -> str:
    """What a place is called that nobody named."""
    return t._("My gym")


def go(t: Tongue, place: Place) -> Html:
    """The button of another place."""
    return t._("Train at {place}", place=place.name)


def refusal(t: Tongue, flaw: KitFlaw, part: str) -> Html:
    """Which part cannot be read, and how it can be said."""
    named = Html(f"<code>{escape(part)}</code>")
    return {
        KitFlaw.EMPTY: t._("Say what is there: {example}", example=Html(f"<code>/kit {_example(t)}</code>")),
        KitFlaw.WORD: t._(
            "I do not know what {part} is. I know bars, ez, trap, smith, collars, plates, dumbbells, kettlebells, "
            "machines, cables, pull-up bar, bands and rings.",
            part=named,
        ),
        KitFlaw.NUMBER: t._(
            "I cannot read the numbers of {part}. Leave spaces between them, like this: "
            "<code>bar 20, plates 20x2 10 2.5</code>",
            part=named,
        ),
        KitFlaw.RANGE: t._(
            "I need the lightest, the heaviest and the step of {part}, like this: <code>stack 5-100 by 5</code>",
            part=named,
        ),
        KitFlaw.LOADLESS: t._(
            "How heavy? {part} needs its weights, like this: <code>dumbbells 2-30 by 2</code>", part=named
        ),
        KitFlaw.NO_BAR: t._(
            "{part} need something to hang on. Say which bar is there, like this: <code>bar 20</code>",
            part=named,
        ),
    }[flaw]


def _example(t: Tongue) -> str:
    if t.unit is Unit.KG:
        return t._("Garage: bar 20, plates 20x2 10 5 2.5 1.25, dumbbells 2-30 by 2, stack 5-100 by 5")
    return t._("Garage: bar 45, plates 45x2 25 10 5 2.5, dumbbells 5-50 by 5, stack 10-200 by 10")


def _lines(t: Tongue, kit: Kit) -> Iterator[Html]:
    if Equipment.BARBELL in kit.equipment:
        yield t._("Bars: {sizes}", sizes=_sizes(t, sorted({kit.bar_g, *kit.more_bars_g})))
    for equipment, usual_g in USUAL_BARS_G.items():
        if equipment in kit.equipment:
            yield _own_bar(t, equipment, t.load(kit.own_bars_g.get(equipment, usual_g)))
    if kit.collars_g > 0:
        yield t._("Collars: {load} the pair", load=t.load(kit.collars_g))
    if inventory(kit):
        pairs = " + ".join(
            t.amount(plate_g) if count == 1 else f"{count} × {t.amount(plate_g)}"
            for plate_g, count in inventory(kit)
        )
        yield t._("Plates on each side: {plates}", plates=Html(pairs))
    if Equipment.DUMBBELL in kit.equipment and kit.dumbbells_g:
        yield t._("Dumbbells: {sizes}", sizes=_sizes(t, kit.dumbbells_g))
    if Equipment.KETTLEBELL in kit.equipment and kit.kettlebells_g:
        yield t._("Kettlebells: {sizes}", sizes=_sizes(t, kit.kettlebells_g))
    if Equipment.MACHINE in kit.equipment:
        yield t._("Machines: {sizes}", sizes=_stack(t, kit, Equipment.MACHINE))
    if Equipment.CABLE in kit.equipment:
        yield t._("Cables: {sizes}", sizes=_stack(t, kit, Equipment.CABLE))


def _own_bar(t: Tongue, equipment: Equipment, load: Html) -> Html:
    if equipment is Equipment.EZ_BAR:
        return t._("EZ bar: {load}", load=load)
    if equipment is Equipment.TRAP_BAR:
        return t._("Trap bar: {load}", load=load)
    return t._("Smith machine, empty: {load}", load=load)


def _stack(t: Tongue, kit: Kit, equipment: Equipment) -> Html:
    stack = kit.stacks.get(equipment.value, Stack(step_g=kit.stack_step_g, max_g=kit.stack_max_g))
    first_g = stack.step_g if stack.first_g is None else stack.first_g
    sizes = _range(t, first_g, stack.max_g, stack.step_g)
    if stack.half_step_g > 0:
        return t._("{sizes}, and {load} more beside the pin", sizes=sizes, load=t.load(stack.half_step_g))
    return sizes


def _sizes(t: Tongue, sizes_g: Iterable[int]) -> Html:
    """Runs with the same step as ranges, the others one by one."""
    said: list[Html] = []
    left = sorted(sizes_g)
    while left:
        step_g = left[1] - left[0] if len(left) > 1 else 0
        run = _run(left, step_g)
        said.append(t.load(left[0]) if run == 1 else _range(t, left[0], left[run - 1], step_g))
        left = left[run:]
    return Html(", ".join(said))


def _run(sizes_g: list[int], step_g: int) -> int:
    """How many from the first on go up by the same step; too few are none."""
    same = takewhile(lambda pair: abs(pair[1] - pair[0] - step_g) <= ROUNDING_G, pairwise(sizes_g))
    run = 1 + sum(1 for _ in same)
    return run if run >= LEAST_RANGE else 1


def _range(t: Tongue, first_g: int, last_g: int, step_g: int) -> Html:
    return t._(
        "{first}–{last} by {step}", first=t.amount(first_g), last=t.load(last_g), step=t.amount(step_g)
    )
