"""What came in between reaches the next workout, and what is done in rehab stays out of what is learnt."""

from collections.abc import Mapping, Sequence

import pytest

from core.engine.models import DisruptionKind, ExercisePrescription, SetKind, SetTarget, Severity
from core.persistence.database import Database
from core.services import access, disruptions, history, training
from core.services.access import Actor
from core.services.disruptions import Report
from core.services.training import Done
from tests.builders import NOW, athlete
from tests.services.training_days import opened, with_maxes


def report(kind: DisruptionKind, severity: Severity = Severity.MODERATE, lifts: Sequence[int] = ()) -> Report:
    return Report(kind=kind, severity=severity, starts_on=NOW.date(), exercise_ids=lifts)


async def said(db: Database, actor: Actor, what: Report) -> int:
    async with db.transaction() as tx:
        return await disruptions.report(tx, actor, what, NOW)


def work(each: ExercisePrescription) -> list[SetTarget]:
    return [target for target in each.series if target.kind is SetKind.WORK]


def volume(made: Mapping[int, ExercisePrescription]) -> int:
    return sum(len(work(each)) for each in made.values())


async def test_an_illness_eases_the_next_workout_and_resolving_undoes_it(db: Database) -> None:
    ana, bob, eve = [await with_maxes(db, await athlete(db, 7_001 + n)) for n in range(3)]
    usual = await opened(db, bob)
    for who in (ana, eve):
        number = await said(db, who, report(DisruptionKind.ILLNESS))
        if who is eve:
            async with db.transaction() as tx:
                await disruptions.resolve(tx, eve, number, NOW)
    eased, resolved = await opened(db, ana), await opened(db, eve)
    assert volume(eased) < volume(usual)
    assert {key: each.series for key, each in resolved.items()} == {k: e.series for k, e in usual.items()}


async def test_sets_of_an_injured_lift_are_marked_and_others_are_not(db: Database) -> None:
    ana, bob = [await with_maxes(db, await athlete(db, 7_001 + n)) for n in range(2)]
    first, second = list(await opened(db, bob))[:2]
    await said(db, ana, report(DisruptionKind.INJURY, Severity.MINOR, [first]))
    made = await opened(db, ana)
    assert (made[first].rehab, made[second].rehab) == (True, False)
    async with db.transaction() as tx:
        await access.scope(tx, ana)
        workout = await training.open_workout(tx, ana)
        for number in (first, second):
            exercise = next(each for each in workout.exercises if each.exercise_id == number)
            await training.log_warm_ups(tx, ana, workout.id, exercise.id, NOW)
            load_g = work(made[number])[0].load_g
            await training.log_tap(
                tx, ana, workout.id, exercise.id, Done(load_g=load_g, reps=5, rpe=7.0), NOW
            )
        done = await history.sets(tx, ana)
    marked = {(each.exercise_id, each.rehab) for each in done if not each.warm_up}
    assert marked == {(first, True), (second, False)}
    assert not any(each.rehab for each in done if each.warm_up)


@pytest.mark.parametrize("kind", DisruptionKind)
async def test_whatever_came_between_a_workout_can_be_made_again_from_its_snapshot(
    db: Database, kind: DisruptionKind
) -> None:
    ana = await with_maxes(db, await athlete(db))
    await said(db, ana, report(kind, Severity.MINOR))
    assert await opened(db, ana)
