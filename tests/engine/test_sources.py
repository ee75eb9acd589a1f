"""Every number says where it is from, and every source is used."""

import re
from pathlib import Path

import core.engine
from core.engine.sources import SOURCES

CODE = "\n".join(
    path.read_text() for path in Path(core.engine.__file__).parent.rglob("*.py") if path.name != "sources.py"
)


def test_every_source_is_named_by_some_number_or_reason() -> None:
    assert [key for key in SOURCES if not re.search(rf"\b{key}\b", CODE)] == []


def test_every_constant_has_its_source_or_says_that_it_is_a_choice() -> None:
    named = "|".join([*SOURCES, "design choice", "Design choice", "by definition", "coaching practice"])
    for path in Path(core.engine.__file__).parent.rglob("*.py"):
        for block in re.split(r"\n\n", path.read_text()):
            constants = re.findall(r"^([A-Z][A-Z_0-9]+) = [-\d.(]", block, flags=re.MULTILINE)
            assert not constants or re.search(named, block), f"{path.name}: {constants} without a source"
