"""The page of `setpoint simulate --report`: one file with everything in it, plots as inline SVG."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from core.engine.strength import NORMAL_95
from core.lab.coaches import COACHES
from core.lab.figures import (
    HALF,
    WORST_TENTH,
    Figure,
    Simulation,
    figures,
    missing,
    of_athletes,
    of_state,
    rows,
    tests_per_lift_year,
    violations,
    worst_persona,
)
from core.lab.months import TEST_WEEKS
from core.lab.people import library
from core.lab.seen import Months, Point

WIDTH, HEIGHT = 760, 250
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 12, 26
TICKS = 6  # at most
STEPS_KG = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
G_PER_KG = 1000.0

STATE = {
    "rmse_pct": "off by, %",
    "bias_pct": "too high (+) or low, %",
    "coverage_pct": "interval holds it, %",
    "lag_days": "half of a sudden loss seen after, days",
    "delay_days": "late by, days",
}
SETS = {"rir_within_1_pct": "within a repetition of what was meant", "missed_pct": "missed"}
GROUPS = {
    "athletes": "athletes",
    "rmse_pct": "off by, %",
    "bias_pct": "bias, %",
    "coverage_pct": "interval holds, %",
    "tests_per_lift_year": "true maxima a year",
    "rir_within_1_pct": "sets as meant, %",
    "oracle_rir_within_1_pct": "oracle",
    "chart_rir_within_1_pct": "chart",
    "missed_pct": "missed, %",
    "violations": "broken",
}

Scale = Callable[[float], float]

STYLE = """
:root { --ink: #1d2430; --soft: #5d6878; --line: #d9dee6; --truth: #1d2430; --estimate: #2563c9; --load: #c2571a;
  --paper: #fff }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2.2rem } h3 { font-size: 1rem; margin: 1.4rem 0 .2rem }
p, li { color: var(--soft) } .plot { overflow-x: auto }
svg { width: 100%; min-width: 36rem; height: auto; display: block }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; display: block; overflow-x: auto }
th, td { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid var(--line) }
th { vertical-align: bottom; font-weight: 600 } td { white-space: nowrap }
th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal }
.band { fill: var(--estimate); opacity: .15 } .estimate { stroke: var(--estimate); stroke-width: 1.6; fill: none }
.truth { stroke: var(--truth); stroke-width: 1.6; fill: none } .load { fill: var(--load) }
.test { fill: none; stroke: var(--truth); stroke-width: 1.4 } .grid { stroke: var(--line) }
text { font: 11px system-ui, sans-serif; fill: var(--soft) } .key span { margin-right: 1.2rem; display: inline-block }
"""


def page(found: Simulation) -> str:
    """The whole page."""
    values = figures(found)
    bodies = "the harsher bodies" if found.harsh else "the usual bodies"
    return "\n".join(
        [
            "<!doctype html><html lang='en'><meta charset='utf-8'>"
            "<meta name='viewport' content='width=device-width, initial-scale=1'><title>Simulated athletes</title>",
            f"<style>{STYLE}</style>",
            "<h1>Simulated athletes</h1>",
            f"<p>{len(found.athletes)} athletes for {found.weeks} weeks, seed {found.seed}, {bodies}. The engine"
            " sees what a phone would: loads, repetitions, felt efforts. The truth below is hidden from it.</p>",
            _state(found, values),
            _coaches(values),
            "<h2>Personas</h2>",
            _key(),
            *(_persona(found, name) for name in rows(found, lambda each: each.persona)),
            _worst(found),
            "<h2>By persona</h2>",
            _groups(rows(found, lambda each: each.persona), worst_persona(found)),
            "<h2>By script of life</h2>",
            _groups(rows(found, lambda each: each.script)),
            _broken(found, values),
            "</html>",
        ]
    )


def _state(found: Simulation, values: Mapping[str, Figure]) -> str:
    half, worst = of_athletes(found, HALF), of_athletes(found, WORST_TENTH)
    names = {name: f"{words} ({name})" for name, words in STATE.items()}
    table = _table(
        ("estimate of the max", "all", "median athlete", "worst tenth"),
        (
            (words, *(_number(each.get(name)) for each in (values, half, worst)))
            for name, words in names.items()
        ),
    )
    return (
        f"<h2>How well the max is known</h2>{table}"
        f"<p>A true maximum was due in every {TEST_WEEKS}th week of training and was shown"
        f" {_number(tests_per_lift_year(found.athletes))} times for each main lift and year.</p>"
        f"<p>The worst persona is {_words(str(worst_persona(found)))}.</p>"
    )


def _coaches(values: Mapping[str, Figure]) -> str:
    lines = (
        (
            words,
            *(_number(values[f"{prefix}{name}"]) for prefix in ("", *(f"{coach}_" for coach in COACHES))),
        )
        for name, words in SETS.items()
    )
    table = _table(("working sets, %", "engine", *COACHES), lines)
    return (
        f"<h2>How hard the sets are</h2>{table}"
        "<p>The same lifters on the same days with the same exercises. The oracle knows every true max and curve, but"
        " not the day: nobody can do better.</p>"
    )


def _key() -> str:
    return (
        "<p class='key'><span>— black: the true max</span>"
        "<span style='color:var(--estimate)'>— blue: the estimate with its 95 % interval</span>"
        "<span style='color:var(--load)'>● orange: the first working load asked for</span>"
        "<span>◇ a true limit that was shown: the heaviest load that went</span></p>"
    )


def _persona(found: Simulation, name: str) -> str:
    """Who came most regularly stands for a persona."""
    own = [each for each in found.athletes if each.persona == name]
    return _plotted(max(own, key=lambda each: (each.script == "adherent", len(each.points))))


def _worst(found: Simulation) -> str:
    name = worst_persona(found)
    own = [each for each in found.athletes if each.persona == name and each.points]
    if not own:
        return ""
    worst = max(own, key=lambda each: of_state(each.points)["rmse_pct"] or 0.0)
    return f"<h2>The worst of the worst persona, {_words(str(name))}</h2>{_plotted(worst)}"


def _plotted(each: Months) -> str:
    title = f"{_words(each.persona)}, {_words(each.script)}"
    if not each.points:
        return f"<h3>{title}</h3><p>No lift with an estimated max.</p>"
    lifts = {point.exercise_id for point in each.points}
    lift = max(lifts, key=lambda one: (len(each.points_of(one)), -one))
    points = each.points_of(lift)
    state = of_state(points)
    key = _words(library()[lift].exercise.key)
    off, holds = _number(state["rmse_pct"]), _number(state["coverage_pct"])
    return f"<h3>{title}: {key}, off by {off} %, interval holds {holds} %</h3>{_plot(each, points)}"


def _plot(each: Months, points: Sequence[Point]) -> str:
    tests = [test for test in each.tests if test.exercise_id == points[0].exercise_id]
    highs = [_kg(point.mean + NORMAL_95 * point.sd) for point in points] + [_kg(p.truth) for p in points]
    lows = [_kg(point.mean - NORMAL_95 * point.sd) for point in points]
    loads = [point.load_g / G_PER_KG for point in points if point.load_g is not None]
    low, high = 0.95 * min(lows + loads), 1.03 * max(highs + loads)

    def x(day: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * day / (7.0 * each.weeks)

    def y(kg: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - kg) / (high - low)

    def path(values: Iterable[tuple[int, float]]) -> str:
        return " ".join(f"{x(day):.1f},{y(kg):.1f}" for day, kg in values)

    upper = [(p.day, _kg(p.mean + NORMAL_95 * p.sd)) for p in points]
    lower = [(p.day, _kg(p.mean - NORMAL_95 * p.sd)) for p in reversed(points)]
    return "".join(
        [
            f"<div class='plot'><svg viewBox='0 0 {WIDTH} {HEIGHT}' role='img'>",
            *_axes(low, high, each.weeks, x, y),
            f"<polygon class='band' points='{path([*upper, *lower])}'/>",
            f"<polyline class='estimate' points='{path((p.day, _kg(p.mean)) for p in points)}'/>",
            f"<polyline class='truth' points='{path((p.day, _kg(p.truth)) for p in points)}'/>",
            *(
                f"<circle class='load' r='2' cx='{x(p.day):.1f}' cy='{y(p.load_g / G_PER_KG):.1f}'/>"
                for p in points
                if p.load_g is not None
            ),
            *(_diamond(x(test.day), y(test.load_g / G_PER_KG)) for test in tests),
            "</svg></div>",
        ]
    )


def _axes(low: float, high: float, weeks: int, x: Scale, y: Scale) -> Iterable[str]:
    for kg in _round_numbers(low, high):
        yield f"<line class='grid' x1='{LEFT}' x2='{WIDTH - RIGHT}' y1='{y(kg):.1f}' y2='{y(kg):.1f}'/>"
        yield f"<text x='{LEFT - 6}' y='{y(kg) + 4:.1f}' text-anchor='end'>{kg} kg</text>"
    for week in range(0, weeks + 1, max(weeks // 6, 1)):
        anchor = "end" if week == weeks else "middle"
        yield f"<text x='{x(7 * week):.1f}' y='{HEIGHT - 8}' text-anchor='{anchor}'>week {week}</text>"


def _round_numbers(low: float, high: float) -> Sequence[int]:
    """A few whole numbers between two ends, in steps that people count in."""
    step = next(each for each in STEPS_KG if (high - low) / each <= TICKS)
    return range(math.ceil(low / step) * step, math.floor(high) + 1, step)


def _diamond(x: float, y: float) -> str:
    return f"<path class='test' d='M{x:.1f} {y - 5:.1f} l5 5 l-5 5 l-5 -5 z'/>"


def _groups(found: Mapping[str, Mapping[str, Figure]], worst: str | None = None) -> str:
    lines = (
        (f"{_words(name)} (worst)" if name == worst else _words(name), *(_number(row[key]) for key in GROUPS))
        for name, row in found.items()
    )
    return _table(("", *GROUPS.values()), lines)


def _broken(found: Simulation, values: Mapping[str, Figure]) -> str:
    broken = "".join(
        f"<li>{one['count']} × {escape(str(one['rule']))}: {escape(str(one['examples']))}</li>"
        for one in violations(found)
    )
    gaps = "".join(f"<li>{escape(name)}: {escape(why)}</li>" for name, why in missing(values).items())
    return (
        f"<h2>Promises broken: {values['violations']}</h2><ul>{broken}</ul>"
        f"<p>The engine took {_number(values['s_per_athlete_year'])} s for each athlete and year.</p>"
        + (f"<h2>Not measured</h2><ul>{gaps}</ul>" if gaps else "")
    )


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    heads = "".join(f"<th>{escape(each)}</th>" for each in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(each)}</td>" for each in line) + "</tr>" for line in lines)
    return f"<table><tr>{heads}</tr>{body}</table>"


def _words(name: str) -> str:
    return escape(name.replace("_", " "))


def _kg(log_g: float) -> float:
    return math.exp(log_g) / G_PER_KG


def _number(value: Figure) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if isinstance(value, float) else str(value)
