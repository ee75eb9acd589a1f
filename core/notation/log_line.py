"""Reading a typed training line: text and context in, one of five values out. Never raises.

A line that is not notation is chat (`NotALine`). One that clearly means sets but cannot be is `Rejected`; a
weak form (bare numbers) that cannot be sets is chat again, so telephone numbers and dates stay what they are.
"""

import re

from core.notation.entries import EntryReader
from core.notation.head import Head, split_head
from core.notation.tokens import Kind, plain, tokenize
from core.notation.values import (
    MAX_TEXT_CHARACTERS,
    Ambiguous,
    Command,
    Context,
    Entry,
    NotALine,
    NotNotation,
    OutOfBounds,
    Parsed,
    RejectCode,
    Rejected,
    Sets,
)
from core.notation.words import COMMANDS, Word

_NOTE = re.compile("[/／]{2}")
_FROM_CONTEXT = {RejectCode.LOAD_UNKNOWN, RejectCode.REPS_UNKNOWN, RejectCode.NOTHING_TO_REPEAT}
_MARKS = {Kind.TIMES, Kind.AT}
_LABELS = {Word.KG, Word.LB, Word.SECONDS, Word.MINUTES, Word.METRES, Word.KILOMETRES, Word.MILES} | {
    Word.BODY_WEIGHT,
    Word.RPE,
    Word.RIR,
}


def parse(text: str, context: Context) -> Parsed:
    if len(text) > MAX_TEXT_CHARACTERS:
        facts = {"characters": len(text), "most": MAX_TEXT_CHARACTERS}
        return Rejected(RejectCode.TEXT_TOO_LONG, facts)
    typed, *notes = _NOTE.split(text, maxsplit=1)
    line = _plain_line(typed)
    command = COMMANDS.get(line.casefold().rstrip(" !"))
    if command is not None and not notes:
        return Command(command)
    note = notes[0].strip() or None if notes else None
    try:
        head = split_head(line, tokenize(line))
        return _read(head, context, note)
    except NotNotation:
        return NotALine()


def exercise_named(text: str) -> str | None:
    """The name that a line begins with, as typed: find the exercise, then `parse` with its context."""
    line = _plain_line(_NOTE.split(text[: MAX_TEXT_CHARACTERS + 1], maxsplit=1)[0])
    try:
        return split_head(line, tokenize(line)).exercise
    except NotNotation:
        return None


def _plain_line(typed: str) -> str:
    return plain(typed).rstrip(" .")


def _read(head: Head, context: Context, note: str | None) -> Parsed:
    """Read in up to two ways; a way that is no notation or out of bounds leaves the word to the other."""
    readings: list[tuple[Entry, ...]] = []
    refusals: list[OutOfBounds] = []
    for choice in (0, 1):
        reader = EntryReader(head.body, context, choice)
        try:
            readings.append(_entries(reader, head, context))
        except OutOfBounds as refusal:
            refusals.append(refusal)
        except NotNotation:
            pass
        if not reader.chose:
            break
    match readings:
        case [first, second] if first != second:
            return Ambiguous(head.exercise, (first, second), note, head.day)
        case [first, *_]:
            return Sets(head.exercise, first, note, head.day)
    if refusals and _is_meant_as_sets(head, context, refusals[0].code):
        return Rejected(refusals[0].code, refusals[0].facts)
    return NotALine()


def _entries(reader: EntryReader, head: Head, context: Context) -> tuple[Entry, ...]:
    reader.read()
    is_open = context.has_open_exercise or head.exercise is not None
    if (reader.performed.needs_open and not is_open) or _is_thin(head):
        raise NotNotation
    return tuple(reader.performed.entries)


def _is_thin(head: Head) -> bool:
    """A name and one bare number or time of day are too little: "room 101", "gym 18:30"."""
    if head.exercise is None or head.colon or len(head.body) != 1:
        return False
    token = head.body[0]
    return token.kind is Kind.NUMBER or (token.kind is Kind.CLOCK and 6 * 60 <= token.value < 24 * 60)


def _is_meant_as_sets(head: Head, context: Context, code: RejectCode) -> bool:
    if any(token.word is Word.OTHER or token.kind is Kind.OTHER for token in head.body):
        return False
    if code in _FROM_CONTEXT:
        return context.has_open_exercise and (head.exercise is None or head.colon)
    return any(token.kind in _MARKS or token.word in _LABELS for token in head.body)
