"""What is said to somebody new: the basics, the two lines about data, the six questions."""

from collections.abc import Sequence
from datetime import datetime

from babel import Locale

from bot.texts import names
from bot.texts.tongue import LANGUAGES, Html, Tongue
from core.engine.models import Goal, TrainingAge
from core.engine.units import Unit
from core.services.onboarding import Standing


def basics(t: Tongue, name: str, now: datetime) -> Html:
    """The first message: who speaks, what was guessed, what is stored."""
    unit = t._("kilograms") if t.unit is Unit.KG else t._("pounds")
    words = t._(
        "Hi {name}, I am Setpoint, a strength coach. I make each workout when you open it and adjust it after "
        "every set.\n\n"
        "Language: <b>{language}</b>\nUnits: <b>{unit}</b>\nTime zone: <b>{zone}</b>, where it is {time} now\n\n"
        "I store what you tell me here: training, soreness, pain. Only you see it, and a coach you accept.\n"
        "/export gives you all of it, /forget erases it, at any time.\n\n"
        "With “Right, go on” you also say that you are 18 or older.",
        name=name,
        language=LANGUAGES[t.language],
        unit=unit,
        zone=zone_name(t, t.zone),
        time=t.time(now),
    )
    return Html(f"{words}\n\n" + t._("Do you coach others? /coach"))


def zone_name(t: Tongue, zone: str) -> str:
    """A zone as its city is called."""
    city = Locale(t.language).time_zones.get(zone, {}).get("city")
    return str(city) if city is not None else zone.split("/")[-1].replace("_", " ")


def basics_right(t: Tongue) -> Html:
    """The one tap."""
    return t._("Right, go on")


def under_age_button(t: Tongue) -> Html:
    """Not of age."""
    return t._("I am under 18")


def under_age(t: Tongue) -> Html:
    """Who may train here under 18."""
    return t._(
        "Good that you say so. From 13 to 17 you can train with me when a parent or guardian knows it and agrees. "
        "Show them this chat: what I store is written above, and /export shows them all of it."
    )


def guardian_agrees(t: Tongue) -> Html:
    """13 to 17, with a yes."""
    return t._("I am 13 to 17, they agree")


def child_button(t: Tongue) -> Html:
    """Younger than 13."""
    return t._("Under 13")


def too_young(t: Tongue) -> Html:
    """A kind no."""
    return t._(
        "Then it is too early for me: I am made for people of 13 and older. Playing, climbing and a good club or "
        "school team make you strong now, and I will gladly wait for you."
    )


def minor_rules(t: Tongue) -> Html:
    """What is different under 18."""
    return t._(
        "Welcome. Until you are 18 I plan sets of at least 5 reps that always leave some in reserve, and no tests of "
        "a max. Train with somebody who can watch and help you."
    )


def back(t: Tongue) -> Html:
    """One step back."""
    return t._("Back")


def zone_button(t: Tongue) -> Html:
    """The zone is wrong."""
    return t._("Other time zone")


def unit_button(t: Tongue) -> Html:
    """The other unit."""
    return t._("Use pounds") if t.unit is Unit.KG else t._("Use kilograms")


def ask_zone(t: Tongue) -> Html:
    """A city will do."""
    return t._("Type a large city in your time zone, for example: Lima")


def zones_found(t: Tongue, count: int) -> Html:
    """Which of these, or none."""
    if count == 0:
        return t._("I know no such city. Try the largest one near you, or your capital.")
    return t._("Which one is it?")


def goal(t: Tongue) -> Html:
    """Question 1."""
    return t._(
        "<b>1 of 6.</b> What do you train for?\n"
        "Is there a meet or an event? Type its date, for example 2027-05-15.\n"
        "Skip: general fitness, no date."
    )


def event_noted(t: Tongue, standing: Standing) -> Html:
    """The date is kept; the goal is still open."""
    if standing.event_on is None:
        return Html("")
    return t._("Your date: {date}", date=t.long_date(standing.event_on))


def time(t: Tongue, standing: Standing) -> Html:
    """Question 2."""
    return t._(
        "<b>2 of 6.</b> How many days a week, and how long each time?\n"
        "Days: <b>{days}</b> · Minutes: <b>{minutes}</b>\nSkip: 3 days of 60 minutes.",
        days=standing.days_per_week if standing.days_per_week is not None else "–",
        minutes=standing.minutes if standing.minutes is not None else "–",
    )


