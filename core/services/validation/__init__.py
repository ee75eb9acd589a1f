"""What must hold of everything stored, checked row by row: adding a check is adding a line to the list.

Most of it the schema refuses by itself; it is looked at again, because a schema can be altered and data restored.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.persistence.database import Transaction
from core.services.validation import content, documents, people, plans, schema, sets
from core.services.validation.orders import without_gaps

EXAMPLES = 3

Broken = Sequence[str]  # what is wrong, named so that it can be found
Check = (
    str | Callable[[Transaction], Awaitable[Broken]]
)  # SQL that selects what is broken as `what`, or a function

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "everybody with a history has an active plan": plans.HISTORY_WITHOUT_PLAN,
        "one active plan each": plans.TWO_ACTIVE,
        "plans have mesocycles": plans.WITHOUT_MESOCYCLES,
        "mesocycles have blocks": plans.WITHOUT_BLOCKS,
        "mesocycles follow each other": without_gaps("mesocycles", "athlete_id, macrocycle_id"),
        "blocks follow each other": without_gaps("training_blocks", "athlete_id, mesocycle_id"),
        "blocks do not overlap": plans.OVERLAPPING_BLOCKS,
        "auxiliary pools have no gap": without_gaps(
            "auxiliary_pool", "athlete_id, main_exercise_id", "pool_position"
        ),
        "workouts lie within their block": plans.BEYOND_BLOCK,
        "workout exercises have no gap": without_gaps("workout_exercises", "athlete_id, workout_id"),
        "statuses fit their times": plans.STATUSES,
        "what a disruption changed is there": plans.LOST_ADJUSTMENTS,
        "event results are maxes": plans.RESULTS_WITHOUT_MAX,
        "corrections name the first row of their set": sets.STRAY_CORRECTIONS,
        "standing sets are possible": sets.OUT_OF_BOUNDS,
        "sets stand in their workout": sets.IN_ANOTHER_WORKOUT,
        "what was trained lately is in sight": sets.OUT_OF_SIGHT,
        "exercise groups have no gap": without_gaps("exercise_groups", "session_template_id"),
        "exercises of a group have no gap": without_gaps(
            "session_exercises", "exercise_group_id", "order_within_group"
        ),
        "sessions of a day have no gap": without_gaps(
            "program_sessions", "program_id, week_number, day_of_week"
        ),
        "no exercise group is empty": content.EMPTY_GROUPS,
        "sessions lie within their program": content.BEYOND_PROGRAM,
        "progressions have no circle": content.CIRCLES,
        "athletes are somebody's": people.NOBODYS,
        "live links are consented to": people.WITHOUT_CONSENT,
        "invitations end once": people.ENDED_TWICE,
        "documents are what they should be": documents.unreadable,
        "walls stand around every athlete's table": schema.without_wall,
        "roles cannot step over the walls": schema.ROLES,
        "the schema forbids what it should": schema.missing_rules,
    }
)
KEYS = "tokens are under known keys"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check has found."""

    name: str
    ok: bool
    detail: str


async def validate(tx: Transaction, known_keys: Collection[str] | None = None) -> Sequence[Finding]:
    """Every check's finding. It looks at everybody's rows, so the transaction is the system's.

    Without known keys nothing is said about the tokens of integrations.
    """
    found = [await finding(tx, name, check) for name, check in CHECKS.items()]
    if known_keys is None:
        return [*found, Finding(name=KEYS, ok=True, detail="not looked at: no keys are configured")]
    return [*found, await finding(tx, KEYS, people.under_other_keys(known_keys))]


async def finding(tx: Transaction, name: str, check: Check) -> Finding:
    """What one check finds."""
    broken = await _rows(tx, check) if isinstance(check, str) else await check(tx)
    more = f" and {len(broken) - EXAMPLES} more" if len(broken) > EXAMPLES else ""
    return Finding(name=name, ok=not broken, detail="; ".join(broken[:EXAMPLES]) + more)


async def _rows(tx: Transaction, sql: str) -> Broken:
    return [row["what"] for row in await tx.rows(f"SELECT what FROM ({sql}) broken ORDER BY what".encode())]
