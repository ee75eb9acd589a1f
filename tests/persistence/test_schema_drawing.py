"""The README's drawing of the schema is the schema's."""

from bot.ops.schema import README, drawn, replaced
from core.persistence.tables import metadata


def test_the_readme_shows_the_schema_as_it_is() -> None:
    text = README.read_text(encoding="utf-8")
    assert replaced(text) == text, "run `make schema`"


def test_the_drawing_has_every_table_once_and_fits_a_screen() -> None:
    words = drawn().replace(">", " ").replace(",", " ").split()
    assert [table.name for table in metadata.sorted_tables if table.name not in words] == []
    lines = drawn().splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 130
