"""Today in words: the check-in and the workout as a whole."""

from collections.abc import Sequence
from datetime import date

from bot.texts import names
from bot.texts.targets import amount_words, manner, rpe_words
from bot.texts.tongue import Html, Tongue
from core.engine.groups import labels
from core.engine.models import (
    BlockType,
    CheckIn,
    CheckInStatus,
    ExercisePrescription,
    Muscle,
    SetKind,
    SetTarget,
)
from core.services.pain import Ache
from core.services.workouts import Today

READY_WHEN_FINE = 4  # "all fine" is a good day, not the best one ever
UNKNOWN = CheckIn(status=CheckInStatus.UNKNOWN)


def check_in(t: Tongue, today: Today) -> Html:
    """The check-in: what was said so far."""
    said = today.check_in or UNKNOWN
    muscles = [f"{names.muscle(t, m)}: <b>{_level(t, said.soreness.get(m))}</b>" for m in today.muscles]
    number = today.day.day_number if today.day else 1
    return t._(
        "<b>Day {day}: check-in.</b> How sore are the muscles of today? 1 not at all, 5 very.\n"
        "{muscles}\nReady to train: <b>{ready}</b>",
        day=number,
        muscles=Html("\n".join(muscles)),
        ready=_level(t, said.readiness),
    )


def _level(t: Tongue, level: int | None) -> Html:
    return Html("–") if level is None else t._("{level} of 5", level=level)


def check_in_closed(t: Tongue, said: CheckIn) -> Html:
    """The check-in when it is over."""
    if not said.soreness and said.readiness is None:
        return t._("Check-in skipped: I take nothing for granted.")
    sore = [f"{names.muscle(t, m)} {level}" for m, level in said.soreness.items() if level >= 2]
    parts = [t._("Sore: {muscles}", muscles=Html(", ".join(sore))) if sore else t._("No soreness")]
    if said.readiness is not None:
        parts.append(t._("ready {level} of 5", level=said.readiness))
    return Html("✓ " + " · ".join(parts))


def all_fine(t: Tongue) -> Html:
    """One tap."""
    return t._("All fine")


def same_as_last(t: Tongue, last: CheckIn) -> Html:
    """Last time's answers again, and which they were is shown when it is tapped."""
    return t._("Same as last time")


def skip_check_in(t: Tongue) -> Html:
    """Say nothing."""
    return t._("Skip")


def rate_muscle(t: Tongue, muscle: Muscle) -> Html:
    """The question above the five buttons."""
    return t._("<b>{muscle}</b>: how sore? 1 not at all, 5 very.", muscle=names.muscle(t, muscle))


def ready_button(level: int) -> str:
    """A readiness."""
    return f"⚡ {level}"


def go(t: Tongue) -> Html:
    """Make the workout."""
    return t._("Make my workout")


def later(t: Tongue, today: Today) -> Html:
    """No training today."""
    when = t.date(today.next_on) if today.next_on else Html("")
    return t._("Today is a rest day. Next training: {date}.", date=when)


def done(t: Tongue, next_on: date | None) -> Html:
    """Trained already, or the week is full."""
    when = t.date(next_on) if next_on else Html("")
    return t._("That is done for now. Next training: {date}. Extra sets? Just type them.", date=when)


def train_anyway(t: Tongue) -> Html:
    """Take the next day now."""
    return t._("Train it now")


def closed_for_you(t: Tongue, day: date, sets: int) -> Html:
    """A forgotten workout was closed."""
    return t.n_(
        "Your workout of {date} was still open. I closed it with {n} set.",
        "Your workout of {date} was still open. I closed it with {n} sets.",
        sets,
        date=t.date(day),
    )


def overview(
    t: Tongue,
    day_number: int | None,
    minutes: int | None,
    exercises: Sequence[tuple[str, ExercisePrescription]],
    left_out: Sequence[Html],
    phase: Html,
) -> Html:
    """The whole workout in one message, to be read where there is no reception."""
    head = t._("<b>Day {day}</b> · about {minutes} min", day=day_number or 1, minutes=minutes or 0)
    lines = [head, phase]
    called = labels([prescription.group for _, prescription in exercises])
    for label, (name, prescription) in zip(called, exercises, strict=True):
        lines.append(Html(f"\n<b>{label} {names.exercise(t, name)}</b>"))
        lines.extend(_series(t, prescription.series))
    lines.extend(Html(f"\n{line}") for line in left_out)
    return Html("\n".join(lines))


