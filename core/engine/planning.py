"""Plans one block: which days, which exercises, how many sets, how hard, before any day's state is known."""

from collections.abc import Mapping, Sequence

from core.engine.choice import candidates
from core.engine.drafting import LED_BY_MAIN_LIFTS, Draft, drawn
from core.engine.models import (
    Block,
    BlockType,
    Exercise,
    Landmark,
    Muscle,
    PlannedDay,
    Pregnancy,
    Profile,
    Role,
    Sport,
)
from core.engine.phases import BIAS, Phase, phase, ramp_of, rir_line
from core.engine.posture import on_the_back
from core.engine.weekly_sets import ramped, towards

BLOCK_WEEKS = 4  # issurin_blocks
MOST_DAYS = 6  # one day of rest at least; design choice
WEEKDAYS: Mapping[int, tuple[int, ...]] = {
    1: (1,),
    2: (1, 4),
    3: (1, 3, 5),
    4: (1, 2, 4, 5),
    5: (1, 2, 3, 5, 6),
    6: (1, 2, 3, 4, 5, 6),
}

# Others need a teacher, room or a track, and are no dose of strength; people type those (design choice)
PLANNED_SPORTS = frozenset({Sport.STRENGTH, Sport.POWERLIFTING, Sport.CALISTHENICS})


def plan(
    profile: Profile,
    exercises: Sequence[Exercise],
    meant: Phase | None = None,
    *,
    before: Block | None = None,
    landmarks: Mapping[Muscle, Landmark] | None = None,
) -> Block:
    """One working block for this person, with exercises they can do: those of the block before where there is one."""
    meant = phase(profile, BlockType.ACCUMULATION, BLOCK_WEEKS) if meant is None else meant
    offered = candidates(profile, (each for each in exercises if _suits(profile, each)))
    usable = [each.exercise for each in offered if each.obstacle is None]
    rir_start, rir_end = rir_line(profile, meant.block_type)
    weekdays = WEEKDAYS[days_of(profile)]
    draft = Draft(
        profile=profile,
        phase=meant,
        rir=rir_start,
        weekdays=weekdays,
        offered=offered,
        before=before,
        landmarks={} if landmarks is None else landmarks,
    )
    written = tuple(
        PlannedDay(day_number=number, weekday=weekday, exercises=lines)
        for number, (weekday, lines) in enumerate(zip(weekdays, drawn(draft), strict=True), start=1)
    )
    ramp = ramp_of(profile, meant.block_type)
    days = _with_volume(draft, written, ramp)
    return Block(
        block_type=meant.block_type,
        weeks=meant.weeks,
        volume_target=meant.volume_target,
        intensity_bias=BIAS[profile.goal],
        weekly_volume_ramp=ramp,
        rir_start=rir_start,
        rir_end=rir_end,
        days=days,
        main_lifts=_main_lifts(days, usable),
        accessory_pool=_accessory_pool(days, usable),
    )


def days_of(profile: Profile) -> int:
    """Training days of a week: one at least, and a day of rest."""
    return min(max(profile.days_per_week, 1), MOST_DAYS)


def _with_volume(draft: Draft, days: Sequence[PlannedDay], ramp: float) -> tuple[PlannedDay, ...]:
    """The sets of the first week by the volume target, those of the others by the ramp."""
    library = draft.library
    minutes, mains_first = draft.profile.minutes, draft.profile.goal in LED_BY_MAIN_LIFTS
    target = draft.phase.volume_target
    first = towards(days, library, minutes, target, draft.landmarks, mains_first)
    return ramped(first, library, minutes, draft.phase.weeks, ramp, draft.landmarks, mains_first)


def _main_lifts(days: Sequence[PlannedDay], exercises: Sequence[Exercise]) -> Mapping[str, int]:
    """The first main lift of each pattern."""
    by_id = {each.id: each for each in exercises}
    slots: dict[str, int] = {}
    for line in (line for day in days for line in day.exercises if line.role is Role.MAIN):
        slots.setdefault(by_id[line.exercise_id].pattern.value, line.exercise_id)
    return slots


def _accessory_pool(
    days: Sequence[PlannedDay], exercises: Sequence[Exercise]
) -> Mapping[Muscle, tuple[int, ...]]:
    """For each muscle, the accessories of the block that it is a prime mover of."""
    by_id = {each.id: each for each in exercises}
    pool: dict[Muscle, tuple[int, ...]] = {}
    chosen = dict.fromkeys(
        line.exercise_id for day in days for line in day.exercises if line.role is Role.ACCESSORY
    )
    for exercise_id in chosen:
        for muscle, fraction in by_id[exercise_id].muscles.items():
            if fraction == 1.0:
                pool[muscle] = (*pool.get(muscle, ()), exercise_id)
    return pool


def _suits(profile: Profile, exercise: Exercise) -> bool:
    """Strength work, and nothing on the back during pregnancy."""
    lying = profile.pregnancy is Pregnancy.EXPECTING and on_the_back(exercise)
    return exercise.sport in PLANNED_SPORTS and not lying
