"""What came in between: told by buttons in four taps, seen on one card, over with one."""

from datetime import timedelta

from telegram import Update

from bot import actions as a
from bot.answers import Alarm, Answers, Button, Card, Keyboard, Toast
from bot.dispatch import Context
from bot.texts import disruptions as texts
from bot.texts import names
from bot.texts.tongue import Html, Tongue
from core.engine.disruptions import due_for_question
from core.engine.lifecycles import DisruptionStatus
from core.engine.models import AthleteStatus, Disruption, DisruptionKind, Severity
from core.services import disruptions as service
from core.services import library, profile, week
from core.services.days import local_date, when_awake
from core.services.disruptions import Report

SLOT = "between"
STILL = "still"  # the question whether it is still there
KINDS, SEVERITIES = tuple(DisruptionKind), tuple(Severity)
OF_LIFTS = frozenset({DisruptionKind.INJURY, DisruptionKind.EQUIPMENT_UNAVAILABLE})
LASTS_DAYS = (1, 3, 7, None)  # None: until it is said to be over
MOST_LIFTS = 8


async def disruption(_: Update, ctx: Context) -> Answers:
    """/disruption"""
    return (await _card(ctx),)


async def ill(_: Update, ctx: Context) -> Answers:
    """/ill"""
    return (how_bad(ctx, DisruptionKind.ILLNESS),)


async def injured(_: Update, ctx: Context) -> Answers:
    """/injured"""
    return (how_bad(ctx, DisruptionKind.INJURY),)


async def travel(_: Update, ctx: Context) -> Answers:
    """/travel"""
    return (how_bad(ctx, DisruptionKind.TRAVEL),)


async def no_kit(_: Update, ctx: Context) -> Answers:
    """/nokit"""
    return (how_bad(ctx, DisruptionKind.EQUIPMENT_UNAVAILABLE),)


async def show(ctx: Context, _: a.ShowDisruptions) -> Answers:
    """The card as it is."""
    return (await _card(ctx),)


async def _card(ctx: Context) -> Card:
    await service.settle(ctx.tx, ctx.actor, ctx.now)
    t, found = ctx.t, await service.of(ctx.tx, ctx.actor)
    over: Keyboard = tuple((_over(t, each),) for each in found)
    watched = [each for each in found if each.status is DisruptionStatus.MONITORING]
    over += tuple((Button(texts.is_back(t, each.kind), a.DisruptionBack(each.id)),) for each in watched)
    kinds = [Button(texts.kind(t, kind), a.TellDisruption(place, None)) for place, kind in enumerate(KINDS)]
    rows = tuple(tuple(kinds[at : at + 2]) for at in range(0, len(kinds), 2))
    lifts = {lift for each in found for lift in each.exercise_ids}
    loaded = await library.load(ctx.tx, ctx.actor, lifts)
    called = {number: names.exercise(t, named.name) for number, named in loaded.items()}
    return Card(SLOT, texts.card(t, found, called), (*over, *rows))


def _over(t: Tongue, each: Disruption) -> Button:
    watched = each.status is DisruptionStatus.MONITORING
    return Button(texts.over(t, each.kind, watched=watched), a.EndDisruption(each.id))


async def tell(ctx: Context, action: a.TellDisruption) -> Answers:
    """First its kind, then how much it weighs, then which lifts, then how long."""
    if not 0 <= action.kind < len(KINDS):
        return (Toast(),)
    kind = KINDS[action.kind]
    if action.severity is None:
        return (how_bad(ctx, kind),)
    if not 0 <= action.severity < len(SEVERITIES):
        return (Toast(),)
    if kind in OF_LIFTS:
        return (await _lifts(ctx, action.kind, action.severity),)
    return (_how_long(ctx, action.kind, action.severity, None),)


def how_bad(ctx: Context, kind: DisruptionKind) -> Card:
    t, place = ctx.t, KINDS.index(kind)
    rows: Keyboard = tuple(
        (Button(texts.severity(t, kind, severity), a.TellDisruption(place, weight)),)
        for weight, severity in enumerate(SEVERITIES)
    )
    return Card(SLOT, texts.how_much(t, kind), (*rows, _back(ctx)))


