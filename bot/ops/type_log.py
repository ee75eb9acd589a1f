"""Types a file of sets into the chat, line by line and day by day as its lifter would, and compares what is stored."""

import asyncio
import json
import secrets
import sys
import time
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import migrations
from bot.callbacks import read as read_tap
from bot.loopback.phone import Phone
from bot.ops import set_file
from bot.ops.set_file import FileSet, SetFileError
from bot.ops.stage import Stage, set_up
from bot.settings import from_environment
from core.delivery import clock
from core.engine.units import to_grams
from core.persistence.database import Database
from core.persistence.opening import open_database
from core.services.library import normal

FIRST_DAY = date(2025, 1, 6)  # day 0 of every file: a Monday in the past, the same in every run
AT = timedelta(hours=17)
FIRST_BOT = 8_000_000_000
FIRST_LIFTER = 7_000_000_000  # far from the ids that the chat page gives to people

LEADING = "SELECT name FROM leases WHERE until > now()"
STORED = """
SELECT * FROM (
    SELECT DISTINCT ON (coalesce(l.corrects_id, l.id)) coalesce(l.corrects_id, l.id) AS first_id, l.row,
        l.message_id, l.local_date, l.load_g, l.typed_load, l.unit, l.reps, l.rpe_halves, l.exercise_id, e.name,
        array(SELECT alias FROM exercise_aliases WHERE exercise_id = e.id) AS aliases
    FROM set_logs l JOIN exercises e ON e.id = l.exercise_id
    JOIN athletes a ON a.id = l.athlete_id JOIN users u ON u.id = a.user_id
    WHERE u.telegram_id = %s AND l.local_date BETWEEN %s AND %s
    ORDER BY coalesce(l.corrects_id, l.id), l.id DESC
) newest WHERE row <> 'void' ORDER BY first_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was typed beside what is stored."""

    ok: bool
    typed: int
    stored: int
    identical: int
    exercises: int
    with_rpe: int
    seconds: float
    differing: list[str] = field(default_factory=list)


def main(file: Path, *, lifter: str, days: range, data: Path | None, as_json: bool) -> int:
    """Type and compare; 1 where anything differs, 2 where the file or the data cannot be used."""
    try:
        sets = set_file.read(file, lifter, days)
        outcome = asyncio.run(_type(sets, lifter, data))
    except SetFileError as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(asdict(outcome), ensure_ascii=False) if as_json else _told(outcome))
    return 0 if outcome.ok else 1


def _told(outcome: Outcome) -> str:
    counts = (
        f"Typed {outcome.typed} sets of {outcome.exercises} exercises, {outcome.with_rpe} with RPE; "
        f"stored {outcome.stored}; identical {outcome.identical}; differing {len(outcome.differing)}; "
        f"{outcome.seconds} s."
    )
    return "\n".join([*outcome.differing, counts])


async def _type(sets: Sequence[FileSet], lifter: str, data: Path | None) -> Outcome:
    began = time.monotonic()
    settings = from_environment(data=data)
    days = [FIRST_DAY + timedelta(days=s.day) for s in sets]
    async with open_database(settings.database_url, settings.data, migrations.upgrade) as db:
        await _refuse_if_running(db)
        user_id = FIRST_LIFTER + zlib.crc32(lifter.encode())
        try:
            # A bot of its own every time: a new Telegram counts its updates from the beginning again.
            bot_id = FIRST_BOT + secrets.randbelow(10**9)
            async with set_up(db, _moment(days[0]), Stage, bot_id) as stage:
                phone = stage.newcomer(f"Lifter {lifter}", "en", user_id)
                if await stage.rows(STORED, (user_id, min(days), max(days))):
                    raise SetFileError(f"Lifter {lifter} has typed these days into {settings.data} before.")
                typist = Typist(stage, phone)
                await typist.start(sets)
                typed = [(await typist.type(one, day), one) for one, day in zip(sets, days, strict=True)]
                stored = await stage.rows(STORED, (user_id, min(days), max(days)))
        finally:
            async with db.transaction() as tx:
                await tx.rows("RESET ROLE")
                await clock.shift(tx, timedelta(0))
    return compare(typed, stored, round(time.monotonic() - began, 1))


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + AT


async def _refuse_if_running(db: Database) -> None:
    """The clock is turned while typing: nobody else may live by it."""
    async with db.transaction() as tx:
        if await tx.rows(LEADING):
            raise SetFileError("Setpoint is running on this data. Stop it first, or name another folder.")


