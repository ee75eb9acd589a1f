"""How to speak to one person: language, unit and zone. Every word for people goes through here."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import parse_pattern

from core.engine.units import Unit, from_grams, to_grams

LANGUAGES = {"en": "English", "es": "Español", "ru": "Русский"}
SOURCE_LANGUAGE = "en"  # the sentences in the code
NUMBER = parse_pattern("#,##0.###")
STOPWATCH_FROM_S = 120  # shorter times are said in seconds


def catalog_path(language: str) -> Path:
    """Where a language's translations are."""
    return Path(__file__).parent / "locale" / language / "LC_MESSAGES" / "setpoint.po"


class Html(str):
    """Text that is markup already; any other text is escaped where it enters a sentence."""


class Speaker(Protocol):
    """Anybody with a language, a unit and a zone."""

    @property
    def language(self) -> str: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def zone(self) -> str: ...


@cache
def _catalog(language: str) -> NullTranslations:
    """The catalog of a language, compiled in memory from its .po file: nothing to build, nothing to forget."""
    path = catalog_path(language)
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as source:
        catalog = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)


# Every tap draws a card, and its numbers are mostly those of the card before.
@lru_cache(maxsize=4096)
def _number(value: float | Decimal, language: str) -> Html:
    return Html(NUMBER.apply(value, Locale.parse(language)))


@lru_cache(maxsize=4096)
def _amount(load_g: int, unit: Unit, language: str) -> Html:
    return _number(round(from_grams(load_g, unit), 2), language)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language with its numbers and dates, and one person's unit and zone."""

    language: str
    unit: Unit = Unit.KG
    zone: str = "UTC"

    @classmethod
    def of(cls, speaker: Speaker) -> "Tongue":
        """The tongue of a person."""
        return cls(speaker.language, speaker.unit, speaker.zone)

    def _(self, message: str, /, **facts: object) -> Html:
        """A sentence in this language, its facts escaped and filled in."""
        return self._fill(_catalog(self.language).gettext(message), facts)

    def n_(self, one: str, many: str, n: int, /, **facts: object) -> Html:
        """A sentence about `n` things, in the right plural form."""
        return self._fill(_catalog(self.language).ngettext(one, many, n), {"n": self.number(n), **facts})

    def p_(self, context: str, message: str, /, **facts: object) -> Html:
        """A word that needs its context to be translated."""
        return self._fill(_catalog(self.language).pgettext(context, message), facts)

    def _fill(self, sentence: str, facts: dict[str, object]) -> Html:
        shown = {
            name: f if isinstance(f, Html) else Html(escape(str(f), quote=False)) for name, f in facts.items()
        }
        return Html(sentence.format(**shown) if shown else sentence)

    def number(self, value: float | Decimal) -> Html:
        """A number as this language writes it: 1,234.5 or 1.234,5; never 102.50000."""
        return _number(value, self.language)

    def load(self, load_g: int, unit: Unit | None = None) -> Html:
        """A load with its unit."""
        unit = unit or self.unit
        return (
            self._("{number} kg", number=self.amount(load_g, unit))
            if unit is Unit.KG
            else self._("{number} lb", number=self.amount(load_g, unit))
        )

    def about(self, load_g: int) -> Html:
        """An estimated load: halves of a unit, because more would pretend to be known."""
        return self.load(self.halves_g(load_g))

    def halves_g(self, load_g: int) -> int:
        """The nearest half of a unit."""
        return to_grams(Decimal(round(from_grams(load_g, self.unit) * 2)) / 2, self.unit)

    def amount(self, load_g: int, unit: Unit | None = None) -> Html:
        """A load without its unit, to two decimals at most (a fortieth of a pound is noise)."""
        return _amount(load_g, unit or self.unit, self.language)

    def duration(self, duration_s: int) -> Html:
        """How long something took: 95 s, and from two minutes on as a stopwatch shows it, 25:00."""
        if duration_s < STOPWATCH_FROM_S:
            return self._("{seconds} s", seconds=duration_s)
        minutes, seconds = divmod(duration_s, 60)
        hours, minutes = divmod(minutes, 60)
        return Html(f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}")

    def date(self, day: dt.date) -> Html:
        """A weekday and a date: Fri, 20 Nov."""
        return Html(format_skeleton("MMMEd", day, locale=self.language))

    def long_date(self, day: dt.date) -> Html:
        """A date with its year."""
        return Html(format_date(day, "long", locale=self.language))

    def time(self, at: dt.datetime) -> Html:
        """A time of day in the person's zone, as a gym's clock shows it."""
        return Html(f"{at.astimezone(ZoneInfo(self.zone)):%H:%M}")

    def clock(self, at: dt.datetime) -> Html:
        """A time of day with its seconds."""
        return Html(f"{at.astimezone(ZoneInfo(self.zone)):%H:%M:%S}")

    def weekday(self, number: int) -> Html:
        """A weekday's short name; 1 is Monday."""
        return Html(Locale.parse(self.language).days["stand-alone"]["abbreviated"][number - 1])
