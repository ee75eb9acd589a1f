"""Draws the schema into the README, from the metadata: every table, and what it refers to."""

import inspect
import sys
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from types import ModuleType

from sqlalchemy import Table

from core.persistence.tables import (
    Place,
    content,
    library,
    machinery,
    people,
    place_of,
    plan,
    state,
    training,
)

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- the schema, by `make schema` -->\n", "<!-- end of the schema -->\n"
LEFT = {"people": people, "library": library, "content": content, "delivery": machinery}
RIGHT = {"plan": plan, "training": training, "state": state}
UNDERSTOOD = {"athletes"}  # every table of the right column refers to it
WIDTH = 58


def drawn() -> str:
    """Two columns: what is shared, and what stands behind each athlete's wall."""
    left = ["SHARED, AND THE MACHINERY", *_column(LEFT)]
    right = ["EACH ATHLETE'S, BEHIND THE WALL", *_column(RIGHT)]
    lines = [f"{a:<{WIDTH}}{b}".rstrip() for a, b in zip_longest(left, right, fillvalue="")]
    return "\n".join(["```", *lines, "```", ""])


def _column(areas: Mapping[str, ModuleType]) -> Iterator[str]:
    for name, module in areas.items():
        yield f"{name}"
        for table in _tables_of(module):
            yield f"  {table.name}{_references(table)}"


def _tables_of(module: ModuleType) -> list[Table]:
    """In the order in which the module defines them."""
    found = [value for _, value in inspect.getmembers(module) if isinstance(value, Table)]
    source = inspect.getsource(module)
    return sorted(found, key=lambda table: source.index(f"\n{table.name} = "))


def _references(table: Table) -> str:
    targets = sorted({key.referred_table.name for key in table.foreign_key_constraints} - {table.name})
    if place_of(table) is Place.ATHLETE:
        targets = [target for target in targets if target not in UNDERSTOOD]
    return f" > {', '.join(targets)}" if targets else ""


def main() -> int:
    """Write the drawing into the README."""
    text = README.read_text(encoding="utf-8")
    README.write_text(replaced(text), encoding="utf-8")
    return 0


def replaced(text: str) -> str:
    """The README with the drawing of now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + drawn() + END + after


if __name__ == "__main__":
    sys.exit(main())
