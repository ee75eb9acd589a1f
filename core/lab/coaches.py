"""The coaches beside the engine: an oracle, a fixed plan, double progression, and a plain RPE chart.

They get the same exercises, sets, repetitions and efforts from the same start, and choose the loads.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from core.engine import curve as chart
from core.engine.loads import nearest_g
from core.engine.models import TrainingAge
from core.engine.rounding import MOST_REPS, a_repetition
from core.lab.lifter import Lifted, Lifter
from core.lab.people import library
from core.lab.physiology import Physiology

STEP_UP_G = {"squat": 5_000, "deadlift": 5_000, "bench": 2_500, "press": 2_500}  # novice linear practice
BACK_OFF_SHARE = 0.9  # after two workouts in a row with misses


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is asked of a lifter in one exercise today."""

    day: int
    exercise_id: int
    sets: int
    reps: int
    reps_max: int | None
    rpe: float
    steps_g: tuple[int, ...]


class Coach(Protocol):
    """Chooses a load for each set, and hears what came of it."""

    def begin(self, line: Line) -> None:
        """A workout's exercise begins."""

    def choose(self, line: Line) -> tuple[int, int]:
        """Load and repetitions of the next set."""

    def hear(self, line: Line, load_g: int, done: Lifted, said_rpe: float | None) -> None:
        """What came of a set."""

    def end(self, line: Line) -> None:
        """The exercise is over for today."""

    def tested(self, exercise_id: int, day: int, load_g: int, reps: int) -> None:
        """A true limit was shown."""


@dataclass(slots=True)
class Fixed:
    """Percentages of a start max that grows as people of this training age do; a test sets it anew."""

    lifter: Lifter
    training_age: TrainingAge
    known: dict[int, tuple[int, float]] = field(default_factory=dict)  # day and ln max

    def begin(self, line: Line) -> None:
        self.known.setdefault(line.exercise_id, (0, math.log(self.lifter.guesses_g[line.exercise_id])))

    def choose(self, line: Line) -> tuple[int, int]:
        body = self.lifter.physiology
        since, value = self.known[line.exercise_id]
        gain = sum(body.gain_per_week(self.training_age, day / 7.0) / 7.0 for day in range(since, line.day))
        return nearest_g(line.steps_g, math.exp(value + gain) * _usual_fraction(body, line)), line.reps

    def hear(self, line: Line, load_g: int, done: Lifted, said_rpe: float | None) -> None:
        """A plan on paper hears nothing."""

    def end(self, line: Line) -> None:
        """Nor does it look back."""

    def tested(self, exercise_id: int, day: int, load_g: int, reps: int) -> None:
        self.known[exercise_id] = (day, _tested(self.lifter.physiology, exercise_id, load_g, reps))


@dataclass(slots=True)
class Double:
    """Double progression: all sets made with all repetitions, and the next time is heavier."""

    lifter: Lifter
    loads_g: dict[int, float] = field(default_factory=dict)
    missed: bool = False
    full: bool = True
    misses: dict[int, int] = field(default_factory=dict)

    def begin(self, line: Line) -> None:
        self.missed, self.full = False, True
        if line.exercise_id not in self.loads_g:
            start = self.lifter.guesses_g[line.exercise_id] * _usual_fraction(self.lifter.physiology, line)
            self.loads_g[line.exercise_id] = start

    def choose(self, line: Line) -> tuple[int, int]:
        return nearest_g(line.steps_g, self.loads_g[line.exercise_id]), line.reps

    def hear(self, line: Line, load_g: int, done: Lifted, said_rpe: float | None) -> None:
        self.missed |= done.failed
        self.full &= done.reps >= (line.reps_max or line.reps)

    def end(self, line: Line) -> None:
        load_g, lift = self.loads_g[line.exercise_id], line.exercise_id
        self.misses[lift] = self.misses.get(lift, 0) + 1 if self.missed else 0
        if self.misses[lift] > 1:
            self.loads_g[lift], self.misses[lift] = BACK_OFF_SHARE * load_g, 0
        elif self.full and not self.missed:
            heavier = [step_g for step_g in line.steps_g if step_g > load_g * 1.001]
            step_g = max(heavier[0] - load_g, 0.0) if heavier else 0.0
            up_g = STEP_UP_G[library()[lift].like] if load_g >= 10 * STEP_UP_G["bench"] else step_g
            self.loads_g[lift] = load_g + max(up_g, step_g)

    def tested(self, exercise_id: int, day: int, load_g: int, reps: int) -> None:
        """Loads come from what was done, not from a max."""


