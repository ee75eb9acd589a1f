"""Time zones by what people call them: a city or a small country, in any language that we speak."""

import unicodedata
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from bot.texts.tongue import LANGUAGES

MOST_ZONES = 4  # as many as are asked about at once; a country with more is named by its cities
SHORTEST_PART = 3  # letters; below that everything contains everything


def zones_like(typed: str) -> list[str]:
    """The zones that a typed name fits best, best first."""
    wanted = _plain(typed)
    if not wanted:
        return []
    fits = sorted((fit, zone) for name, zone in _names() for fit in (_fit(wanted, name),) if fit is not None)
    best = [zone for fit, zone in fits if fit == fits[0][0]]
    return list(dict.fromkeys(best))[:MOST_ZONES]


def _fit(wanted: str, name: str) -> int | None:
    """How well a name fits, 0 best: the same, beginning so, containing it."""
    if name == wanted:
        return 0
    if len(wanted) < SHORTEST_PART:
        return None
    if name.startswith(wanted):
        return 1
    return 2 if wanted in name else None


@cache
def _names() -> frozenset[tuple[str, str]]:
    """Every name with its zone: cities as the zones call them, old spellings, cities and countries as we do."""
    territory_of = {zone: where for zone, where in get_global("zone_territories").items() if "/" in zone}
    known = set(territory_of) & available_timezones()
    aliases = {old: new for old, new in get_global("zone_aliases").items() if new in known and "/" in old}
    names = {(zone.split("/")[-1], zone) for zone in known}
    names |= {(old.split("/")[-1], zone) for old, zone in aliases.items()}
    per_country: dict[str, list[str]] = {}
    for zone in known:
        per_country.setdefault(territory_of[zone], []).append(zone)
    for locale in map(Locale, LANGUAGES):
        called = {zone: zone for zone in known} | aliases
        names |= {(str(locale.time_zones.get(id, {}).get("city", "")), zone) for id, zone in called.items()}
        for country, zones in per_country.items():
            few = zones if len(zones) <= MOST_ZONES else []
            names |= {(str(locale.territories.get(country, "")), zone) for zone in few}
    return frozenset((_plain(name), zone) for name, zone in names if _plain(name))


def _plain(name: str) -> str:
    """Letters only, without case and accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in letters if c.isalpha())
