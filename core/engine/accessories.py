"""Today's accessories: a main lift's auxiliaries of this block, a change now and then, and one more where a muscle
has had too little at the end of its week. What a coach wrote set by set stays as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from core.engine.adjust import prime_movers
from core.engine.disruptions import missing_exercises, stage
from core.engine.fatigue import Channel, deviations
from core.engine.loads import can_do
from core.engine.models import (
    Exercise,
    Muscle,
    PlannedExercise,
    Reason,
    Rejected,
    Role,
    Selection,
    Snapshot,
    TrainingAge,
    VolumeCounting,
)
from core.engine.steps.ceilings import EASY_BLOCKS
from core.engine.steps.readiness import LOW_SD
from core.engine.steps.soreness import SORE
from core.engine.steps.weekly_volume import PEAKING
from core.engine.volume import add_sets, landmark

TRAINING_AGES = tuple(TrainingAge)
# What is added where the plan has no line for it; coaching practice, design choice
ADDED_SETS, ADDED_REPS, ADDED_REPS_MAX, ADDED_REST_S = 3, 8, 12, 90
ADDED_RPE = 7.5
TOP_UP_SETS, TOP_UP_RPE = 2, 7.0  # design choice

Lines = list[PlannedExercise]
Chosen = dict[int, Selection]


def with_accessories(snapshot: Snapshot) -> tuple[Snapshot, Chosen]:
    """The same day with the accessories that it is time for, and why each of them."""
    library = {each.id: each for each in snapshot.exercises}
    lines, chosen = list(snapshot.day.exercises), Chosen()
    if not any(line.series for line in lines):
        _take_auxiliaries(snapshot, library, lines, chosen)
        _change_some(snapshot, library, lines, chosen)
        _top_up(snapshot, library, lines, chosen)
    return replace(snapshot, day=replace(snapshot.day, exercises=tuple(lines))), chosen


def _take_auxiliaries(
    snapshot: Snapshot, library: Mapping[int, Exercise], lines: Lines, chosen: Chosen
) -> None:
    """Each takes the place of the accessory that moves most like it; without one it is added."""
    mains = {line.exercise_id for line in lines if line.role is Role.MAIN}
    for main, auxiliaries in sorted(snapshot.auxiliaries.items()):
        for number in auxiliaries if main in mains else ():
            if not _usable(snapshot, library.get(number)) or number in mains:
                continue
            if all(line.exercise_id != number for line in lines):
                free = [
                    line for line in lines if line.role is Role.ACCESSORY and line.exercise_id not in chosen
                ]
                _put(lines, _most_alike(library, number, main, free), number)
            facts = {"main_exercise_id": main}
            reason = Reason(step="auxiliary", code="its_turn", facts=facts, source="plan", exercise_id=number)
            chosen[number] = Selection(reasons=(reason,))


def _most_alike(
    library: Mapping[int, Exercise], number: int, main: int, free: Sequence[PlannedExercise]
) -> PlannedExercise | None:
    """The line of the same pattern, or of the main lift's, else the last one."""
    patterns = [library[each].pattern for each in (number, main) if each in library]

    def likeness(line: PlannedExercise) -> int:
        known = library.get(line.exercise_id)
        return patterns.index(known.pattern) if known and known.pattern in patterns else len(patterns)

    return min(reversed(free), key=likeness, default=None)


def _put(lines: Lines, place: PlannedExercise | None, number: int) -> None:
    if place is None:
        lines.append(_added(number, ADDED_SETS, ADDED_RPE))
    else:
        lines[lines.index(place)] = replace(place, exercise_id=number)


def _added(number: int, sets: int, rpe: float) -> PlannedExercise:
    return PlannedExercise(
        exercise_id=number,
        role=Role.ACCESSORY,
        sets=sets,
        reps=ADDED_REPS,
        reps_max=ADDED_REPS_MAX,
        rpe=rpe,
        rest_s=ADDED_REST_S,
    )


