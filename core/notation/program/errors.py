"""What is wrong with a typed program, and where: data, no words."""

import re
from enum import StrEnum

from core.engine.models.series import Flaw
from core.notation.program.values import TextFlaw

_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")


class Code(StrEnum):
    """Why a text is no program; what the values themselves refuse is a `Flaw` or a `TextFlaw`."""

    TEXT_TOO_LONG = "text_too_long"
    EMPTY = "empty"  # neither sets nor a dash
    UNEXPECTED = "unexpected"  # something that has no meaning here
    UNKNOWN_WORD = "unknown_word"
    NUMBER_MISSING = "number_missing"
    NUMBER_TOO_LONG = "number_too_long"
    NUMBER_UNCLEAR = "number_unclear"  # "1,000": one, or a thousand?
    NOT_WHOLE = "not_whole"
    SETS_MISSING = "sets_missing"  # "8": eight sets, or eight repetitions?
    SETS_ZERO = "sets_zero"
    AMOUNT_MISSING = "amount_missing"
    LIST_LENGTH = "list_length"  # "5/3/1 @75/85%"
    LIST_MIXED = "list_mixed"
    SAID_TWICE = "said_twice"
    INTENSITY_MIXED = "intensity_mixed"  # "80%kg"
    INTENSITY_RANGE = "intensity_range"
    INTENSITY_UNCLEAR = "intensity_unclear"  # "@4": an effort, or a load?
    CAP_WITHOUT_PERCENT = "cap_without_percent"
    INSIDE_WITHOUT_CLUSTER = "inside_without_cluster"
    PROGRAM_MISSING = "program_missing"
    PROGRAM_TWICE = "program_twice"
    SPORT_UNKNOWN = "sport_unknown"
    WEEK_HEADING = "week_heading"
    WEEK_ORDER = "week_order"
    WEEK_EMPTY = "week_empty"
    DAY_MISSING = "day_missing"
    DAY_EMPTY = "day_empty"
    COLUMN_LABEL = "column_label"
    COLUMNS_TOO_MANY = "columns_too_many"
    COLUMN_EMPTY = "column_empty"
    LETTER_ORDER = "letter_order"
    GROUP_NAMED_TWICE = "group_named_twice"
    SEPARATOR_MISSING = "separator_missing"
    NOTE_MISPLACED = "note_misplaced"  # behind a heading, which would lose it


class NotationError(Exception):
    """A text that cannot be read: which part of which line (both counted from 1), why, and the facts of it."""

    def __init__(
        self, code: Code | Flaw | TextFlaw, line: int, column: int, length: int, **facts: object
    ) -> None:
        super().__init__(f"{code} at {line}:{column}+{length} {facts or ''}".rstrip())
        self.code = code
        self.line = line
        self.column = column
        self.length = length
        self.facts = facts


def fault(text: str, start: int, end: int, code: Code | Flaw | TextFlaw, **facts: object) -> NotationError:
    """The error for a part of the text, kept within one line."""
    before = lines(text[:start])
    rest_of_line = lines(text[start:end])[0]
    return NotationError(code, len(before), len(before[-1]) + 1, max(1, len(rest_of_line)), **facts)


def lines(text: str) -> list[str]:
    """The lines that `NotationError.line` counts."""
    return _BREAK.split(text)
