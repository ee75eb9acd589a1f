"""Sets in words: the card between two sets, and the echo of what was logged."""

from datetime import datetime, timedelta

from bot.texts import names
from bot.texts.targets import amount_words, count_words, load_words, manner, rpe_words
from bot.texts.tongue import Html, Tongue
from bot.texts.why.between import short_reason
from core.engine import loadings
from core.engine.curve import EASIEST_RPE
from core.engine.groups import labels
from core.engine.loads import bars_g
from core.engine.models import Kit, LoadMode, PerformedSet, SetKind, SetTarget
from core.engine.records import Record, RecordKind
from core.engine.units import Unit
from core.services.live import LiveExercise, LiveWorkout, LoggedSet


def set_words(
    t: Tongue, done: PerformedSet, mode: str, *, body_weight: bool = False, unit: Unit | None = None
) -> Html:
    """A performed set: 100 kg × 5 at 8. A load typed in another unit is shown in both."""
    load = load_words(t, done.load_g, mode, body_weight=body_weight)
    if unit is not None and unit is not t.unit and done.load_g:
        load = Html(f"{t.load(done.load_g, unit)} ({load})")
    what = count_words(t, done)
    measured = done.duration_s is not None or done.distance_m is not None
    alone = measured and done.load_g in (None, 0)
    text = what if alone else Html(f"{load} × {what}")
    if done.failed and done.reps is None and not alone:
        text = load
    if done.failed:
        return t._("{set}, missed", set=text)
    if done.rpe is not None and done.rpe < EASIEST_RPE:
        return t._("{set}, light", set=text)
    if done.rpe is not None:
        return t._("{set} at RPE {rpe}", set=text, rpe=t.number(done.rpe))
    return text


def logged_words(t: Tongue, logged: LoggedSet, exercise: LiveExercise) -> Html:
    """A logged set as it was understood."""
    return set_words(
        t, logged.performed, exercise.load_mode, body_weight=logged.body_weight, unit=logged.typed_unit
    )


def card(t: Tongue, workout: LiveWorkout, now: datetime, *, shown: SetTarget | None = None) -> Html:
    """The live card: the set that is due, everything needed for it, and the echo of the last one."""
    current = workout.current
    lines: list[Html] = []
    if current is None:
        lines.append(t._("<b>All sets done.</b> Anything else? Type it. Then finish."))
    else:
        lines.extend(_current(t, workout, current, shown))
    echo = last_echo(t, workout)
    if echo is not None:
        lines.append(Html(f"\n{echo}"))
    lines.extend(_offer(t, workout))
    rest = rest_line(t, workout, now)
    if rest is not None:
        lines.append(rest)
    after = following(t, workout)
    if after is not None:
        lines.append(after)
    return Html("\n".join(lines))


def _current(t: Tongue, workout: LiveWorkout, current: LiveExercise, shown: SetTarget | None) -> list[Html]:
    name = names.exercise(t, current.name)
    group = _label(workout, current)
    target = shown or current.next_set
    if target is None:
        return [
            Html(f"<b>{group} {name}</b>"),
            t._("Not in the plan: type each set, for example <code>100x5@8</code>."),
        ]
    lines = [Html(f"<b>{group} {name}</b> · {position(t, current, target)}"), due(t, target, current)]
    plates = plate_line(t, workout.kit, current, target)
    if plates is not None:
        lines.append(plates)
    if _hurts(current):
        lines.append(t._("Kept light: it hurt."))
    if current.last_time is not None and not current.logs:
        lines.append(_last_time(t, current))
    if not current.begun and (so_far := change(t, current)) is not None:
        lines.append(so_far)
    return lines


def plate_line(t: Tongue, kit: Kit | None, current: LiveExercise, target: SetTarget) -> Html | None:
    """What goes on the bar, so that over all sets of the exercise the fewest plates are moved."""
    if kit is None or target.load_g is None or current.load_mode not in (LoadMode.BAR, LoadMode.STACK):
        return None
    done_g = [log.performed.load_g for log in current.logs if log.performed.load_g is not None]
    next_g = [each.load_g for each in current.progress.remaining if each.load_g is not None]
    if target.load_g not in next_g[:1]:  # chosen by hand
        next_g = [target.load_g]
    loading = loadings(kit, current.equipment, (*done_g, *next_g))[len(done_g)]
    if loading is None:
        return None
    several = len(bars_g(kit, current.equipment)) > 1
    bar = t._("Bar of {load}", load=t.load(loading.bar_g))
    if not loading.plates_g:
        return bar if several else t._("The empty bar")
    each = Html(" + ".join(t.amount(plate_g) for plate_g in loading.plates_g))
    sides = t._("Each side: {plates}", plates=each)
    return Html(f"{bar}. {sides}") if several else sides


def _label(workout: LiveWorkout, current: LiveExercise) -> str:
    """Its group's letter, numbered where several exercises are done in turns."""
    called = labels([each.prescription.group for each in workout.exercises])
    return next(
        (label for label, each in zip(called, workout.exercises, strict=True) if each.id == current.id),
        current.prescription.group,
    )


