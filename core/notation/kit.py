"""What stands somewhere as one typed line: "bar 20, plates 20x2 10 5 2.5, dumbbells 2-30 by 2, stack 5-100 by 5"."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.engine.models import Equipment, Kit, Stack
from core.engine.units import Unit, to_grams
from core.notation.words import UNIT_WORDS, Word

MOST_SIZES = 100  # of one range: beyond it the step is a slip; design choice


class KitFlaw(StrEnum):
    """Why a part of the line cannot be read."""

    EMPTY = "empty"
    WORD = "word"  # nobody knows what it names
    NUMBER = "number"
    RANGE = "range"
    LOADLESS = "loadless"  # named, but without the numbers that it needs
    NO_BAR = "no_bar"  # plates and nothing to put them on


class KitUnreadable(ValueError):
    """A part of the line cannot be read; the part is kept for the answer."""

    def __init__(self, flaw: KitFlaw, part: str = "") -> None:
        super().__init__(flaw, part)
        self.flaw, self.part = flaw, part


class Thing(StrEnum):
    """What may stand somewhere."""

    BAR = "bar"
    EZ = "ez"
    TRAP = "trap"
    SMITH = "smith"
    COLLARS = "collars"
    PLATES = "plates"
    DUMBBELLS = "dumbbells"
    KETTLEBELLS = "kettlebells"
    STACK = "stack"
    CABLE = "cable"
    PULL_UP_BAR = "pull_up_bar"
    BANDS = "bands"
    RINGS = "rings"
    LANDMINE = "landmine"
    SLED = "sled"
    SANDBAG = "sandbag"
    MEDICINE_BALL = "medicine_ball"
    CARDIO = "cardio"


# English, Spanish, Russian; what begins a part, the longest first
WORDS: Mapping[Thing, str] = {
    Thing.BAR: "barbells|barbell|bars|bar|barras|barra|грифы|гриф|штанга",
    Thing.EZ: "ez bar|ez-bar|ez|barra z|barra ez|ez-гриф|изогнутый гриф",
    Thing.TRAP: "trap bar|hex bar|trap|hex|barra hexagonal|трэп-гриф|трэп",
    Thing.SMITH: "smith machine|smith|multipower|máquina smith|смит|машина смита",
    Thing.COLLARS: "collars|collar|clips|topes|cierres|замки|замок",
    Thing.PLATES: "plates|plate|discos|disco|блины|блин|диски",
    Thing.DUMBBELLS: "dumbbells|dumbbell|dbs|db|mancuernas|mancuerna|гантели|гантель",
    Thing.KETTLEBELLS: "kettlebells|kettlebell|kbs|kb|pesas rusas|pesa rusa|гири|гиря",
    Thing.STACK: "stacks|stack|machines|machine|máquinas|máquina|placas|тренажёры|тренажеры|тренажёр|тренажер|плитки",
    Thing.CABLE: "cables|cable|pulleys|pulley|poleas|polea|блоки|блок|кроссовер",
    Thing.PULL_UP_BAR: "pull-up bar|pull up bar|pullup bar|barra de dominadas|турник",
    Thing.BANDS: "bands|band|bandas|banda|gomas|резинки|резинка",
    Thing.RINGS: "rings|anillas|кольца",
    Thing.LANDMINE: "landmine|мина",
    Thing.SLED: "sled|trineo|сани",
    Thing.SANDBAG: "sandbag|saco de arena|saco|мешок",
    Thing.MEDICINE_BALL: "medicine ball|med ball|balón medicinal|медбол",
    Thing.CARDIO: "cardio|treadmill|rower|bike|cinta|remo|кардио|дорожка",
}
EQUIPMENT: Mapping[Thing, frozenset[Equipment]] = {
    Thing.BAR: frozenset({Equipment.BARBELL}),
    Thing.EZ: frozenset({Equipment.EZ_BAR}),
    Thing.TRAP: frozenset({Equipment.TRAP_BAR}),
    Thing.SMITH: frozenset({Equipment.SMITH}),
    Thing.COLLARS: frozenset(),
    Thing.PLATES: frozenset(),
    Thing.DUMBBELLS: frozenset({Equipment.DUMBBELL}),
    Thing.KETTLEBELLS: frozenset({Equipment.KETTLEBELL}),
    Thing.STACK: frozenset({Equipment.MACHINE, Equipment.CABLE}),
    Thing.CABLE: frozenset({Equipment.CABLE}),
    Thing.PULL_UP_BAR: frozenset({Equipment.PULL_UP_BAR}),
    Thing.BANDS: frozenset({Equipment.BAND}),
    Thing.RINGS: frozenset({Equipment.RINGS}),
    Thing.LANDMINE: frozenset({Equipment.LANDMINE}),
    Thing.SLED: frozenset({Equipment.SLED}),
    Thing.SANDBAG: frozenset({Equipment.SANDBAG}),
    Thing.MEDICINE_BALL: frozenset({Equipment.MEDICINE_BALL}),
    Thing.CARDIO: frozenset({Equipment.CARDIO_MACHINE}),
}
NEED_NUMBERS = frozenset({Thing.PLATES, Thing.COLLARS, Thing.DUMBBELLS, Thing.KETTLEBELLS})
OWN_BARS = {Thing.EZ: Equipment.EZ_BAR, Thing.TRAP: Equipment.TRAP_BAR, Thing.SMITH: Equipment.SMITH}
TAKES_PLATES = frozenset(
    {Equipment.BARBELL, Equipment.LANDMINE, Equipment.SLED, Equipment.PULL_UP_BAR}
) | set(OWN_BARS.values())

_NAMES = sorted(
    ((word, thing) for thing, words in WORDS.items() for word in words.split("|")), key=lambda w: -len(w[0])
)
_UNITS = {word: unit for unit in Unit for word in UNIT_WORDS[Word[unit.name]].split()}
_NUMBER = r"\d{1,4}(?:\.\d{1,3})?"
_UNIT = "|".join(re.escape(word) for word in sorted(_UNITS, key=len, reverse=True))
_SIZE = re.compile(rf"({_NUMBER})\s*({_UNIT})?(?:\s*[x×х*]\s*(\d{{1,2}}))?(?![\d.])")
_TO, _BY = r"\s*(?:-|–|to|a|до)\s*", r"\s*(?:by|de|cada|по|/)\s*"
_RANGE = re.compile(rf"({_NUMBER}){_TO}({_NUMBER})\s*({_UNIT})?{_BY}({_NUMBER})\s*({_UNIT})?")
_HALF = re.compile(rf"(?:half|medio|media|половина|пол)\s*({_NUMBER})\s*({_UNIT})?")
_COMMA_IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of one part in grams: sizes with how many there are, and ranges as first, last and step."""

    sizes: tuple[tuple[int, int], ...]
    ranges: tuple[tuple[int, int, int], ...]
    half_g: int

    @property
    def empty(self) -> bool:
        return not self.sizes and not self.ranges

    def all_g(self, part: str) -> tuple[int, ...]:
        """Every size, those of the ranges too."""
        spread = [size_g for one in self.ranges for size_g in _spread(one, part)]
        return tuple(sorted({size_g for size_g, _ in self.sizes} | set(spread)))


