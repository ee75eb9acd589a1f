"""Help, settings, export, erasure, and the admin's page."""

from collections.abc import Mapping
from datetime import datetime

from bot.texts.start import zone_name
from bot.texts.tongue import LANGUAGES, Html, Tongue
from core.engine.units import Unit


def help_text(t: Tongue) -> Html:
    """What can be said here."""
    said = t._(
        "<b>What you can do</b>\n"
        "/today your workout, made now\n/why the reasons behind it\n/plan your week\n"
        "/event meets, tests, matches, races\n"
        "/disruption ill, injured, travelling, no kit\n"
        "/profile about you · /bodyweight 82.5 your body weight\n"
        "/settings language, units, time zone, reminders, questions again\n"
        "/kit what you can load · /limit the most of a lift · /learnt your own values\n"
        "/warmup how a lift is warmed up · /auxiliary what goes along with it\n"
        "/privacy who sees your data\n/coach for coaches\n/export everything as a file\n/forget erase me\n\n"
        "<b>Typing sets</b>\n"
        "<code>100x5@8</code> load x reps @ effort (RPE 8: two left)\n"
        "<code>100 3x5</code> three sets · <code>100x5,5,4</code> reps in a row\n"
        "<code>bench 80x8</code> another exercise · <code>+2.5</code> more · <code>same</code> again\n"
        "<code>225lb x 5</code> other unit · <code>bw x 10</code> body weight · <code>fail</code> missed\n"
        "<code>undo</code> takes the last set back. Editing a message corrects its sets."
    )
    scores = t._("<b>For meets</b>\n/score 180 120 220 the total of three lifts, its points and class")
    coaches = t._(
        "<b>For coaches</b>\n/program a program as text · /programs those you have\n/team who else coaches"
    )
    return Html(f"{said}\n\n{scores}\n\n{coaches}")


def settings(t: Tongue, now: datetime, hour: int | None) -> Html:
    """How things are set."""
    unit = t._("kilograms") if t.unit is Unit.KG else t._("pounds")
    reminder = t._("at {hour}:00 on training days", hour=hour) if hour is not None else t._("off")
    return t._(
        "<b>Settings</b>\nLanguage: {language}\nUnits: {unit}\nTime zone: {zone}, {time} now\nReminder: {reminder}",
        language=LANGUAGES[t.language],
        unit=unit,
        zone=zone_name(t, t.zone),
        time=t.time(now),
        reminder=reminder,
    )


def ask_again(t: Tongue) -> Html:
    """The six questions once more."""
    return t._("Questions again")


def exported(t: Tongue) -> Html:
    """The file's caption."""
    return t._("Everything stored about you. Loads are in grams, effort in half steps of RPE.")


def forget(t: Tongue) -> Html:
    """Is it meant?"""
    return t._(
        "<b>Erase everything?</b> Workouts, sets, check-ins, plan, settings and coaching links are deleted at once "
        "and cannot be brought back. /export first, if you want to keep them."
    )


def forget_button(t: Tongue) -> Html:
    """Yes."""
    return t._("Erase everything")


def keep_button(t: Tongue) -> Html:
    """No."""
    return t._("Keep it")


def kept(t: Tongue) -> Html:
    """Nothing was erased."""
    return t._("Nothing was erased.")


def farewell(t: Tongue) -> Html:
    """The last words."""
    return t._("Everything is erased. You can delete this chat, too. Farewell, and train well.")


def health(t: Tongue, counts: Mapping[str, float]) -> Html:
    """The admin's page."""

    def n(name: str) -> Html:
        return t.number(round(counts[name]))

    lines = [
        t._("<b>Installation</b>"),
        t._(
            "Users {users} · athletes {athletes} · coachings {coachings}",
            users=n("users"),
            athletes=n("athletes"),
            coachings=n("coachings"),
        ),
        t._(
            "Last 24 hours: workouts {workouts}, sets {sets}", workouts=n("workouts_day"), sets=n("sets_day")
        ),
        t._(
            "Inbox: {waiting} waiting ({seconds} s), {aside} set aside",
            waiting=n("inbox_waiting"),
            seconds=n("oldest_waiting_s"),
            aside=n("inbox_set_aside"),
        ),
        t._(
            "Outbox: {waiting} waiting, {lost} not delivered · chats blocked: {blocked}",
            waiting=n("outbox_waiting"),
            lost=n("outbox_lost"),
            blocked=n("chats_blocked"),
        ),
        t._(
            "Schedules: {schedules} · database {megabytes} MB",
            schedules=n("schedules"),
            megabytes=t.number(round(counts["database_bytes"] / 1e6)),
        ),
    ]
    return Html("\n".join(lines))


def commands(t: Tongue) -> list[tuple[str, str]]:
    """The command menu."""
    return [
        ("today", t._("Today's workout")),
        ("why", t._("Why it is what it is")),
        ("plan", t._("Your week")),
        ("disruption", t._("Ill, injured, travelling, no kit")),
        ("limit", t._("The most of a lift")),
        ("learnt", t._("Your own values")),
        ("event", t._("Meets, tests, matches, races")),
        ("profile", t._("About you")),
        ("bodyweight", t._("Your body weight")),
        ("kit", t._("What you can load")),
        ("score", t._("A total and its points")),
        ("settings", t._("Language, units, reminders")),
        ("privacy", t._("Who sees your data")),
        ("coach", t._("For coaches")),
        ("export", t._("Everything as a file")),
        ("forget", t._("Erase me")),
        ("help", t._("What you can do here")),
    ]
