"""What coaches read about their programs, and why something of them does not work."""

from collections.abc import Sequence

from bot.texts import names
from bot.texts.tongue import Html, Tongue
from core.errors import CoachError, NotFound, Refused
from core.services.coaching import GivenProgram
from core.services.content.programs import ProgramHead
from core.services.content.text import Stored

EXAMPLE = """Program: Strength base
Week 1-2

Day 1 Mon: Lower
A Back squat | 3x5@75% | 3x4@80%
B1 Leg press: 3x10
B2 Leg curl: 3x12"""
BUTTON_CHARACTERS = 60


def coaches_only(t: Tongue) -> Html:
    """Programs belong to an organization."""
    return t._("Programs are for coaches. /coach makes you one, then send /program again.")


def how_to(t: Tongue) -> Html:
    """How a program is typed."""
    return t._(
        "Send the program in one message, like this:\n<pre>{example}</pre>\n"
        "Weeks stand side by side; B1 and B2 are a superset.",
        example=EXAMPLE,
    )


def stored(t: Tongue, what: Stored) -> Html:
    """What was kept."""
    if not what.changed:
        return t._("<b>{name}</b> is stored like this already. Nothing changed.", name=what.name)
    counts = t._(
        "{weeks}, {sessions}, {exercises}",
        weeks=t.n_("{n} week", "{n} weeks", what.weeks),
        sessions=t.n_("{n} session", "{n} sessions", what.sessions),
        exercises=t.n_("{n} exercise", "{n} exercises", what.exercises),
    )
    line = t._("✓ <b>{name}</b>: {counts}.", name=what.name, counts=counts)
    if what.version > 1:
        line = t._(
            "{line} This is version {version}; the one before stays as it was.",
            line=line,
            version=what.version,
        )
    return t._("{line}\n/programs shows it.", line=line)


def not_stored(t: Tongue, wrong: Html) -> Html:
    """The mistake, and that the program may be sent again."""
    return t._("Nothing is stored yet.\n{wrong}\n\nSend the whole program again.", wrong=wrong)


def programs(t: Tongue, found: Sequence[ProgramHead]) -> Html:
    """The page of programs."""
    if not found:
        return t._("<b>Programs</b>\nThere is none yet. /program takes one as text.")
    return t._("<b>Programs</b>\nTap one to see it as text. /program takes another one.")


def program_button(t: Tongue, one: ProgramHead) -> Html:
    """A program in the list."""
    weeks = t.n_("{n} week", "{n} weeks", one.weeks)
    return t._("{name} · {weeks}", name=Html(one.name[:BUTTON_CHARACTERS]), weeks=weeks)


def shown(t: Tongue, text: str) -> Html:
    """A program as text."""
    return t._("<pre>{text}</pre>\n{change}", text=text, change=change_it(t))


def who_trains_it(t: Tongue) -> Html:
    """The question below a program."""
    return t._("Who trains it from this week on? The plan that there is ends then.")


def start_it(t: Tongue) -> Html:
    """Oneself."""
    return t._("I do")


def give_it(t: Tongue, name: str) -> Html:
    """An athlete."""
    return Html(name[:BUTTON_CHARACTERS])


def started(t: Tongue) -> Html:
    """It is one's own plan."""
    return t._("✓ It is your plan from this week on. /plan shows the week.")


def given(t: Tongue, name: str) -> Html:
    """It is an athlete's plan."""
    return t._("✓ {name} trains it from this week on. I tell them.", name=name)


def new_program(t: Tongue, found: GivenProgram) -> Html:
    """What an athlete hears when a coach has given them a program."""
    weeks = t.n_("{n} week", "{n} weeks", found.weeks)
    lines = [t._("<b>A new program for you: {name}</b>, {weeks}", name=found.name, weeks=weeks)]
    if found.coach is not None:
        lines.append(t._("It is from your coach {name}.", name=found.coach))
    lines.append(t._("It is your plan from this week on. All that you have trained stays."))
    return Html("\n".join(lines))


def see_week(t: Tongue) -> Html:
    """The plan's week."""
    return t._("See the week")


def change_it(t: Tongue) -> Html:
    """How to change a program."""
    return t._("To change it, copy it, edit it and send it below /program.")


def refusal(t: Tongue, error: CoachError) -> Html | None:
    """The sentence for what does not work with content; None for anything else."""
    if isinstance(error, NotFound):
        return _missing(t).get(str(error.facts.get("what")))
    if not isinstance(error, Refused):
        return None
    why = str(error.facts.get("why"))
    if why == "unknown_exercise":
        return _unknown(t, error)
    if why == "out_of_range":
        return _out_of_range(t).get(str(error.facts.get("what")))
    return _refused(t, error).get(why)


def _missing(t: Tongue) -> dict[str, Html]:
    gone = t._("That was taken out meanwhile. /programs shows what there is.")
    return {
        "programs": t._("That program is not there, or not for you. /programs shows yours."),
        "session_templates": t._(
            "That session is not there any more, or it was archived. Choose another one."
        ),
        "program_sessions": gone,
        "exercise_groups": gone,
        "session_exercises": gone,
    }


def _refused(t: Tongue, error: CoachError) -> dict[str, Html]:
    facts = error.facts
    return {
        "program_name_taken": t._("There is a program with this name already. Choose another name."),
        "order_taken": t._("Somebody changed the order in the same moment. Please try again."),
        "week_taken": t._("Somebody wrote this week's sets in the same moment. Please try again."),
        "in_use": t._("This is in use, so it stays. Archive it, and it is offered no more."),
        "week_outside": t._(
            "This program ends with week {weeks}. Choose a week up to that, or make the program longer first.",
            weeks=facts.get("weeks"),
        ),
        "week_not_empty": t._("There are sessions in the weeks that would go. Move or remove them first."),
        "not_as_text": t._(
            "This program cannot be shown as text yet: a week or a session in it is empty, or it is too long."
        ),
        "private_exercise": t._(
            "Line {line}: <b>{typed}</b> is your own exercise, and your athletes do not have it. Write one that "
            "everybody has.",
            line=facts.get("line"),
            typed=facts.get("typed"),
        ),
    }


def _unknown(t: Tongue, error: CoachError) -> Html:
    facts = error.facts
    near = facts.get("suggestions")
    line = t._("Line {line}: I do not know <b>{typed}</b>.", line=facts.get("line"), typed=facts.get("typed"))
    if not isinstance(near, tuple) or not near:
        return t._(
            "{line} Nothing is stored yet. Write it another way and send the whole program again.", line=line
        )
    shown = [t._("<b>{name}</b>", name=names.exercise(t, str(name))) for name in near]
    meant = t._("{one} or {other}", one=shown[0], other=shown[1]) if len(shown) > 1 else shown[0]
    return t._(
        "{line} Did you mean {meant}? Nothing is stored yet. Send the whole program again.",
        line=line,
        meant=meant,
    )


def _out_of_range(t: Tongue) -> dict[str, Html]:
    weeks = t._("A program has 1 to 104 weeks. Choose a number in between.")
    return {
        "ck_programs_weeks": weeks,
        "ck_program_sessions_week_number": weeks,
        "ck_prescriptions_week_number": weeks,
        "ck_program_sessions_day_of_week": t._("A week has days 1 to 7; Monday is 1. Choose one of them."),
        "ck_program_sessions_order_index": t._("A day holds 10 sessions. Put this one on another day."),
        "ck_exercise_groups_order_index": t._(
            "A session holds 100 groups. Put this one into another session."
        ),
        "ck_session_exercises_order_within_group": t._(
            "A group holds 20 exercises. Put this one into another group."
        ),
    }
