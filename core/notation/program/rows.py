"""One line of a program taken apart: a heading of weeks or of a day, or an exercise with its sets by week."""

import re
from dataclasses import dataclass

from core.notation.program.values import QUOTES
from core.notation.program.words import WEEKDAYS

# Cyrillic letters that look like Latin ones, as typed on a Russian keyboard.
_LOOKALIKES = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")

_PROGRAM = re.compile(r"\s*(?:program|programme|programa|программа)\s*:", re.IGNORECASE)
_WEEK_WORD = re.compile(r"\s*(?:weeks?|semanas?|недел[яиь])\b", re.IGNORECASE)
_WEEKS = re.compile(r"\s*(\d{1,3})(?:\s*-\s*(\d{1,3}))?\s*:?\s*")
_DAY_WORD = re.compile(r"\s*(?:day|d[ií]a|день)\b[ \t]*\d{0,3}[ \t,.-]*", re.IGNORECASE)
_WORD = re.compile(r"\s*([^\W\d_]+)\.?(?=[\s:,]|$)\s*")
_GROUP_NAME = re.compile(rf"\s*[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]\s*[:：]")
_MARKER = re.compile(r"\s*([A-ZАВСЕНКМОРТХ]{1,2})(\d{0,2})(?:([.)])\s*|\s+)(?=\S)", re.IGNORECASE)
_COLON = re.compile("[:：]")
_LABEL = re.compile(r"(?:[^\W\d_]+\.?)?\s*(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def within(self, match: re.Match[str], group: int = 0) -> "Span":
        """What matched, from a match on this span's text."""
        return Span(self.start + match.start(group), self.start + match.end(group))

    def after(self, match: re.Match[str]) -> "Span":
        """The rest behind what matched."""
        return Span(self.start + match.end(), self.end)


@dataclass(frozen=True, slots=True)
class ProgramHeading:
    """`Program: Strength base (powerlifting)`."""

    title: Span


@dataclass(frozen=True, slots=True)
class WeekHeading:
    """`Week 1-3`; no weeks where they cannot be read."""

    weeks: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class DayHeading:
    """`Day 1 Mon: Lower | week 1 | week 2`."""

    weekday: int | None
    name: Span | None
    labels: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """The letter before an exercise. It is `explicit` with a number, a dot or a bracket at it: no name begins so."""

    letters: str
    explicit: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """`"Heavy block": A1 Back squat | 3x5 | 3x4 # paused`; without its marker `name` begins behind that."""

    group_name: Span | None
    marker: Marker | None
    name: Span
    cells: tuple[Span, ...]
    note: Span | None


def taken_apart(raw: str, plain: str, line: Span) -> ProgramHeading | WeekHeading | DayHeading | Row | None:
    """What a line is; None for nothing but space or a comment. `plain` is the aligned text."""
    hash_at = raw.find("#", line.start, line.end)
    body = line if hash_at < 0 else Span(line.start, hash_at)
    said = body.of(plain)
    if not said.strip():
        return None
    if match := _PROGRAM.match(said):
        return ProgramHeading(body.after(match))
    if match := _WEEK_WORD.match(said):
        weeks = _WEEKS.fullmatch(said, match.end())
        return WeekHeading((int(weeks[1]), int(weeks[2] or weeks[1])) if weeks else None)
    columns = _columns(raw, body)
    heading = _day(plain, columns)
    if heading is not None:
        return heading
    return _row(raw, plain, columns, None if hash_at < 0 else Span(hash_at + 1, line.end))


def label_week(label: str) -> int | None:
    """The week that a column's label names."""
    match = _LABEL.fullmatch(label.strip())
    return int(match[1]) if match else None


def _columns(raw: str, body: Span) -> list[Span]:
    """The parts between bars, without empty ones at the end."""
    columns: list[Span] = []
    start = body.start
    for part in body.of(raw).split("|"):
        columns.append(Span(start, start + len(part)))
        start += len(part) + 1
    while len(columns) > 1 and not columns[-1].of(raw).strip():
        columns.pop()
    return columns


def _day(plain: str, columns: list[Span]) -> DayHeading | None:
    head, *labels = columns
    match = _DAY_WORD.match(head.of(plain))
    rest = head.after(match) if match else head
    weekday = None
    word = _WORD.match(rest.of(plain))
    if word and word[1].casefold() in WEEKDAYS:
        weekday = WEEKDAYS[word[1].casefold()]
        rest = rest.after(word)
    if match is None and (weekday is None or not (rest.of(plain) + ":").startswith(":")):
        return None
    said = rest.of(plain).lstrip()
    start = rest.end - len(said) + said.startswith(":")
    name = Span(start, rest.end)
    return DayHeading(weekday, name if name.of(plain).strip() else None, tuple(labels))


def _row(raw: str, plain: str, columns: list[Span], note: Span | None) -> Row:
    head, *cells = columns
    group_name = None
    if title := _GROUP_NAME.match(head.of(raw)):
        group_name = head.within(title, 1)
        head = head.after(title)
    if colon := _COLON.search(head.of(raw)):
        first = head.after(colon)
        head = Span(head.start, head.start + colon.start())
        if first.of(plain).strip():
            cells = [first, *cells]
    return Row(group_name, _marker(plain, head), head, tuple(cells), note)


def _marker(plain: str, head: Span) -> Marker | None:
    match = _MARKER.match(head.of(plain))
    if match is None:
        return None
    letters = match[1].upper().translate(_LOOKALIKES)
    return Marker(letters, bool(match[2] or match[3]), head.within(match))
