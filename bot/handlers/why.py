"""Why a lift is what it is today, and what it would be if one thing were different."""

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Button, Card, Keyboard, Say, Toast
from bot.dispatch import Context
from bot.handlers.card import SLOT, workout_card
from bot.texts import card_buttons as labels
from bot.texts import common, why
from bot.texts.why import what_if as texts
from core.services import asking, explaining, training
from core.services.asking import About, Askable, Topic

IN_A_ROW = 3


async def tapped(ctx: Context, _: a.Why) -> Answers:
    """The receipt of the current exercise."""
    return await _why(ctx)


async def typed(_: Update, ctx: Context) -> Answers:
    """/why"""
    return await _why(ctx)


async def _why(ctx: Context) -> Answers:
    workout = await training.open_workout(ctx.tx, ctx.actor)
    exercise = workout.current or (workout.exercises[-1] if workout.exercises else None)
    if exercise is None:
        return (Say(why.nothing(ctx.t)),)
    told = await explaining.explain(ctx.tx, ctx.actor, workout.id, exercise)
    return (Say(why.why(ctx.t, exercise, told)), workout_card(ctx, workout, explained=told.can_be_asked))


async def ask(ctx: Context, action: a.AskWhatIf) -> Answers:
    """About what, or how it would be."""
    found = await asking.askable(ctx.tx, ctx.actor, action.workout_id)
    if action.about is None:
        return (Card(SLOT, texts.menu(ctx.t), _menu(ctx, found)),)
    about = asking.about(action.about)
    if about is None or not found.options(about):
        return (Toast(common.unknown_button(ctx.t)),)
    return (Card(SLOT, texts.question(ctx.t, found, about), _options(ctx, found, about)),)


async def answer(ctx: Context, action: a.WhatIf) -> Answers:
    """What would be different; the other answers stay in reach."""
    about = asking.about(action.about)
    if about is None:
        return (Toast(common.unknown_button(ctx.t)),)
    told = await asking.ask(ctx.tx, ctx.actor, action.workout_id, about, action.value)
    text = texts.answer(ctx.t, told, about, action.value)
    return (Card(SLOT, text, _options(ctx, told.asked, about)),)


def _menu(ctx: Context, found: Askable) -> Keyboard:
    subjects: list[About] = [*found.muscles, *found.topics]
    buttons = [
        Button(texts.subject(ctx.t, about), a.AskWhatIf(found.workout_id, about.value)) for about in subjects
    ]
    rows = tuple(tuple(buttons[i : i + IN_A_ROW]) for i in range(0, len(buttons), IN_A_ROW))
    return (*rows, (Button(labels.back(ctx.t), a.Back()),))


def _options(ctx: Context, found: Askable, about: About) -> Keyboard:
    buttons = [
        Button(texts.option(ctx.t, found, about, value), a.WhatIf(found.workout_id, about.value, value))
        for value in found.options(about)
    ]
    in_a_row = 1 if about is Topic.PLACE else len(buttons)
    rows = tuple(tuple(buttons[i : i + in_a_row]) for i in range(0, len(buttons), in_a_row))
    return (*rows, (Button(labels.back(ctx.t), a.AskWhatIf(found.workout_id, None)),))