Said = Mapping[Thing, tuple[_Numbers, str]]
Machine = Callable[
    [str], tuple[str, Equipment] | None
]  # of an exercise's name: its key, and what it is done on


def kit_of(text: str, unit: Unit, machine: Machine = lambda _: None) -> Kit:
    """The kit that a line says; a number without a unit is in the athlete's own. Raises KitUnreadable.

    A machine may be named by its exercise, which has its own stack then.
    """
    said: dict[Thing, tuple[_Numbers, str]] = {}
    stacks: dict[str, Stack] = {}
    equipment = {Equipment.NONE}
    for part in _parts(text):
        name, rest = _split(part)
        thing, of_exercise = _thing(part), machine(name)
        if thing is not None:
            numbers = _numbers(part.removeprefix(thing[0]).strip(" :."), unit, part)
            if thing[1] in NEED_NUMBERS and numbers.empty:
                raise KitUnreadable(KitFlaw.LOADLESS, part)
            said[thing[1]] = (numbers, part)
            equipment |= EQUIPMENT[thing[1]]
        elif of_exercise is not None:
            stacks[of_exercise[0]] = _stack(_numbers(rest, unit, part), part)
            equipment.add(of_exercise[1])
        else:
            raise KitUnreadable(KitFlaw.WORD, part)
    if not said and not stacks:
        raise KitUnreadable(KitFlaw.EMPTY)
    if Thing.PLATES in said and not equipment & TAKES_PLATES:
        raise KitUnreadable(KitFlaw.NO_BAR, said[Thing.PLATES][1])
    bars = _sizes(said, Thing.BAR) or (to_grams(Decimal(20 if unit is Unit.KG else 45), unit),)
    return Kit(
        equipment=frozenset(equipment),
        bar_g=bars[-1],
        more_bars_g=bars[:-1],
        own_bars_g={OWN_BARS[thing]: _sizes(said, thing)[0] for thing in OWN_BARS if _sizes(said, thing)},
        plates_g=dict(said[Thing.PLATES][0].sizes) if Thing.PLATES in said else {},
        collars_g=2 * next(iter(_sizes(said, Thing.COLLARS)), 0),
        dumbbells_g=_sizes(said, Thing.DUMBBELLS),
        kettlebells_g=_sizes(said, Thing.KETTLEBELLS),
        stacks=_usual_stacks(said) | stacks,
    )


