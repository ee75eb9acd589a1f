"""docs/engine.md says the numbers that the engine works with: each row of a rule is held against its constant."""

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import core.engine
from core.engine.disruptions import EFFECTS, STOP, Effect, effect
from core.engine.models import DisruptionKind, Severity
from core.engine.rehab import LADDER
from core.engine.sources import SOURCES
from core.engine.steps import STEPS
from tests.engine.builders import MONDAY
from tests.engine.test_replay import came

ENGINE = Path(core.engine.__file__).parent
PAGE = ENGINE.parents[1] / "docs" / "engine.md"
NUMBER = re.compile(r"(?<![\w.])(?<!of )-?\d+(?:\.\d+)?")  # not the 5 of "3 of 5"

# Modules with numbers that are no rule of training, and why
WITHOUT_A_ROW = {
    "sources": "the bibliography itself",
    "units": "definitions of units",
    "moving": "which day of the week Sunday is",
    "kits": "the pound, by definition, and what gyms usually have",
    "asked": "what failure is, by definition",
    "scores": "published formulas of federations, each with its own tests",
    "models": "the shape of documents: limits of what may be written",
    "models.series": "the shape of documents: limits of what may be written",
    "plates": "how plates are picked for a load that is decided already",
    "refit": "how far around the load other steps are offered on a screen",
    "writing": "how far around the load other steps are offered on a screen",
    "shown": "foretells what the next session will show, for the backtest; no load comes from it",
    "what_if": "asks the engine about the same day with one thing changed",
    "counterfactuals": "asks the engine about the same day with one thing changed",
}

