"""What is wrong with typed sets or a typed program: the place in bold, the reason, and what to write instead."""

from enum import StrEnum
from html import escape

from bot.texts.tongue import Html, Tongue
from core.engine.models.series import Flaw
from core.notation.program import Code, NotationError
from core.notation.program.errors import lines
from core.notation.program.values import TextFlaw

AROUND_CHARACTERS = 40  # of the line, shown on each side of what is wrong
MOST_WRONG_CHARACTERS = 80


def sentence(t: Tongue, error: NotationError, text: str) -> Html:
    """The line with its wrong part in bold, and how to put it right."""
    typed = lines(text)
    shown = _shown(typed[error.line - 1], error.column - 1, error.length)
    if len(typed) > 1:
        shown = t._("Line {line}: {text}", line=error.line, text=shown)
    return Html(f"{shown}\n{why(t, error)}" if shown else why(t, error))


def why(t: Tongue, error: NotationError) -> Html:
    """The reason and the fix."""
    about: dict[StrEnum, Html] = {
        **_unreadable(t),
        **_sets(t, error),
        **_how_hard(t, error),
        **_numbers(t),
        **_efforts(t),
        **_headings(t, error),
        **_rows(t, error),
        **_sizes(t, error),
    }
    return about[error.code]


def _shown(line: str, start: int, length: int) -> Html:
    end = start + min(length, MOST_WRONG_CHARACTERS)
    before, wrong, after = line[max(0, start - AROUND_CHARACTERS) : start], line[start:end], line[end:]
    cut = "…" if start > AROUND_CHARACTERS else ""
    rest = "…" if len(after) > AROUND_CHARACTERS else ""
    marked = f"<b>{escape(wrong, quote=False)}</b>" if wrong.strip() else escape(wrong, quote=False)
    before, after = escape(before, quote=False), escape(after[:AROUND_CHARACTERS], quote=False)
    return Html(f"{cut}{before}{marked}{after}{rest}".strip())


def _unreadable(t: Tongue) -> dict[StrEnum, Html]:
    return {
        Code.EMPTY: t._("Write the sets, like <code>3x8</code>, or <code>—</code> to skip the week."),
        Code.UNEXPECTED: t._(
            "I cannot read this. Put a comma between different sets: <code>1x5@8, 3x5@-10%</code>"
        ),
        Code.UNKNOWN_WORD: t._(
            "I do not know this word. Sets look like <code>3x8-12@8 (31X0) rest 90</code>; a note goes "
            "behind a # at the end of the line."
        ),
        Code.NUMBER_MISSING: t._("A number is missing here, as in <code>3x5@80% rest 120</code>"),
        Code.NUMBER_TOO_LONG: t._("This number is too long. Write it like <code>1x5@102.5kg</code>"),
        Code.NUMBER_UNCLEAR: t._(
            "One, or a thousand? Write it without the comma: <code>1000m</code> or <code>1km</code>"
        ),
        Code.NOT_WHOLE: t._(
            "This is counted in whole numbers. For sets that differ, write <code>8/10/12</code>"
        ),
    }


def _sets(t: Tongue, error: NotationError) -> dict[StrEnum, Html]:
    facts = error.facts
    return {
        Code.SETS_MISSING: t._("How many sets? Write <code>1x8</code> for one, <code>3x8</code> for three."),
        Code.SETS_ZERO: t._("That is no set at all. To skip a week, write <code>—</code>"),
        Code.AMOUNT_MISSING: t._(
            "How many reps, how long or how far? For example <code>3x8</code>, <code>3x30s</code> or "
            "<code>3xAMRAP</code>"
        ),
        Code.LIST_LENGTH: t._(
            "The list and the sets do not match ({parts} and {sets}). Write one for each set: "
            "<code>5/3/1+ @75/85/95%</code>",
            parts=facts.get("parts"),
            sets=facts.get("sets"),
        ),
        Code.SAID_TWICE: t._(
            "This was said already; a set has one of each. A percentage can have an RPE to stop at: "
            "<code>4x4@75%@≤8</code>"
        ),
        Code.INSIDE_WITHOUT_CLUSTER: t._(
            "Only a cluster rests inside a set: <code>4x(2+2+2) inside 20</code>. After a set, write "
            "<code>3x5 rest 90</code>"
        ),
        Flaw.SETS_TOO_MANY: t._(
            "That is more than 50 sets of one exercise. Write fewer, like <code>5x5</code>"
        ),
    }


