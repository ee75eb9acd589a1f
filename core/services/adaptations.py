"""Changes to the plan itself: proposed with a reason, applied or declined, and undone as they were done."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from core.engine.lifecycles import AdaptationStatus, WorkoutStatus
from core.engine.models import AdaptationType, Goal, PlacedBlock, Reason
from core.engine.models.changes import CHANGES, Change, GoalShift, VolumeIncrease
from core.engine.replanning import replan
from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.documents import from_document
from core.persistence.tables import adaptations, events, macrocycles, mesocycles, profiles, workouts
from core.services import access, auxiliaries, blocks, library, people, steps
from core.services.access import Actor

# What the engine may not change by itself in a block that says so.
NOT_BEGUN = (WorkoutStatus.PLANNED, WorkoutStatus.MISSED)
Blocks = tuple[PlacedBlock, ...]


async def propose(
    tx: Transaction,
    actor: Actor,
    athlete_id: int,
    change: Change,
    reason: Reason,
    now: datetime,
    *,
    auto_triggered: bool = False,
    block_id: int | None = None,
    facts: Mapping[str, Any] | None = None,
) -> int:
    """Propose a change to a block, or to the current one; `facts` are what it rests on."""
    await access.scope(tx, actor, [athlete_id])
    plan_id, _, current = await _plan(tx, athlete_id)
    index = await _index(tx, athlete_id, current, block_id, now)
    exercise_id = getattr(change, "to_exercise_id", None)
    whose = access.seen_as(actor, athlete_id)
    if exercise_id is not None and not await library.load(tx, whose, [exercise_id]):
        raise NotFound(what="exercise")
    kind = next(kind for kind, made in CHANGES.items() if isinstance(change, made))
    proposed = await tx.run(
        insert(adaptations)
        .values(
            athlete_id=athlete_id,
            macrocycle_id=plan_id,
            training_block_id=current[index].id,
            at=now,
            type=kind,
            status=AdaptationStatus.PROPOSED,
            auto_triggered=auto_triggered,
            reason=reason,
            facts={"change": change, "rests_on": dict(facts) if facts is not None else {}},
        )
        .returning(adaptations.c.id)
    )
    adaptation_id: int = proposed.scalar_one()
    return adaptation_id


async def decline(tx: Transaction, actor: Actor, athlete_id: int, adaptation_id: int, now: datetime) -> None:
    """Leave the plan as it is."""
    await access.scope(tx, actor, [athlete_id])
    await steps.move(tx, adaptations, athlete_id, adaptation_id, AdaptationStatus.DECLINED, decided_at=now)


async def apply(tx: Transaction, actor: Actor, athlete_id: int, adaptation_id: int, now: datetime) -> None:
    """Change the plan as proposed, and keep what is needed to undo it. What was trained stays as it was."""
    await access.scope(tx, actor, [athlete_id])
    row = await _adaptation(tx, athlete_id, adaptation_id)
    await steps.move(tx, adaptations, athlete_id, adaptation_id, AdaptationStatus.APPLIED, decided_at=now)
    plan_id, goal, before = await _plan(tx, athlete_id)
    if plan_id != row["macrocycle_id"]:
        raise Refused(why="plan_ended")
    index = await _index(tx, athlete_id, before, row["training_block_id"], now)
    on = await people.local_date_of(tx, athlete_id, now)
    change = from_document(CHANGES[row["type"]], row["facts"]["change"])
    event_on = await _event_on(tx, athlete_id, plan_id, on)
    wanted = replan(before, change, index, before[index].week_of(on), event_on)
    if wanted is None:
        raise Refused(why="before_event")
    if isinstance(change, VolumeIncrease) and wanted == before:
        raise Refused(why="block_over")
    after = await blocks.change(tx, athlete_id, before, wanted)
    known = {placed.id for placed in before}
    made = [placed for placed in after if placed.id not in known]
    for placed in made:
        await auxiliaries.assign(tx, athlete_id, placed, now)
    undo = {
        "changed": tuple(placed for placed in before if placed not in after),
        "after": [placed.id for placed in after],
        "made": [placed.id for placed in made],
        "goal": goal.value,
    }
    if isinstance(change, GoalShift):
        await _shift_goal(tx, athlete_id, plan_id, change.goal, [b.mesocycle_id for b in before[index:]])
    await _keep(tx, athlete_id, adaptation_id, {**row["facts"], "undo": undo})


async def revert(tx: Transaction, actor: Actor, athlete_id: int, adaptation_id: int, now: datetime) -> None:
    """Undo the newest change of a plan; Refused where the plan has gone on since."""
    await access.scope(tx, actor, [athlete_id])
    row = await _adaptation(tx, athlete_id, adaptation_id)
    await steps.move(tx, adaptations, athlete_id, adaptation_id, AdaptationStatus.REVERTED, decided_at=now)
    plan_id, _, after = await _plan(tx, athlete_id)
    undo = row["facts"]["undo"]
    changed = {placed.id: placed for placed in from_document(Blocks, undo["changed"])}
    before = tuple(changed.get(placed.id, placed) for placed in after if placed.id not in undo["made"])
    went_on = plan_id != row["macrocycle_id"] or [placed.id for placed in after] != undo["after"]
    if went_on or await _newer(tx, athlete_id, row) or await _trained_since(tx, athlete_id, after, before):
        raise Refused(why="plan_went_on")
    await blocks.let_go(tx, athlete_id, undo["made"])
    in_order = sorted(before, key=lambda placed: placed.starts_on)
    await blocks.change(tx, athlete_id, after, in_order)
    if row["type"] == AdaptationType.GOAL_SHIFT:
        shifted = [placed.mesocycle_id for placed in changed.values()]
        await _shift_goal(tx, athlete_id, plan_id, Goal(undo["goal"]), shifted)


async def _adaptation(tx: Transaction, athlete_id: int, adaptation_id: int) -> Mapping[Any, Any]:
    c = adaptations.c
    mine = (c.athlete_id == athlete_id) & (c.id == adaptation_id)
    row = (await tx.run(select(adaptations).where(mine).with_for_update())).mappings().one_or_none()
    if row is None:
        raise NotFound(what="adaptations")
    return row


async def _plan(tx: Transaction, athlete_id: int) -> tuple[int, Goal, Blocks]:
    """The active plan, locked: whoever else would change it waits."""
    c = macrocycles.c
    mine = (c.athlete_id == athlete_id) & c.ended_on.is_(None)
    row = (await tx.run(select(c.id, c.goal).where(mine).with_for_update())).one_or_none()
    if row is None:
        raise Refused(why="no_plan")
    return row.id, row.goal, await blocks.load(tx, athlete_id)


async def _event_on(tx: Transaction, athlete_id: int, plan_id: int, on: date) -> date | None:
    """The date that the plan leads to: its event's, else the one said at the start."""
    plan, event, who = macrocycles.c, events.c, profiles.c
    of_plan = select(event.starts_on).join(
        macrocycles, (plan.athlete_id == event.athlete_id) & (plan.event_id == event.id)
    )
    announced = of_plan.where(plan.athlete_id == athlete_id, plan.id == plan_id, event.starts_on >= on)
    found: date | None = (await tx.run(announced)).scalar_one_or_none()
    said = select(who.event_on).where(who.athlete_id == athlete_id, who.event_on >= on)
    return found if found is not None else (await tx.run(said)).scalar_one_or_none()


