"""Coaches and the coached: invitations, consent, the squad's summary."""

from datetime import time

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Button, Card, Keyboard, Remind, Say, Toast
from bot.dispatch import Context
from bot.texts import coach as texts
from core.delivery.schedules import EVERY_DAY
from core.services import coaching, invitations

SLOT = "coach"
INVITATION = "invited"
SUMMARY = "summary"
SUMMARY_HOUR = 7  # design choice: before the coach's first athlete
HOURS = (6, 7, 8, 9)
MOST_ENDS = 20


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


async def _link(ctx: Context) -> str:
    token = await invitations.invite(ctx.tx, ctx.actor, ctx.now)
    return f"https://t.me/{ctx.bot_name}?start={token}"


async def _page(ctx: Context, *, link: str | None = None, hour: int | None = None) -> Card:
    if hour is None:
        hour = await ctx.hour_of(SUMMARY)
    return await _page_with(ctx, link, hour)


async def _page_with(ctx: Context, link: str | None, hour: int | None) -> Card:
    t, squad = ctx.t, await coaching.squad(ctx.tx, ctx.actor)
    links = [Button(texts.invite_button(t), a.Invite(), style="primary")]
    if await invitations.unused(ctx.tx, ctx.actor, ctx.now):
        links.append(Button(texts.withdraw_button(t), a.WithdrawInvitations()))
    keyboard: Keyboard = (
        tuple(links),
        tuple(Button(f"{n}:00", a.SummaryAt(n)) for n in HOURS),
        (Button(texts.summary_off(t), a.SummaryAt(None)),),
        *((_end_button(ctx, athlete.name, athlete.link_id),) for athlete in squad[:MOST_ENDS]),
    )
    return Card(SLOT, texts.coach(t, squad, link, hour), keyboard)


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
