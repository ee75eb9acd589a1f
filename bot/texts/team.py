"""Who coaches in an organization, in words."""

from collections.abc import Sequence

from bot.texts.tongue import Html, Tongue
from core.services.organizations import Member, Role

NAME_CHARACTERS = 14  # beside what a button does


def card(t: Tongue, teams: Sequence[tuple[str, Sequence[Member]]]) -> Html:
    """Every organization that somebody belongs to, with its people."""
    if not teams:
        return t._("You are in no team. /coach begins one.")
    lines: list[Html] = []
    for name, members in teams:
        lines.append(t._("<b>{team}</b>", team=name))
        lines += [_member(t, each) for each in members]
    lines.append(t._("Owners take their athletes in as coaches. Who coaches no more sees nobody's training."))
    return Html("\n".join(lines))


def _member(t: Tongue, each: Member) -> Html:
    called = {
        Role.OWNER: t._("owner"),
        Role.COACH: t._("coach"),
        Role.ADMIN: t._("admin"),
    }
    roles = Html(", ".join(called[role] for role in Role if role in each.roles))
    return t._("{name}: {roles}", name=each.name, roles=roles)


def make(t: Tongue, name: str) -> Html:
    """On the button that makes somebody a coach."""
    return t._("+ coach: {name}", name=name[:NAME_CHARACTERS])


def end(t: Tongue, name: str) -> Html:
    """On the button that ends it."""
    return t._("− coach: {name}", name=name[:NAME_CHARACTERS])


def coaches_now(t: Tongue, name: str) -> Html:
    """An athlete coaches, too."""
    return t._("✓ {name} coaches here now. I tell them.", name=name)


def coaches_no_more(t: Tongue) -> Html:
    """It was laid down, or taken."""
    return t._("✓ That is over, with all its links to athletes.")


def you_coach(t: Tongue, teams: Sequence[str]) -> Html:
    """What somebody hears who coaches now."""
    named = Html(", ".join(t._("<b>{team}</b>", team=name) for name in teams))
    return t._("You coach now: {teams}. /coach invites athletes, /team shows who else coaches.", teams=named)
