"""First guesses about somebody we have just met; each is shown and confirmed before it matters."""

from core.engine.units import Unit

SPOKEN = ("en", "es", "ru")

# Telegram tells a language, never a place. The zone with most speakers is a guess worth one tap to correct.
ZONE_OF_LANGUAGE = {
    "ru": "Europe/Moscow",
    "es": "Europe/Madrid",
    "en": "Europe/London",
    "en-us": "America/New_York",
    "es-mx": "America/Mexico_City",
    "es-ar": "America/Argentina/Buenos_Aires",
    "pt-br": "America/Sao_Paulo",
    "de": "Europe/Berlin",
    "fr": "Europe/Paris",
    "it": "Europe/Rome",
    "pl": "Europe/Warsaw",
    "uk": "Europe/Kyiv",
    "tr": "Europe/Istanbul",
    "ja": "Asia/Tokyo",
}
POUNDS = {"en-us"}


def guess_language(code: str | None) -> str:
    """The language we speak best for a Telegram language code."""
    base = (code or "").lower().split("-")[0]
    return base if base in SPOKEN else "en"


def guess_zone(code: str | None) -> str:
    """A time zone for a Telegram language code."""
    code = (code or "").lower()
    return ZONE_OF_LANGUAGE.get(code) or ZONE_OF_LANGUAGE.get(code.split("-")[0], "UTC")


def guess_unit(code: str | None) -> Unit:
    """Pounds where a client says American English, kilograms elsewhere."""
    return Unit.LB if (code or "").lower() in POUNDS else Unit.KG