async def _lifts(ctx: Context, kind: int, severity: int) -> Card:
    """The main lifts of the block, or all."""
    t, mains = ctx.t, await week.main_lifts(ctx.tx, ctx.actor, ctx.now)
    rows: Keyboard = tuple(
        (Button(names.exercise(t, named.name), a.DisruptionLifts(kind, severity, number)),)
        for number, named in list(mains.items())[:MOST_LIFTS]
    )
    every = (Button(texts.every_lift(t), a.DisruptionLifts(kind, severity, None)),)
    return Card(SLOT, texts.which_lifts(t), (*rows, every, _back(ctx)))


async def of_lifts(ctx: Context, action: a.DisruptionLifts) -> Answers:
    """Which lifts; how long is left to say."""
    return (_how_long(ctx, action.kind, action.severity, action.exercise_id),)


def _how_long(ctx: Context, kind: int, severity: int, exercise_id: int | None) -> Card:
    t = ctx.t
    rows: Keyboard = tuple(
        (Button(texts.lasts(t, days), a.KeepDisruption(kind, severity, exercise_id, days)),)
        for days in LASTS_DAYS
    )
    return Card(SLOT, texts.how_long(t), (*rows, _back(ctx)))


async def keep(ctx: Context, action: a.KeepDisruption) -> Answers:
    """All is said: the next workout knows."""
    known = 0 <= action.kind < len(KINDS) and 0 <= action.severity < len(SEVERITIES)
    if not known or action.days not in LASTS_DAYS:
        return (Toast(),)
    today = local_date(ctx.now, ctx.actor.zone)
    said = Report(
        kind=KINDS[action.kind],
        severity=SEVERITIES[action.severity],
        starts_on=today,
        ends_on=None if action.days is None else today + timedelta(days=action.days - 1),
        exercise_ids=() if action.exercise_id is None else (action.exercise_id,),
    )
    await service.report(ctx.tx, ctx.actor, said, ctx.now)
    return (await _card(ctx), Toast(texts.noted(ctx.t)), await _next_question(ctx))


async def end(ctx: Context, action: a.EndDisruption) -> Answers:
    """It is over: what it took is planned again."""
    watched = await service.end(ctx.tx, ctx.actor, action.disruption_id, ctx.now)
    return await _settled(ctx, texts.is_watched(ctx.t) if watched else texts.is_over(ctx.t))


async def still(ctx: Context, action: a.StillThere) -> Answers:
    """It has not ended: it is asked about again after a while."""
    await service.still_there(ctx.tx, ctx.actor, action.disruption_id, ctx.now)
    return await _settled(ctx, texts.is_still_there(ctx.t))


async def came_back(ctx: Context, action: a.DisruptionBack) -> Answers:
    """It is there again, without a known end."""
    await service.again(ctx.tx, ctx.actor, action.disruption_id, ctx.now)
    return await _settled(ctx, texts.noted(ctx.t))


async def _settled(ctx: Context, words: Html) -> Answers:
    """On the card where it was tapped: the next question, or what was said."""
    if ctx.slot == STILL:
        return (await _question(ctx) or Card(STILL, words), Toast(words), await _next_question(ctx))
    return (await _card(ctx), Toast(words), await _next_question(ctx))


async def ask(ctx: Context) -> Answers:
    """Due: is it still there? Each time it is due that is asked once, and never at night."""
    if (await profile.read(ctx.tx, ctx.actor)).status is not AthleteStatus.ACTIVE:
        return ()
    question = await _question(ctx, fresh=True)
    return (*(() if question is None else (question,)), await _next_question(ctx))


async def _question(ctx: Context, *, fresh: bool = False) -> Card | None:
    """About what became due last; who answers is asked about what they have left open before."""
    t, found = ctx.t, await service.of(ctx.tx, ctx.actor)
    open_ended = [each for each in found if due_for_question(each, ctx.now)]
    if not open_ended:
        return None
    due = max(open_ended, key=lambda each: each.asked_at)
    loaded = await library.load(ctx.tx, ctx.actor, due.exercise_ids)
    called = {number: names.exercise(t, named.name) for number, named in loaded.items()}
    answers: Keyboard = (
        (Button(texts.still_there(t), a.StillThere(due.id)),),
        (_over(t, due),),
    )
    return Card(STILL, texts.how_now(t, due, called), answers, fresh=fresh)


async def _next_question(ctx: Context) -> Alarm:
    at = await service.next_question(ctx.tx, ctx.actor, ctx.now)
    return Alarm(STILL, None if at is None else when_awake(at, ctx.actor.zone))


def _back(ctx: Context) -> tuple[Button, ...]:
    return (Button(texts.back(ctx.t), a.ShowDisruptions()),)
