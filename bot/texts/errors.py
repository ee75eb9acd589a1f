"""Refusals in words: each says what to do next."""

from bot.texts.tongue import Html, Tongue
from core.errors import CoachError, NotAllowed, NotFound


def sentence(t: Tongue, error: CoachError) -> Html:
    """The sentence for a refusal."""
    if isinstance(error, NotAllowed):
        return t._("That is not yours to see. If it should be, ask whoever owns it to share it with you.")
    if isinstance(error, NotFound):
        return _missing(t, str(error.facts.get("what")))
    return _refused(t, str(error.facts.get("why")))


def _missing(t: Tongue, what: str) -> Html:
    if what == "invitation":
        return t._("This invitation does not exist. Ask your coach for a new link.")
    if what == "coaching":
        return t._("That coaching has ended already.")
    if what == "set":
        return t._("That set was changed or taken back meanwhile. Nothing changed.")
    if what in ("exercise", "exercises"):
        return t._("That exercise does not exist, or not for you. Type its name as you know it.")
    return t._("That workout is not open any more. /today shows where you are.")


def _refused(t: Tongue, why: str) -> Html:
    sentences = {
        "no_open_workout": t._("No workout is open. /today starts one, or type a set: bench 100x5"),
        "nothing_to_undo": t._("There is no set to take back in this workout."),
        "workout_already_open": t._("This workout is made already. /today shows it."),
        "workout_of_another_day": t._(
            "This workout is of another day. /today closes it and shows what is next."
        ),
        "not_a_set": t._("That cannot be a set. Type it, for example 100x5@8"),
        "event_too_far": t._("That is further away than I can plan. Type a date within three years."),
        "event_no_date": t._("There is no such date. Type it like 2027-05-15."),
        "event_in_the_past": t._("That date is over. Type one that is still to come, like 2027-05-15."),
        "exercise_name_taken": t._(
            "There is an exercise with this name already, maybe an archived one. Take another name or restore it."
        ),
        "progression_cycle": t._(
            "That would go in a circle: the harder one leads to the easier one already. Turn one of them round."
        ),
        "invitation_own": t._("This is your own invitation. Send the link to your athlete."),
        "invitation_used": t._("This invitation was used already. Ask your coach for a new link."),
        "invitation_expired": t._("This invitation has expired. Ask your coach for a new link."),
        "invitation_revoked": t._("Your coach has withdrawn this invitation. Ask for a new link."),
    }
    return sentences.get(why) or t._("That does not work now. /today shows where you are.")
