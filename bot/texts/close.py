"""The end of a workout in words."""

from bot.texts import names
from bot.texts.tongue import Html, Tongue
from core.services.closing import ExerciseSummary, Summary


def summary(t: Tongue, done: Summary) -> Html:
    """Planned beside done."""
    lines = [t._("<b>Done: {date}</b>", date=t.date(done.local_date))]
    lines += [_exercise(t, exercise) for exercise in done.exercises]
    total = sets_done(t, done)
    if done.minutes is not None:
        total = t._("{sets}, {minutes} min", sets=total, minutes=done.minutes)
    lines.append(total)
    return Html("\n".join(lines))


def sets_done(t: Tongue, done: Summary) -> Html:
    """How much of the plan was done; where nothing was planned, how much at all."""
    if not done.planned_sets:
        return t.n_("{n} set", "{n} sets", done.done_sets)
    return t._("{done} of {planned} planned sets", done=done.planned_done_sets, planned=done.planned_sets)


def kept(t: Tongue, done: Summary) -> Html:
    """The rating and the note as they are kept; the summary stands above."""
    lines = [t._("✓ Saved.")]
    if done.session_rpe is not None:
        lines.append(t._("Whole workout: {rpe} of 10", rpe=done.session_rpe))
    if done.note is not None:
        lines.append(t._("Note: {note}", note=done.note))
    return Html("\n".join(lines))


def _exercise(t: Tongue, exercise: ExerciseSummary) -> Html:
    name = names.exercise(t, exercise.name)
    done, planned = exercise.done_sets, exercise.planned_sets
    count = f"{done}/{planned}" if done <= planned else str(done)
    if exercise.top_reps is not None and exercise.top_load_g:
        line = t._(
            "{name}: sets {count}, best {load} × {reps}",
            name=name,
            count=count,
            load=t.load(exercise.top_load_g),
            reps=exercise.top_reps,
        )
    else:
        line = t._("{name}: sets {count}", name=name, count=count)
    return t._("{line} (stopped: pain)", line=line) if exercise.stopped else line


def ask_session_rpe(t: Tongue) -> Html:
    """How hard was it all together?"""
    return t._("How hard was the whole workout? 1 very easy, 10 everything you had.")


def ask_note(t: Tongue) -> Html:
    """Anything to remember?"""
    return t._("A note for next time? Type it, or leave it.")


def no_note(t: Tongue) -> Html:
    """Nothing to note."""
    return t._("No note")


def skip(t: Tongue) -> Html:
    """Say nothing."""
    return t._("Skip")
