"""What simulated bodies are made of: pinned numbers, and curves of repetitions to failure."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from core.engine.models import TrainingAge

MOST_REPS = 60.0
OVER_MAX_PER_REP = 0.032  # above a max, so much load is one repetition too many
REPS_AT_80 = {"main": 9.5, "bench": 8.5, "leg_press": 13.1}  # what the curves give; nuzzo_2024


@dataclass(frozen=True, slots=True, kw_only=True)
class Physiology:
    """One set of numbers; their meaning and sources stand in the file."""

    report_bias_reps: float
    report_bias_between_sd_reps: float
    report_bias_full_from_reps: float
    report_noise_sd_reps: float
    report_noise_at_max_sd_reps: float
    day_cv_pct: float
    day_shared: float
    drift_sd_pct_per_sqrt_week: float
    start_sd_pct: float
    gain_beginner_pct_per_week: float
    gain_intermediate_pct_per_week: float
    gain_advanced_pct_per_week: float
    gain_between_sd_pct_per_week: float
    beginner_weeks: float
    curve_main_k: float
    curve_main_b: float
    curve_bench_k: float
    curve_bench_b: float
    curve_leg_press_k: float
    curve_leg_press_b: float
    reps_at_80_between_sd: float
    set_loss_at_failure_pct: float
    set_loss_none_from_rir: float
    set_noise_sd_reps: float
    layoff_free_days: float
    layoff_third_week_pct: float
    layoff_pct_per_week: float
    layoff_most_pct: float
    regain_pct_per_week: float
    exercise_ratio_sd_pct: float

    def curve(self, name: str, stretch: float = 1.0) -> "Curve":
        """The curve of a class of exercises, for somebody who does `stretch` times the usual repetitions."""
        return Curve(getattr(self, f"curve_{name}_k"), getattr(self, f"curve_{name}_b"), stretch)

    def stretch_sd(self, name: str) -> float:
        """The spread of ln stretch that gives the spread of repetitions at 80 %."""
        return self.reps_at_80_between_sd / (REPS_AT_80[name] - 1.0)

    def gain_per_week(self, age: TrainingAge, week: float) -> float:
        """What a week of training adds to ln 1RM, on average."""
        if age is TrainingAge.BEGINNER and week >= self.beginner_weeks:
            age = TrainingAge.INTERMEDIATE
        gain: float = getattr(self, f"gain_{age.value}_pct_per_week")
        return gain / 100.0

    def layoff_loss(self, days_off: float) -> float:
        """Fraction of strength lost after so many days without training."""
        if days_off <= self.layoff_free_days:
            return 0.0
        weeks_after_third = max(days_off - 21.0, 0.0) / 7.0
        lost_pct = self.layoff_third_week_pct + self.layoff_pct_per_week * weeks_after_third
        return min(lost_pct, self.layoff_most_pct) / 100.0

    def set_loss(self, rir: float) -> float:
        """Fraction of capacity that a set with so many repetitions left takes from the next."""
        nearness = min(max(1.0 - rir / self.set_loss_none_from_rir, 0.0), 1.0)
        return self.set_loss_at_failure_pct / 100.0 * nearness

    def bias_share(self, rir: float) -> float:
        """How much of somebody's bias shows with so many repetitions really left."""
        return min(max(rir / self.report_bias_full_from_reps, 0.0), 1.0)

    def report_noise_sd(self, rir: float) -> float:
        """Noise of one report: small at the limit, where everybody knows, and larger away from it."""
        near, far = self.report_noise_at_max_sd_reps, self.report_noise_sd_reps
        return near + (far - near) * self.bias_share(rir)


@dataclass(frozen=True, slots=True)
class Curve:
    """Repetitions to failure against load: f = 1 / (1 + k ((n-1) / stretch)^b)."""

    k: float
    b: float
    stretch: float

    def fraction(self, reps_to_failure: float) -> float:
        """Load as a fraction of the max at which so many repetitions are the most possible."""
        more = max(reps_to_failure - 1.0, 0.0) / self.stretch
        return 1.0 / (1.0 + self.k * math.pow(more, self.b))

    def reps(self, fraction: float) -> float:
        """The inverse; below 1 where even one repetition is too much."""
        if fraction >= 1.0:
            return 1.0 - (fraction - 1.0) / OVER_MAX_PER_REP
        more = math.pow((1.0 / max(fraction, 1e-3) - 1.0) / self.k, 1.0 / self.b)
        return min(1.0 + self.stretch * more, MOST_REPS)


def numbers(name: str) -> Mapping[str, Mapping[str, float | str]]:
    """The numbers of one file with their sources, by name."""
    read = tomllib.loads((files("core.lab") / name).read_text(encoding="utf-8"))
    return {key: value for key, value in read.items() if key != "sources"}


def sources(name: str) -> Mapping[str, str]:
    """The part of a file's bibliography that is not the engine's."""
    read = tomllib.loads((files("core.lab") / name).read_text(encoding="utf-8"))
    found: Mapping[str, str] = read["sources"]
    return found


USUAL, HARSH = "physiology.toml", "physiology_harsh.toml"


@cache
def physiology(*, harsh: bool = False) -> Physiology:
    """The usual bodies, or the harsher ones."""
    known = {**numbers(USUAL), **(numbers(HARSH) if harsh else {})}
    return Physiology(**{each.name: float(known[each.name]["value"]) for each in fields(Physiology)})
