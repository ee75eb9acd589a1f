"""docs/engine.md says the numbers that the engine works with: each row of a rule is held against its constant."""

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import core.engine
from core.engine.sources import SOURCES
from core.engine.steps import STEPS

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
    found = value_of(constant)
    values = list(found) if isinstance(found, tuple) else [found]
    assert len(NUMBER.findall(number)) == len(values), f"{constant} holds {values}, the page says {number}"
    rest = iter(values)
    return NUMBER.sub(lambda _: _number(next(rest), number, constant), number)


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
    for row in rows():
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
    for row in rows():
        code = _beside(row.constant)
        words = {"design": "design choice", "by definition": "by definition"}.get(row.source, row.source)
        if words not in code and words.capitalize() not in code:
            wrong.append(f"docs/engine.md:{row.line}: {row.constant} has no '{words}' beside it in the code")
    assert not wrong, "\n".join(wrong)


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


def test_every_module_with_a_rule_has_a_row() -> None:
    told = {re.sub(r"\.[A-Z].*", "", row.constant) for row in rows()}
    missing = sorted(set(_modules_with_numbers()) - told - WITHOUT_A_ROW.keys())
    assert not missing, f"docs/engine.md has no row with a number of {missing}"
    assert not WITHOUT_A_ROW.keys() & told, "a module is excused that has a row"


def test_every_step_of_a_workout_is_on_the_page() -> None:
    names = {step.__module__.removeprefix("core.engine.") for step in STEPS}
    text = PAGE.read_text()
    assert sorted(name for name in names if f"`{name}" not in text) == []


def _modules_with_numbers() -> Iterator[str]:
    """Modules of the engine that name a number of their own."""
    for path in sorted(ENGINE.rglob("*.py")):
        name = ".".join(path.relative_to(ENGINE).with_suffix("").parts).removesuffix(".__init__")
        for line in ast.parse(path.read_text()).body:
            target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
            named = target.elts[0] if isinstance(target, ast.Tuple) else target
            if isinstance(named, ast.Name) and re.fullmatch(r"[A-Z][A-Z0-9_]+", named.id):
                value = getattr(line, "value", None)
                numbers = ast.walk(value) if value is not None else ()
                if any(
                    isinstance(each, ast.Constant) and type(each.value) in (int, float) for each in numbers
                ):
                    yield name
                    break