def _change_some(snapshot: Snapshot, library: Mapping[int, Exercise], lines: Lines, chosen: Chosen) -> None:
    """Every few weeks of a block a share of the accessories gives way to what was used least."""
    cadence = snapshot.accessory_cadence_weeks
    turn = max(snapshot.week_in_block, 0) // cadence if cadence > 0 else 0
    places = [
        at for at, line in enumerate(lines) if line.role is Role.ACCESSORY and line.exercise_id not in chosen
    ]
    if turn == 0 or not places:
        return
    changed = min(round(snapshot.novelty * len(places)) * turn, len(places))
    used = _used_before(snapshot, cadence)
    for at in places[::-1][:changed]:
        old = library.get(lines[at].exercise_id)
        offered = [] if old is None else _offered(snapshot, library, lines, sorted(prime_movers(old)))
        if not offered:
            continue
        new = min(offered, key=lambda number: used.get(number, 0))
        facts = {"weeks": cadence, "from_exercise_id": lines[at].exercise_id}
        reason = Reason(step="rotation", code="changed", facts=facts, source="plan", exercise_id=new)
        rejected = tuple(_used_more(number, used) for number in offered if number != new)
        lines[at] = replace(lines[at], exercise_id=new)
        chosen[new] = Selection(reasons=(reason,), alternatives=rejected)


def _used_before(snapshot: Snapshot, cadence_weeks: int) -> Mapping[int, int]:
    """Days with each exercise until the last change, so that a choice stays until the next one."""
    weeks = max(snapshot.week_in_block, 0) % cadence_weeks
    since = snapshot.local_date - timedelta(days=snapshot.local_date.weekday(), weeks=weeks)
    days = {(done.exercise_id, done.local_date) for done in snapshot.history if done.local_date < since}
    used: dict[int, int] = {}
    for number, _ in days:
        used[number] = used.get(number, 0) + 1
    return used


def _used_more(number: int, used: Mapping[int, int]) -> Rejected:
    facts = {"workouts": used.get(number, 0)}
    return Rejected(exercise_id=number, reason=Reason(step="rotation", code="not_its_turn", facts=facts))


def _offered(
    snapshot: Snapshot, library: Mapping[int, Exercise], lines: Lines, muscles: Sequence[Muscle]
) -> list[int]:
    """What the block's pool has for these muscles, can be done here and is not in the day already."""
    taken = {line.exercise_id for line in lines}
    pool = (number for muscle in muscles for number in snapshot.accessory_pool.get(muscle, ()))
    return [n for n in dict.fromkeys(pool) if n not in taken and _usable(snapshot, library.get(n))]


def _usable(snapshot: Snapshot, exercise: Exercise | None) -> bool:
    if exercise is None or exercise.id in missing_exercises(snapshot):
        return False
    age = TRAINING_AGES.index(snapshot.profile.training_age)
    return age >= TRAINING_AGES.index(exercise.min_training_age) and can_do(snapshot.profile.kit, exercise)


def _top_up(snapshot: Snapshot, library: Mapping[int, Exercise], lines: Lines, chosen: Chosen) -> None:
    """In the last workout of a week, two sets for the muscle that lacks most; not on a day that takes away."""
    if snapshot.sessions_left != 0 or _takes_away(snapshot):
        return
    counted = dict(snapshot.week_sets)
    for line in lines:
        known = library.get(line.exercise_id)
        add_sets(counted, known.muscles if known is not None else {}, line.sets)
    lacking = sorted(
        (counted.get(muscle, 0.0) - landmark(snapshot.landmarks, muscle).mev_sets, muscle)
        for muscle in snapshot.accessory_pool
        if landmark(snapshot.landmarks, muscle).counting is VolumeCounting.FRACTIONAL
    )
    last = max((done.local_date for done in snapshot.history), default=None)
    just_done = {done.exercise_id for done in snapshot.history if done.local_date == last}
    for missing, muscle in lacking:
        if missing >= 0.0 or snapshot.check_in.soreness.get(muscle, 0) >= SORE:
            continue
        offered = [n for n in _offered(snapshot, library, lines, (muscle,)) if n not in just_done]
        if offered:
            facts: dict[str, float | int | str | None] = {
                "muscle": muscle,
                "week_sets": counted.get(muscle, 0.0),
                "mev_sets": landmark(snapshot.landmarks, muscle).mev_sets,
            }
            reason = Reason(
                step="top_up", code="too_little", facts=facts, source="landmarks", exercise_id=offered[0]
            )
            lines.append(_added(offered[0], TOP_UP_SETS, TOP_UP_RPE))
            chosen[offered[0]] = Selection(reasons=(reason,))
            return


def _takes_away(snapshot: Snapshot) -> bool:
    """An easy or a peaking week, anything that came in between, or a day below the usual ones."""
    if snapshot.block_type in EASY_BLOCKS | PEAKING:
        return True
    if any(stage(each, snapshot.local_date) is not None for each in snapshot.disruptions):
        return True
    signs = deviations(snapshot.check_in, measured=snapshot.measured, usual=snapshot.usual)
    return any(value <= LOW_SD for channel, value in signs.items() if channel is not Channel.SORENESS)
