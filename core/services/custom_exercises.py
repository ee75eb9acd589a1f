"""Exercises of an organization's own: new, cloned, archived; for its members and the athletes they coach."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, insert, select, update

from core.engine.models import Equipment, Exercise, Laterality, LoadMode, Muscle, Pattern, Sport, TrainingAge
from core.errors import NotAllowed, NotFound
from core.persistence.database import Transaction
from core.persistence.tables import exercise_aliases, exercise_muscles, exercises, memberships
from core.services import library
from core.services.access import Actor
from core.services.library import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class NewExercise:
    """What an exercise is, as its author writes it down."""

    name: str
    pattern: Pattern
    equipment: Equipment
    load_mode: LoadMode
    muscles: Mapping[Muscle, float]
    laterality: Laterality = Laterality.BILATERAL
    sport: Sport = Sport.STRENGTH
    main_lift: bool = False
    min_training_age: TrainingAge = TrainingAge.BEGINNER
    aliases: tuple[str, ...] = ()


async def add(tx: Transaction, actor: Actor, organization_id: int, new: NewExercise, now: datetime) -> Named:
    """A new exercise of an organization."""
    return await _insert(tx, actor, organization_id, new, now)


async def clone(
    tx: Transaction, actor: Actor, exercise_id: int, organization_id: int, name: str, now: datetime
) -> Named:
    """A copy that the organization may change, of anything that the actor can see."""
    source = (await library.load(tx, actor, [exercise_id])).get(exercise_id)
    if source is None:
        raise NotFound(what="exercise")
    return await _insert(
        tx, actor, organization_id, _like(source.exercise, name), now, cloned_from=exercise_id
    )


def _like(exercise: Exercise, name: str) -> NewExercise:
    return NewExercise(
        name=name,
        pattern=exercise.pattern,
        equipment=exercise.equipment,
        load_mode=exercise.load_mode,
        muscles=exercise.muscles,
        laterality=exercise.laterality,
        sport=exercise.sport,
        main_lift=exercise.main_lift,
        min_training_age=exercise.min_training_age,
    )


async def _insert(
    tx: Transaction,
    actor: Actor,
    organization_id: int,
    new: NewExercise,
    now: datetime,
    cloned_from: int | None = None,
) -> Named:
    await members_only(tx, actor, organization_id)
    name = " ".join(new.name.split())
    added = await tx.run(
        insert(exercises)
        .values(
            key=library.key_of(name),
            name=name,
            pattern=new.pattern,
            equipment=new.equipment,
            load_mode=new.load_mode,
            laterality=new.laterality,
            sport=new.sport,
            main_lift=new.main_lift,
            min_training_age=new.min_training_age,
            organization_id=organization_id,
            author_user_id=actor.user_id,
            cloned_from_id=cloned_from,
            created_at=now,
        )
        .returning(exercises.c.id)
    )
    exercise_id: int = added.scalar_one()
    shares = [
        {"exercise_id": exercise_id, "muscle": muscle, "fraction": fraction}
        for muscle, fraction in new.muscles.items()
    ]
    aliases = [{"exercise_id": exercise_id, "alias": alias} for alias in dict.fromkeys(new.aliases)]
    if shares:
        await tx.run(insert(exercise_muscles).values(shares))
    if aliases:
        await tx.run(insert(exercise_aliases).values(aliases))
    return (await library.load(tx, actor, [exercise_id]))[exercise_id]


async def archive(tx: Transaction, actor: Actor, exercise_id: int, now: datetime) -> None:
    """Offer it for new work no more; what was done with it keeps its name."""
    await _set_archived(tx, actor, exercise_id, now)


async def restore(tx: Transaction, actor: Actor, exercise_id: int) -> None:
    """Offer it again."""
    await _set_archived(tx, actor, exercise_id, None)


async def _set_archived(tx: Transaction, actor: Actor, exercise_id: int, at: datetime | None) -> None:
    await members_only(tx, actor, await organization_of(tx, actor, exercise_id))
    await tx.run(update(exercises).where(exercises.c.id == exercise_id).values(archived_at=at))


async def organization_of(tx: Transaction, actor: Actor, exercise_id: int) -> int | None:
    """Whose exercise it is; None for one that is curated or the athlete's own."""
    rows = await tx.run(
        select(exercises.c.organization_id).where(exercises.c.id == exercise_id, library.visible(actor))
    )
    found = rows.one_or_none()
    if found is None:
        raise NotFound(what="exercise")
    organization_id: int | None = found.organization_id
    return organization_id


async def members_only(tx: Transaction, actor: Actor, organization_id: int | None) -> None:
    """Refuse whoever has no role in the organization; what belongs to none is nobody's to change."""
    c = memberships.c
    member = exists().where(c.organization_id == organization_id, c.user_id == actor.user_id)
    if organization_id is None or not (await tx.run(select(member))).scalar_one():
        raise NotAllowed
