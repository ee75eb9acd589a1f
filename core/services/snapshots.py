"""What the engine is told of a day: what the plan means, what was done before, how the athlete is today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from core.engine import ENGINE_VERSION, hard_days_in_row, hard_sets, rotation
from core.engine.body_load import weight_on
from core.engine.disruptions import injured_since, lacking
from core.engine.known import relatives
from core.engine.models import (
    CheckIn,
    CheckInStatus,
    Exercise,
    PerformedSet,
    PlacedBlock,
    PlannedDay,
    Profile,
    Snapshot,
    VolumeCounting,
)
from core.engine.recent import recent_work
from core.engine.volume import usual_sets
from core.persistence.database import Transaction
from core.persistence.documents import from_document
from core.services import (
    auxiliaries,
    body_weights,
    check_ins,
    disruptions,
    formulas,
    history,
    landmarks,
    library,
    limits,
    places,
    planning,
    profile,
    recovery,
    strengths,
    warm_ups,
    week,
)
from core.services.access import Actor
from core.services.days import week_start
from core.services.strengths import HISTORY, Known

DAYS_IN_ROW = timedelta(days=7)  # how far back days without rest are counted, and work is recent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """What the plan means for the day."""

    current: PlacedBlock
    day: PlannedDay
    auxiliaries: Mapping[int, tuple[int, ...]]
    sessions_left: int

    @property
    def exercise_ids(self) -> set[int]:
        """Everything that the day may use."""
        lines = {line.exercise_id for line in self.day.exercises}
        return lines.union(*self.auxiliaries.values(), *self.current.block.accessory_pool.values())


async def of(tx: Transaction, actor: Actor, workout: Mapping[Any, Any], now: datetime) -> Snapshot:
    """Everything that a workout which is not made yet depends on. The caller has opened the scope."""
    on = workout["local_date"]
    meant = await _meant(tx, actor, on, workout["day_number"], now)
    who = await profile.for_engine(tx, actor, on)
    planned = meant.exercise_ids
    past = await strengths.known(tx, actor, now, who.training_age, also=planned)
    shown, exercises = past.exercise_ids, past.exercises
    lately = [done for done in past.sets if done.local_date >= min(week_start(on), on - DAYS_IN_ROW)]
    snapshot = _planned(meant, who, exercises, on, now)
    snapshot = await _with_state(tx, actor, snapshot, workout["id"])
    snapshot = await _with_stand_ins(tx, actor, snapshot)
    related = relatives(exercises, new=planned - shown, known=shown - planned)
    snapshot = await _with_past(tx, actor, replace(snapshot, known_exercises=related), past)
    snapshot = replace(snapshot, usual_sets=usual_sets(past.sets, exercises, on))
    return _with_work(snapshot, lately, exercises)


def again(stored: Any) -> Snapshot | None:
    """What a workout was made from; None where it was typed, or made by another version of the engine."""
    if stored is None or stored.get("engine_version") != ENGINE_VERSION:
        return None
    return from_document(Snapshot, stored)


async def with_stand_ins(tx: Transaction, actor: Actor, made_from: Snapshot, there: Snapshot) -> Snapshot:
    """`made_from` with what may stand in for what cannot be done `there`, and what had been shown of it by then."""
    here = {each.id for each in made_from.exercises}
    more = tuple(each for each in (await _with_stand_ins(tx, actor, there)).exercises if each.id not in here)
    if not more:
        return made_from
    new = {each.id for each in more} - {each.id for each in made_from.known_exercises}
    past = await strengths.known(tx, actor, made_from.now, made_from.profile.training_age)
    sets = tuple(done for done in past.sets_of(new) if done.at <= made_from.now)
    maxes = tuple(entry for entry in past.maxes_of(new) if entry.at <= made_from.now)
    weighed = await body_weights.by_date(tx, actor, (made_from.now - HISTORY).date())
    history_of_all = (*made_from.history, *body_weights.on_their_days(weighed, sets))
    return replace(
        made_from,
        exercises=(*made_from.exercises, *more),
        maxes=(*made_from.maxes, *body_weights.at_their_time(weighed, maxes)),
        history=tuple(sorted(history_of_all, key=lambda done: done.at)),
    )


async def _meant(tx: Transaction, actor: Actor, on: date, day_number: int | None, now: datetime) -> _Meant:
    current = await planning.current_block(tx, actor, on, now)
    day = week.day_of(current, day_number)
    left, _ = await week.left(tx, actor, on, current)
    assigned = {} if current.id is None else await auxiliaries.standing(tx, actor.athlete_id, current.id)
    return _Meant(
        current=current,
        day=day,
        auxiliaries=rotation.of_day(assigned, current.block.days, day),
        sessions_left=sum(each.day_number != day.day_number for each in left),
    )


def _planned(meant: _Meant, who: Profile, exercises: Iterable[Exercise], on: date, now: datetime) -> Snapshot:
    """The day as it is meant, for somebody of whom nothing else is known yet."""
    current, planned = meant.current, meant.exercise_ids
    block = current.block
    return Snapshot(
        engine_version=ENGINE_VERSION,
        now=now,
        local_date=on,
        profile=who,
        day=meant.day,
        block_type=block.block_type,
        week_in_block=min(current.week_of(on), block.weeks - 1),
        block_weeks=block.weeks,
        rir_start=block.rir_start,
        rir_end=block.rir_end,
        weekly_volume_ramp=block.weekly_volume_ramp,
        exercises=tuple(each for each in exercises if each.id in planned),
        auxiliaries=meant.auxiliaries,
        accessory_pool=block.accessory_pool,
        accessory_cadence_weeks=block.rotation_policy.accessory_cadence_weeks,
        novelty=block.rotation_policy.novelty,
        sessions_left=meant.sessions_left,
        maxes=(),
        history=(),
        check_in=CheckIn(status=CheckInStatus.UNKNOWN),
        week_sets={},
    )


async def _with_state(tx: Transaction, actor: Actor, planned: Snapshot, workout_id: int) -> Snapshot:
    """How the athlete is, what came in between, and what was set for them alone."""
    on = planned.local_date
    sign = await history.newest_sign(tx, actor)
    cleared = sign is not None and sign.cleared
    came_between = await disruptions.standing(tx, actor)
    return replace(
        planned,
        place_id=await places.current_id(tx, actor),
        check_in=await check_ins.stored(tx, actor, workout_id) or planned.check_in,
        usual=await check_ins.usual_of(tx, actor, on),
        measured=await recovery.measured(tx, actor, on),
        landmarks=await landmarks.for_engine(tx, actor),
        warm_ups=await warm_ups.set_for(tx, actor, {each.id for each in planned.exercises}),
        pains=await history.recent_pains(tx, actor, on, since=injured_since(came_between, on)),
        disruptions=came_between,
        limits=await limits.for_engine(tx, actor),
        red_flag=sign.flag if sign is not None and not cleared else None,
        cleared_flag=sign.flag if sign is not None and cleared else None,
        cleared_on=sign.on if sign is not None and cleared else None,
        constants=await formulas.values(tx, actor),
    )


async def _with_stand_ins(tx: Transaction, actor: Actor, planned: Snapshot) -> Snapshot:
    """The same with every exercise that may stand in for what cannot be done here."""
    patterns = lacking(planned)
    if not patterns:
        return planned
    known = {each.id for each in planned.exercises}
    everything = (named.exercise for named in (await library.load(tx, actor)).values())
    more = [each for each in everything if each.pattern in patterns and each.id not in known]
    return replace(planned, exercises=(*planned.exercises, *more))


async def _with_past(tx: Transaction, actor: Actor, meant: Snapshot, past: Known) -> Snapshot:
    """What is known of every exercise that may be done, and of those that tell something of a new one."""
    told_of = {each.id for each in (*meant.exercises, *meant.known_exercises)}
    weighed = await body_weights.by_date(tx, actor, (meant.now - HISTORY).date())
    return replace(
        meant,
        maxes=body_weights.at_their_time(weighed, past.maxes_of(told_of)),
        history=body_weights.on_their_days(weighed, past.sets_of(told_of)),
        habits=past.habits,
        body_weight_g=weight_on(weighed, meant.local_date),
        trained_on=await history.training_days(tx, actor, meant.local_date - HISTORY),
    )


def _with_work(known: Snapshot, lately: Sequence[PerformedSet], exercises: Sequence[Exercise]) -> Snapshot:
    """What of all that was done lately counts for this week and for today."""
    on = known.local_date
    week_so_far = [done for done in lately if done.local_date >= week_start(on)]
    return replace(
        known,
        week_sets=hard_sets(week_so_far, exercises),
        week_direct_sets=hard_sets(week_so_far, exercises, VolumeCounting.DIRECT),
        today_sets=hard_sets([done for done in lately if done.local_date == on], exercises),
        hard_days=hard_days_in_row(lately, exercises, on),
        worked=recent_work(lately, exercises, on),
    )
