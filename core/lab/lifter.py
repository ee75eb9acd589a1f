"""A simulated lifter: true strength and habits of judgement that nobody is shown, but the oracle a part.

What happens on a day depends on nothing but the seed, so every coach meets the same lifter on the same day.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from core.engine.models import LoadMode
from core.lab.people import LabExercise, Persona, Script, Setback, library
from core.lab.physiology import Curve, Physiology

G_PER_KG = 1000
BODY_WEIGHT_REPS = 20.0  # that somebody can do of an exercise without a load
LIGHTEST_MAX_KG = 2.0
EASIEST_SAID_RPE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifter:
    """A body over time. `levels` are ln(true max in grams) for each exercise and day, the day's form left out."""

    seed: str
    physiology: Physiology
    bias_reps: float
    levels: Mapping[int, Sequence[float]]
    curves: Mapping[int, Curve]
    guesses_g: Mapping[int, int]  # what they believe their maxes to be

    def form(self, exercise_id: int, day: int) -> float:
        """How much better or worse than their level they are today."""
        shared = self.shared_form(day)
        own = Random(f"{self.seed}/form/{day}/{exercise_id}").gauss(0.0, 1.0)
        share = self.physiology.day_shared
        return shared + self.physiology.day_cv_pct / 100.0 * math.sqrt(1.0 - share) * own

    def shared_form(self, day: int) -> float:
        """The part of the day's form that all lifts have in common."""
        drawn = Random(f"{self.seed}/form/{day}").gauss(0.0, 1.0)
        return self.shared_form_sd * drawn

    @property
    def shared_form_sd(self) -> float:
        return self.physiology.day_cv_pct / 100.0 * math.sqrt(self.physiology.day_shared)

    def lift(self, attempt: "Attempt", worn: float) -> "Lifted":
        """Do a set as told, as far as the body goes; what came of it and how it felt."""
        draws = Random(f"{self.seed}/set/{attempt.day}/{attempt.exercise_id}/{attempt.number}")
        tired_reps, judged = draws.gauss(0.0, 1.0), draws.gauss(0.0, 1.0)
        most = self._most_reps(attempt, worn) + self.physiology.set_noise_sd_reps * tired_reps
        possible = math.floor(max(most, 0.0))
        if possible < attempt.reps:
            return Lifted(reps=possible, failed=True, rpe=10.0, rir=most - attempt.reps)
        reps = attempt.reps
        while reps < min(attempt.reps_max or reps, possible):
            if self._felt_rir(most - reps - 1, judged) < 10.0 - attempt.stop_rpe:
                break
            reps += 1
        felt = 10.0 - self._felt_rir(most - reps, judged)
        said = min(max(round(2.0 * felt) / 2.0, EASIEST_SAID_RPE), 10.0)
        return Lifted(reps=reps, failed=False, rpe=said, rir=most - reps)

    def _most_reps(self, attempt: "Attempt", worn: float) -> float:
        level = self.levels[attempt.exercise_id][attempt.day] + self.form(attempt.exercise_id, attempt.day)
        if library()[attempt.exercise_id].exercise.load_mode is LoadMode.BODY_WEIGHT:
            return math.exp(level) * (1.0 - 5.0 * worn)
        return self.curves[attempt.exercise_id].reps(attempt.load_g / math.exp(level - worn))

    def _felt_rir(self, rir: float, judged: float) -> float:
        body = self.physiology
        return rir - self.bias_reps * body.bias_share(rir) + body.report_noise_sd(rir) * judged

    def capacity_g(self, exercise_id: int, day: int) -> float:
        """What goes once today."""
        return math.exp(self.levels[exercise_id][day] + self.form(exercise_id, day))

    def test(self, exercise_id: int, day: int, steps_g: Sequence[int]) -> tuple[int, int] | None:
        """A true limit: the heaviest step that goes today, and how often. None where no step goes at all."""
        capacity_g = self.capacity_g(exercise_id, day)
        within = [step_g for step_g in steps_g if step_g <= capacity_g]
        if not within:
            return None
        return within[-1], max(math.floor(self.curves[exercise_id].reps(within[-1] / capacity_g)), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A set to do. `number` counts the work sets of the exercise today; `stop_rpe` ends a range of repetitions."""

    day: int
    exercise_id: int
    number: int
    load_g: int
    reps: int
    reps_max: int | None
    stop_rpe: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """A set that was done. `rir` is true; below zero, so many repetitions of those asked for were missing."""

    reps: int
    failed: bool
    rpe: float
    rir: float


def make_lifter(
    persona: Persona, script: Script, body: Physiology, seed: str, trained: Sequence[bool]
) -> Lifter:
    """A lifter and their whole future. `trained` says for each day whether they will train."""
    draws = Random(f"{seed}/body")
    bias = draws.gauss(body.report_bias_reps, body.report_bias_between_sd_reps)
    gain_off = draws.gauss(0.0, body.gain_between_sd_pct_per_week / 100.0)
    better_at_reps = draws.gauss(0.0, 1.0)
    losses = _losses(body, trained)
    levels: dict[int, Sequence[float]] = {}
    curves: dict[int, Curve] = {}
    guesses: dict[int, int] = {}
    for each in library().values():
        own = Random(f"{seed}/lift/{each.exercise.id}")
        start = _start(persona, body, each, own)
        guesses[each.exercise.id] = round(math.exp(start + own.gauss(0.0, body.start_sd_pct / 100.0)))
        # half of the deviation of the curve is the person's, half the exercise's
        deviation = (better_at_reps + own.gauss(0.0, 1.0)) / math.sqrt(2.0)
        curves[each.exercise.id] = body.curve(each.curve, math.exp(body.stretch_sd(each.curve) * deviation))
        grown = _grown(persona, body, own, gain_off, trained)
        setbacks = [one for one in script.setbacks if one.like is None or one.like == each.like]
        levels[each.exercise.id] = [
            start + more + lost + sum(_setback(one, day) for one in setbacks)
            for day, (more, lost) in enumerate(zip(grown, losses, strict=True))
        ]
    return Lifter(seed=seed, physiology=body, bias_reps=bias, levels=levels, curves=curves, guesses_g=guesses)


def _start(persona: Persona, body: Physiology, each: LabExercise, own: Random) -> float:
    if each.exercise.load_mode is LoadMode.BODY_WEIGHT:
        return math.log(BODY_WEIGHT_REPS)
    usual_kg = max(persona.max_kg[each.like] * each.ratio, LIGHTEST_MAX_KG)
    return math.log(usual_kg * G_PER_KG) + own.gauss(0.0, body.exercise_ratio_sd_pct / 100.0)


def _grown(
    persona: Persona, body: Physiology, own: Random, gain_off: float, trained: Sequence[bool]
) -> list[float]:
    """Gains while training and the drift that nobody foresees, summed up day by day."""
    step_sd = body.drift_sd_pct_per_sqrt_week / 100.0 / math.sqrt(7.0)
    level, path = 0.0, []
    for day in range(len(trained)):
        path.append(level)
        in_training = any(trained[max(day - 6, 0) : day + 1])
        gain = body.gain_per_week(persona.training_age, day / 7.0) + gain_off
        level += (gain / 7.0 if in_training else 0.0) + own.gauss(0.0, step_sd)
    return path


def _losses(body: Physiology, trained: Sequence[bool]) -> list[float]:
    """ln of what is left after time away; regained faster than it was lost."""
    lost, days_off, path = 0.0, 0, []
    for trains in trained:
        lost = max(lost, body.layoff_loss(days_off))
        path.append(math.log(1.0 - lost))
        days_off = 0 if trains else days_off + 1
        if days_off < body.layoff_free_days:
            lost = max(lost - body.regain_pct_per_week / 700.0, 0.0)
    return path


def _setback(one: Setback, day: int) -> float:
    weeks = day / 7.0 - one.week
    if not 0.0 <= weeks < one.recover_weeks:
        return 0.0
    return math.log(1.0 - one.pct / 100.0 * (1.0 - weeks / one.recover_weeks))
