"""When a one-rep max may be tested, or a set done to its limit: a reason against it, or None."""

from datetime import timedelta

from core.engine.adjust import HELPER_SHARE, prime_movers
from core.engine.disruptions import covers_exercise, is_past, stage
from core.engine.models import (
    Disruption,
    DisruptionKind,
    Equipment,
    Exercise,
    LoadMode,
    Muscle,
    Pattern,
    Pregnancy,
    Profile,
    Reason,
    Snapshot,
    TrainingAge,
)
from core.engine.volume import HARD_RPE

MOST_ATTEMPTS = 5  # at one lift in one test; design choice
MOST_SORENESS_TO_TEST = 3  # of 5; design choice
LEAST_READINESS_TO_TEST = 3  # of 5; design choice
RESTED_AFTER = timedelta(hours=72)  # moran_navarro
PAIN_REMEMBERED = timedelta(days=7)  # design choice
LONGEST_BREAK_DAYS = 10  # without any training; design choice, as the first bracket of a return

UNWELL = frozenset({DisruptionKind.INJURY, DisruptionKind.ILLNESS, DisruptionKind.FATIGUE})  # and just after


def pins_over(exercise: Exercise) -> bool:
    """Whether a missed repetition leaves a free bar on the lifter: squats and what is pressed over the chest."""
    if exercise.equipment is not Equipment.BARBELL or exercise.load_mode is not LoadMode.BAR:
        return False
    lying = exercise.pattern is Pattern.PUSH and exercise.muscles.get(Muscle.CHEST, 0.0) >= HELPER_SHARE
    return exercise.pattern is Pattern.SQUAT or lying


def alone_under(profile: Profile, exercise: Exercise) -> bool:
    """Under a bar with nobody and nothing to catch it, as far as we know."""
    return pins_over(exercise) and profile.spotted is not True


def may_amrap(profile: Profile, exercise: Exercise) -> Reason | None:
    """Why a set of as many repetitions as possible is not for this person here."""
    code = _never(profile)
    if code is None and profile.training_age is TrainingAge.BEGINNER and alone_under(profile, exercise):
        code = "alone"
    return None if code is None else _against(code, exercise)


def may_test(snapshot: Snapshot, exercise: Exercise) -> Reason | None:
    """Why today is no day to test the max of this lift. What was not asked does not count as well."""
    code = _person(snapshot.profile, exercise) or _today(snapshot, exercise) or _lately(snapshot, exercise)
    return None if code is None else _against(code, exercise)


def _never(profile: Profile) -> str | None:
    if profile.minor is True:
        return "minor"
    if profile.pregnancy is not None:
        return "expecting" if profile.pregnancy is Pregnancy.EXPECTING else "postpartum"
    return "careful" if profile.careful else None


def _person(profile: Profile, exercise: Exercise) -> str | None:
    code = _never(profile)
    if code is None and profile.minor is None:
        return "age_unknown"
    if code is None and alone_under(profile, exercise):
        return "alone"
    return code


def _today(snapshot: Snapshot, exercise: Exercise) -> str | None:
    check_in = snapshot.check_in
    if snapshot.red_flag is not None:
        return "red_flag"
    if any(stage(each, snapshot.local_date) for each in snapshot.disruptions if each.kind in UNWELL):
        return "unwell"
    if any(_hurt_lately(snapshot, each, exercise) for each in snapshot.disruptions):
        return "unwell"
    since = snapshot.local_date - PAIN_REMEMBERED
    if any(pain.level > 0 or pain.sharp for pain in snapshot.pains if pain.local_date >= since):
        return "pain"
    felt = [check_in.soreness.get(muscle) for muscle in prime_movers(exercise)]
    if check_in.readiness is None or None in felt:
        return "not_asked"
    if any(level is not None and level > MOST_SORENESS_TO_TEST for level in check_in.soreness.values()):
        return "sore"
    return "tired" if check_in.readiness < LEAST_READINESS_TO_TEST else None


def _hurt_lately(snapshot: Snapshot, injury: Disruption, exercise: Exercise) -> bool:
    """Whether the lift may still be on its way back from an injury."""
    begun = injury.kind is DisruptionKind.INJURY and injury.starts_on <= snapshot.local_date
    if not begun or is_past(injury, snapshot.local_date):
        return False
    return covers_exercise(injury, exercise, snapshot.exercises)


def _lately(snapshot: Snapshot, exercise: Exercise) -> str | None:
    """What the last days of training say: the lift is known, nothing of it is hard and recent, no return."""
    past = [done for done in snapshot.history if done.at <= snapshot.now and not done.warm_up]
    if not any(done.exercise_id == exercise.id and done.trusted for done in past):
        return "never_done"
    muscles = {each.id: prime_movers(each) for each in snapshot.exercises}
    wanted, since = prime_movers(exercise), snapshot.now - RESTED_AFTER
    for done in past:
        hard = done.rpe is None or done.rpe >= HARD_RPE or done.failed
        if hard and done.at > since and muscles.get(done.exercise_id, frozenset()) & wanted:
            return "not_rested"
    days_off = (snapshot.local_date - max(done.local_date for done in past)).days
    return "back_again" if days_off > LONGEST_BREAK_DAYS else None


def _against(code: str, exercise: Exercise) -> Reason:
    return Reason(step="test", code=code, source="test_rules", exercise_id=exercise.id)