def kit(t: Tongue) -> Html:
    """Question 3."""
    return t._("<b>3 of 6.</b> What is at hand where you train?\nSkip: a full gym.")


def experience(t: Tongue) -> Html:
    """Question 4."""
    return t._("<b>4 of 6.</b> How long have you lifted regularly?\nSkip: under a year.")


def maxes(t: Tongue) -> Html:
    """Question 5."""
    kg = t.unit is Unit.KG
    example = t._("squat 140x1, bench 100x3") if kg else t._("squat 315x1, bench 225x3")
    return t._(
        "<b>5 of 6.</b> Your best lifts, if you know them? Type load x reps (1 to 12), for example:\n"
        "<code>{example}</code>\n"
        "Skip: unknown. Then we find your loads carefully, from light sets up.",
        example=example,
    )


def maxes_noted(t: Tongue, kept: Sequence[tuple[str, int, int]]) -> Html:
    """What was understood."""
    lines = [f"✓ {names.exercise(t, name)}: {t.load(load_g)} × {reps}" for name, load_g, reps in kept]
    return Html("\n".join(lines))


def maxes_unusual(t: Tongue, odd: Sequence[tuple[str, int, int]]) -> Html:
    """More than is likely: a slip, or right?"""
    lines = [f"{names.exercise(t, name)}: {t.load(load_g)} × {reps}" for name, load_g, reps in odd]
    return t._(
        "That is a lot, and my loads would follow it:\n{lifts}\nIs it right? If not, type all of them again.",
        lifts=Html("\n".join(lines)),
    )


def maxes_unclear(t: Tongue, part: str) -> Html:
    """A part of the line that was not understood."""
    return t._("I did not understand “{part}”. Write it like: squat 140x1", part=part)


def health(t: Tongue) -> Html:
    """Question 6."""
    return t._(
        "<b>6 of 6.</b> Do you have a heart condition, chest pain or fainting on effort, a recent injury or "
        "operation, or are you pregnant, or has a doctor told you to be careful with exercise?\n"
        "Skip: I take it as a yes and start lighter. I am no doctor; with a yes, ask yours first."
    )


def yes(t: Tongue) -> Html:
    """Yes."""
    return t._("Yes")


def no(t: Tongue) -> Html:
    """No."""
    return t._("No")


def skip(t: Tongue) -> Html:
    """Skip this question."""
    return t._("Skip")


def on(t: Tongue) -> Html:
    """Go on with what is chosen."""
    return t._("Go on")


def days_label(t: Tongue, days: int, chosen: bool) -> str:
    """A number of days on a button."""
    return f"✓ {days}" if chosen else t.n_("{n} day", "{n} days", days)


def minutes_label(t: Tongue, minutes: int, chosen: bool) -> str:
    """A number of minutes on a button."""
    return f"✓ {minutes}" if chosen else t._("{n} min", n=minutes)


def goals(t: Tongue) -> list[tuple[str, Html]]:
    """The goals as choices."""
    return [(goal.value, names.goal(t, goal)) for goal in Goal]


def ages(t: Tongue) -> list[tuple[str, Html]]:
    """The training ages as choices."""
    return [(age.value, names.training_age(t, age)) for age in TrainingAge]


def ready(t: Tongue, weekdays: Sequence[int], hour: int | None) -> Html:
    """All six questions are answered."""
    days = Html(", ".join(t.weekday(day) for day in weekdays))
    if hour is None:
        lines = [t._("All set. You train on {days}. Reminders are off.", days=days)]
    else:
        lines = [
            t._(
                "All set. You train on {days}. On those days I remind you at {hour}:00.", days=days, hour=hour
            )
        ]
    how = t._(
        "/today makes your workout whenever you want it. You can also just type sets: <code>bench 100x5@8</code>"
    )
    return Html("\n\n".join([*lines, how]))


def not_yet(t: Tongue) -> Html:
    """Something was typed before the questions are answered."""
    return t._("First these few questions, please. Each can be skipped.")
