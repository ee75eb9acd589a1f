"""/team: who coaches in an organization; its owner takes athletes in as coaches, and anybody may lay it down."""

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Button, Card, Say, Tell, Toast
from bot.dispatch import Context
from bot.texts import team as texts
from core.services import organizations, people
from core.services.days import when_awake
from core.services.organizations import Organization, Role

SLOT, TOLD = "team", "team"
MOST_BUTTONS = 20


async def team(_: Update, ctx: Context) -> Answers:
    """/team"""
    return (await _card(ctx),)


async def make_coach(ctx: Context, action: a.MakeCoach) -> Answers:
    """One of the organization's athletes coaches there, too, and hears of it."""
    known = await organizations.candidates(ctx.tx, ctx.actor, action.organization_id)
    one = next((each for each in known if each.athlete_id == action.athlete_id), None)
    if one is None:
        return (Toast(), await _card(ctx))
    await organizations.add_role(ctx.tx, ctx.actor, action.organization_id, one.user_id, Role.COACH, ctx.now)
    reached = await people.reached_at(ctx.tx, one.athlete_id)
    tell = () if reached is None else (Tell(reached[0], TOLD, when_awake(ctx.now, reached[1])),)
    return (Toast(texts.coaches_now(ctx.t, one.name)), await _card(ctx), *tell)


async def end_coach(ctx: Context, action: a.EndCoach) -> Answers:
    """Somebody coaches there no more: their athletes' links end with it."""
    await organizations.remove_role(
        ctx.tx, ctx.actor, action.organization_id, action.user_id, Role.COACH, ctx.now
    )
    return (Toast(texts.coaches_no_more(ctx.t)), await _card(ctx))


async def told(ctx: Context) -> Answers:
    """Due: somebody coaches in an organization now; quiet where they do not any more."""
    found = await organizations.own(ctx.tx, ctx.actor)
    names = [one.name for one in found if Role.COACH in one.roles]
    return (Say(texts.you_coach(ctx.t, names)),) if names else ()


async def _card(ctx: Context) -> Card:
    found = await organizations.own(ctx.tx, ctx.actor)
    members = [(one, await organizations.members(ctx.tx, ctx.actor, one.id)) for one in found]
    buttons = [button for one in found for button in await _buttons(ctx, one)]
    rows = tuple((button,) for button in buttons[:MOST_BUTTONS])
    return Card(SLOT, texts.card(ctx.t, [(one.name, who) for one, who in members]), rows)


async def _buttons(ctx: Context, one: Organization) -> list[Button]:
    """An owner's for everybody else, anybody's own."""
    t, owner = ctx.t, Role.OWNER in one.roles
    coaches = [
        each
        for each in await organizations.members(ctx.tx, ctx.actor, one.id)
        if Role.COACH in each.roles and owner != (each.user_id == ctx.actor.user_id)
    ]
    mine = coaches if owner else [each for each in coaches if each.user_id == ctx.actor.user_id]
    ends = [Button(texts.end(t, each.name), a.EndCoach(one.id, each.user_id)) for each in mine]
    if not owner:
        return ends
    new = await organizations.candidates(ctx.tx, ctx.actor, one.id)
    return [Button(texts.make(t, each.name), a.MakeCoach(one.id, each.athlete_id)) for each in new] + ends
