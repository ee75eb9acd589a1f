"""Which auxiliaries of a pool are trained in which block, and on which of its days."""

from collections.abc import Mapping, Sequence

from core.engine.models import PlannedDay, Role

PER_BLOCK = 2  # of each main lift; design choice


def auxiliaries(pool: Sequence[int], block_number: int) -> tuple[int, ...]:
    """The next two of the pool, going round: every one as often as every other, none twice in a block."""
    first = PER_BLOCK * block_number
    return tuple(pool[(first + slot) % len(pool)] for slot in range(min(PER_BLOCK, len(pool))))


def of_day(
    assigned: Mapping[int, Sequence[int]], days: Sequence[PlannedDay], today: PlannedDay
) -> Mapping[int, tuple[int, ...]]:
    """A block's auxiliaries on one of its days: all of a lift's on its only day, else one after the other."""
    found: dict[int, tuple[int, ...]] = {}
    for main, auxiliaries in assigned.items():
        own = [day.day_number for day in days if _has_main(day, main)]
        if auxiliaries and today.day_number in own:
            turn = own.index(today.day_number) % len(auxiliaries)
            found[main] = tuple(auxiliaries) if len(own) == 1 else (auxiliaries[turn],)
    return found


def _has_main(day: PlannedDay, main: int) -> bool:
    return any(line.exercise_id == main and line.role is Role.MAIN for line in day.exercises)
