"""Coaches and the coached: invitations, consent, the squad's summary."""

from datetime import time

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Ask, Button, Card, Keyboard, Remind, Say, Toast
from bot.dispatch import Context
from bot.texts import coach as texts
from core.delivery.schedules import EVERY_DAY
from core.services import coaching, invitations, placeholders
from core.services.coaching import Coached
from core.services.placeholders import Prepared

SLOT = "coach"
INVITATION = "invited"
SUMMARY = "summary"
SUMMARY_HOUR = 7  # design choice: before the coach's first athlete
HOURS = (6, 7, 8, 9)
MOST_ENDS, MOST_PREPARED = 20, 10
PAIR = 17  # characters that can be read on one of two buttons in a row


async def coach(_: Update, ctx: Context) -> Answers:
    """/coach: the first time makes an organization of one, with a link to send."""
    if await coaching.is_coach(ctx.tx, ctx.actor):
        return (await _page(ctx),)
    page = await _page(ctx, link=await _link(ctx), hour=SUMMARY_HOUR)
    return (page, Remind(SUMMARY, time(SUMMARY_HOUR), EVERY_DAY, ctx.actor.zone))


async def invite(ctx: Context, _: a.Invite) -> Answers:
    """One more link."""
    return (await _page(ctx, link=await _link(ctx)),)


async def withdraw(ctx: Context, _: a.WithdrawInvitations) -> Answers:
    """The links that nobody has used yet work no more."""
    await invitations.revoke_all(ctx.tx, ctx.actor, ctx.now)
    return (Toast(texts.withdrawn(ctx.t)), await _page(ctx))


async def prepare(ctx: Context, _: a.PrepareAthlete) -> Answers:
    """Somebody who is not here yet: the name is typed next."""
    return (Ask("prepare"), Say(texts.ask_name(ctx.t)))


async def typed_name(ctx: Context, name: str) -> Answers:
    """The name of somebody to prepare, and a link for them."""
    one = await placeholders.prepare(ctx.tx, ctx.actor, name, ctx.now)
    return (Ask(None), await _page(ctx, link=await _link(ctx, one), fresh=True))


async def invite_prepared(ctx: Context, action: a.InvitePrepared) -> Answers:
    """A new link for somebody who is prepared."""
    known = {one.athlete_id: one for one in await placeholders.prepared(ctx.tx, ctx.actor)}
    one = known.get(action.athlete_id)
    if one is None:
        return (Toast(), await _page(ctx))
    return (await _page(ctx, link=await _link(ctx, one)),)


async def remove_prepared(ctx: Context, action: a.RemovePrepared) -> Answers:
    """Somebody who is prepared is not coming."""
    await placeholders.remove(ctx.tx, ctx.actor, action.athlete_id, ctx.now)
    return (Toast(texts.removed(ctx.t)), await _page(ctx))


async def _link(ctx: Context, one: Prepared | None = None) -> texts.Link:
    athlete_id, name = (one.athlete_id, one.name) if one is not None else (None, None)
    token = await invitations.invite(ctx.tx, ctx.actor, ctx.now, athlete_id)
    return texts.Link(f"https://t.me/{ctx.bot_name}?start={token}", name)


async def _page(
    ctx: Context, *, link: texts.Link | None = None, hour: int | None = None, fresh: bool = False
) -> Card:
    if hour is None:
        hour = await ctx.hour_of(SUMMARY)
    return await _page_with(ctx, link, hour, fresh)


