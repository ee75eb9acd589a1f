"""Session templates: made once, used in many places, copied on edit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, literal, or_, select, update

from core.engine.models import Sport
from core.errors import NotFound
from core.persistence.database import Transaction
from core.persistence.tables import (
    exercise_groups,
    prescriptions,
    program_sessions,
    programs,
    session_exercises,
    session_templates,
)
from core.services import access
from core.services.access import Actor
from core.services.content.ownership import change, delete_unused, readable
from core.services.custom_exercises import members_only


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateHead:
    """A template in a list."""

    id: int
    organization_id: int | None
    name: str
    sport: Sport


async def make(
    tx: Transaction,
    actor: Actor,
    organization_id: int,
    name: str,
    now: datetime,
    *,
    sport: Sport = Sport.STRENGTH,
    note: str | None = None,
) -> int:
    """An empty template of an organization."""
    await members_only(tx, actor, organization_id)
    return await insert_template(tx, actor, organization_id, name, now, sport, note)


async def insert_template(
    tx: Transaction,
    actor: Actor,
    organization_id: int,
    name: str,
    now: datetime,
    sport: Sport,
    note: str | None = None,
) -> int:
    """An empty template, for use cases that know already that the actor may."""
    made = await tx.run(
        insert(session_templates)
        .values(
            organization_id=organization_id,
            author_user_id=actor.user_id,
            name=name.strip(),
            sport=sport,
            note=note,
            created_at=now,
            updated_at=now,
        )
        .returning(session_templates.c.id)
    )
    return int(made.scalar_one())


async def listed(tx: Transaction, actor: Actor) -> Sequence[TemplateHead]:
    """The templates on offer: the actor's organizations' first, then those that come with the product."""
    await access.scope(tx, actor)
    c = session_templates.c
    rows = await tx.run(
        select(c.id, c.organization_id, c.name, c.sport)
        .where(readable(actor, session_templates), c.archived_at.is_(None))
        .order_by(c.organization_id.is_(None), c.name, c.id)
    )
    return [TemplateHead(**row) for row in rows.mappings()]


async def edit(tx: Transaction, actor: Actor, template_id: int, now: datetime) -> int:
    """Begin to change a template, which stays locked: its organization.

    Versions of programs that have a newer one keep the template as it was, as a copy of their own.
    """
    organization_id = await change(tx, actor, session_templates, template_id, now)
    newer, c = programs.alias(), program_sessions.c
    placed = await tx.run(
        select(c.id)
        .join(programs, programs.c.id == c.program_id)
        .where(
            c.session_template_id == template_id,
            select(newer.c.id)
            .where(
                newer.c.organization_id == programs.c.organization_id,
                newer.c.name == programs.c.name,
                newer.c.version > programs.c.version,
            )
            .exists(),
        )
    )
    older = list(placed.scalars())
    if older:
        kept = await _copy(tx, template_id, organization_id, now)
        await tx.run(update(program_sessions).where(c.id.in_(older)).values(session_template_id=kept))
    return organization_id


async def rename(tx: Transaction, actor: Actor, template_id: int, name: str, now: datetime) -> None:
    """Give it another name."""
    await edit(tx, actor, template_id, now)
    await change(tx, actor, session_templates, template_id, now, name=name.strip())


async def write_note(
    tx: Transaction, actor: Actor, template_id: int, note: str | None, now: datetime
) -> None:
    """Say something about it, or nothing any more."""
    await edit(tx, actor, template_id, now)
    await change(tx, actor, session_templates, template_id, now, note=note)


async def archive(tx: Transaction, actor: Actor, template_id: int, now: datetime) -> None:
    """Offer it no more; the programs that have it keep it."""
    await change(tx, actor, session_templates, template_id, now, archived_at=now)


async def restore(tx: Transaction, actor: Actor, template_id: int, now: datetime) -> None:
    """Offer it again."""
    await change(tx, actor, session_templates, template_id, now, archived_at=None)


async def remove(tx: Transaction, actor: Actor, template_id: int, now: datetime) -> None:
    """Delete a template that no program has."""
    await change(tx, actor, session_templates, template_id, now)
    await delete_unused(tx, session_templates, template_id)


async def clone(
    tx: Transaction, actor: Actor, template_id: int, organization_id: int, name: str, now: datetime
) -> int:
    """A copy that the organization may change, of one of its own or of one that comes with the product."""
    await members_only(tx, actor, organization_id)
    c = session_templates.c
    owner = or_(c.organization_id.is_(None), c.organization_id == organization_id)
    if (await tx.run(select(c.id).where(c.id == template_id, owner))).first() is None:
        raise NotFound(what=session_templates.name)
    copied = await _copy(tx, template_id, organization_id, now)
    await change(tx, actor, session_templates, copied, now, name=name.strip(), author_user_id=actor.user_id)
    return copied


async def _copy(tx: Transaction, template_id: int, organization_id: int, now: datetime) -> int:
    """A template like another, with everything in it."""
    c = session_templates.c
    like = select(
        literal(organization_id), c.author_user_id, c.name, c.sport, c.note, literal(now), literal(now)
    ).where(c.id == template_id)
    head = [c.organization_id, c.author_user_id, c.name, c.sport, c.note, c.created_at, c.updated_at]
    copied: int = (
        await tx.run(insert(session_templates).from_select(head, like).returning(c.id))
    ).scalar_one()
    await _copy_groups(tx, template_id, copied, now)
    return copied


async def _copy_groups(tx: Transaction, template_id: int, copied: int, now: datetime) -> None:
    """What is in a template, once more: rows are matched by their places, so that no id is carried over by hand."""
    old, new = exercise_groups.alias("old"), exercise_groups.alias("new")
    was, becomes = session_exercises.alias("was"), session_exercises.alias("becomes")
    of_old = old.c.session_template_id == template_id
    same_group = (new.c.order_index == old.c.order_index) & (new.c.session_template_id == copied)
    same_place = (becomes.c.exercise_group_id == new.c.id) & (
        becomes.c.order_within_group == was.c.order_within_group
    )
    groups = select(literal(copied), old.c.order_index, old.c.name, literal(now), literal(now)).where(of_old)
    inside = (
        select(new.c.id, was.c.exercise_id, was.c.order_within_group, was.c.note)
        .join(old, was.c.exercise_group_id == old.c.id)
        .join(new, same_group)
        .where(of_old)
    )
    series = (
        select(becomes.c.id, prescriptions.c.week_number, prescriptions.c.series)
        .join(was, prescriptions.c.session_exercise_id == was.c.id)
        .join(old, was.c.exercise_group_id == old.c.id)
        .join(new, same_group)
        .join(becomes, same_place)
        .where(of_old)
    )
    columns = ["session_template_id", "order_index", "name", "created_at", "updated_at"]
    await tx.run(insert(exercise_groups).from_select(columns, groups))
    columns = ["exercise_group_id", "exercise_id", "order_within_group", "note"]
    await tx.run(insert(session_exercises).from_select(columns, inside))
    columns = ["session_exercise_id", "week_number", "series"]
    await tx.run(insert(prescriptions).from_select(columns, series))
