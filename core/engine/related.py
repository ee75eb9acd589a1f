"""A lift nobody has seen of this athlete, guessed from related ones: with an honest width, and marked as a guess."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.engine.models import Equipment, Exercise, Laterality, Pattern, Sport, Strength
from core.engine.strength import curve_of

# Exercise -> the lift it is told as a share of, the share, and how far people differ in it, as SD of its
# logarithm; per hand where the load is. Ranges of 10 to 20 % are taken as SDs (substitution_ratios). Bench press
# and deadlift of squat: what raw lifters did at meets, 5th to 95th percentile over 3.29, women and men apart by
# the rest (meet_ratios). A machine has no share: its numbers are its own.
RATIOS: Mapping[str, tuple[str, float, float]] = MappingProxyType(
    {
        "bench_press": ("back_squat", 0.62, 0.16),
        "deadlift": ("back_squat", 1.16, 0.13),
        "overhead_press": ("bench_press", 0.62, 0.20),  # design choice
        "front_squat": ("back_squat", 0.85, 0.10),
        "bulgarian_split_squat": ("back_squat", 0.30, 0.20),
        "barbell_bulgarian_split_squat": ("back_squat", 0.60, 0.20),
        "romanian_deadlift": ("deadlift", 0.75, 0.15),
        "sumo_deadlift": ("deadlift", 0.95, 0.10),
        "hip_thrust": ("deadlift", 1.00, 0.20),
        "good_morning": ("deadlift", 0.40, 0.20),
        "incline_bench_press": ("bench_press", 0.85, 0.10),
        "close_grip_bench_press": ("bench_press", 0.90, 0.10),
        "dumbbell_bench_press": ("bench_press", 0.40, 0.15),
        "barbell_row": ("bench_press", 0.85, 0.15),
        "dumbbell_shoulder_press": ("overhead_press", 0.35, 0.15),
        # with the body, so that assistance taken off it changes nothing; design choice
        "chin_up": ("pull_up", 1.05, 0.10),
        "neutral_grip_pull_up": ("pull_up", 1.00, 0.10),
        "wide_grip_pull_up": ("pull_up", 0.95, 0.10),
        "assisted_pull_up": ("pull_up", 1.00, 0.10),
        "assisted_chin_up": ("chin_up", 1.00, 0.10),
        "ring_dip": ("dip", 0.90, 0.15),
        "assisted_dip": ("dip", 1.00, 0.10),
    }
)
VARIATION_RATIO = (
    0.90  # of a variation nobody gave a share: most are harder than the lift itself; design choice
)
VARIATION_SD = 0.15  # and so much wider for each share of the muscles that differs; design choice
LIKE_ENOUGH = 0.75  # of the muscles; design choice
ELSEWHERE_SD = 0.15  # between two machines of a kind; design choice
MOST_GUESS_SD = 0.25  # beyond it, finding the load from the lightest step is the better way; design choice
GUESSED_LOAD = 0.90  # of the first workout with a guess (substitution_ratios)

# One in both hands, so that its number is no number per hand
ONE_IN_BOTH_HANDS = frozenset(
    {
        "goblet_squat",
        "kettlebell_goblet_squat",
        "dumbbell_sumo_squat",
        "dumbbell_hip_thrust",
        "dumbbell_pullover",
        "overhead_triceps_extension",
        "kettlebell_swing",
        "american_kettlebell_swing",
        "kettlebell_halo",
    }
)
FREE_WEIGHTS = frozenset(
    {Equipment.BARBELL, Equipment.DUMBBELL, Equipment.KETTLEBELL, Equipment.EZ_BAR, Equipment.TRAP_BAR}
)
OF_THEIR_OWN = frozenset({Sport.WEIGHTLIFTING, Sport.STRONGMAN})  # by technique more than by muscles


@dataclass(frozen=True, slots=True)
class Link:
    """What one lift says about another: the logarithm of their ratio, and how far people differ in it."""

    log_ratio: float
    sd: float


SAME_ELSEWHERE = Link(0.0, ELSEWHERE_SD)


def guess_factor(strength: Strength) -> float:
    """What is taken off a load that rests on a guess."""
    return GUESSED_LOAD if strength.guessed_from else 1.0


def link(exercise: Exercise, other: Exercise) -> Link | None:
    """What `other` says about `exercise`; None where they are not related."""
    ups, downs = dict(_ancestors(exercise.key)), dict(_ancestors(other.key))
    shared = next((key for key in ups if key in downs), None)
    if shared is not None:
        (up, up_variance), (down, down_variance) = ups[shared], downs[shared]
        return Link(up - down, math.sqrt(up_variance + down_variance))
    if not _is_variation(exercise, other):
        return None
    return Link(math.log(VARIATION_RATIO), VARIATION_SD * (2.0 - _likeness(exercise, other)))


def combined(exercise: Exercise, told: Sequence[tuple[Strength, Link]]) -> Strength | None:
    """All that related lifts say, by precision; None where it is too little.

    Lifts that contradict each other widen it, and it is never surer than the surest of the ratios.
    """
    if not told:
        return None
    guesses = sorted((source.log_sd**2 + via.sd**2, source.log_mean + via.log_ratio) for source, via in told)
    precision = math.fsum(1.0 / variance for variance, _ in guesses)
    mean = math.fsum(guess / variance for variance, guess in guesses) / precision
    apart = math.fsum((guess - mean) ** 2 / variance for variance, guess in guesses)
    disagreement = max(apart / (len(guesses) - 1), 1.0) if len(guesses) > 1 else 1.0
    sd = max(math.sqrt(disagreement / precision), min(via.sd for _, via in told))
    if sd > MOST_GUESS_SD:
        return None
    by_precision = sorted(told, key=lambda each: each[0].log_sd ** 2 + each[1].sd ** 2)
    return Strength(
        exercise_id=exercise.id,
        log_mean=mean,
        log_sd=sd,
        sets_seen=0,
        rir_bias_reps=by_precision[0][0].rir_bias_reps,
        bias_known=by_precision[0][0].bias_known,
        curve=curve_of(exercise),
        tells=by_precision[0][0].tells,
        guessed_from=tuple(source.exercise_id for source, _ in by_precision),
    )


def _ancestors(key: str) -> Iterator[tuple[str, tuple[float, float]]]:
    """The lift itself and all that it is told as a share of, each with the ratio to it and its variance."""
    log_ratio, variance = 0.0, 0.0
    yield key, (log_ratio, variance)
    while key in RATIOS:
        key, ratio, sd = RATIOS[key]
        log_ratio, variance = log_ratio + math.log(ratio), variance + sd**2
        yield key, (log_ratio, variance)


def _is_variation(one: Exercise, other: Exercise) -> bool:
    """The same movement with the same thing in the hands: a paused squat, a hammer curl."""
    alike = (
        one.pattern is other.pattern
        and one.equipment is other.equipment
        and one.load_mode is other.load_mode
        and (one.laterality is Laterality.BILATERAL) == (other.laterality is Laterality.BILATERAL)
        and (one.sport is other.sport or not OF_THEIR_OWN & {one.sport, other.sport})
        and (one.key in ONE_IN_BOTH_HANDS) == (other.key in ONE_IN_BOTH_HANDS)
    )
    prime = {muscle for muscle, share in one.muscles.items() if share >= 1.0}
    other_prime = {muscle for muscle, share in other.muscles.items() if share >= 1.0}
    free = one.equipment in FREE_WEIGHTS and one.pattern is not Pattern.GAIT
    return free and alike and prime == other_prime and _likeness(one, other) >= LIKE_ENOUGH


def _likeness(one: Exercise, other: Exercise) -> float:
    """How much of their muscles' shares they have in common."""
    muscles = one.muscles.keys() | other.muscles.keys()
    pairs = [(one.muscles.get(muscle, 0.0), other.muscles.get(muscle, 0.0)) for muscle in muscles]
    most = math.fsum(max(pair) for pair in pairs)
    return math.fsum(min(pair) for pair in pairs) / most if most > 0.0 else 0.0
