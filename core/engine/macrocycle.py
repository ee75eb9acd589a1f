"""From a profile and the dates ahead to blocks in order: towards an event, or round and round without end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from core.engine.easier import deload_of, match_week, part, restoration_of, taper_week
from core.engine.models import (
    Block,
    BlockType,
    EventKind,
    Exercise,
    Landmark,
    Muscle,
    PlacedBlock,
    PlannedEvent,
    Profile,
    Reason,
    TrainingAge,
)
from core.engine.phases import (
    CYCLES,
    RESTORATION_EVERY_WEEKS,
    RESTORATION_WEEKS,
    TAPER_WEEKS,
    TOWARDS_EVENT,
    phase,
)
from core.engine.planning import MOST_DAYS, plan

WEEK = timedelta(weeks=1)
LEAST_WEEKS_BEFORE_EASY = 3  # design choice
MOST_WEEKS_AHEAD = 52  # an event further off is planned for when it is nearer; design choice
PEAKS = frozenset({EventKind.MEET, EventKind.TEST})
MATCHES = frozenset({EventKind.MATCH, EventKind.RACE})
EASY = frozenset({BlockType.DELOAD, BlockType.RESTORATION})

Steps = tuple[tuple[BlockType, int], ...]  # kinds of block with their weeks
Landmarks = Mapping[Muscle, Landmark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Macrocycle:
    """Blocks in order, gathered in mesocycles: each ends with easy weeks, or with an event. Weeks begin on Monday."""

    starts_on: date
    mesocycles: tuple[tuple[Block, ...], ...]
    reasons: tuple[Reason, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for mesocycle in self.mesocycles for block in mesocycle)

    def placed(self) -> tuple[PlacedBlock, ...]:
        """The blocks with their dates; a mesocycle's number stands for its id."""
        starts = accumulate((block.weeks for block in self.blocks), initial=0)
        numbered = (
            (number, order, block)
            for number, mesocycle in enumerate(self.mesocycles)
            for order, block in enumerate(mesocycle)
        )
        return tuple(
            PlacedBlock(
                id=None,
                mesocycle_id=number,
                order_index=order,
                starts_on=self.starts_on + WEEK * weeks,
                block=block,
            )
            for (number, order, block), weeks in zip(numbered, starts, strict=False)
        )


@dataclass(slots=True)
class _Workshop:
    """Makes blocks one after the other: each keeps the exercises of the one before."""

    profile: Profile
    exercises: Sequence[Exercise]
    landmarks: Landmarks
    last: Block | None  # the last working block
    loaded: Block | None  # the last one that collected work: a peak is no measure of what is easy
    last_type: BlockType | None = None

    def work(self, block_type: BlockType, weeks: int) -> Block:
        meant = phase(self.profile, block_type, weeks, self.last_type)
        block = plan(self.profile, self.exercises, meant, before=self.last, landmarks=self.landmarks)
        self.last, self.last_type = block, block_type
        if block_type is not BlockType.REALIZATION:
            self.loaded = block
        return block

    def usual(self) -> Block:
        """What an easy week is made from; where no block came before, an accumulation's first week."""
        return self.loaded if self.loaded is not None else self.work(BlockType.ACCUMULATION, 1)

    def make(self, block_type: BlockType, weeks: int) -> Block:
        if block_type not in EASY:
            return self.work(block_type, weeks)
        base, self.last_type = self.usual(), block_type
        return deload_of(base) if block_type is BlockType.DELOAD else restoration_of(base, weeks)


def macrocycle(
    profile: Profile,
    exercises: Sequence[Exercise],
    starts_on: date,
    *,
    events: Sequence[PlannedEvent] = (),
    earlier: Sequence[PlacedBlock] = (),
    landmarks: Landmarks | None = None,
) -> Macrocycle:
    """The blocks from a Monday on: to the next meet or test and over it, else one round of the goal's cycle."""
    monday = starts_on - timedelta(days=starts_on.weekday())
    ahead = sorted((each for each in events if each.on >= monday), key=lambda each: each.on)
    peak = next(
        (each for each in ahead if each.kind in PEAKS and _weeks(monday, each.on) < MOST_WEEKS_AHEAD), None
    )
    working = [placed.block for placed in earlier if placed.block.block_type not in EASY]
    loaded = [block for block in working if block.block_type is not BlockType.REALIZATION]
    shop = _Workshop(
        profile=profile,
        exercises=exercises,
        landmarks={} if landmarks is None else landmarks,
        last=working[-1] if working else None,
        loaded=loaded[-1] if loaded else None,
    )
    steps, rested = (_towards(profile, _weeks(monday, peak.on)), False) if peak else _cycle(profile, earlier)
    blocks = [shop.make(block_type, weeks) for block_type, weeks in steps]
    if peak is not None:
        blocks += _around(shop, peak, monday + WEEK * sum(block.weeks for block in blocks))
    matches = [each.on for each in ahead if each.kind in MATCHES]
    blocks = list(_with_matches(blocks, monday, matches))
    last_on = monday + WEEK * sum(block.weeks for block in blocks)
    played = sum(on < last_on for on in matches)
    return Macrocycle(
        starts_on=monday,
        mesocycles=tuple(_mesocycles(blocks)),
        reasons=tuple(_reasons(profile, monday, peak, played, rested=rested)),
    )


