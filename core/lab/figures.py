"""Many simulated athletes, and what they say about the engine: every figure with one definition."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import fmean, median

from core.engine.strength import NORMAL_95
from core.lab.coaches import COACHES
from core.lab.lag import Lag, measure
from core.lab.months import TEST_WEEKS, play
from core.lab.people import personas, scripts
from core.lab.physiology import physiology
from core.lab.seen import Months, Point, Tally
from core.lab.stalls import heard

WEEKS_PER_YEAR = 52.0
HALF, WORST_TENTH = 0.5, 0.1
# Lifters who do nothing but gain and decline, for each simulated athlete: a share needs hundreds
DETECTOR_LIFTERS, MOST_DETECTOR_LIFTERS = 25, 300
NO_SUCH_SETS = "there were no sets or workouts to measure it by"

Figure = float | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What was simulated, athlete by athlete."""

    seed: int
    weeks: int
    harsh: bool
    athletes: Sequence[Months]
    lag: Lag


def simulate(*, athletes: int, weeks: int, seed: int, harsh: bool = False) -> Simulation:
    """So many athletes for so many weeks. Personas and scripts have no common divisor, so that every pair comes."""
    body = physiology(harsh=harsh)
    who, lives = personas(), scripts()
    seen = []
    for number in range(athletes):
        persona = who[number % len(who)]
        script = lives[number % len(lives)]
        seen.append(play(number, persona, script, body, seed=f"{seed}/{number}", weeks=weeks))
    lag = measure(who[: min(athletes, len(who))], body, seed)
    return Simulation(seed=seed, weeks=weeks, harsh=harsh, athletes=seen, lag=lag)


def figures(found: Simulation) -> Mapping[str, Figure]:
    """The figures over all athletes together."""
    return {
        **of_state([point for each in found.athletes for point in each.points]),
        "lag_days": found.lag.half_days,
        "delay_days": found.lag.delay_days,
        **of_sets(found.athletes),
        **of_detector(found),
        "violations": sum(len(each.violations) for each in found.athletes),
        **of_time(found.athletes),
    }


def missing(found: Mapping[str, Figure]) -> Mapping[str, str]:
    """Which figures there are none of, and why."""
    why = {"lag_days": "half of the step was never in the estimate while it was watched"}
    return {name: why.get(name, NO_SUCH_SETS) for name, value in found.items() if value is None}


def of_state(points: Sequence[Point]) -> Mapping[str, Figure]:
    """How far the estimate of a main lift's max is off before each workout, and how often its interval holds."""
    if not points:
        return {"rmse_pct": None, "bias_pct": None, "coverage_pct": None}
    inside = [abs(point.error) <= NORMAL_95 * point.sd for point in points]
    return {
        "rmse_pct": _pct(math.sqrt(fmean(point.error**2 for point in points))),
        "bias_pct": _pct(fmean(point.error for point in points)),
        "coverage_pct": _pct(fmean(inside)),
    }


