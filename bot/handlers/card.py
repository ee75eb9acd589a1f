"""The workout card: built from the open workout alone, whatever has just happened."""

from dataclasses import replace
from datetime import timedelta

from bot import actions as a
from bot.answers import Alarm, Button, Card, Keyboard
from bot.dispatch import Context
from bot.texts import card_buttons as labels
from bot.texts import sets as texts
from bot.texts.tongue import Html
from core.engine.models import SetKind, SetTarget
from core.engine.units import Unit, to_grams
from core.services.live import LiveExercise, LiveWorkout

SLOT = "workout"
REST = "rest"  # the alarm at the end of a rest
HARD_EFFORTS, EASY_EFFORTS = (7.0, 8.0, 9.0, 10.0), (6.0, 7.0, 8.0, 9.0)
LIGHT, MISSED = 5.0, 0.0  # while a load is being found; not all reps
STEP = {Unit.KG: to_grams(labels.STEP_KG, Unit.KG), Unit.LB: to_grams(labels.STEP_LB, Unit.LB)}


def workout_card(
    ctx: Context,
    workout: LiveWorkout,
    *,
    fresh: bool = False,
    once: bool = False,
    shown: SetTarget | None = None,
    explained: bool = False,
) -> Card:
    """The card of the open workout; `shown` is the next set with a load or reps not logged yet.

    Below its reasons (`explained`) it offers to ask what would be different, where it offered the reasons.
    """
    text = texts.card(ctx.t, workout, ctx.now, shown=shown)
    if once:
        text = Html(f"{texts.rest_over(ctx.t)}\n{text}")
    keyboard = (*_offer_rows(ctx, workout), *_keyboard(ctx, workout, shown, explained=explained))
    return Card(SLOT, text, keyboard, fresh=fresh, once=once)


def alarm(ctx: Context, workout: LiveWorkout) -> Alarm:
    """The rest's end, or no alarm where nothing is to come."""
    end = texts.rest_ends_at(workout)
    return Alarm(REST, end if end is not None and end > ctx.now + timedelta(seconds=5) else None)


def _offer_rows(ctx: Context, workout: LiveWorkout) -> Keyboard:
    offering = workout.offering
    if offering is None:
        return ()
    more = Button(labels.one_more(ctx.t), a.TakeOffer(workout.id, offering.id), style="success")
    return ((more, Button(labels.enough(ctx.t), a.DeclineOffer(workout.id, offering.id))),)


def _keyboard(ctx: Context, workout: LiveWorkout, shown: SetTarget | None, *, explained: bool) -> Keyboard:
    t, current = ctx.t, workout.current
    target = shown or (current.next_set if current is not None else None)
    finish = Button(labels.finish(t), a.Finish(workout.id))
    undo = (Button(labels.undo(t), a.Undo()),) if workout.newest_log is not None else ()
    if current is None:
        return ((Button(labels.finish(t), a.Finish(workout.id), style="success"),), undo)
    if target is None:
        more = any(e.open for e in workout.exercises)
        on = (Button(labels.next_lift(t), a.SkipExercise(current.id)),) if more else ()
        return ((*undo, *on, finish),)
    rows: list[tuple[Button, ...]] = [_log_row(ctx, workout, current, target)]
    if target.kind is SetKind.WARM_UP:
        rows.append((Button(labels.warm(t), a.WarmUpDone(workout.id, current.id)),))
    elif not _is_measured(target):
        rows.append(_adjust_row(ctx, workout, current, target))
    tick = Button(labels.done(t), a.LogSet(workout.id, current.id, target.load_g, target.reps, None))
    plain = () if len(rows[0]) == 1 else (tick,)
    why = Button(labels.why(t), a.Why())
    if explained:
        why = Button(labels.what_if(t), a.AskWhatIf(workout.id, None))
    rows.append((*plain, *undo, why, Button(labels.pain(t), a.AskPain(current.id))))
    rows.append((Button(labels.skip(t), a.SkipExercise(current.id)), finish))
    return tuple(rows)


def _log_row(
    ctx: Context, workout: LiveWorkout, current: LiveExercise, target: SetTarget
) -> tuple[Button, ...]:
    """The effort row is the log row: one tap logs the set as shown, with how it felt."""
    t = ctx.t

    def log(rpe: float | None) -> a.LogSet:
        return a.LogSet(workout.id, current.id, target.load_g, target.reps, rpe)

    done = Button(labels.done(t), log(None), style="success")
    if target.kind is SetKind.WARM_UP or _is_measured(target) or current.prescription.explosive:
        return (done,)
    miss = Button(labels.miss(t), log(MISSED), style="danger")
    if target.kind is SetKind.RAMP:
        light = Button(labels.light(t), log(LIGHT), style="success")
        return (light, *(Button(labels.effort(t, rpe), log(rpe)) for rpe in HARD_EFFORTS[:3]), miss)
    efforts = EASY_EFFORTS if target.rpe is not None and target.rpe < HARD_EFFORTS[0] else HARD_EFFORTS
    return (*(Button(labels.effort(t, rpe), log(rpe)) for rpe in efforts), miss)


def _is_measured(target: SetTarget) -> bool:
    """A time or a distance: typing says any other."""
    return target.duration_s is not None or target.distance_m is not None


def _adjust_row(
    ctx: Context, workout: LiveWorkout, current: LiveExercise, target: SetTarget
) -> tuple[Button, ...]:
    """Another load, other reps: two taps more, and typing does the rest."""
    reps = target.reps or 0

    def show(load_g: int | None, reps: int) -> a.Adjust:
        return a.Adjust(workout.id, current.id, load_g, reps)

    buttons: list[Button] = []
    if target.load_g is not None:
        down, up = neighbours(current, target.load_g, STEP[ctx.actor.unit])
        buttons += (
            [Button(f"− {ctx.t.amount(target.load_g - down)}", show(down, reps))]
            if down < target.load_g
            else []
        )
        buttons += (
            [Button(f"+ {ctx.t.amount(up - target.load_g)}", show(up, reps))] if up > target.load_g else []
        )
    buttons += [Button(labels.fewer(ctx.t), show(target.load_g, reps - 1))] if reps > 1 else []
    buttons += [Button(labels.more(ctx.t), show(target.load_g, reps + 1))]
    return tuple(buttons)


def neighbours(current: LiveExercise, load_g: int, step_g: int) -> tuple[int, int]:
    """The loads next to one that can be loaded here; where the kit is unknown, a plain step."""
    steps = current.prescription.load_steps_g
    if not steps:
        return max(load_g - step_g, 0), load_g + step_g
    below = max((s for s in steps if s < load_g), default=load_g)
    above = min((s for s in steps if s > load_g), default=load_g)
    return below, above


def adjusted(target: SetTarget, action: a.Adjust) -> SetTarget:
    """The next set as the buttons have changed it."""
    return replace(target, load_g=action.load_g, reps=action.reps, reps_max=None)
