"""What stands where somebody trains, as they say it; a workout under way goes on with what is really there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from core.engine.models import Kit
from core.engine.refit import refit
from core.errors import NotFound, Refused
from core.notation.kit import KitUnreadable, kit_of
from core.persistence.database import Transaction
from core.persistence.tables import workout_exercises, workouts
from core.services import access, library, live, places, prescribed, profile
from core.services.access import Actor
from core.services.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What counts now: the kit, the place that it belongs to, if one was chosen, and all places."""

    kit: Kit
    place: Place | None
    places: tuple[Place, ...]


async def here(tx: Transaction, actor: Actor) -> Here:
    """What stands where the next workout will be."""
    known = await places.of(tx, actor)
    current = next((place for place in known if place.current), None)
    return Here(kit=(await profile.for_engine(tx, actor)).kit, place=current, places=known)


async def say(tx: Transaction, actor: Actor, name: str, text: str, now: datetime) -> Here:
    """Write down what stands at a place and train there from now on; a new name is a new place."""
    try:
        kit = kit_of(text, actor.unit, library.machine_named)
    except KitUnreadable as unreadable:
        raise Refused(why="kit_line", flaw=unreadable.flaw, part=unreadable.part) from unreadable
    wanted = " ".join(name.split())
    known = {place.name.casefold(): place for place in await places.of(tx, actor)}
    place = known.get(wanted.casefold())
    if place is None:
        place_id = await places.add(tx, actor, wanted, kit, now)
    else:
        place_id = place.id
        await places.replace(tx, actor, place_id, kit, now)
    return await go(tx, actor, place_id)


async def go(tx: Transaction, actor: Actor, place_id: int) -> Here:
    """Train at a place from now on, the workout under way too."""
    await places.choose(tx, actor, place_id)
    found = await here(tx, actor)
    if found.place is None:
        raise NotFound(what="kits")
    await _refit_workout(tx, actor, found.kit, place_id)
    return found


async def _refit_workout(tx: Transaction, actor: Actor, kit: Kit, place_id: int) -> None:
    """The workout under way, with loads that exist here."""
    await access.scope(tx, actor)
    workout = await live.read(tx, actor)
    if workout is None:
        return
    mine = (workouts.c.athlete_id == actor.athlete_id) & (workouts.c.id == workout.id)
    await tx.run(update(workouts).where(mine).values(kit=kit, place_id=place_id))
    known = await library.load(tx, actor, [each.exercise_id for each in workout.exercises])
    c = workout_exercises.c
    for each in workout.exercises:
        refitted = refit(each.prescription, kit, known[each.exercise_id].exercise)
        if refitted != each.prescription:
            this = (c.athlete_id == actor.athlete_id) & (c.id == each.id)
            await tx.run(update(workout_exercises).where(this).values(**prescribed.columns(refitted)))