def _parts(text: str) -> Iterator[str]:
    """Between commas, semicolons and lines; a comma inside a number is a decimal one."""
    for part in re.split(r"[,;\n]", _COMMA_IN_NUMBER.sub(".", text.casefold())):
        if part.strip(" ."):
            yield " ".join(part.split())


def _thing(part: str) -> tuple[str, Thing] | None:
    """What a part begins with, if it is known."""
    for word, thing in _NAMES:
        rest = part.removeprefix(word)
        if rest != part and not rest[:1].isalpha():
            return word, thing
    return None


def _split(part: str) -> tuple[str, str]:
    """A name, and the numbers behind it."""
    number = re.search(r"\s*:?\s*\d", part)
    return (part, "") if number is None else (part[: number.start()], part[number.start() :].strip(" :"))


def _numbers(rest: str, unit: Unit, part: str) -> _Numbers:
    """Everything behind the name must be numbers; a unit before them counts for all."""
    before = re.match(rf"({_UNIT})\b\s*", rest)
    if before is not None:
        unit, rest = _UNITS[before[1]], rest[before.end() :]
    behind = re.search(rf"\d\s*({_UNIT})$", rest)
    usual = _UNITS[behind[1]] if behind is not None and len(re.findall(_UNIT, rest)) == 1 else unit
    half = _HALF.search(rest)
    rest = rest if half is None else rest[: half.start()] + rest[half.end() :]
    ranges = [
        (
            _g(low, word or step_word, usual),
            _g(high, word or step_word, usual),
            _g(step, step_word or word, usual),
        )
        for low, high, word, step, step_word in _RANGE.findall(rest)
    ]
    rest = _RANGE.sub(" ", rest)
    sizes = [(_g(size, word, usual), int(count or 1)) for size, word, count in _SIZE.findall(rest)]
    if _SIZE.sub(" ", rest).strip(" +/&y") or any(size_g <= 0 for size_g, _ in sizes):
        raise KitUnreadable(KitFlaw.NUMBER, part)
    return _Numbers(tuple(sizes), tuple(ranges), 0 if half is None else _g(half[1], half[2], usual))


def _g(number: str, word: str | None, usual: Unit) -> int:
    return to_grams(Decimal(number), _UNITS[word] if word else usual)


def _spread(one: tuple[int, int, int], part: str) -> Iterable[int]:
    first_g, last_g, step_g = one
    if step_g <= 0 or not 0 < first_g <= last_g or (last_g - first_g) / step_g > MOST_SIZES:
        raise KitUnreadable(KitFlaw.RANGE, part)
    # pounds are no whole grams, so that a range of them may end some grams above its last
    steps = math.floor((last_g - first_g) / step_g + 0.01)
    return (first_g + number * step_g for number in range(steps + 1))


def _sizes(said: Said, thing: Thing) -> tuple[int, ...]:
    return said[thing][0].all_g(said[thing][1]) if thing in said else ()


def _usual_stacks(said: Said) -> dict[str, Stack]:
    """Machines and cables share a stack unless the cables have one of their own."""
    found: dict[str, Stack] = {}
    for thing, of in ((Thing.STACK, (Equipment.MACHINE, Equipment.CABLE)), (Thing.CABLE, (Equipment.CABLE,))):
        if thing in said and not said[thing][0].empty:
            found |= dict.fromkeys((each.value for each in of), _stack(*said[thing]))
    return found


def _stack(numbers: _Numbers, part: str) -> Stack:
    """One range is a stack."""
    if len(numbers.ranges) != 1 or numbers.sizes:
        raise KitUnreadable(KitFlaw.RANGE, part)
    first_g, _, step_g = numbers.ranges[0]
    heaviest_g = max(_spread(numbers.ranges[0], part))
    return Stack(first_g=first_g, step_g=step_g, max_g=heaviest_g, half_step_g=numbers.half_g)
