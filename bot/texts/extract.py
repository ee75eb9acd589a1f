"""`make words`: takes new sentences of the code into the translations; what is translated there stays."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.texts.tongue import LANGUAGES, SOURCE_LANGUAGE, catalog_path
from core.persistence.library import curated

BOT = Path(__file__).parents[1]
PROJECT = "Setpoint"
KEYWORDS = {"_": None, "n_": (1, 2), "p_": ((1, "c"), 2)}


def main() -> None:
    """Bring every catalog up to date and say what is left to translate."""
    for language in LANGUAGES:
        if language == SOURCE_LANGUAGE:
            continue
        catalog = updated(language)
        path = catalog_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalog))
        print(f"{path.relative_to(BOT.parent)}: {len(open_messages(catalog))} to translate or to check")


def template() -> Catalog:
    """Every sentence of the code and every curated exercise's name, in English."""
    catalog = Catalog()
    for file, line, message, _, context in extract_from_dir(BOT, keywords=KEYWORDS):
        catalog.add(message, locations=[(f"bot/{file}", line)], context=context)
    for number, exercise in enumerate(curated(), start=2):
        library = ("core/persistence/library/curated.csv", number)
        catalog.add(exercise.name, locations=[library], context="exercise")
    return catalog


def updated(language: str) -> Catalog:
    """A catalog with today's sentences: changed ones are kept and marked fuzzy, stale ones are gone."""
    path = catalog_path(language)
    if path.exists():
        catalog = read_po(BytesIO(path.read_bytes()), locale=language)
    else:
        catalog = Catalog(language, project=PROJECT, version="1", fuzzy=False, header_comment=f"# {PROJECT}")
    catalog.update(template(), update_creation_date=False)
    for message in catalog:
        message.flags.discard("python-format")  # Babel takes "% lighter" for a %-placeholder
    return catalog


def written(catalog: Catalog) -> bytes:
    """The catalog as a file; without line numbers, so that moving code changes nothing here."""
    out = BytesIO()
    write_po(out, catalog, width=100, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def open_messages(catalog: Catalog) -> list[str]:
    """The sentences that lack a translation or carry one that somebody must look at."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]


def _forms(string: object) -> tuple[str, ...]:
    """The translation's plural forms; a single sentence is one form, a missing one an empty form."""
    if isinstance(string, str):
        return (string,)
    return tuple(string) if isinstance(string, list | tuple) and string else ("",)


if __name__ == "__main__":
    main()