@dataclass(slots=True)
class ByChart:
    """The max that the last set amounts to by the RPE chart, as it is printed; every set moves it."""

    lifter: Lifter
    max_g: dict[int, float] = field(default_factory=dict)

    def begin(self, line: Line) -> None:
        self.max_g.setdefault(line.exercise_id, float(self.lifter.guesses_g[line.exercise_id]))

    def choose(self, line: Line) -> tuple[int, int]:
        wanted_g = self.max_g[line.exercise_id] * chart.fraction_of_max(line.reps + 10.0 - line.rpe)
        return nearest_g(line.steps_g, wanted_g), line.reps

    def hear(self, line: Line, load_g: int, done: Lifted, said_rpe: float | None) -> None:
        rpe = 10.0 if done.failed else said_rpe
        if rpe is not None and done.reps > 0:
            self.max_g[line.exercise_id] = load_g / chart.fraction_of_max(done.reps + 10.0 - rpe)

    def end(self, line: Line) -> None:
        """The last set's max stays for the next time."""

    def tested(self, exercise_id: int, day: int, load_g: int, reps: int) -> None:
        self.max_g[exercise_id] = load_g / chart.fraction_of_max(reps)


@dataclass(slots=True)
class Oracle:
    """Knows the true level and curve of every lift, but neither the day nor the habits of judgement.

    Both are learnt from the reports by a filter with two states: today's form, and the lifter's bias, which stays.
    """

    lifter: Lifter
    form: float = 0.0
    bias: float = 0.0
    form_var: float = 0.0
    bias_var: float = 0.0
    shared: float = 0.0  # covariance
    worn: float = 0.0

    def __post_init__(self) -> None:
        body = self.lifter.physiology
        self.bias, self.bias_var = body.report_bias_reps, body.report_bias_between_sd_reps**2

    def begin(self, line: Line) -> None:
        self.form, self.worn, self.shared = 0.0, 0.0, 0.0
        self.form_var = (self.lifter.physiology.day_cv_pct / 100.0) ** 2

    def choose(self, line: Line) -> tuple[int, int]:
        """The nearest load; where that is far off, repetitions move, as the engine's do."""
        curve, able_g = self.lifter.curves[line.exercise_id], math.exp(self._now(line))
        rir = 10.0 - line.rpe
        wanted_g = able_g * curve.fraction(line.reps + rir)
        load_g = min(line.steps_g, key=lambda step_g: (abs(step_g - wanted_g), step_g))
        as_the_engine_has_it = chart.Curve(curve.k, curve.b, curve.stretch)
        if abs(load_g / wanted_g - 1.0) <= a_repetition(as_the_engine_has_it, line.reps + rir):
            return load_g, line.reps
        return load_g, min(max(round(curve.reps(load_g / able_g) - rir), 1), max(MOST_REPS, line.reps))

    def hear(self, line: Line, load_g: int, done: Lifted, said_rpe: float | None) -> None:
        body = self.lifter.physiology
        rir = self._rir(line, load_g, done.reps)
        slope = (self._rir(line, load_g, done.reps, 0.005) - rir) / 0.005
        if done.failed:
            self._learn(0.5 - rir, slope, 0.0, 0.3**2 + body.set_noise_sd_reps**2)
        elif said_rpe is not None:
            share = body.bias_share(rir)
            expected = max(rir - self.bias * share, 0.0)
            noise = body.report_noise_sd(rir) ** 2 + body.set_noise_sd_reps**2
            if said_rpe < 10.0 or expected > 0.0:
                self._learn(10.0 - said_rpe - expected, slope, -share, noise)
        self.worn += body.set_loss(max(self._rir(line, load_g, done.reps), 0.0))

    def end(self, line: Line) -> None:
        """What was learnt about the bias stays."""

    def tested(self, exercise_id: int, day: int, load_g: int, reps: int) -> None:
        """It knew."""

    def _now(self, line: Line) -> float:
        return self.lifter.levels[line.exercise_id][line.day] + self.form - self.worn

    def _rir(self, line: Line, load_g: int, reps: int, more: float = 0.0) -> float:
        return self.lifter.curves[line.exercise_id].reps(load_g / math.exp(self._now(line) + more)) - reps

    def _learn(self, surprise: float, of_form: float, of_bias: float, noise: float) -> None:
        """One step of a Kalman filter with a row (of_form, of_bias)."""
        by_form = self.form_var * of_form + self.shared * of_bias
        by_bias = self.shared * of_form + self.bias_var * of_bias
        spread = of_form * by_form + of_bias * by_bias + noise
        self.form += by_form / spread * surprise
        self.bias += by_bias / spread * surprise
        self.form_var -= by_form * by_form / spread
        self.bias_var -= by_bias * by_bias / spread
        self.shared -= by_form * by_bias / spread


def _usual_fraction(body: Physiology, line: Line) -> float:
    return body.curve(library()[line.exercise_id].curve).fraction(line.reps + 10.0 - line.rpe)


def _tested(body: Physiology, exercise_id: int, load_g: int, reps: int) -> float:
    return math.log(load_g / body.curve(library()[exercise_id].curve).fraction(reps))


def coaches(lifter: Lifter, training_age: TrainingAge) -> dict[str, Coach]:
    """One of each, by name."""
    return {
        "oracle": Oracle(lifter),
        "chart": ByChart(lifter),
        "fixed": Fixed(lifter, training_age),
        "double": Double(lifter),
    }


COACHES: Sequence[str] = ("oracle", "chart", "fixed", "double")
