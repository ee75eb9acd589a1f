"""Coaches' programs: sent as text, listed, shown as text again."""

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Ask, Button, Card, Document, Say, Tell
from bot.dispatch import Context
from bot.texts import content as texts
from bot.texts import names, program_notation
from core.notation.program import NotationError, begins_program
from core.services import coaching, people, planning
from core.services.content import programs as services
from core.services.content.text import store_text, text_of
from core.services.days import when_awake

SLOT = "programs"
GIVEN = "given"
USE_SLOT = "program"
QUESTION = "program"
MOST_SHOWN = 20
MOST_CHARACTERS = 3_800  # of a message that holds a program: Telegram takes 4,096


def looks_like_one(text: str, *, awaited: bool) -> bool:
    """A program says so in its heading; one that is awaited has at least some heading and goes on."""
    said = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return len(said) > 1 and ((awaited and ":" in said[0]) or begins_program(text))


async def program(update: Update, ctx: Context) -> Answers:
    """/program, with the program below it or in the next message."""
    message = update.message
    typed = (message.text or "").split(maxsplit=1)[1:] if message is not None else []
    if typed:
        return await store(ctx, typed[0])
    if not await coaching.is_coach(ctx.tx, ctx.actor):
        return (Say(texts.coaches_only(ctx.t)),)
    return (Say(texts.how_to(ctx.t)), Ask(QUESTION))


async def store(ctx: Context, text: str) -> Answers:
    """Keep a typed program; after a mistake the next message may be the whole program again."""
    if not await coaching.is_coach(ctx.tx, ctx.actor):
        return (Say(texts.coaches_only(ctx.t)),)
    organization_id = await coaching.become_coach(ctx.tx, ctx.actor, ctx.now)
    translated = names.by_typing(ctx.t.language)
    try:
        stored = await store_text(ctx.tx, ctx.actor, organization_id, text, ctx.now, translated)
    except NotationError as error:
        wrong = program_notation.sentence(ctx.t, error, text)
        return (Say(texts.not_stored(ctx.t, wrong)), Ask(QUESTION))
    return (Say(texts.stored(ctx.t, stored)), Ask(None))


async def programs(_: Update, ctx: Context) -> Answers:
    """/programs"""
    found = await services.listed(ctx.tx, ctx.actor)
    rows = tuple(
        (Button(texts.program_button(ctx.t, one), a.ShowProgram(one.id)),) for one in found[:MOST_SHOWN]
    )
    return (Card(SLOT, texts.programs(ctx.t, found), rows),)


async def show(ctx: Context, action: a.ShowProgram) -> Answers:
    """A program as text, to be copied, changed and sent again."""

    def name_of(name: str) -> str:
        return str(names.exercise(ctx.t, name))

    text = await text_of(ctx.tx, ctx.actor, action.program_id, name_of)
    use = await _use_card(ctx, action.program_id)
    if len(text) > MOST_CHARACTERS:
        return (Document("program.txt", text.encode(), texts.change_it(ctx.t)), use)
    return (Say(texts.shown(ctx.t, text)), use)


async def _use_card(ctx: Context, program_id: int) -> Card:
    """Who may train it from now on: oneself, and the athletes whom one coaches."""
    t = ctx.t
    squad = (await coaching.squad(ctx.tx, ctx.actor))[:MOST_SHOWN]
    mine = (Button(texts.start_it(t), a.StartProgram(program_id)),)
    others = tuple(
        (Button(texts.give_it(t, one.name), a.GiveProgram(program_id, one.athlete_id)),) for one in squad
    )
    return Card(USE_SLOT, texts.who_trains_it(t), (mine, *others), fresh=True)


async def start(ctx: Context, action: a.StartProgram) -> Answers:
    """A program is one's own plan from this week on."""
    await planning.renew(ctx.tx, ctx.actor, ctx.now, program_id=action.program_id)
    return (Card(USE_SLOT, texts.started(ctx.t)),)


async def give(ctx: Context, action: a.GiveProgram) -> Answers:
    """A program is an athlete's plan from this week on, and they hear of it, if not at night."""
    await planning.give(ctx.tx, ctx.actor, action.athlete_id, action.program_id, ctx.now)
    known = await coaching.squad(ctx.tx, ctx.actor)
    name = next((one.name for one in known if one.athlete_id == action.athlete_id), "")
    reached = await people.reached_at(ctx.tx, action.athlete_id)
    tell = () if reached is None else (Tell(reached[0], GIVEN, when_awake(ctx.now, reached[1])),)
    return (Card(USE_SLOT, texts.given(ctx.t, name)), *tell)


async def told(ctx: Context) -> Answers:
    """Due: a coach has given a program; quiet where the plan is another one by now."""
    found = await coaching.given_program(ctx.tx, ctx.actor)
    if found is None:
        return ()
    see = Button(texts.see_week(ctx.t), a.ShowWeek(), style="primary")
    return (Card(GIVEN, texts.new_program(ctx.t, found), ((see,),), fresh=True),)
