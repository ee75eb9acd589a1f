"""/kit: what stands where somebody trains, shown, typed in one line, and changed by one tap to another place."""

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Button, Card, Keyboard
from bot.dispatch import Context
from bot.texts import kit as texts
from core.services import kits
from core.services.kits import Here

SLOT = "kit"


async def kit(update: Update, ctx: Context) -> Answers:
    """/kit, /kit bar 20, plates 20x2 ..., or /kit Garage: bar 20 ..."""
    message = update.effective_message
    _, _, typed = ((message.text if message is not None else None) or "").partition(" ")
    if not typed.strip():
        return (_card(ctx, await kits.here(ctx.tx, ctx.actor)),)
    name, colon, line = typed.partition(":")
    if not colon:
        current = (await kits.here(ctx.tx, ctx.actor)).place
        name, line = texts.first_place(ctx.t) if current is None else current.name, typed
    return (_card(ctx, await kits.say(ctx.tx, ctx.actor, name, line, ctx.now), fresh=True),)


async def go(ctx: Context, action: a.GoTo) -> Answers:
    """Another place."""
    return (_card(ctx, await kits.go(ctx.tx, ctx.actor, action.place_id)),)


def _card(ctx: Context, here: Here, *, fresh: bool = False) -> Card:
    elsewhere: Keyboard = tuple(
        (Button(texts.go(ctx.t, place), a.GoTo(place.id)),) for place in here.places if not place.current
    )
    return Card(SLOT, texts.card(ctx.t, here), elsewhere, fresh=fresh)