async def _page_with(ctx: Context, link: texts.Link | None, hour: int | None, fresh: bool = False) -> Card:
    t, squad = ctx.t, await coaching.squad(ctx.tx, ctx.actor)
    prepared = await placeholders.prepared(ctx.tx, ctx.actor)
    unused = await invitations.unused(ctx.tx, ctx.actor, ctx.now)
    invite_row = (
        Button(texts.invite_button(t), a.Invite(), style="primary"),
        Button(texts.prepare_button(t), a.PrepareAthlete()),
    )
    keyboard: Keyboard = (
        invite_row,
        (Button(texts.withdraw_button(t), a.WithdrawInvitations()),) if unused else (),
        tuple(Button(f"{n}:00", a.SummaryAt(n)) for n in HOURS),
        (Button(texts.summary_off(t), a.SummaryAt(None)),),
        *(_prepared_row(ctx, one) for one in prepared[:MOST_PREPARED]),
        *((_end_button(ctx, athlete.name, athlete.link_id),) for athlete in squad[:MOST_ENDS]),
    )
    return Card(SLOT, texts.coach(t, squad, prepared, hour, link), keyboard, fresh=fresh)


def _prepared_row(ctx: Context, one: Prepared) -> tuple[Button, ...]:
    return (
        Button(texts.link_button(ctx.t, one.name)[:PAIR], a.InvitePrepared(one.athlete_id)),
        Button(texts.remove_button(ctx.t, one.name)[:PAIR], a.RemovePrepared(one.athlete_id)),
    )


def _end_button(ctx: Context, name: str, link_id: int) -> Button:
    return Button(texts.end_coaching(ctx.t, name)[:40], a.EndCoaching(link_id))


async def summary_at(ctx: Context, action: a.SummaryAt) -> Answers:
    """The daily summary's hour."""
    at = time(action.hour) if action.hour is not None and 0 <= action.hour <= 23 else None
    page = await _page_with(ctx, None, at.hour if at is not None else None)
    return (page, Remind(SUMMARY, at, EVERY_DAY, ctx.actor.zone))


async def summary(ctx: Context) -> Answers:
    """Due: the squad's yesterday, quiet when nothing happened."""
    days = await coaching.yesterday_of_squad(ctx.tx, ctx.actor, ctx.now)
    words = texts.squad_day(ctx.t, days)
    return () if words is None else (Say(words),)


async def invitation(ctx: Context, token: str) -> Answers:
    """Somebody opened a coach's link: who asks, and what they would see."""
    name = await invitations.inviting_coach(ctx.tx, ctx.actor, token, ctx.now)
    buttons = (
        Button(texts.accept(ctx.t), a.AcceptInvitation(), style="success"),
        Button(texts.decline(ctx.t), a.DeclineInvitation()),
    )
    facts = {"token": token, "coach": name}
    return (Card(INVITATION, texts.invitation(ctx.t, name), (buttons,), facts=facts),)


async def accept(ctx: Context, _: a.AcceptInvitation) -> Answers:
    """The acceptance is the consent."""
    facts = await ctx.facts()
    await invitations.accept(ctx.tx, ctx.actor, str(facts.get("token", "")), ctx.now)
    return (Card(INVITATION, texts.accepted(ctx.t, str(facts.get("coach", "")))),)


async def decline(ctx: Context, _: a.DeclineInvitation) -> Answers:
    """Nothing is shared."""
    return (Card(INVITATION, texts.declined(ctx.t)),)


async def called(ctx: Context, name: str) -> Coached | None:
    """The athlete of this name whom one coaches."""
    squad = await coaching.squad(ctx.tx, ctx.actor)
    return next((one for one in squad if one.name.casefold() == name.casefold()), None)


async def privacy(_: Update, ctx: Context) -> Answers:
    """/privacy: who sees what, with the button that ends it."""
    return (await _privacy_card(ctx),)


async def _privacy_card(ctx: Context) -> Card:
    coaches = await coaching.coaches(ctx.tx, ctx.actor)
    ends = tuple((_end_button(ctx, c.name, c.link_id),) for c in coaches)
    return Card("privacy", texts.privacy(ctx.t, coaches), ends)


async def end_coaching(ctx: Context, action: a.EndCoaching) -> Answers:
    """Either side ends it."""
    await coaching.end_link(ctx.tx, ctx.actor, action.link_id, ctx.now)
    page = await (_page(ctx) if ctx.slot == SLOT else _privacy_card(ctx))
    return (Say(texts.ended(ctx.t)), page)