def position(t: Tongue, current: LiveExercise, target: SetTarget) -> Html:
    """Which set this is."""
    if target.kind is SetKind.WARM_UP:
        return t._("warm-up")
    if target.kind is SetKind.RAMP:
        return t._("finding your load")
    left = sum(s.kind is SetKind.WORK for s in current.progress.remaining)
    total = max(sum(s.kind is SetKind.WORK for s in current.prescription.series), left)
    return t._("set {n} of {total}", n=total - left + 1, total=total)


def due(t: Tongue, target: SetTarget, current: LiveExercise) -> Html:
    """What to do now, in bold, and how its author wants it."""
    load = load_words(t, target.load_g, current.load_mode)
    amount = amount_words(t, target)
    measured = target.duration_s is not None or target.distance_m is not None
    what = Html(f"<b>{amount}</b>" if measured and not target.load_g else f"<b>{load} × {amount}</b>")
    if target.rpe is not None:
        what = t._("{set} at {effort}", set=what, effort=rpe_words(t, target.rpe))
    how = manner(t, target)
    return Html(f"{what}\n{', '.join(how)}") if how else what


def _last_time(t: Tongue, current: LiveExercise) -> Html:
    last = current.last_time or {}
    load = load_words(t, last["load_g"], current.load_mode)
    if last["rpe"] is None:
        return t._("Last time: {load} × {reps}", load=load, reps=last["reps"])
    return t._(
        "Last time: {load} × {reps} at RPE {rpe}", load=load, reps=last["reps"], rpe=t.number(last["rpe"])
    )


def last_echo(t: Tongue, workout: LiveWorkout) -> Html | None:
    """The newest set as it was understood, with what it changed."""
    newest = workout.newest_log
    if newest is None:
        return None
    exercise = workout.exercise(newest.workout_exercise_id)
    if exercise is None:
        return None
    together = [log for log in exercise.logs if log.first_id == newest.first_id or _one_line(log, newest)]
    echo = Html(", ".join(logged_words(t, log, exercise) for log in together))
    line = Html(f"✓ {names.exercise(t, exercise.name)}: {echo}")
    changed = change(t, exercise) if exercise.begun and not exercise.broken_off else None
    more = (record(t, exercise.record(newest), exercise.load_mode), changed)
    return Html("\n".join([line, *(words for words in more if words is not None)]))


def record(t: Tongue, found: Record | None, mode: str) -> Html | None:
    """A personal record in half a line."""
    if found is None:
        return None
    match found.kind:
        case RecordKind.LOAD:
            return t._("Record: the heaviest so far, up from {load}.", load=load_words(t, found.before, mode))
        case RecordKind.E1RM:
            return t._("Record: estimated max about {load}.", load=t.about(found.value))
        case RecordKind.REPS:
            return t._("Record: the most reps with so much, {before} before.", before=found.before)
        case RecordKind.VOLUME:
            return t._("Record: the most of it in one day, {load} in all.", load=t.about(found.value))
        case RecordKind.DURATION:
            return t._("Record: the longest so far.")
        case RecordKind.DISTANCE:
            return t._("Record: the furthest so far.")


def _offer(t: Tongue, workout: LiveWorkout) -> list[Html]:
    """The question whether a set that was taken away comes back; the buttons answer it."""
    offer = workout.offering.offer if workout.offering is not None else None
    words = short_reason(t, offer.reason) if offer is not None else None
    return [] if words is None else [words]


def _hurts(exercise: LiveExercise) -> bool:
    return any((r.step, r.code) == ("pain", "lighter") for r in exercise.prescription.reasons)


def _one_line(log: LoggedSet, newest: LoggedSet) -> bool:
    """Typed in the same message: what was read there is shown whole."""
    return newest.message_id is not None and log.message_id == newest.message_id


def change(t: Tongue, exercise: LiveExercise) -> Html | None:
    """The short reason for what comes next, where something changed."""
    for reason in exercise.progress.reasons:
        if _hurts(exercise) and reason.code in ("harder", "easier", "followed"):
            continue  # what comes next is lighter because it hurts, which the card says
        words = short_reason(t, reason, exercise)
        if words is not None:
            return words
    return None


def rest_line(t: Tongue, workout: LiveWorkout, now: datetime) -> Html | None:
    """When the rest ends, as a time: nothing ticks."""
    end = rest_ends_at(workout)
    if end is None or end <= now:
        return None
    return t._("Rest until <b>{time}</b>", time=t.clock(end))


def rest_ends_at(workout: LiveWorkout) -> datetime | None:
    """When the next set is due; None before the first set or when nothing is left of the exercise or its group."""
    newest, rest_s = workout.newest_log, workout.rest_s
    return None if newest is None or not rest_s else newest.performed.at + timedelta(seconds=rest_s)


def following(t: Tongue, workout: LiveWorkout) -> Html | None:
    """The exercise after this one."""
    current = workout.current
    later = [e for e in workout.exercises if e.open and e is not current]
    if not later:
        return None
    names_of = ", ".join(names.exercise(t, e.name) for e in later[:2])
    return t._("Then: {exercises}", exercises=Html(names_of))


def toast(t: Tongue, logged: LoggedSet, exercise: LiveExercise) -> Html:
    """The answer to a set's tap."""
    return t._("Saved: {set}", set=logged_words(t, logged, exercise))


def rest_over(t: Tongue) -> Html:
    """The alarm on a locked phone."""
    return t._("⏰ <b>Rest is over.</b>")
