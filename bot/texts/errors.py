"""Refusals in words: each says what to do next."""

from collections.abc import Mapping

from bot.texts import content, kit
from bot.texts.tongue import Html, Tongue
from core.errors import CoachError, NotAllowed, NotFound
from core.notation.kit import KitFlaw


def sentence(t: Tongue, error: CoachError) -> Html:
    """The sentence for a refusal."""
    if isinstance(error, NotAllowed):
        return t._("That is not yours to see. If it should be, ask whoever owns it to share it with you.")
    if error.facts.get("why") == "kit_line" and "flaw" in error.facts:
        return kit.refusal(t, KitFlaw(str(error.facts["flaw"])), str(error.facts.get("part")))
    of_content = content.refusal(t, error)
    if of_content is not None:
        return of_content
    if isinstance(error, NotFound):
        return _missing(t, str(error.facts.get("what")))
    return _refused(t, str(error.facts.get("why")), error.facts)


def _missing(t: Tongue, what: str) -> Html:
    exercise = t._("That exercise does not exist, or not for you. Type its name as you know it.")
    workout = t._("That workout is not open any more. /today shows where you are.")
    sentences = {
        "workout": workout,
        "workouts": workout,
        "workout_exercises": workout,
        "set_logs": workout,
        "invitation": t._("This invitation does not exist. Ask your coach for a new link."),
        "coaching": t._("That coaching has ended already."),
        "set": t._("That set was changed or taken back meanwhile. Nothing changed."),
        "exercise": exercise,
        "exercises": exercise,
        "disruptions": t._("That is not written down any more. Nothing changed."),
        "kits": t._("That place is not there any more. Choose another one, or add it."),
        "formula_configs": t._("There is no such version. Choose one from the list."),
        "integrations": t._("That service is not connected. Connect it first."),
    }
    return sentences.get(what) or t._("That is not there any more. Nothing changed.")


def _refused(t: Tongue, why: str, facts: Mapping[str, object]) -> Html:
    sentences = {
        "no_open_workout": t._("No workout is open. /today starts one, or type a set: bench 100x5"),
        "no_offer": t._("There is no set to add any more."),
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
        "not_made_here": t._("I cannot make this workout again to compare. Ask about the next one."),
        "workout_live": t._("That day is open already. /today shows it."),
        "auxiliary_taken": t._("That exercise is on the list already. Take another one."),
        "own_auxiliary": t._("An exercise cannot go along with itself. Take another one."),
        "before_event": t._("There is no room for that before your date. Nothing changed."),
        "program_empty": t._("That program has no week with an exercise. Fill it first."),
        "not_that_day": t._("That day cannot be moved there any more. /plan shows what is left."),
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
        "progression_known": t._("These two are linked already. Nothing changed."),
        "progression_cycle": t._(
            "That would go in a circle: the harder one leads to the easier one already. Turn one of them round."
        ),
        "invitation_own": t._("This is your own invitation. Send the link to your athlete."),
        "invitation_used": t._("This invitation was used already. Ask your coach for a new link."),
        "invitation_expired": t._("This invitation has expired. Ask your coach for a new link."),
        "invitation_revoked": t._("Your coach has withdrawn this invitation. Ask for a new link."),
    }
    if why.startswith("formula_"):
        return _of_formulas(t, why, facts)
    known = sentences | _of_state(t) | _about_people(t)
    return known.get(why) or t._("That does not work now. /today shows where you are.")


def _of_state(t: Tongue) -> dict[str, Html]:
    """What cannot be written down about somebody."""
    return {
        "busy_elsewhere": t._("Something else changed this in the same moment. Please try again."),
        "dates_reversed": t._("The end lies before the start. Send the dates again, the earlier one first."),
        "integration_known": t._("That service is connected already."),
        "keys_missing": t._(
            "This installation cannot keep the keys of other services yet. Ask its admin to set that up."
        ),
        "kit_archived": t._("That place was put away. Add it again, then choose it."),
        "kit_line": t._("I cannot read that. /kit shows how it can be said."),
        "kit_loads": t._(
            "Those weights cannot be right. Check bar, plates and dumbbells and send them again."
        ),
        "mav_outside": t._(
            "The best number of sets lies between the least and the most. Send one in between."
        ),
        "coachs_limit": t._("Your coach has set this limit, so only your coach can change it."),
        "limit_without_content": t._(
            "A limit needs a load, a number of sets, an effort, or that it is not done."
        ),
        "mev_above_mrv": t._("The least number of sets is above the most. Send the smaller one first."),
        "place_taken": t._("You have a place with that name. Give this one another name."),
        "recovery_known": t._("That measurement is written down already. Nothing changed."),
        "warm_up_steps": t._(
            "A warm-up has up to ten steps, each heavier than the one before and lighter than the work, "
            "with 1 to 20 reps. Send the steps again."
        ),
    }


def _of_formulas(t: Tongue, why: str, facts: Mapping[str, object]) -> Html:
    name = str(facts.get("name"))
    if why == "formula_unknown":
        return t._("There is no setting called {name}. Choose one from the list.", name=name)
    low, high = (t.number(float(str(facts.get(end)))) for end in ("low", "high"))
    return t._("{name} may be from {low} to {high}. Send a number in between.", name=name, low=low, high=high)


def _about_people(t: Tongue) -> dict[str, Html]:
    return {
        "too_young": t._(
            "Setpoint is for people of 13 years and older. If the date was a slip, type it again like 1990-05-15."
        ),
        "guardian": t._(
            "You are under 18, so a parent or guardian has to agree first. /profile has a button for it."
        ),
        "sign_of_today": t._(
            "That was today. Let a doctor look at it first; tomorrow I ask again, not before."
        ),
        "birth_date": t._("That cannot be a birth date. Type it like 1990-05-15."),
        "email": t._("That cannot be an e-mail address. Type it like ana@example.org."),
        "phone": t._("That is too long for a phone number. Type it like +34 600 000 000."),
        "height": t._("I cannot read that as a height. Type it like 178 cm, or 5 ft 10."),
        "name_length": t._("That name is empty or too long. Send another one."),
        "text_too_long": t._("That is empty, or too long to keep. Type it again, shorter."),
        "out_of_range": t._("That number cannot be right, so nothing was saved. Check it and send it again."),
        "athlete_has_account": t._("This athlete is here already. Send them an invitation with /coach."),
        "coached_already": t._("You coach this athlete already. /coach shows your athletes."),
        "member_already": t._("They have that role already."),
        "last_owner": t._("An organization needs an owner. Make somebody else an owner first."),
    }