def _how_hard(t: Tongue, error: NotationError) -> dict[StrEnum, Html]:
    return {
        Code.LIST_MIXED: t._("A list has one kind of number: <code>5/3/1@75/85/95%</code>"),
        Code.INTENSITY_MIXED: t._(
            "This is two things at once. Write a percentage, <code>3x5@80%</code>, a load, "
            "<code>3x5@80kg</code>, or an effort, <code>3x5@RPE8</code>"
        ),
        Code.INTENSITY_RANGE: t._(
            "One number for each set, please: <code>3x5@8</code>, or one each: <code>3x5@7/7.5/8</code>"
        ),
        Code.INTENSITY_UNCLEAR: t._(
            "What is {number}? Write <code>3x5@RPE4</code> for an effort, <code>3x5@4kg</code> for a load, "
            "<code>1x5@8, 3x5@-10%</code> for less than the first set.",
            number=error.facts.get("number"),
        ),
        Code.CAP_WITHOUT_PERCENT: t._("Only a percentage can stop at an RPE: <code>4x4@75%@≤8</code>"),
        Flaw.BACK_OFF: t._(
            "A back-off is down to -90% or up to +20% of the first set: <code>1x5@8, 3x5@-10%</code>"
        ),
        Flaw.BACK_OFF_FIRST: t._(
            "Less than which set? Write the first set in front: <code>1x5@8, 3x5@-10%</code>"
        ),
    }


def _numbers(t: Tongue) -> dict[StrEnum, Html]:
    return {
        Flaw.REPS: t._("A set has 1 to 100 reps, like <code>3x8</code>"),
        Flaw.REPS_RANGE: t._(
            "A range goes up and has an end: <code>3x8-12</code>. For “at least”, write <code>3x8+</code>"
        ),
        Flaw.DURATION: t._(
            "A time is one second to 24 hours, like <code>3x30s</code>, <code>3x1:30</code> or <code>20min</code>"
        ),
        Flaw.DISTANCE: t._("A distance is 1 m to 1,000 km, like <code>4x400m</code> or <code>5km</code>"),
        Flaw.LOAD: t._("A load is at most 1,000 kg. Write it like <code>3x5@100kg</code>"),
        Flaw.LOAD_TOO_FINE: t._(
            "That load is finer than I can keep. Write it like <code>3x5@102.5kg</code> or "
            "<code>3x5@225lb</code>"
        ),
        Flaw.PERCENT: t._("A percentage is above 0 and at most 120, like <code>3x5@75%</code>"),
        Flaw.PERCENT_TOO_FINE: t._("A percentage has two decimals at most, like <code>3x5@72.5%</code>"),
    }


def _efforts(t: Tongue) -> dict[StrEnum, Html]:
    return {
        Flaw.EFFORT: t._("RPE and reps in reserve go up to 10: <code>3x5@8</code> or <code>3x5@RIR2</code>"),
        Flaw.EFFORT_NOT_IN_HALVES: t._(
            "RPE and reps in reserve go in halves: <code>3x5@8</code> or <code>3x5@8.5</code>"
        ),
        Flaw.TEMPO: t._(
            "A tempo has four places, each a digit or an X: <code>3x5 (31X0)</code> is 3 s down, 1 s wait, "
            "fast up, no wait."
        ),
        Flaw.REST: t._("A rest is an hour at most: <code>3x5 rest 90</code> or <code>3x5 rest 2:00</code>"),
        Flaw.CLUSTER: t._("A cluster has 2 to 20 parts of whole reps: <code>4x(2+2+2) inside 20</code>"),
        Flaw.CLUSTER_REST: t._(
            "Say how many seconds to rest inside the cluster, 1 to 300: <code>4x(2+2+2) inside 20</code>"
        ),
    }


