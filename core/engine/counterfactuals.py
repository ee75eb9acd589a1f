"""One thing about a day that could be different, as data; each makes the day with it out of the day as it is."""

from dataclasses import dataclass, replace
from datetime import timedelta

from core.engine.models import BlockType, Equipment, Kit, MaxEntry, MaxSource, Muscle, PerformedSet, Snapshot

USUAL_DAYS_BETWEEN = 3  # workouts, for whom a pause is thought away; design choice


@dataclass(frozen=True, slots=True)
class Soreness:
    """A muscle is so sore, 1 to 5; None as if it had not been asked for."""

    muscle: Muscle
    level: int | None

    def on(self, snapshot: Snapshot) -> Snapshot:
        check_in = snapshot.check_in
        felt = {other: sore for other, sore in check_in.soreness.items() if other is not self.muscle}
        soreness = felt if self.level is None else {**felt, self.muscle: self.level}
        return replace(snapshot, check_in=replace(check_in, soreness=soreness))


@dataclass(frozen=True, slots=True)
class Readiness:
    """Readiness 1 to 5, or None as if nothing had been said."""

    level: int | None

    def on(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, check_in=replace(snapshot.check_in, readiness=self.level))


@dataclass(frozen=True, slots=True)
class Night:
    """The night was so good, 1 to 5, whatever was measured of it; None as if nothing were known."""

    quality: int | None

    def on(self, snapshot: Snapshot) -> Snapshot:
        slept = replace(snapshot.check_in, sleep_minutes=None, sleep_quality=self.quality)
        measured = snapshot.measured
        by_device = None if measured is None else replace(measured, sleep_minutes=None)
        return replace(snapshot, check_in=slept, measured=by_device)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Trained at another place, with what stands there."""

    place_id: int | None
    kit: Kit

    def on(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, profile=replace(snapshot.profile, kit=self.kit), place_id=self.place_id)


@dataclass(frozen=True, slots=True)
class WithoutEquipment:
    """The kit lacks something."""

    equipment: Equipment

    def on(self, snapshot: Snapshot) -> Snapshot:
        profile = snapshot.profile
        kit = replace(profile.kit, equipment=profile.kit.equipment - {self.equipment})
        return replace(snapshot, profile=replace(profile, kit=kit))


@dataclass(frozen=True, slots=True)
class Minutes:
    """So much time."""

    minutes: int

    def on(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, profile=replace(snapshot.profile, minutes=self.minutes))


@dataclass(frozen=True, slots=True)
class Max:
    """A tested one-rep max."""

    exercise_id: int
    load_g: int

    def on(self, snapshot: Snapshot) -> Snapshot:
        tested = MaxEntry(
            exercise_id=self.exercise_id,
            at=snapshot.now,
            source=MaxSource.TESTED,
            load_g=self.load_g,
            reps=1,
        )
        return replace(snapshot, maxes=(*snapshot.maxes, tested))


@dataclass(frozen=True, slots=True)
class Week:
    """Another week of the block, 0-based."""

    week_in_block: int

    def on(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, week_in_block=self.week_in_block)


@dataclass(frozen=True, slots=True)
class LastEffort:
    """The sets of the last workouts of an exercise were felt as `rpe`; None: as they had been meant."""

    exercise_id: int
    rpe: float | None
    workouts: int = 1

    def on(self, snapshot: Snapshot) -> Snapshot:
        own = {each.local_date for each in snapshot.history if each.exercise_id == self.exercise_id}
        last = sorted(day for day in own if day < snapshot.local_date)[-self.workouts :]
        history = tuple(
            self._felt(done) if done.exercise_id == self.exercise_id and done.local_date in last else done
            for done in snapshot.history
        )
        return replace(snapshot, history=history)

    def _felt(self, done: PerformedSet) -> PerformedSet:
        """A set without an effort stays so: nobody said how it was felt."""
        if done.rpe is None:
            return done
        return replace(done, rpe=self.rpe if self.rpe is not None else done.target_rpe, failed=False)


@dataclass(frozen=True, slots=True)
class NoPause:
    """The last training was not so long ago: nothing was lost, and nothing is begun again."""

    def on(self, snapshot: Snapshot) -> Snapshot:
        past = [done for done in snapshot.history if done.local_date <= snapshot.local_date]
        if not past:
            return snapshot
        last = max(past, key=lambda done: done.at)
        on = min(snapshot.local_date, last.local_date + timedelta(days=USUAL_DAYS_BETWEEN))
        now = min(snapshot.now, last.at + timedelta(days=USUAL_DAYS_BETWEEN))
        return replace(snapshot, now=now, local_date=on)


@dataclass(frozen=True, slots=True)
class NoPain:
    """An exercise never hurt."""

    exercise_id: int

    def on(self, snapshot: Snapshot) -> Snapshot:
        pains = tuple(each for each in snapshot.pains if each.exercise_id != self.exercise_id)
        return replace(snapshot, pains=pains)


@dataclass(frozen=True, slots=True)
class WeekSets:
    """A muscle has had so many sets this week."""

    muscle: Muscle
    sets: float

    def on(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, week_sets={**snapshot.week_sets, self.muscle: self.sets})


@dataclass(frozen=True, slots=True)
class NoDisruptions:
    """No injury, illness, journey or anything else came in between."""

    def on(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, disruptions=())


@dataclass(frozen=True, slots=True)
class NoCare:
    """Nobody asked for care."""

    def on(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, profile=replace(snapshot.profile, careful=False))


@dataclass(frozen=True, slots=True)
class HardBlock:
    """A block of work instead of an easy one."""

    def on(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, block_type=BlockType.ACCUMULATION)


@dataclass(frozen=True, slots=True)
class UsualConstants:
    """The engine's own constants instead of the athlete's."""

    def on(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, constants={})


Change = (
    Soreness
    | Readiness
    | Night
    | Elsewhere
    | WithoutEquipment
    | Minutes
    | Max
    | Week
    | LastEffort
    | NoPause
    | NoPain
    | WeekSets
    | NoDisruptions
    | NoCare
    | HardBlock
    | UsualConstants
)
