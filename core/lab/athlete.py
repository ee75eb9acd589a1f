"""A simulated athlete under way: what the engine has been told so far, and which of their sets count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from core.engine.loads import WITHOUT_MAX
from core.engine.models import (
    Block,
    CheckIn,
    ExercisePrescription,
    MaxEntry,
    MaxSource,
    Pain,
    PerformedSet,
    PlacedBlock,
    Profile,
    Role,
)
from core.lab.coaches import Coach
from core.lab.lifter import Lifter
from core.lab.people import Persona, Script, library
from core.lab.seen import Months

MONDAY = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)
HISTORY = timedelta(days=180)  # as the product's snapshots
SET_TAKES = timedelta(minutes=3)
MOST_SAID = 60  # check-ins that a baseline is made of
NOT_WORKING = frozenset(
    {
        ("pain", "lighter"),
        ("layoff", "back_again"),
        ("soreness", "light_instead"),
        ("plan", "deload"),
        ("plan", "explosive"),
        ("disruptions", "rehab"),
    }
)


@dataclass(slots=True)
class Athlete:
    """One athlete under way: what the engine has been told so far, and what is kept for the figures."""

    persona: Persona
    script: Script
    lifter: Lifter
    profile: Profile
    season: Sequence[PlacedBlock]
    beside: Mapping[str, Coach]
    seen: Months
    last_test_week: int
    maxes: list[MaxEntry] = field(default_factory=list)
    history: list[PerformedSet] = field(default_factory=list)
    pains: list[Pain] = field(default_factory=list)
    said: list[CheckIn] = field(default_factory=list)
    typos_made: set[int] = field(default_factory=set)
    work: dict[int, dict[tuple[int, int], int]] = field(
        default_factory=dict
    )  # repetitions x load as done, by week, day of the plan and exercise
    days_done: dict[int, set[int]] = field(default_factory=dict)  # numbers of the plan's days, by week
    easy_weeks: set[int] = field(default_factory=set)  # of a deload
    planned: set[int] = field(default_factory=set)  # main lifts of the plan: not what stood in for them


def type_maxes(athlete: Athlete, block: Block) -> None:
    """What somebody believes their main lifts' maxes to be, told at the start."""
    lines = (line for day in block.days for line in day.exercises if line.role is Role.MAIN)
    athlete.planned = {line.exercise_id for line in lines}
    for exercise_id in sorted(athlete.planned):
        if library()[exercise_id].exercise.load_mode not in WITHOUT_MAX:
            guess_g = athlete.lifter.guesses_g[exercise_id]
            athlete.maxes.append(
                MaxEntry(
                    exercise_id=exercise_id,
                    at=MONDAY - timedelta(hours=1),
                    source=MaxSource.INPUT_1RM,
                    load_g=guess_g,
                    reps=1,
                )
            )


def counts(each: ExercisePrescription) -> bool:
    """Working sets only: loaded, of no deload or explosive day, not lightened for pain, soreness or a return."""
    lightened = any((reason.step, reason.code) in NOT_WORKING for reason in each.reasons)
    return library()[each.exercise_id].exercise.load_mode not in WITHOUT_MAX and not lightened