# Numbers of modules with rules that are none themselves: what a calculation needs, and no coach could check
INTERNALS = {
    "definitions, and what a value is stored or shown as": """
        adjust.PRIME_SHARE choice.MOST_TOLD earned.FAILURE_RPE evidence.HALF_A_STEP_RPE evidence.STEP_G
        filter.SQRT_2_OVER_PI instantiate.WRITTEN_RIR learning.SURE_SD macrocycle.WEEK
        modes.apre.TESTED_SET replanning.TAPER replanning.WEEK strain.WEEK_DAYS strength.NORMAL_95 timeline.DAY
        training_age.DAYS_PER_WEEK""",
    "made of numbers that have their row": """
        easier.NOTHING_NEW phases.NOVICE_CYCLE related.SAME_ELSEWHERE set_by_set.USUAL_FORM
        timeline.LATER_GAIN_PER_WEEK""",
    "points and fits of published curves": """
        curve.CHART curve.CHART_END_REPS curve.TAIL_B curve.TAIL_K curve.TAIL_SCALE""",
    "the filter of a max: noise, tails and what one day may do": """
        evidence.BIAS_AT_TEN evidence.BOUND_SD evidence.LEAST_SD evidence.SET_SD_REPS evidence.UNTOLD_LOSS
        filter.MOST_BELOW filter.MOST_MISS filter.MOST_SD filter.NOISE_DAYS filter.NOISE_HIGH filter.NOISE_LOW
        filter.START_SD filter.TAIL_WEIGHT habits.JUMP_SD habits.LEAN_KEPT habits.LEAN_LIMIT habits.LEAST_VARIANCE
        habits.MOST_LEAN habits.OWN_SHARE related.ELSEWHERE_SD related.VARIATION_SD strength.LEAST_BIAS_REPS
        strength.MOST_BIAS_REPS strength.MOST_STRETCH_SD strength.NEAR_FAILURE_REPS strength.NEAR_FAILURE_RIR
        strength.TOLD_SETS strength.UNTOLD_REPS timeline.LAYOFF_SD_PER_WEEK unusual.SURE_SD""",
    "the noise of trends, of what is learnt and of a history": """
        learning.BETWEEN_PEOPLE learning.SET_SD training_age.GAIN_WEEKS training_age.LEAST_WEEKS_OF_A_LIFT
        training_age.MAIN_LIFTS training_age.UNSAID_RPE trends.MOST_MISS trends.MOST_SURPRISE_SD trends.NOISE_DAYS
        trends.NOISE_HIGH trends.NOISE_LOW trends.SET_SD trends.SLOPE_SD trends.SLOPE_WALK_SD""",
    "least spreads, so that nothing is divided by next to nothing, and where values end": """
        baseline.LEAST_LN_HRV_SD baseline.LEAST_RESTING_HR_SD_BPM choice.STEPS fatigue.COMPLIANCE_SD fatigue.GAIN
        fatigue.LEAST_RATING_SD fatigue.LEAST_SLEEP_SD_MIN fatigue.MOST_SD modes.apre.ALIKE
        set_by_set.LEAST_LOAD_PER_RPE set_by_set.UNKNOWN_SD""",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One rule as the page says it."""

    line: int
    text: str
    number: str
    constant: str
    source: str
    mark: str


def rows() -> Iterator[Row]:
    for line, text in enumerate(PAGE.read_text().splitlines(), start=1):
        cells = [each.strip() for each in text.strip().strip("|").split("|")]
        if text.startswith("|") and len(cells) == 5 and cells[2].startswith("`"):
            yield Row(line, text, cells[1], cells[2].strip("`"), cells[3].strip("`"), cells[4])


@dataclass(frozen=True, slots=True)
class EffectRow(Row):
    """One cell of what a disruption takes by its kind and weight, or one step of the way back; `number` is its load."""

    reps: str
    sets: str
    rpe: str


def effect_rows() -> Iterator[EffectRow]:
    for line, text in enumerate(PAGE.read_text().splitlines(), start=1):
        cells = [each.strip() for each in text.strip().strip("|").split("|")]
        if text.startswith("|") and len(cells) == 8 and cells[5].startswith("`"):
            _, load, reps, sets, rpe, constant, source, mark = cells
            yield EffectRow(
                line, text, load, constant.strip("`"), source.strip("`"), mark, reps=reps, sets=sets, rpe=rpe
            )


@dataclass(frozen=True, slots=True)
class ApreRow(Row):
    """One line of a table of changes; `number` is from how many repetitions on."""

    light: str
    heavy: str


def apre_rows() -> Iterator[ApreRow]:
    for line, text in enumerate(PAGE.read_text().splitlines(), start=1):
        cells = [each.strip() for each in text.strip().strip("|").split("|")]
        if text.startswith("|") and len(cells) == 7 and cells[4].startswith("`"):
            _, reps, light, heavy, constant, source, mark = cells
            yield ApreRow(
                line, text, reps, constant.strip("`"), source.strip("`"), mark, light=light, heavy=heavy
            )


def all_rows() -> Iterator[Row]:
    yield from rows()
    yield from effect_rows()
    yield from apre_rows()


def value_of(constant: str) -> Any:
    """`module.NAME`, then any of `[key]`, `.field` and `(argument)`, modules relative to core.engine."""
    found = re.match(r"((?:[a-z_0-9]+\.)+)([A-Z][A-Za-z_0-9]*)", constant)
    assert found is not None, f"{constant} is no module.NAME"
    value: Any = getattr(importlib.import_module(f"core.engine.{found[1][:-1]}"), found[2])
    for key, field, argument in re.findall(r"\[(\w+)\]|\.(\w+)|\(([\d.]+)\)", constant[found.end() :]):
        if key:
            value = value[int(key) if key.isdigit() else key]
        elif field:
            value = _field(value, field)
        else:
            value = value(float(argument))
    return value


def _field(value: Any, name: str) -> Any:
    if not isinstance(value, type):
        return getattr(value, name)
    default = next(each.default for each in fields(value) if each.name == name)
    assert default is not MISSING
    return default


def said_as(number: str, constant: str) -> str:
    """The page's words with the engine's numbers in them."""
    values = list(_flat(value_of(constant)))
    assert len(NUMBER.findall(number)) == len(values), f"{constant} holds {values}, the page says {number}"
    rest = iter(values)
    return NUMBER.sub(lambda _: _number(next(rest), number, constant), number)


def _flat(value: Any) -> Iterator[Any]:
    """The numbers of a value in their order: of a tuple, or of what has fields. What is not set is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        value = tuple(getattr(value, each.name) for each in fields(value))
    if isinstance(value, tuple):
        for each in value:
            yield from _flat(each)
    elif isinstance(value, (int, float, timedelta)) and not isinstance(value, bool):
        yield value


def _number(value: Any, told: str, constant: str) -> str:
    if isinstance(value, timedelta):
        unit = "weeks" if "week" in told else "hours" if "hour" in told else "days"
        value = value / timedelta(**{unit: 1})
    elif "%" in told and not constant.lower().endswith("_pct"):
        value = 100 * (1 - value if "less" in told else value - 1 if "more" in told else value)
    elif re.search(r"\bkg\b", told):
        value = value / 1000
    if isinstance(value, int):
        return str(value)
    if constant.endswith(")"):  # a point of a curve
        return f"{value:.1f}"
    return f"{round(value, 2) if abs(value) >= 1 else float(f'{value:.3g}'):g}"


def test_the_page_says_the_numbers_of_the_engine() -> None:
    wrong = []
    for row in rows():
        try:
            right = said_as(row.number, row.constant)
        except (ImportError, AttributeError, LookupError) as gone:
            wrong.append(f"docs/engine.md:{row.line}: {row.constant} is not there any more: {gone}")
            continue
        if right != row.number:
            wrong.append(f"docs/engine.md:{row.line}: {row.constant}: change '{row.number}' to '{right}'")
    assert not wrong, "\n".join(wrong)


def test_the_page_says_where_each_number_is_from_and_how_sure_that_is() -> None:
    wrong = []
    for row in all_rows():
        if row.source == "by definition":
            right = "–"
        elif row.source in SOURCES:
            right = SOURCES[row.source].confidence.value
        else:
            wrong.append(f"docs/engine.md:{row.line}: '{row.source}' is no key of core/engine/sources.py")
            continue
        if row.mark != right:
            wrong.append(f"docs/engine.md:{row.line}: {row.source}: change mark '{row.mark}' to '{right}'")
    assert not wrong, "\n".join(wrong)


def test_the_page_names_the_source_that_stands_beside_the_number() -> None:
    wrong = []
    for row in all_rows():
        code = _beside(row.constant)
        words = {"design": "design choice", "by definition": "by definition"}.get(row.source, row.source)
        if words not in code and words.capitalize() not in code:
            wrong.append(f"docs/engine.md:{row.line}: {row.constant} has no '{words}' beside it in the code")
    assert not wrong, "\n".join(wrong)


def test_the_page_says_every_cell_of_what_a_disruption_takes() -> None:
    wrong = []
    for row in effect_rows():
        said, right = (row.number, row.reps, row.sets, row.rpe), _cells(value_of(row.constant))
        if said != right:
            wrong.append(f"docs/engine.md:{row.line}: {row.constant}: change {said} to {right}")
    assert not wrong, "\n".join(wrong)


def _cells(effect: Effect) -> tuple[str, str, str, str]:
    """Load, repetitions, sets and effort in the page's words; what an effect has beyond these has to stay unused."""
    told = {"load_factor", "reps_least", "reps_delta", "sets_delta", "half_sets", "rpe_cap"}
    assert all(getattr(effect, each.name) == each.default for each in fields(Effect) if each.name not in told)
    reps = [
        f"at least {effect.reps_least}" if effect.reps_least is not None else "",
        f"{-effect.reps_delta} fewer" if effect.reps_delta != 0 else "",
    ]
    sets = [
        "half" if effect.half_sets else "",
        f"{-effect.sets_delta} fewer" if effect.sets_delta != 0 else "",
    ]
    return (
        "–" if effect.load_factor == 1.0 else f"{100.0 * (1.0 - effect.load_factor):.3g} % less",
        ", ".join(filter(None, reps)) or "–",
        ", ".join(filter(None, sets)) or "–",
        "–" if effect.rpe_cap is None else f"RPE {effect.rpe_cap:g}",
    )


def test_the_page_says_every_cell_of_the_tables_of_apre() -> None:
    wrong = []
    for row in apre_rows():
        reps, *changes_g = value_of(row.constant)
        right = (str(reps), *("–" if change_g == 0 else f"{change_g / 1000:+g} kg" for change_g in changes_g))
        if (row.number, row.light, row.heavy) != right:
            wrong.append(f"docs/engine.md:{row.line}: {row.constant}: change its cells to {right}")
    assert not wrong, "\n".join(wrong)


def test_a_table_that_has_a_row_is_there_whole() -> None:
    """Of a constant that holds several numbers each one is told, but for what another row says."""
    elsewhere = {
        "body_load.SHARES": "all other shares are WHOLE",
        "choice.PRACTISED": "all but novelty is MAIN's",
        "curve.LEG_PRESS": "a stretch of 1 is nobody's, by definition",
        "curve.PRESS": "likewise",
        "curve.USUAL": "likewise",
        "phases.CYCLES": "power is trained as strength, endurance as fitness, and every beginner alike",
    }
    told: dict[str, int] = {}
    for constant in {row.constant for row in all_rows()}:
        name = re.sub(r"(\.[A-Z][A-Za-z_0-9]*).*", r"\1", constant)
        told[name] = told.get(name, 0) + _numbers_in(value_of(constant))
    partly = {name for name, count in told.items() if count < _numbers_in(value_of(name))}
    assert sorted(partly) == sorted(elsewhere)


def _numbers_in(value: Any) -> int:
    if isinstance(value, Mapping):
        return sum(_numbers_in(each) for each in value.values())
    if is_dataclass(value) and not isinstance(value, type):
        return sum(_numbers_in(getattr(value, each.name)) for each in fields(value))
    if isinstance(value, (tuple, list)):
        return sum(map(_numbers_in, value))
    return int(isinstance(value, (int, float, timedelta)) and not isinstance(value, bool))


def test_every_kind_and_weight_of_a_disruption_has_its_row() -> None:
    """But an injury, which has its ladder, and what is major, which is said in words: no training."""
    lesser = [each for each in Severity if each is not Severity.MAJOR]
    kinds = [each for each in DisruptionKind if each is not DisruptionKind.INJURY]
    cells = {f"disruptions.EFFECTS[{kind}][{severity}]" for kind in kinds for severity in lesser}
    cells |= {
        f"disruptions.{when}[{severity}]" for when in ("ON_ARRIVAL", "AFTER_ARRIVAL") for severity in lesser
    }
    cells |= {f"rehab.LADDER[{step}]" for step in range(len(LADDER))}
    assert sorted(row.constant for row in effect_rows()) == sorted(cells)
    assert {kind: set(weights) for kind, weights in EFFECTS.items()} == {kind: set(lesser) for kind in kinds}
    for kind in DisruptionKind:
        major = replace(came(kind, Severity.MAJOR, 1), starts_on=MONDAY.date())
        assert effect(major, MONDAY.date()) == STOP


def _beside(constant: str) -> str:
    """The paragraphs of code in which a constant, or the field behind it, is defined."""
    found = re.match(r"((?:[a-z_0-9]+\.)+)([A-Z][A-Za-z_0-9]*)", constant)
    assert found is not None
    module = importlib.import_module(f"core.engine.{found[1][:-1]}")
    blocks = re.split(r"\n\n", Path(str(module.__file__)).read_text())
    field = re.search(r"\.(\w+)$", constant)
    names = f"{found[2]}|{field[1]}" if field is not None else found[2]
    defined = re.compile(rf"^(?: {{4}}|class )?[A-Z_, ]*\b(?:{names})\b", re.MULTILINE)
    return "\n".join(block for block in blocks if defined.search(block))


def test_every_number_of_a_rule_has_a_row() -> None:
    told = {re.sub(r"(\.[A-Z][A-Za-z_0-9]*).*", r"\1", row.constant) for row in all_rows()}
    internal = {name for names in INTERNALS.values() for name in names.split()}
    named = set(_named_numbers())
    ruling = {name for name in named if name.rpartition(".")[0] not in WITHOUT_A_ROW}
    assert sorted(ruling - told - internal) == [], "docs/engine.md has no row with these numbers"
    assert sorted(internal - named) == [], "excused, and not there any more"
    assert sorted(internal & told) == [], "excused, and has a row"
    assert not WITHOUT_A_ROW.keys() & {name.rpartition(".")[0] for name in told}, (
        "a module is excused that has a row"
    )


def test_every_step_of_a_workout_is_on_the_page() -> None:
    names = {step.__module__.removeprefix("core.engine.") for step in STEPS}
    text = PAGE.read_text()
    assert sorted(name for name in names if f"`{name}" not in text) == []


def _named_numbers() -> Iterator[str]:
    """Every public name of a module of the engine that holds a number of its own."""
    for path in sorted(ENGINE.rglob("*.py")):
        module = ".".join(path.relative_to(ENGINE).with_suffix("").parts).removesuffix(".__init__")
        for line in ast.parse(path.read_text()).body:
            value = getattr(line, "value", None)
            if not isinstance(line, (ast.Assign, ast.AnnAssign)) or value is None:
                continue
            if any(
                isinstance(each, ast.Constant) and type(each.value) in (int, float)
                for each in ast.walk(value)
            ):
                target = line.targets[0] if isinstance(line, ast.Assign) else line.target
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                yield from (
                    f"{module}.{name.id}"
                    for name in names
                    if isinstance(name, ast.Name) and re.fullmatch(r"[A-Z][A-Z0-9_]+", name.id)
                )
