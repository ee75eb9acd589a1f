"""APRE: as many as possible at the 3, 6 or 10 repetition max; that sets the last load, and the last one next week's.

Half of it and three quarters of it come first. The table of changes is in kilograms; who lifts less takes the
smaller end of each row.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.engine import set_by_set as straight
from core.engine.curve import EASIEST_RPE
from core.engine.loads import beside_g, nearest_g
from core.engine.models import ExercisePrescription, PerformedSet, Progress, Reason, SetMode, SetTarget
from core.engine.standing import hurts

HEAVY_G = 100_000  # from here on the larger end of a row; design choice
TESTED_SET = 2  # 0-based: the third set
SETS = 4  # mann_apre
ALIKE = 0.06  # how near to half and three quarters earlier sets were, to be taken for these; design choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """The repetition max that is trained, the sets before it, and the change by repetitions made (mann_apre)."""

    max_reps: int
    half_reps: int
    three_quarter_reps: int
    rows: tuple[
        tuple[int, int, int], ...
    ]  # from so many repetitions: grams for lighter and for heavier loads


HALF, THREE_QUARTERS = 0.50, 0.75  # mann_apre
PROTOCOLS: Mapping[SetMode, Protocol] = MappingProxyType(
    {
        SetMode.APRE_3: Protocol(
            max_reps=3,
            half_reps=6,
            three_quarter_reps=3,
            rows=((0, -2_500, -5_000), (2, 0, -2_500), (3, 0, 0), (5, 2_500, 5_000), (7, 5_000, 7_500)),
        ),
        SetMode.APRE_6: Protocol(
            max_reps=6,
            half_reps=10,
            three_quarter_reps=6,
            rows=((0, -2_500, -5_000), (3, 0, -2_500), (5, 0, 0), (8, 2_500, 5_000), (13, 5_000, 7_500)),
        ),
        SetMode.APRE_10: Protocol(
            max_reps=10,
            half_reps=12,
            three_quarter_reps=10,
            rows=((0, -2_500, -5_000), (7, 0, -2_500), (9, 0, 0), (12, 2_500, 5_000), (17, 5_000, 7_500)),
        ),
    }
)


def go_on(
    prescription: ExercisePrescription, work: Sequence[SetTarget], working: Sequence[PerformedSet]
) -> Progress:
    """Straight but for the last set, which stands by the repetitions of the third."""
    made = straight.go_on(prescription, work, working)
    if len(working) != TESTED_SET + 1 or not made.remaining or hurts(prescription):
        return made
    tested, target = working[TESTED_SET], work[TESTED_SET]
    if not tested.trusted or tested.load_g is None:
        return made
    reps = most_reps(tested, target.rpe)
    protocol = PROTOCOLS[prescription.steering.mode]
    load_g = next_load_g(protocol, prescription.load_steps_g, tested.load_g, reps)
    ceiling_g = straight.fold(prescription, work, working).ceiling_g
    if ceiling_g is not None and load_g > ceiling_g:
        return made
    last = replace(made.remaining[0], load_g=load_g, reps=target.reps)
    facts = {"reps": reps, "from_g": tested.load_g, "to_g": load_g}
    reason = Reason(
        step="set_by_set",
        code="apre",
        facts=facts,
        source="mann_apre",
        exercise_id=prescription.exercise_id,
    )
    return replace(made, remaining=(last, *made.remaining[1:]), reasons=(reason,))


def most_reps(done: PerformedSet, stop_rpe: float | None) -> int:
    """Repetitions to failure: whoever was to stop before it would have made those left, too."""
    reps = done.reps if done.reps is not None else 0
    felt = 10.0 if done.failed else done.rpe if done.rpe is not None else stop_rpe
    return reps if felt is None else reps + math.floor(max(10.0 - max(felt, EASIEST_RPE), 0.0))


def next_load_g(protocol: Protocol, steps_g: Sequence[int], load_g: int, reps: int) -> int:
    """The load after so many repetitions: a step within the table's row, so that rounding never swallows a change."""
    _, small_g, large_g = [row for row in protocol.rows if row[0] <= max(reps, 0)][-1]
    wanted_g = load_g + (large_g if load_g >= HEAVY_G else small_g)
    low_g, high_g = sorted((load_g + small_g, load_g + large_g))
    within = [step_g for step_g in steps_g if low_g <= step_g <= high_g]
    if within:
        return min(within, key=lambda step_g: (abs(step_g - wanted_g), step_g))
    return nearest_g(steps_g, wanted_g) if steps_g and wanted_g > 0 else load_g


def last_time(protocol: Protocol, history: Sequence[PerformedSet]) -> tuple[int, int] | None:
    """Load and most repetitions of the last set, where the last day of this exercise was trained like this."""
    last_day = max((done.local_date for done in history), default=None)
    sets = [done for done in history if done.local_date == last_day and not done.warm_up]
    counted = [done for done in sets if done.trusted and not done.rehab]
    loads = [done.load_g for done in counted if done.load_g is not None]
    if len(loads) != len(sets) or len(sets) < SETS:
        return None
    tested_g = float(loads[TESTED_SET])
    alike = (
        abs(loads[0] - HALF * tested_g) <= ALIKE * tested_g
        and abs(loads[1] - THREE_QUARTERS * tested_g) <= ALIKE * tested_g
    )
    last = sets[SETS - 1]
    return (loads[SETS - 1], most_reps(last, last.target_rpe)) if alike and last.reps is not None else None


def earlier_facts(steps_g: Sequence[int], max_g: int) -> Mapping[str, int | None]:
    """The loads beside half and three quarters, for the receipt."""
    half, three_quarters = beside_g(steps_g, HALF * max_g), beside_g(steps_g, THREE_QUARTERS * max_g)
    return {
        "half_below_g": half[0],
        "half_above_g": half[1],
        "three_quarter_below_g": three_quarters[0],
        "three_quarter_above_g": three_quarters[1],
    }


def written(
    protocol: Protocol, steps_g: Sequence[int], work: SetTarget, max_g: int, sets: int
) -> tuple[SetTarget, ...]:
    """The four sets, or three where one was taken away. Nothing is claimed of how the first two will feel."""

    def earlier(share: float, reps: int) -> SetTarget:
        return replace(work, load_g=nearest_g(steps_g, share * max_g), reps=reps, reps_max=None, rpe=None)

    tested = replace(work, load_g=max_g, reps_max=None, amrap=True)
    return (
        earlier(HALF, protocol.half_reps),
        earlier(THREE_QUARTERS, protocol.three_quarter_reps),
        tested,
        tested,
    )[: max(sets, TESTED_SET + 1)]
