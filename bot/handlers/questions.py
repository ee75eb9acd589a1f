"""Questions about one typed line, each a card of its own: which exercise, which reading, is it right?

The line and its moment are kept with the card, so a question can be answered days later and nothing typed is lost.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from bot import actions as a
from bot.answers import Answers, Button, Card
from bot.dispatch import Context
from bot.texts import lines as texts
from bot.texts import names
from core.notation.values import Entry
from core.services.library import Named
from core.services.lines import Corrected, TypedLine, WhichExercise
from core.services.set_rows import Origin
from core.services.training import Logged

MOST_READING = 2
Choice = Callable[[TypedLine], TypedLine]


def slot_of(message_id: int) -> str:
    """The card of a message's question."""
    return f"ask{message_id}"


def doubt_slot(first_id: int) -> str:
    """The card that asks about an unusual set."""
    return f"odd{first_id}"


def which_exercise(ctx: Context, line: TypedLine, asked: WhichExercise) -> Card:
    """One confirming tap takes a suggestion, or the name as a new exercise."""
    known = [_exercise_button(ctx, named) for named in asked.suggestions]
    new = Button(texts.add_exercise(ctx.t, asked.typed)[:40], a.TakeNewExercise(), style="primary")
    keyboard = (*((button,) for button in known), (new, Button(texts.no_set(ctx.t), a.DropLine())))
    text = texts.which_exercise(ctx.t, asked.typed, known_nothing_near=not known)
    return Card(slot_of(line.origin.message_id), text, keyboard, facts=facts_of(line))


def _exercise_button(ctx: Context, named: Named) -> Button:
    return Button(names.exercise(ctx.t, named.name), a.TakeExercise(named.exercise.id))


def which_reading(ctx: Context, line: TypedLine, readings: Sequence[tuple[Entry, ...]]) -> Card:
    """Both readings of the numbers as buttons."""
    buttons = tuple(
        (Button(texts.reading(ctx.t, entries), a.TakeReading(number)),)
        for number, entries in enumerate(readings[:MOST_READING])
    )
    keyboard = (*buttons, (Button(texts.no_set(ctx.t), a.DropLine()),))
    text = texts.which_reading(ctx.t, line.text)
    return Card(slot_of(line.origin.message_id), text, keyboard, facts=facts_of(line))


def unusual_question(ctx: Context, logged: Logged | Corrected) -> Card:
    """Saved, but asked about before it teaches the engine."""
    odd = next(s for s in logged.sets if not s.performed.trusted)
    keyboard = (
        (
            Button(texts.right(ctx.t), a.ConfirmSet(odd.first_id), style="success"),
            Button(texts.wrong(ctx.t), a.TakeBackSet(odd.first_id), style="danger"),
        ),
    )
    if logged.unusual is None:
        raise ValueError("nothing is unusual about these sets")
    return Card(doubt_slot(odd.first_id), texts.unusual(ctx.t, logged.unusual, logged.exercise), keyboard)


def facts_of(line: TypedLine) -> dict[str, object]:
    """The line as it is kept with its card."""
    return {
        "text": line.text,
        "at": line.at.isoformat(),
        "bot_id": line.origin.bot_id,
        "message_id": line.origin.message_id,
        "exercise_id": line.exercise_id,
        "new_exercise": line.new_exercise,
        "reading": line.reading,
    }


def line_of(facts: Mapping[str, object]) -> TypedLine:
    """The line again."""
    exercise_id, reading = facts.get("exercise_id"), facts.get("reading")
    return TypedLine(
        text=str(facts["text"]),
        at=datetime.fromisoformat(str(facts["at"])),
        origin=Origin(bot_id=int(str(facts["bot_id"])), message_id=int(str(facts["message_id"]))),
        exercise_id=exercise_id if isinstance(exercise_id, int) else None,
        new_exercise=bool(facts.get("new_exercise")),
        reading=reading if isinstance(reading, int) else None,
    )


def settled(slot: str, text: str) -> Answers:
    """The question's card without its buttons."""
    return (Card(slot, text),)


def close(ctx: Context, line: TypedLine, text: str) -> Answers:
    """The question about a message that was edited instead of answered."""
    slot = slot_of(line.origin.message_id)
    return settled(slot, text) if slot in ctx.turn.cards else ()


def close_doubts(ctx: Context, first_ids: Iterable[int], text: str) -> Answers:
    """Questions about unusual sets that were corrected or taken back instead."""
    slots = [doubt_slot(first_id) for first_id in first_ids]
    return tuple(Card(slot, text) for slot in slots if slot in ctx.turn.cards)