def of_program(blocks: Sequence[Block], starts_on: date) -> Macrocycle:
    """A coach's program from a Monday on: one mesocycle, as it was written."""
    monday = starts_on - timedelta(days=starts_on.weekday())
    return Macrocycle(starts_on=monday, mesocycles=(tuple(blocks),), reasons=())


def _weeks(monday: date, on: date) -> int:
    """Whole weeks before the week of a date."""
    return (on - monday).days // 7


def _cycle(profile: Profile, earlier: Sequence[PlacedBlock]) -> tuple[Steps, bool]:
    """One round; after many weeks without one its easy week becomes a restoration."""
    steps = CYCLES[profile.goal][profile.training_age]
    since = 0
    for placed in reversed(earlier):
        if placed.block.block_type is BlockType.RESTORATION:
            break
        since += placed.block.weeks
    long = since + sum(weeks for _, weeks in steps) >= RESTORATION_EVERY_WEEKS
    if not long or profile.training_age is TrainingAge.BEGINNER:
        return steps, False
    return (*steps[:-1], (BlockType.RESTORATION, RESTORATION_WEEKS)), True


def _towards(profile: Profile, weeks: int) -> Steps:
    """What lies before the taper, counted back from it; the first block gets the weeks that are left."""
    left = weeks - (TAPER_WEEKS - 1)
    steps: list[tuple[BlockType, int]] = []
    beginner = profile.training_age is TrainingAge.BEGINNER
    while left > 0:
        for block_type, most in TOWARDS_EVENT:
            if left <= 0 or (beginner and block_type is BlockType.DELOAD):
                continue
            steps.insert(0, (block_type, min(most, left)))
            left -= min(most, left)
    return _well_begun(steps)


def _well_begun(steps: Sequence[tuple[BlockType, int]]) -> Steps:
    """The weeks left over at the start accumulate, and no easy week follows before there was something to rest from."""
    if len(steps) < 2:
        return tuple(steps)
    (_, weeks), (follows, easy), *later = steps
    if follows is BlockType.DELOAD and weeks < LEAST_WEEKS_BEFORE_EASY:
        return _well_begun(((BlockType.ACCUMULATION, weeks + easy), *later))
    if follows is BlockType.ACCUMULATION:
        return ((BlockType.ACCUMULATION, weeks + easy), *later)
    return ((BlockType.ACCUMULATION, weeks), *steps[1:])


def _around(shop: _Workshop, peak: PlannedEvent, monday: date) -> Iterator[Block]:
    """Taper, the event's week, and what follows it: rest after a meet, an easy week after a test."""
    base, loaded = shop.work(BlockType.REALIZATION, 1), shop.usual()
    while monday <= peak.on:
        week = taper_week(base, loaded, monday, peak.on)
        if week is None:
            week = restoration_of(loaded, 1, after=peak.on.isoweekday())
        yield week
        monday += WEEK
    if peak.kind is EventKind.MEET:
        yield restoration_of(loaded, RESTORATION_WEEKS)
    else:
        yield deload_of(loaded)


def _with_matches(blocks: Sequence[Block], monday: date, matches: Sequence[date]) -> Iterator[Block]:
    """Weeks with a match become weeks of the season, and what comes between them goes on where training stood."""
    for block in blocks:
        first = trained = 0
        for week in range(block.weeks):
            start = monday + WEEK * week
            played = [on.isoweekday() for on in matches if start <= on < start + WEEK]
            if not played:
                continue
            if week > first:
                yield part(block, trained, week - first)
                trained += week - first
            yield match_week(part(block, trained, 1), played)
            first = week + 1
        if first < block.weeks:
            yield part(block, trained, block.weeks - first) if first else block
        monday += WEEK * block.weeks


def _mesocycles(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    gathered: list[Block] = []
    for number, block in enumerate(blocks):
        gathered.append(block)
        next_type = blocks[number + 1].block_type if number + 1 < len(blocks) else None
        if block.block_type in EASY and next_type not in EASY:
            yield tuple(gathered)
            gathered = []
    if gathered:
        yield tuple(gathered)


def _reasons(
    profile: Profile, monday: date, peak: PlannedEvent | None, played: int, *, rested: bool
) -> Iterator[Reason]:
    """What a person would wonder about."""
    if profile.days_per_week > MOST_DAYS:
        facts = {"asked": profile.days_per_week, "days": MOST_DAYS}
        yield Reason(step="macrocycle", code="most_days", facts=facts)
    if peak is not None:
        facts = {"days_left": (peak.on - monday).days, "taper_weeks": TAPER_WEEKS}
        yield Reason(step="macrocycle", code="towards_event", facts=facts, source="travis_2021")
    if played:
        yield Reason(step="macrocycle", code="in_season", facts={"matches": played}, source="bickel_2011")
    if rested:
        facts = {"weeks": RESTORATION_WEEKS}
        yield Reason(step="macrocycle", code="restoration", facts=facts, source="issurin_blocks")
    if profile.training_age is TrainingAge.BEGINNER and peak is None:
        yield Reason(step="macrocycle", code="novice", source="bell_2023")
