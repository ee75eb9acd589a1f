"""Sentences that belong to no one topic."""

from bot.texts.tongue import Html, Tongue


def unknown_button(t: Tongue) -> Html:
    """A forged button, or one of a version long gone."""
    return t._("This button is from another time. /today shows where you are.")


def stale_button(t: Tongue) -> Html:
    """A double tap, an old card, a second phone."""
    return t._("That was counted already, or is out of date. Nothing changed.")


def broken(t: Tongue) -> Html:
    """Our own fault, after three tries."""
    return t._(
        "Something broke on our side. Your message is kept and nothing was half-saved. Please try again."
    )


def private_only(t: Tongue, bot_name: str) -> Html:
    """Training is private."""
    return t._("I coach in private chats only: https://t.me/{bot}", bot=bot_name)