def block_phase(t: Tongue, week: int, weeks: int, block_type: BlockType) -> Html:
    """Where in its block a workout stands; weeks are counted from 0."""
    return t._(
        "Week {week} of {weeks}, {block}", week=week + 1, weeks=weeks, block=names.block(t, block_type)
    )


def _series(t: Tongue, series: Sequence[SetTarget]) -> list[Html]:
    lines: list[Html] = []
    warm = [s for s in series if s.kind is SetKind.WARM_UP]
    ramp = [s for s in series if s.kind is SetKind.RAMP]
    work = [s for s in series if s.kind is SetKind.WORK]
    if warm:
        ladder = ", ".join(f"{t.amount(s.load_g or 0)}×{s.reps}" for s in warm)
        lines.append(t._("warm-up {ladder}", ladder=Html(ladder)))
    if ramp and ramp[0].load_g is not None:
        lines.append(
            t._(
                "find your load: sets of {reps} from {load} up, until {effort}",
                reps=ramp[0].reps,
                load=t.load(ramp[0].load_g),
                effort=rpe_words(t, 7.0),
            )
        )
    lines.extend(_runs(t, work, loads_known=not ramp))
    return lines


def _runs(t: Tongue, work: Sequence[SetTarget], *, loads_known: bool) -> list[Html]:
    """Equal sets in a row are one line: 3 × 5 at 100 kg."""
    runs: list[tuple[SetTarget, int]] = []
    for target in work:
        if runs and runs[-1][0] == target:
            runs[-1] = (target, runs[-1][1] + 1)
        else:
            runs.append((target, 1))
    return [run_words(t, target, count, loads_known=loads_known) for target, count in runs]


def run_words(t: Tongue, target: SetTarget, count: int, *, loads_known: bool = True) -> Html:
    """3 × 5 at 110 kg, RPE 8 (2 left)."""
    what = Html(f"{count} × {amount_words(t, target)}")
    if loads_known and target.load_g:
        what = t._("{sets} at {load}", sets=what, load=t.load(target.load_g))
    if target.rpe is not None:
        what = t._("{sets}, {effort}", sets=what, effort=rpe_words(t, target.rpe))
    return Html(", ".join([what, *manner(t, target)]))


def rest_day(t: Tongue, reasons: Sequence[Html]) -> Html:
    """No workout today, and why."""
    return Html("\n".join([t._("<b>Rest today.</b>"), *reasons]))


def still_stopped(t: Tongue, on: date) -> Html:
    """After a warning sign training waits for a clinician, not for tomorrow."""
    return t._(
        "<b>Rest today.</b>\nYou reported a warning sign on {date}. Has a doctor looked at it and said that you may "
        "train again? Until then I plan nothing. If it comes back, call your emergency number.",
        date=t.date(on),
    )


def cleared(t: Tongue) -> Html:
    """A clinician's yes."""
    return t._("Yes, a doctor said so")


def morning_after(t: Tongue, name: str, ache: Ache) -> Html:
    """Has it settled?"""
    exercise, on = names.exercise(t, name), t.date(ache.on)
    if ache.level is None:
        return t._(
            "{exercise} is on its way back; you trained it on {date}. How much does it hurt now, before training?",
            exercise=exercise,
            date=on,
        )
    return t._(
        "{exercise} hurt on {date} ({level} of 10). How is it now, before training?",
        exercise=exercise,
        date=on,
        level=ache.level,
    )


def reminder(t: Tongue, day: int) -> Html:
    """The training reminder."""
    return t._(
        "Today is a training day: day {day} of your week. /today makes the workout when you are ready.",
        day=day,
    )


def reminder_off(t: Tongue) -> Html:
    """No reminders any more."""
    return t._("Reminders are off. /settings turns them on again.")


def reminder_set(t: Tongue, hour: int) -> Html:
    """Reminders come at this hour."""
    return t._("On training days I remind you at {hour}:00.", hour=hour)


def off(t: Tongue) -> Html:
    """Turn it off."""
    return t._("No reminders")
