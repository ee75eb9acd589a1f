"""The profile and body weights, without a word about anybody's body."""

from datetime import date

from bot.texts import names
from bot.texts.tongue import Html, Tongue
from core.engine.models import AthleteStatus, Goal, Pregnancy, Sex
from core.engine.people import age
from core.engine.units import Unit
from core.services.body_weights import BodyWeight
from core.services.profile import FullProfile

MM_PER_INCH = 25.4


def card(t: Tongue, profile: FullProfile, today: date) -> Html:
    """What is known, and what is not."""
    unsaid = t._("not said")
    goals = ", ".join(names.goal(t, goal) for goal in profile.secondary_goals)
    lines = [
        t._("<b>Profile</b>"),
        t._("Name: {value}", value=profile.name),
        t._("Birth date: {value}", value=_born(t, profile.birth_date, today) or unsaid),
        t._("Sex: {value}", value=unsaid if profile.sex is None else sex(t, profile.sex)),
        t._("Height: {value}", value=unsaid if profile.height_mm is None else height(t, profile.height_mm)),
        t._("E-mail: {value}", value=profile.email or unsaid),
        t._("Phone: {value}", value=profile.phone or unsaid),
        t._("Other goals: {value}", value=Html(goals) or unsaid),
        t._("Note: {value}", value=profile.note or unsaid),
        t._(
            "Pins or spotter: {value}",
            value=unsaid if profile.spotted is None else spotted(t, profile.spotted),
        ),
        t._(
            "All of this is up to you. Age, pregnancy and pins or a spotter decide how hard a set may be; nothing "
            "else here changes a load. Tap what you want to change."
        ),
    ]
    if profile.pregnancy is not None:
        lines.insert(-1, pregnancy(t, profile.pregnancy))
    if profile.status is not AthleteStatus.ACTIVE:
        lines.append(t._("Training is paused: no reminders come, and nothing is lost."))
    return Html("\n".join(lines))


def _born(t: Tongue, birth_date: date | None, today: date) -> Html | None:
    if birth_date is None:
        return None
    years = age(birth_date, today)
    old = t.n_("{n} year", "{n} years", years)
    return t._("{date} ({age})", date=t.long_date(birth_date), age=old)


def height(t: Tongue, height_mm: int) -> Html:
    """In centimetres, or in feet and inches."""
    if t.unit is Unit.KG:
        return t._("{number} cm", number=t.number(height_mm / 10))
    feet, inches = divmod(round(height_mm / MM_PER_INCH), 12)
    return t._("{feet} ft {inches} in", feet=feet, inches=inches)


def sex(t: Tongue, which: Sex) -> Html:
    """As competition rules name it."""
    return {Sex.FEMALE: t._("Female"), Sex.MALE: t._("Male"), Sex.MX: t._("Mx")}[which]


def pregnancy(t: Tongue, stage: Pregnancy) -> Html:
    """Before or after a birth."""
    return {Pregnancy.EXPECTING: t._("Pregnant"), Pregnancy.POSTPARTUM: t._("After a birth")}[stage]


def spotted(t: Tongue, yes: bool) -> Html:
    """Whether something catches a missed lift."""
    return t._("Yes, always") if yes else t._("No")


def field(t: Tongue, name: str) -> Html:
    """What a field is called."""
    return {
        "name": t._("Name"),
        "birth_date": t._("Birth date"),
        "sex": t._("Sex"),
        "height_mm": t._("Height"),
        "email": t._("E-mail"),
        "phone": t._("Phone"),
        "secondary_goals": t._("Other goals"),
        "note": t._("Note"),
        "pregnancy": t._("Pregnancy"),
        "spotted": t._("Pins, spotter"),
    }[name]


def question(t: Tongue, name: str) -> Html:
    """What to type, or to tap."""
    return {
        "name": t._("What is your name? Type it as your coach should see it."),
        "birth_date": t._("When were you born? Type it like 1990-05-15."),
        "sex": t._("Your sex, as competitions name it. No load depends on it."),
        "height_mm": t._("How tall are you? Type it like 178 cm, or 5 ft 10."),
        "email": t._("Type your e-mail address."),
        "phone": t._("Type your phone number."),
        "secondary_goals": t._("What else do you train for, beside your main goal? Tap all that fit."),
        "pregnancy": t._(
            "Pregnant, or after a birth? Training is good for most; your midwife or doctor decides, so ask them first. "
            "I then plan moderate sets of at least 8 reps and no tests, and while you are pregnant nothing lying "
            "on your back. Bleeding, dizziness or pain: stop and call them."
        ),
        "spotted": t._(
            "When you squat or bench: do pins, safety arms or a person catch a missed rep? "
            "Without them I always leave a rep in reserve, and there are no tests."
        ),
        "note": t._("What should be known about you? Type it in a few words."),
    }[name]


def chosen_goal(t: Tongue, goal: Goal, chosen: bool) -> Html:
    """A goal to choose, or to let go."""
    label = names.goal(t, goal)
    return Html(f"✓ {label}") if chosen else label


def leave_empty(t: Tongue) -> Html:
    """Say nothing, or take it back."""
    return t._("Leave empty")


def back(t: Tongue) -> Html:
    """To the profile."""
    return t._("To the profile")


def pause(t: Tongue) -> Html:
    """No reminders for a while."""
    return t._("Pause training")


def resume(t: Tongue) -> Html:
    """Reminders again."""
    return t._("Train again")


def body_weight(t: Tongue, newest: BodyWeight, earlier: BodyWeight | None) -> Html:
    """The newest and what has changed: numbers, and nothing else."""
    weight = t.load(newest.body_weight_g, newest.unit)
    line = t._("Body weight on {date}: {weight}", date=t.date(newest.local_date), weight=weight)
    if earlier is None:
        return line
    change_g = newest.body_weight_g - earlier.body_weight_g
    sign = "+" if change_g > 0 else "−" if change_g < 0 else "±"
    change = Html(f"{sign}{t.load(abs(change_g), newest.unit)}")
    since = t._("Since {date}: {change}", date=t.date(earlier.local_date), change=change)
    return Html(f"{line}\n{since}")


def fast_loss(t: Tongue, lost: float) -> Html:
    """A question, without a word about how anybody looks."""
    return t._(
        "That is {percent}% less within four weeks. Losing this fast takes strength and recovery with it. Is it meant? "
        "If not, if you feel unwell, or if eating has become hard, please talk to a doctor; I am no help there.",
        percent=t.number(round(100 * lost)),
    )


def saved(t: Tongue, said: Html) -> Html:
    """How a slip is put right."""
    return t._("{said}\nIf that was a slip, send it again: the last of a day counts.", said=said)


def no_body_weight(t: Tongue) -> Html:
    """None is known."""
    return t._("No body weight is known yet. Send it like /bodyweight 82.5 or /bodyweight 180 lb.")


def unclear_body_weight(t: Tongue) -> Html:
    """That was none."""
    return t._("I cannot read that as a body weight. Send it like /bodyweight 82.5 or /bodyweight 180 lb.")
