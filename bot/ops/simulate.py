"""`setpoint simulate`: simulated athletes play the engine; the figures as a table, JSON, or a page with plots."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.ops.simulate_page import page
from core.lab.coaches import COACHES
from core.lab.figures import (
    HALF,
    WORST_TENTH,
    Figure,
    Simulation,
    figures,
    missing,
    of_athletes,
    rows,
    simulate,
    tests_per_lift_year,
    told,
    violations,
    worst_persona,
)
from core.lab.seen import Fault, Months
from core.persistence.documents import to_document

ENGINE = "engine"


def main(*, athletes: int, weeks: int, seed: int, harsh: bool, report: Path | None, as_json: bool) -> int:
    """Simulate and print; 1 where a workout broke a rule."""
    found = simulate(athletes=athletes, weeks=weeks, seed=seed, harsh=harsh)
    if report is not None:
        report.write_text(page(found), encoding="utf-8")
    print(json.dumps({**told(found), "raised": raised(found.athletes)}) if as_json else table(found))
    return 0 if figures(found)["violations"] == 0 else 1


def raised(athletes: Iterable[Months]) -> list[Mapping[str, Any]]:
    """Everything that the engine raised, with the documents that make it raise again."""
    return [
        {
            "athlete": each.number,
            "persona": each.persona,
            "script": each.script,
            "day": one.day,
            "fault": to_document(Fault, one.fault),
        }
        for each in athletes
        for one in each.violations
        if one.fault is not None
    ]


def table(found: Simulation) -> str:
    """The figures for people."""
    values, half, worst = figures(found), of_athletes(found, HALF), of_athletes(found, WORST_TENTH)
    bodies = "harsher bodies" if found.harsh else "the usual bodies"
    lines = [
        f"{len(found.athletes)} athletes, {found.weeks} weeks, seed {found.seed}, {bodies}",
        "",
        f"{'':<26}{'all':>10}{'median':>10}{'worst tenth':>13}",
        *(
            f"{name:<26}{_number(values[name]):>10}{_number(half.get(name)):>10}{_number(worst.get(name)):>13}"
            for name in STATE
        ),
        f"{'true maxima shown':<26}{_number(tests_per_lift_year(found.athletes)):>10}  for each lift and year",
        "",
        f"{'working sets, %':<26}" + "".join(f"{name:>10}" for name in (ENGINE, *COACHES)),
        *(_compared(values, name) for name in ("rir_within_1_pct", "missed_pct")),
        "",
        *_rows("persona", rows(found, lambda each: each.persona)),
        f"worst: {worst_persona(found)}",
        "",
        *_rows("script", rows(found, lambda each: each.script)),
        "",
        f"stalls and declines heard of lifters who gain: {_number(values['false_stall_pct'])} %",
        f"declines found: {_number(values['decline_found_pct'])} %, "
        f"by an ideal detector: {_number(values['ideal_decline_found_pct'])} %",
        f"violations: {values['violations']}",
        *(f"  {one['count']} x {one['rule']}: {one['examples']}" for one in violations(found)),
        f"engine: {_number(values['s_per_athlete_year'])} s for each athlete and year; ms, medians: "
        + ", ".join(f"{name} {_number(values[key])}" for name, key in CALLS),
        *(f"not measured: {name}: {why}" for name, why in missing(values).items()),
    ]
    return "\n".join(lines)


CALLS = (
    ("habits", "habits_ms"),
    ("workout", "workout_ms"),
    ("workout late", "late_workout_ms"),
    ("next set", "next_set_ms"),
)
STATE = ("rmse_pct", "bias_pct", "coverage_pct", "lag_days", "delay_days", "rir_within_1_pct", "missed_pct")


def _compared(values: Mapping[str, Figure], name: str) -> str:
    keys = [name, *(f"{coach}_{name}" for coach in COACHES)]
    return f"{name:<26}" + "".join(f"{_number(values[key]):>10}" for key in keys)


SHOWN = ("rmse_pct", "bias_pct", "coverage_pct", "rir_within_1_pct", "oracle_rir_within_1_pct", "missed_pct")
HEADS = ("rmse", "bias", "cover", "within 1", "oracle", "missed")


def _rows(what: str, found: Mapping[str, Mapping[str, Figure]]) -> list[str]:
    head = f"{what:<26}{'n':>5}" + "".join(f"{each:>10}" for each in HEADS)
    return [head] + [
        f"{name:<26}{row['athletes']:>5}" + "".join(f"{_number(row[key]):>10}" for key in SHOWN)
        for name, row in found.items()
    ]


def _number(value: Figure) -> str:
    if value is None:
        return "-"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
