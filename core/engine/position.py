"""Where a date stands in a plan: nothing of it is stored, so nothing of it can be wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.engine.models import PlacedBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The mesocycle of the plan, the block of that mesocycle and the week of that block, each from 0."""

    mesocycle: int
    block: int
    week: int
    completed_weeks: int  # of training: weeks between two blocks are none
    over: bool  # the last block has ended


def position(blocks: Sequence[PlacedBlock], on: date) -> Position:
    """Where a date stands in the blocks of a plan, which are in order. Before the first it is its first week."""
    index = max((i for i, placed in enumerate(blocks) if placed.starts_on <= on), default=0)
    current = blocks[index]
    mesocycles = list(dict.fromkeys(placed.mesocycle_id for placed in blocks))
    siblings = [i for i, placed in enumerate(blocks) if placed.mesocycle_id == current.mesocycle_id]
    return Position(
        mesocycle=mesocycles.index(current.mesocycle_id),
        block=siblings.index(index),
        week=min(max(current.week_of(on), 0), current.block.weeks - 1),
        completed_weeks=sum(min(max(each.week_of(on), 0), each.block.weeks) for each in blocks),
        over=on >= blocks[-1].ends_on,
    )


def total_weeks(blocks: Sequence[PlacedBlock]) -> int:
    """How many weeks of training the blocks are."""
    return sum(placed.block.weeks for placed in blocks)