def _headings(t: Tongue, error: NotationError) -> dict[StrEnum, Html]:
    facts = error.facts
    known = facts.get("known")
    return {
        Code.PROGRAM_MISSING: t._("Begin with the name: <code>Program: Strength base</code>"),
        Code.PROGRAM_TWICE: t._("One program at a time, please. Send the second one by itself."),
        Code.SPORT_UNKNOWN: t._(
            "I do not know this sport. Write one of these, or leave the brackets out: {sports}",
            sports=", ".join(map(str, known)) if isinstance(known, list) else "",
        ),
        Code.WEEK_HEADING: t._("Which weeks? Write <code>Week 1-3</code>, or <code>Week 1</code> for one."),
        Code.WEEK_ORDER: t._(
            "Weeks follow each other, and the next one here is week {week}. For example "
            "<code>Week 1-3</code> and then <code>Week 4</code>",
            week=facts.get("week"),
        ),
        Code.WEEK_EMPTY: t._(
            "There is nothing in these weeks. Put a day below, like <code>Day 1 Mon: Lower</code>, or take "
            "the line out."
        ),
        Code.DAY_MISSING: t._("Which day? Put one above the exercises: <code>Day 1 Mon: Lower</code>"),
        Code.DAY_EMPTY: t._(
            "There is nothing on this day. Put an exercise below, like <code>Back squat: 3x5@75%</code>, or "
            "take the day out: days of rest need no line."
        ),
        Code.COLUMN_LABEL: t._(
            "This column is week {week}. Name it so, or leave the names of the columns out.",
            week=facts.get("week"),
        ),
    }


def _rows(t: Tongue, error: NotationError) -> dict[StrEnum, Html]:
    facts = error.facts
    return {
        Code.COLUMNS_TOO_MANY: t._(
            "There are more columns than weeks ({weeks}). Take the last ones out, or write more weeks above, "
            "like <code>Week 1-4</code>",
            weeks=facts.get("weeks"),
        ),
        Code.COLUMN_EMPTY: t._(
            "Nothing is written for this week. Write its sets, or <code>—</code> to skip the week."
        ),
        Code.LETTER_ORDER: t._(
            "Letters follow each other, and the next one here is {letter}. If this belongs to the name, write "
            "{letter} in front of it.",
            letter=facts.get("letter"),
        ),
        Code.GROUP_NAMED_TWICE: t._("This group has another name already. Leave one of the two out."),
        Code.SEPARATOR_MISSING: t._(
            "Where do the sets begin? Put a colon before them: <code>Back squat: 3x5@75%</code>"
        ),
        Code.NOTE_MISPLACED: t._(
            "Only an exercise has a note. To keep this for yourself, put it on a line of its own that begins "
            "with #."
        ),
        TextFlaw.NAME_EMPTY: t._("A name is missing here, as in <code>Back squat: 3x5@75%</code>"),
        TextFlaw.NAME_TOO_LONG: t._("A name has 100 characters at most. Make it shorter."),
        TextFlaw.NAME_CHARACTER: t._("Write the name without the marks | # : and quotes."),
        TextFlaw.NOTE_TOO_LONG: t._("A note has 500 characters at most. Make it shorter."),
        TextFlaw.WEEKDAY: t._("There is no such weekday. Write it like <code>Day 1 Mon: Lower</code>"),
    }


def _sizes(t: Tongue, error: NotationError) -> dict[StrEnum, Html]:
    most = error.facts.get("most")
    return {
        Code.TEXT_TOO_LONG: t._(
            "That is too long: I read {most} characters at most. Send it in parts.",
            most=t.number(most) if isinstance(most, int) else "",
        ),
        TextFlaw.WEEKS_TOO_MANY: t._(
            "A program has 104 weeks at most. Write fewer, like <code>Week 1-12</code>"
        ),
        TextFlaw.SESSIONS_TOO_MANY: t._("These weeks have more than 28 days of training. Take some out."),
        TextFlaw.EXERCISES_TOO_MANY: t._("This day has more than 40 exercises. Move some to another day."),
        TextFlaw.NOTHING_INSIDE: t._(
            "Something is empty here. Put an exercise in, like <code>Back squat: 3x5@75%</code>"
        ),
        TextFlaw.WEEKS_DIFFER: t._("Every exercise needs sets, or <code>—</code>, for each week."),
    }