async def _index(
    tx: Transaction, athlete_id: int, current: Blocks, block_id: int | None, now: datetime
) -> int:
    """Where the block stands that a change is about: the one named, or today's; one that is over stays as it is."""
    on = await people.local_date_of(tx, athlete_id, now)
    ahead = [i for i, placed in enumerate(current) if placed.ends_on > on]
    named = [i for i in ahead if block_id in (None, current[i].id)]
    if not named:
        raise Refused(why="block_over")
    return named[0]


async def _shift_goal(
    tx: Transaction, athlete_id: int, plan_id: int, goal: Goal, mesocycle_ids: list[int]
) -> None:
    plan, meso = macrocycles.c, mesocycles.c
    await tx.run(
        update(macrocycles).where(plan.athlete_id == athlete_id, plan.id == plan_id).values(goal=goal)
    )
    await tx.run(
        update(mesocycles).where(meso.athlete_id == athlete_id, meso.id.in_(mesocycle_ids)).values(goal=goal)
    )


async def _keep(tx: Transaction, athlete_id: int, adaptation_id: int, facts: Mapping[str, Any]) -> None:
    c = adaptations.c
    mine = (c.athlete_id == athlete_id) & (c.id == adaptation_id)
    await tx.run(update(adaptations).where(mine).values(facts=facts))


async def _newer(tx: Transaction, athlete_id: int, row: Mapping[Any, Any]) -> bool:
    """Whether another change was applied after this one."""
    c = adaptations.c
    later = (c.decided_at > row["decided_at"]) | ((c.decided_at == row["decided_at"]) & (c.id > row["id"]))
    of_plan = (c.athlete_id == athlete_id, c.macrocycle_id == row["macrocycle_id"])
    applied = c.status == AdaptationStatus.APPLIED
    found = await tx.run(select(func.count()).where(*of_plan, applied, later))
    return int(found.scalar_one()) > 0


async def _trained_since(tx: Transaction, athlete_id: int, after: Blocks, before: Blocks) -> bool:
    """Whether a workout was trained in a week that would not be there, or not in its block, any more."""
    c = workouts.c
    of_blocks = c.training_block_id.in_([placed.id for placed in after])
    begun = (c.athlete_id == athlete_id, of_blocks, c.status.not_in(NOT_BEGUN))
    rows = await tx.run(select(c.training_block_id, c.local_date).where(*begun))
    spans = {placed.id: (placed.starts_on, placed.ends_on) for placed in before}
    return any(
        row.training_block_id not in spans
        or not spans[row.training_block_id][0] <= row.local_date < spans[row.training_block_id][1]
        for row in rows
    )
