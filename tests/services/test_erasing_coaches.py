"""A coach who is erased: what others train by stays without a name, and nobody's plan is lost; the rest goes."""

from sqlalchemy import Table, insert, select, update

from core.engine.models import Equipment, LoadMode, Pattern, TrainingAge
from core.persistence.database import Database, DatabaseRole
from core.persistence.tables import (
    athletes,
    audit,
    coach_notes,
    exercises,
    macrocycles,
    organizations,
    profiles,
    program_sessions,
    programs,
    session_templates,
)
from core.persistence.tables.people import MemberRole
from core.services import coach_notes as notes
from core.services import coaching, placeholders, planning, privacy, profile
from core.services import organizations as service
from core.services.access import Actor
from tests.builders import NOW, athlete, coach_of


async def author(db: Database) -> tuple[Actor, Actor, int]:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        (gym,) = await service.own(tx, kim)
    return kim, ana, gym.id


async def written(db: Database, table: Table, kim: Actor, gym: int, name: str, **values: object) -> int:
    async with db.transaction() as tx:
        made = await tx.run(
            insert(table)
            .values(organization_id=gym, author_user_id=kim.user_id, name=name, **values)
            .returning(table.c.id)
        )
        return int(made.scalar_one())


async def program(db: Database, kim: Actor, gym: int, name: str) -> int:
    """A program of one session."""
    program_id = await written(db, programs, kim, gym, name, weeks=4)
    template_id = await written(db, session_templates, kim, gym, f"{name} A")
    place = {"week_number": 1, "day_of_week": 1, "order_index": 0}
    async with db.transaction() as tx:
        of = {"program_id": program_id, "session_template_id": template_id}
        await tx.run(insert(program_sessions).values(**of, **place))
    return program_id


async def left(db: Database, table: Table, *columns: str) -> list[tuple[object, ...]]:
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        rows = await tx.run(select(*(table.c[c] for c in columns)).order_by(table.c.id))
        return [tuple(row) for row in rows]


async def forget(db: Database, who: Actor) -> None:
    async with db.transaction() as tx:
        await privacy.forget(tx, who)


async def test_what_an_athlete_trains_by_stays_nameless_and_what_nobody_uses_goes(db: Database) -> None:
    kim, ana, gym = await author(db)
    used, _ = await program(db, kim, gym, "Used"), await program(db, kim, gym, "Unused")
    async with db.transaction() as tx:
        await planning.renew(tx, ana, NOW)
        await tx.run(update(macrocycles).values(program_id=used))
    await forget(db, kim)
    assert await left(db, programs, "name", "author_user_id", "organization_id") == [("Used", None, gym)]
    assert await left(db, session_templates, "name", "author_user_id") == [("Used A", None)]
    ((name, archived_at),) = await left(db, organizations, "name", "archived_at")
    assert name == ""
    assert archived_at is not None
    assert await left(db, macrocycles, "athlete_id", "program_id") == [(ana.athlete_id, used)]


async def test_content_that_nobody_uses_goes_with_the_organization(db: Database) -> None:
    kim, _, gym = await author(db)
    await program(db, kim, gym, "Unused")
    curl = {"pattern": Pattern.PULL, "equipment": Equipment.DUMBBELL, "load_mode": LoadMode.PER_HAND}
    curl |= {"min_training_age": TrainingAge.BEGINNER}
    await written(db, exercises, kim, gym, "Kim curl", key="kim curl", **curl)
    await forget(db, kim)
    for table in (programs, session_templates, program_sessions, organizations):
        assert await left(db, table, "id") == []
    assert "Kim curl" not in {name for (name,) in await left(db, exercises, "name")}


async def test_content_of_an_organization_with_others_stays_with_its_name(db: Database) -> None:
    kim, ana, gym = await author(db)
    await program(db, kim, gym, "Unused")
    async with db.transaction() as tx:
        await service.add_role(tx, kim, gym, ana.user_id, MemberRole.OWNER, NOW)
    await forget(db, kim)
    assert await left(db, programs, "name", "author_user_id") == [("Unused", None)]
    assert await left(db, organizations, "name", "archived_at") == [("Kim", None)]


async def test_whom_a_coach_prepared_is_gone_with_the_coach_even_where_others_stay(db: Database) -> None:
    kim, ana, gym = await author(db)
    async with db.transaction() as tx:
        await service.add_role(tx, kim, gym, ana.user_id, MemberRole.OWNER, NOW)
        bob = await placeholders.prepare(tx, kim, "Bob", NOW)
        acting = await placeholders.preparing(tx, kim, bob.athlete_id)
        await profile.change(tx, acting, NOW, phone="+34 600 000 000")
    await forget(db, kim)
    assert await left(db, athletes, "id") == [(ana.athlete_id,)]
    assert [row for row in await left(db, profiles, "athlete_id") if row != (ana.athlete_id,)] == []


async def test_a_prepared_plan_holds_no_content_back(db: Database) -> None:
    kim, _, gym = await author(db)
    used = await program(db, kim, gym, "Used")
    async with db.transaction() as tx:
        bob = await placeholders.prepare(tx, kim, "Bob", NOW)
        acting = await placeholders.preparing(tx, kim, bob.athlete_id)
        await planning.renew(tx, acting, NOW)
        await tx.run(update(macrocycles).values(program_id=used))
    await forget(db, kim)
    assert await left(db, programs, "id") == await left(db, organizations, "id") == []


async def test_notes_that_nobody_could_read_any_more_go(db: Database) -> None:
    kim, ana, gym = await author(db)
    used = await program(db, kim, gym, "Used")
    async with db.transaction() as tx:
        await notes.add(tx, kim, ana.athlete_id, "Shy", NOW)
        await planning.renew(tx, ana, NOW)
        await tx.run(update(macrocycles).values(program_id=used))
    await forget(db, kim)
    assert await left(db, coach_notes, "id") == []


async def test_the_audit_names_an_erased_person_nowhere(db: Database) -> None:
    kim, ana, gym = await author(db)
    async with db.transaction() as tx:
        await service.add_role(tx, kim, gym, ana.user_id, MemberRole.COACH, NOW)
        await coaching.become_coach(tx, ana, NOW)
    await forget(db, ana)
    await forget(db, kim)
    for user_id, facts in await left(db, audit, "user_id", "facts"):
        assert user_id is None
        assert isinstance(facts, dict)
        assert not {"coach_user_id", "member_user_id", "athlete_id"} & facts.keys()