class Typist:
    """Somebody at a phone who types sets and answers every question truthfully."""

    def __init__(self, stage: Stage, phone: Phone) -> None:
        self._stage, self._phone = stage, phone
        self._seen = 0  # the last event looked at
        self._unit = "kg"
        self._day: date | None = None

    async def start(self, sets: Sequence[FileSet]) -> None:
        """Begin as a newcomer with the unit of most sets; every question is skipped."""
        self._unit = Counter(s.unit.value for s in sets).most_common(1)[0][0]
        await self._stage.say(self._phone, "/start")
        if self._unit == "lb" and await self._offered("Use pounds"):
            await self._stage.tap(self._phone, "Use pounds")
        if await self._offered("Right, go on"):
            await self._stage.tap(self._phone, "Right, go on")
        while await self._offered("Skip"):
            await self._stage.tap(self._phone, "Skip")
        await self._questions()

    async def _offered(self, label: str) -> bool:
        return label in (await self._phone.last()).labels

    async def type(self, one: FileSet, day: date) -> int:
        """One set as one line, on its day; then whatever is asked about it. The line's message id."""
        if day != self._day:
            await self._stage.travel_to(_moment(day))
            self._day = day
        sent = await self._phone.send(line_of(one, self._unit))
        await self._stage.settled()
        while asked := await self._questions():
            message_id, labels = asked[-1]
            await self._phone.tap_data(_choice(labels, one), message_id)
            await self._stage.settled()
        return sent

    async def _questions(self) -> list[tuple[int, dict[str, str]]]:
        """The questions that have appeared since the last look: each message with its buttons."""
        events = await self._stage.control.events(after=self._seen)
        if events:
            self._seen = events[-1]["n"]
        asked: list[tuple[int, dict[str, str]]] = []
        for event in events:
            if event["type"] in ("message", "edit") and event["chat_id"] == self._phone.user_id:
                labels = _buttons(event["message"])
                slots = {tapped.slot for data in labels.values() if (tapped := read_tap(data))}
                if any(slot.startswith(("ask", "odd")) for slot in slots):
                    asked.append((event["message"]["message_id"], labels))
        return asked


def line_of(one: FileSet, unit: str) -> str:
    """A set as its lifter would type it; the unit only where it is not the usual one."""
    written = "" if one.unit.value == unit else one.unit.value
    effort = f"@{one.rpe.normalize():f}" if one.rpe is not None else ""
    return f"{one.exercise}: {one.load.normalize():f}{written}x{one.reps}{effort}"


def _buttons(message: dict[str, Any]) -> dict[str, str]:
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", ())
    return {button["text"]: button["callback_data"] for row in keyboard for button in row}


def _choice(labels: dict[str, str], one: FileSet) -> str:
    """The truthful answer: the exercise of that name, the reading with that load, and yes, it is right."""
    wanted = (one.exercise, f"{one.load.normalize():f} {one.unit.value} × {one.reps}", "It is right")
    for label, data in labels.items():
        if label in wanted or label.startswith("New: "):
            return data
    raise SetFileError(f"The chat asked about {one.exercise} with no true answer: {', '.join(labels)}")


def compare(
    typed: Sequence[tuple[int, FileSet]], stored: Sequence[dict[str, Any]], seconds: float
) -> Outcome:
    """Set by set; an exercise is the same where its name or an alias is what was typed."""
    by_message = {row["message_id"]: row for row in stored}
    differing = [
        f"Set {number}, {one.exercise}: {words}"
        for number, (message_id, one) in enumerate(typed, start=1)
        if (words := _difference(one, by_message.get(message_id)))
    ]
    identical = len(typed) - len(differing)
    if [message_id for message_id, _ in typed if message_id in by_message] != list(by_message):
        differing.append("The sets are stored in another order than they were typed in.")
    return Outcome(
        ok=not differing and len(stored) == len(typed),
        typed=len(typed),
        stored=len(stored),
        identical=identical,
        exercises=len({row["exercise_id"] for row in stored}),
        with_rpe=sum(row["rpe_halves"] is not None for row in stored),
        seconds=seconds,
        differing=differing,
    )


def _difference(one: FileSet, row: dict[str, Any] | None) -> str:
    if row is None:
        return "not stored"
    facts = _facts(one, row).items()
    return "; ".join(f"{name} typed {was}, stored {now}" for name, (was, now) in facts if was != now)


def _facts(one: FileSet, row: dict[str, Any]) -> dict[str, tuple[object, object]]:
    names = {normal(name) for name in (row["name"], *row["aliases"])}
    rpe = None if row["rpe_halves"] is None else row["rpe_halves"] / 2
    return {
        "exercise": (one.exercise, one.exercise if normal(one.exercise) in names else row["name"]),
        "date": (FIRST_DAY + timedelta(days=one.day), row["local_date"]),
        "load in grams": (to_grams(one.load, one.unit), row["load_g"]),
        "typed load": (one.load, row["typed_load"]),
        "unit": (one.unit.value, row["unit"]),
        "reps": (one.reps, row["reps"]),
        "RPE": (None if one.rpe is None else float(one.rpe), rpe),
    }
