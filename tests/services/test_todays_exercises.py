"""Which exercises a workout has: auxiliaries of the block, and what stands in where there is no gym."""

from core.engine.models import DisruptionKind, Role, Severity
from core.persistence.database import Database
from core.services import auxiliaries, disruptions, library, planning
from core.services.disruptions import Report
from tests.builders import NOW, athlete
from tests.services.training_days import exercise_id, opened, with_maxes


async def test_an_auxiliary_of_the_pool_is_trained_with_its_reason(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db))
    usual = await with_maxes(db, await athlete(db, 7_002, "Bob"))
    before = await opened(db, usual)
    main = next(number for number, each in before.items() if each.role is Role.MAIN)
    number = await exercise_id(db, "leg_press")
    assert number not in before
    async with db.transaction() as tx:
        block = await planning.renew(tx, ana, NOW)
        await auxiliaries.set_pool(tx, ana, main, [number], block, NOW)
    made = await opened(db, ana)
    assert number in made
    selection = made[number].selection
    assert selection is not None
    assert [(reason.step, reason.code) for reason in selection.reasons] == [("auxiliary", "its_turn")]


async def test_without_a_gym_something_of_the_library_stands_in(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db))
    async with db.transaction() as tx:
        away = Report(
            kind=DisruptionKind.EQUIPMENT_UNAVAILABLE, severity=Severity.MODERATE, starts_on=NOW.date()
        )
        await disruptions.report(tx, ana, away, NOW)
    made = await opened(db, ana)
    async with db.transaction() as tx:
        known = await library.load(tx, ana, made)
    assert {named.exercise.equipment.value for named in known.values()} == {"none"}
