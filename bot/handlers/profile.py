"""The profile: one card, a button for each field, typed answers; and body weights by command."""

from datetime import timedelta
from typing import Any

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Ask, Button, Card, Keyboard, Say, Toast
from bot.dispatch import Context
from bot.handlers.start import date_in
from bot.texts import profile as texts
from bot.texts import start as start_texts
from core.engine.models import AthleteStatus, Goal, Pregnancy, Sex
from core.engine.people import is_minor
from core.engine.weight_loss import fast_loss
from core.errors import Refused
from core.notation import measures
from core.notation.values import Ambiguous, Command, Parsed, Sets
from core.services import body_weights
from core.services import profile as service
from core.services.days import local_date

SLOT = "profile"
FIELDS = (
    ("name", "birth_date"),
    ("sex", "height_mm"),
    ("email", "phone"),
    ("secondary_goals", "note"),
    ("pregnancy", "spotted"),
)
TYPED = frozenset({"name", "birth_date", "height_mm", "email", "phone", "note"})
CHANGE_OVER = timedelta(days=30)


async def profile(_: Update, ctx: Context) -> Answers:
    """/profile"""
    return (await _card(ctx),)


async def show(ctx: Context, _: a.ShowProfile) -> Answers:
    """The profile again; nothing is asked any more."""
    return (Ask(None), await _card(ctx))


async def _card(ctx: Context, *, fresh: bool = False) -> Card:
    t, told = ctx.t, await service.read(ctx.tx, ctx.actor)
    active = told.status is AthleteStatus.ACTIVE
    pause = Button(texts.pause(t), a.SetPause(1)) if active else Button(texts.resume(t), a.SetPause(0))
    fields: Keyboard = tuple(
        tuple(Button(texts.field(t, name), a.EditProfile(name)) for name in row) for row in FIELDS
    )
    today = local_date(ctx.now, ctx.actor.zone)
    agrees: Keyboard = ()
    if is_minor(told.birth_date, today) and told.guardian_agreed_at is None:
        agrees = ((Button(start_texts.guardian_agrees(t), a.GuardianAgrees(), style="success"),),)
    return Card(SLOT, texts.card(t, told, today), (*agrees, *fields, (pause,)), fresh=fresh)


async def guardian_agrees(ctx: Context, _: a.GuardianAgrees) -> Answers:
    """A parent or guardian agrees: dated, as consent is."""
    return await _changed(ctx, "guardian_agreed_at", ctx.now)


async def edit(ctx: Context, action: a.EditProfile) -> Answers:
    """One field: typed, or chosen by a button."""
    t, name = ctx.t, action.field
    if name not in {field for row in FIELDS for field in row}:
        return (Toast(),)
    back = Button(texts.back(t), a.ShowProfile())
    empty = Button(texts.leave_empty(t), a.SetProfile(name, None))
    last = (back,) if name in ("name", "secondary_goals") else (empty, back)
    card = Card(SLOT, texts.question(t, name), (*await _choices(ctx, name), last))
    return (card, Ask("profile", {"field": name}) if name in TYPED else Ask(None))


async def _choices(ctx: Context, name: str) -> Keyboard:
    t = ctx.t
    if name == "sex":
        return (tuple(Button(texts.sex(t, one), a.SetProfile(name, one.value)) for one in Sex),)
    if name == "pregnancy":
        return tuple((Button(texts.pregnancy(t, one), a.SetProfile(name, one.value)),) for one in Pregnancy)
    if name == "spotted":
        return (
            tuple(Button(texts.spotted(t, one), a.SetProfile(name, str(int(one)))) for one in (True, False)),
        )
    if name != "secondary_goals":
        return ()
    chosen = (await service.read(ctx.tx, ctx.actor)).secondary_goals
    return tuple(
        (Button(texts.chosen_goal(t, goal, goal in chosen), a.SetProfile(name, goal.value)),) for goal in Goal
    )


async def set_field(ctx: Context, action: a.SetProfile) -> Answers:
    """A button's value; no value takes back what was told."""
    if action.field == "secondary_goals" and action.value in set(Goal):
        return await _turn_goal(ctx, Goal(action.value))
    if action.value is None and action.field in TYPED | {"sex", "pregnancy", "spotted"} - {"name"}:
        return await _changed(ctx, action.field, None)
    if action.field == "sex" and action.value in set(Sex):
        return await _changed(ctx, "sex", Sex(action.value))
    if action.field == "pregnancy" and action.value in set(Pregnancy):
        return await _changed(ctx, "pregnancy", Pregnancy(action.value))
    if action.field == "spotted" and action.value in ("0", "1"):
        return await _changed(ctx, "spotted", action.value == "1")
    return (Toast(),)


async def _turn_goal(ctx: Context, goal: Goal) -> Answers:
    chosen = (await service.read(ctx.tx, ctx.actor)).secondary_goals
    goals = [one for one in Goal if (one in chosen) != (one is goal)]
    await service.change(ctx.tx, ctx.actor, ctx.now, secondary_goals=goals)
    return await edit(ctx, a.EditProfile("secondary_goals"))


async def set_pause(ctx: Context, action: a.SetPause) -> Answers:
    """Reminders rest while training does."""
    status = AthleteStatus.PAUSED if action.paused else AthleteStatus.ACTIVE
    await service.set_status(ctx.tx, ctx.actor, status, ctx.now)
    return (await _card(ctx),)


def is_a_set(parsed: Parsed, name: str) -> bool:
    """Whether a text is training although a field was asked for: a set with its exercise, or a command."""
    match parsed:
        case Command():
            return True
        case Sets(exercise=exercise) | Ambiguous(exercise=exercise):
            return exercise is not None or name == "email"  # "100x5@8.5" would do as an address
    return False


async def typed(ctx: Context, name: str, text: str) -> Answers:
    """A typed answer; what cannot be is refused, and the question stays."""
    value: Any = text.strip()
    if name == "birth_date":
        value = date_in(value)
    elif name == "height_mm":
        value = measures.height_mm(value)
    if value is None:
        raise Refused(why="height" if name == "height_mm" else name)
    return await _changed(ctx, name, value, fresh=True)


async def _changed(ctx: Context, name: str, value: object, *, fresh: bool = False) -> Answers:
    await service.change(ctx.tx, ctx.actor, ctx.now, **{name: value})
    return (Ask(None), await _card(ctx, fresh=fresh))


async def body_weight(_: Update, ctx: Context) -> Answers:
    """/bodyweight 82.5, or nothing behind it to see the newest."""
    if not ctx.args:
        known = await body_weights.current(ctx.tx, ctx.actor)
        return (Say(texts.no_body_weight(ctx.t) if known is None else texts.body_weight(ctx.t, known, None)),)
    typed = measures.body_weight(" ".join(ctx.args), ctx.actor.unit)
    if typed is None:
        return (Say(texts.unclear_body_weight(ctx.t)),)
    await body_weights.add(ctx.tx, ctx.actor, *typed, ctx.now)
    since = local_date(ctx.now, ctx.actor.zone) - CHANGE_OVER
    earliest, *later = await body_weights.over_time(ctx.tx, ctx.actor, since)
    newest = later[-1] if later else earliest
    said = texts.body_weight(ctx.t, newest, earliest if later else None)
    lost = fast_loss([(each.local_date, each.body_weight_g) for each in (earliest, *later)])
    asked = () if lost is None else (Say(texts.fast_loss(ctx.t, lost)),)
    return (Say(texts.saved(ctx.t, said)), *asked)
