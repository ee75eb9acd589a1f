"""What coaches and the coached read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.texts import review
from bot.texts.close import sets_done
from bot.texts.tongue import Html, Tongue
from core.services.closing import Summary
from core.services.coaching import AthleteDay, Coach, Coached
from core.services.placeholders import Prepared


@dataclass(frozen=True, slots=True)
class Link:
    """An invitation to send on, and for whom it is."""

    url: str
    name: str | None = None


def coach(
    t: Tongue,
    squad: Sequence[Coached],
    prepared: Sequence[Prepared],
    hour: int | None,
    link: Link | None,
) -> Html:
    """The coach's own page."""
    lines = [t._("<b>Coach</b>")]
    if squad:
        lines.append(
            t.n_(
                "You coach {n} athlete: {names}",
                "You coach {n} athletes: {names}",
                len(squad),
                names=_names(squad),
            )
        )
    else:
        lines.append(t._("You coach nobody yet."))
    if prepared:
        lines.append(t._("Prepared, not here yet: {names}", names=_names(prepared)))
    if hour is not None:
        lines.append(t._("The daily summary comes at {hour}:00.", hour=hour))
    if link is not None:
        lines.append(_link(t, link))
    return Html("\n".join(lines))


def _link(t: Tongue, link: Link) -> Html:
    if link.name is None:
        return t._("\nSend this link to one athlete. It works once, for 7 days:\n{link}", link=link.url)
    return t._(
        "\nSend this link to {name}. It works once, for 7 days. Older links for them work no more.\n{link}",
        name=link.name,
        link=link.url,
    )


def prepare_button(t: Tongue) -> Html:
    """Somebody who is not here yet."""
    return t._("Prepare one")


def ask_name(t: Tongue) -> Html:
    """Who is it?"""
    return t._("What is the athlete called? Type the name. You get a link for them, which works once.")


def link_button(t: Tongue, name: str) -> Html:
    """A new link for somebody who is prepared."""
    return t._("Link: {name}", name=name)


def remove_button(t: Tongue, name: str) -> Html:
    """Somebody who is prepared is not coming."""
    return t._("Remove: {name}", name=name)


def removed(t: Tongue) -> Html:
    """Not coming."""
    return t._("Removed, with all that was prepared. Their link works no more.")


def _names(squad: Sequence[Coached | Prepared], most: int = 12) -> str:
    names = [athlete.name for athlete in squad[:most]]
    return ", ".join(names) + (" …" if len(squad) > most else "")


def invite_button(t: Tongue) -> Html:
    """Make a link."""
    return t._("Invite an athlete")


def withdraw_button(t: Tongue) -> Html:
    """Links that nobody has used yet shall work no more."""
    return t._("Withdraw links")


def withdrawn(t: Tongue) -> Html:
    """They work no more."""
    return t._("Links that nobody has used yet work no more.")


def summary_off(t: Tongue) -> Html:
    """No summary."""
    return t._("No summary")


def invitation(t: Tongue, coach_name: str) -> Html:
    """Somebody wants to coach you."""
    return t._(
        "<b>{coach}</b> invites you to be coached.\n"
        "They would see your workouts, sets, check-ins and pain reports from now on and from before. "
        "You can end it at any time with /privacy; then they see nothing any more.",
        coach=coach_name,
    )


def accept(t: Tongue) -> Html:
    """Yes."""
    return t._("Accept")


def decline(t: Tongue) -> Html:
    """No."""
    return t._("Not now")


def accepted(t: Tongue, coach_name: str) -> Html:
    """Consent given."""
    return t._("{coach} coaches you now. /privacy shows who sees your training.", coach=coach_name)


def declined(t: Tongue) -> Html:
    """Nothing is shared."""
    return t._("Nothing is shared.")


def squad_day(t: Tongue, days: Sequence[AthleteDay]) -> Html | None:
    """Yesterday of the squad, pain first; None when nothing happened."""
    spoken = [
        day
        for day in days
        if day.workouts
        or day.pains
        or day.red_flag
        or day.planned
        or day.proposed
        or day.load is not None
        or day.weight_lost
    ]
    if not spoken:
        return None
    spoken.sort(key=lambda day: (not day.red_flag, -max(day.pains, default=0), not day.planned, day.name))
    lines = [t._("<b>Your squad yesterday</b>")]
    for day in spoken:
        lines.extend(_athlete(t, day))
    return Html("\n".join(lines))


def _athlete(t: Tongue, day: AthleteDay) -> list[Html]:
    lines = [t._("<b>{name}</b>", name=day.name)]
    if day.red_flag:
        lines.append(t._("⚠ Warning sign reported, training stopped"))
    if day.pains:
        lines.append(t._("⚠ Pain up to {level} of 10", level=max(day.pains)))
    if day.weight_lost is not None:
        percent = t.number(round(100 * day.weight_lost))
        lines.append(
            t._("⚠ Body weight: {percent}% less within four weeks. Ask how they are.", percent=percent)
        )
    lines.extend(_workout(t, workout) for workout in day.workouts)
    if day.planned:
        lines.append(t._("Planned, not trained"))
    if day.load is not None:
        lines.append(review.load(t, day.load))
    lines.extend(t._("Proposed: {change}", change=review.said(t, each)) for each in day.proposed)
    return lines


def _workout(t: Tongue, workout: Summary) -> Html:
    line = t._("Trained: {sets}", sets=sets_done(t, workout))
    if workout.session_rpe is not None:
        line = t._("{line}, felt {rpe} of 10", line=line, rpe=workout.session_rpe)
    if workout.note is not None:
        line = t._("{line}. Note: {note}", line=line, note=workout.note[:200])
    return line


def privacy(t: Tongue, coaches: Sequence[Coach]) -> Html:
    """Who sees the athlete's training."""
    head = t._(
        "<b>Your data</b>\nStored: your answers, profile, body weights, workouts, sets, check-ins and pain reports. "
        "What was sent and received is forgotten after 7 days. /export gives you everything, /forget erases it. "
        "This chat's own history stays on your phone until you delete it."
    )
    if not coaches:
        return Html(f"{head}\n" + t._("Nobody but you sees it."))
    names = ", ".join(coach.name for coach in coaches)
    return Html(f"{head}\n" + t._("You share it with: {names}", names=names))


def end_coaching(t: Tongue, name: str) -> Html:
    """End a link."""
    return t._("End: {name}", name=name)


def ended(t: Tongue) -> Html:
    """The link has ended."""
    return t._("Ended. Nothing is shared any more.")
