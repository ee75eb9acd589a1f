"""Refusals in words: each says what to do next."""

from bot.texts import content
from bot.texts.tongue import Html, Tongue
from core.errors import CoachError, NotAllowed, NotFound


def sentence(t: Tongue, error: CoachError) -> Html:
    """The sentence for a refusal."""
    if isinstance(error, NotAllowed):
        return t._("That is not yours to see. If it should be, ask whoever owns it to share it with you.")
    of_content = content.refusal(t, error)
    if of_content is not None:
        return of_content
    if isinstance(error, NotFound):
        return _missing(t, str(error.facts.get("what")))
    return _refused(t, str(error.facts.get("why")))


def _missing(t: Tongue, what: str) -> Html:
    if what == "invitation":
        return t._("This invitation does not exist. Ask your coach for a new link.")
    if what == "coaching":
        return t._("That coaching has ended already.")
    if what in ("athletes", "membership", "coach_note"):
        return t._("That is not there any more. Nothing changed.")
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
        "illegal_step": t._("That is settled already, so nothing changed. /today shows where you are."),
        "no_plan": t._("There is no plan now. /today makes one."),
        "plan_active": t._("There is a plan already. End it before you begin another."),
        "plan_ended": t._("That plan has ended. /plan shows the one you have now."),
        "plan_went_on": t._(
            "The plan has gone on since, so this cannot be undone. Change what is still to come."
        ),
        "block_over": t._("That part of the plan is over. Change what is still to come."),
        "workout_live": t._("That day is open already. /today shows it."),
        "auxiliary_taken": t._("That exercise is on the list already. Take another one."),
        "own_auxiliary": t._("An exercise cannot go along with itself. Take another one."),
        "dates_reversed": t._("The end comes before the start. Change one of the two dates."),
        "event_over": t._("That event is over, so nothing changed."),
        "attempt_taken": t._("That attempt is written down already. Change it, or take the next number."),
        "attempt_lighter": t._(
            "A later attempt cannot be lighter than an earlier one. Change one of the two loads."
        ),
        "attempt_without_load": t._("An attempt that was made needs its load. Say how much it was."),
        "too_many_attempts": t._("There are five attempts at most. Change one of them."),
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
    known = sentences | _about_people(t)
    return known.get(why) or t._("That does not work now. /today shows where you are.")


def _about_people(t: Tongue) -> dict[str, Html]:
    return {
        "too_young": t._(
            "Setpoint is for people of 13 years and older. If the date was a slip, type it again like 1990-05-15."
        ),
        "birth_date": t._("That cannot be a birth date. Type it like 1990-05-15."),
        "email": t._("That cannot be an e-mail address. Type it like ana@example.org."),
        "phone": t._("That is too long for a phone number. Type it like +34 600 000 000."),
        "height": t._("I cannot read that as a height. Type it like 178 cm, or 5 ft 10."),
        "name_length": t._("A name has 1 to 100 characters. Type it again."),
        "text_too_long": t._("That is empty, or too long to keep. Type it again, shorter."),
        "out_of_range": t._("That number cannot be right, so nothing was saved. Check it and send it again."),
        "athlete_has_account": t._("This athlete is here already. Send them an invitation with /coach."),
        "coached_already": t._("You coach this athlete already. /coach shows your athletes."),
        "member_already": t._("They have that role already."),
        "last_owner": t._("An organization needs an owner. Make somebody else an owner first."),
    }