def of_sets(athletes: Iterable[Months]) -> Mapping[str, Figure]:
    """Shares of working sets within a repetition of what should have been left, and missed, coach by coach."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for each in athletes:
        for name, tally in each.tallies.items():
            tallies[name] += tally
    shares: dict[str, Figure] = {}
    for name in ("engine", *COACHES):
        tally, prefix = tallies[name], "" if name == "engine" else f"{name}_"
        shares[f"{prefix}rir_within_1_pct"] = _pct(tally.within / tally.sets) if tally.sets else None
        shares[f"{prefix}missed_pct"] = _pct(tally.missed / tally.sets) if tally.sets else None
    return shares


def of_time(athletes: Sequence[Months]) -> Mapping[str, Figure]:
    """Process time of the engine: in all for a year, and the median of one call. Late is an athlete's last quarter."""
    years = sum(each.weeks for each in athletes) / WEEKS_PER_YEAR
    engine_s = sum(each.engine_s for each in athletes)
    late = [each.workout_s[3 * len(each.workout_s) // 4 :] for each in athletes]
    return {
        "s_per_athlete_year": round(engine_s / years, 3) if years > 0 else None,
        "habits_ms": _median_ms([each.habits_s for each in athletes]),
        "workout_ms": _median_ms([each.workout_s for each in athletes]),
        "late_workout_ms": _median_ms(late),
        "next_set_ms": _median_ms([each.next_set_s for each in athletes]),
    }


def of_detector(found: Simulation) -> Mapping[str, Figure]:
    """What the detector of stalls and declines hears of lifters of its own, the more the more athletes there are."""
    lifters = min(DETECTOR_LIFTERS * len(found.athletes), MOST_DETECTOR_LIFTERS)
    names = ("false_stall_pct", "decline_found_pct", "ideal_decline_found_pct")
    if lifters == 0:
        return dict.fromkeys(names)
    of_lifters = heard(physiology(harsh=found.harsh), found.seed, lifters)
    return {name: getattr(of_lifters, name) for name in names}


def of_athletes(found: Simulation, share: float) -> Mapping[str, Figure]:
    """What so many of the athletes are no better than: one half is the median athlete, a tenth the worst tenth."""
    by_athlete = [{**of_state(each.points), **of_sets([each])} for each in found.athletes]

    def at(name: str, worse: Callable[[float], float]) -> Figure:
        values = sorted((v for each in by_athlete if (v := each[name]) is not None), key=worse)
        return values[int(share * (len(values) - 1))] if values else None

    return {
        "rmse_pct": at("rmse_pct", lambda value: -value),
        "bias_pct": at("bias_pct", lambda value: -abs(value)),
        "coverage_pct": at("coverage_pct", lambda value: value),
        "rir_within_1_pct": at("rir_within_1_pct", lambda value: value),
        "missed_pct": at("missed_pct", lambda value: -value),
    }


def rows(found: Simulation, of: Callable[[Months], str]) -> Mapping[str, Mapping[str, Figure]]:
    """The figures for each group of athletes."""
    groups: dict[str, list[Months]] = defaultdict(list)
    for each in found.athletes:
        groups[of(each)].append(each)
    return {
        name: {
            "athletes": len(group),
            **of_state([point for each in group for point in each.points]),
            **of_sets(group),
            "tests_per_lift_year": tests_per_lift_year(group),
            "violations": sum(len(each.violations) for each in group),
        }
        for name, group in groups.items()
    }


def worst_persona(found: Simulation) -> str | None:
    """Whose estimates are furthest off."""
    known = {name: row["rmse_pct"] for name, row in rows(found, lambda each: each.persona).items()}
    return max(known, key=lambda name: known[name] or 0.0, default=None)


def tests_per_lift_year(athletes: Sequence[Months]) -> float | None:
    """How often a true maximum was really shown: tests for each main lift that had an estimate, in a year."""
    lifts = sum(len({point.exercise_id for point in each.points}) * each.weeks for each in athletes)
    tests = sum(len(each.tests) for each in athletes)
    return round(tests * WEEKS_PER_YEAR / lifts, 2) if lifts > 0 else None


def violations(found: Simulation, examples: int = 5) -> Sequence[Mapping[str, str | int | None]]:
    """How often each rule was broken, with the first examples."""
    counted = Counter(one.rule for each in found.athletes for one in each.violations)
    return [
        {
            "rule": rule,
            "count": count,
            "examples": "; ".join(
                f"{each.persona}, {each.script}, day {one.day}, exercise {one.exercise_id}: {one.detail}"
                for each, one in [
                    (each, one) for each in found.athletes for one in each.violations if one.rule == rule
                ][:examples]
            ),
        }
        for rule, count in counted.most_common()
    ]


def told(found: Simulation) -> Mapping[str, object]:
    """Everything as one object, for JSON."""
    values = figures(found)
    return {
        **values,
        "missing": [{"figure": name, "why": why} for name, why in missing(values).items()],
        "median_athlete": of_athletes(found, HALF),
        "worst_tenth": of_athletes(found, WORST_TENTH),
        "personas": rows(found, lambda each: each.persona),
        "scripts": rows(found, lambda each: each.script),
        "worst_persona": worst_persona(found),
        "violations_by_rule": violations(found),
        "test_weeks": TEST_WEEKS,
        "tests_per_lift_year": tests_per_lift_year(found.athletes),
        "athletes": len(found.athletes),
        "weeks": found.weeks,
        "seed": found.seed,
        "harsh": found.harsh,
    }


def _median_ms(calls_s: Iterable[Sequence[float]]) -> float | None:
    all_s = list(chain.from_iterable(calls_s))
    return round(1_000.0 * median(all_s), 3) if all_s else None


def _pct(share: float) -> float:
    return round(100.0 * share, 2)
