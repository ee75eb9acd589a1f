"""What is due when: once at an instant, or at a local time on weekdays, exactly once per local date."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.delivery.effects import Turn
from core.delivery.inbox import cards_of
from core.persistence.database import Transaction

EVERY_DAY = 0b111_1111
ONE_DAY = timedelta(days=1)
LATE_AFTER = timedelta(hours=3)  # design choice: a reminder later than this is recorded as missed, not sent

TAKE_DUE = """
SELECT s.kind, s.next_at, s.local_time, s.weekdays, s.zone, s.attempts, s.last_local_date,
    clock_now() AS now, c.last_message_id,
    (SELECT jsonb_object_agg(k.slot, jsonb_build_array(k.revision, k.message_id)) FROM cards k
      WHERE k.bot_id = c.bot_id AND k.chat_id = c.chat_id) AS cards
FROM chats c JOIN schedules s ON s.bot_id = c.bot_id AND s.chat_id = c.chat_id
WHERE c.bot_id = %s AND c.chat_id = %s AND s.next_at <= clock_now()
ORDER BY s.next_at LIMIT 1
FOR UPDATE OF c, s
"""

DUE_CHATS = """
SELECT DISTINCT s.chat_id FROM schedules s JOIN chats c USING (bot_id, chat_id)
WHERE s.bot_id = %s AND s.next_at <= clock_now() AND c.blocked_at IS NULL
"""

# A handler that fails is tried again later, and later still, so that it cannot spin.
POSTPONE = """
UPDATE schedules SET attempts = attempts + 1, next_at = clock_now() + interval '1 minute' * 2 ^ least(attempts, 8)
WHERE bot_id = %s AND chat_id = %s AND kind = %s AND next_at = %s
"""


@dataclass(frozen=True, slots=True)
class Again:
    """A repeating schedule's next instant, and the local date that it has just fired for."""

    at: datetime
    fired_on: date


def next_fire(
    local_time: time, weekdays: int, zone: str, after: datetime, fired_on: date = date.min
) -> datetime:
    """The first instant later than `after` at which it is this local time on one of the weekdays.

    It is one instant on each local date later than `fired_on`, whatever the clocks do: see `_instant_on`.
    """
    if not weekdays & EVERY_DAY:
        raise ValueError("a schedule needs a weekday")
    place = ZoneInfo(zone)
    day = max(after.astimezone(place).date(), fired_on + ONE_DAY)
    while True:
        at = _instant_on(day, local_time, place) if weekdays >> day.weekday() & 1 else None
        if at is not None and at > after:
            return at
        day += ONE_DAY


def _instant_on(day: date, local_time: time, place: ZoneInfo) -> datetime | None:
    """When clocks there first show this time on this date.

    Where they jump over it, the first instant after the gap; the last second before it if the gap ends on
    another date (Nuuk, every spring); None for a date that the place never had (Samoa, 30 December 2011).
    """
    wall = datetime.combine(day, local_time)
    at = wall.replace(tzinfo=place).astimezone(UTC)  # of two such instants the first: fold is 0
    if _reading(at, place) == wall:
        return at
    # In a gap: fold=1 reckons with the offset after it and so lands before the jump, which is then looked for.
    before = wall.replace(tzinfo=place, fold=1).astimezone(UTC)
    seconds = range(int((at - before).total_seconds()))
    jump = bisect_left(seconds, wall, key=lambda s: _reading(before + timedelta(seconds=s), place))
    after_gap = before + timedelta(seconds=jump)
    candidates = (after_gap, after_gap - timedelta(seconds=1))
    return next((at for at in candidates if _reading(at, place).date() == day), None)


def _reading(at: datetime, place: ZoneInfo) -> datetime:
    return at.astimezone(place).replace(tzinfo=None)


async def take(tx: Transaction, bot_id: int, chat_id: int) -> Turn | None:
    """Lock a chat and its oldest due schedule."""
    for row in await tx.rows(TAKE_DUE, (bot_id, chat_id)):
        return Turn(
            bot_id=bot_id,
            chat_id=chat_id,
            now=row["now"],
            update_id=None,
            body=None,
            due=row["kind"],
            attempts=row["attempts"],
            last_message_id=row["last_message_id"],
            pending=None,
            cards=cards_of(row["cards"]),
            local_time=row["local_time"],
            weekdays=row["weekdays"],
            zone=row["zone"],
            due_at=row["next_at"],
            last_local_date=row["last_local_date"],
        )
    return None


def again(turn: Turn) -> Again | None:
    """When a due schedule comes round next; None for one that is over."""
    if turn.local_time is None or turn.weekdays is None or turn.zone is None or turn.due_at is None:
        return None
    # Counted from the date that fired as well: a clock that is set back cannot fire it twice.
    fired_on = turn.due_at.astimezone(ZoneInfo(turn.zone)).date()
    return Again(next_fire(turn.local_time, turn.weekdays, turn.zone, turn.now, fired_on), fired_on)


def too_late(turn: Turn) -> bool:
    """Whether a repeating message says nothing: its hour is long over, because the machine was off.

    So is it on a local date that has had its message, because the zone was changed in between.
    """
    if turn.local_time is None or turn.zone is None or turn.due_at is None:
        return False
    due_on = turn.due_at.astimezone(ZoneInfo(turn.zone)).date()
    had_its_day = turn.last_local_date is not None and turn.last_local_date >= due_on
    return had_its_day or turn.now - turn.due_at > LATE_AFTER


async def due_chats(tx: Transaction, bot_id: int) -> list[int]:
    """Chats in which something is due."""
    return [row["chat_id"] for row in await tx.rows(DUE_CHATS, (bot_id,))]


async def postpone(tx: Transaction, turn: Turn) -> None:
    """Try a failed schedule again later."""
    await tx.rows(POSTPONE, (turn.bot_id, turn.chat_id, turn.due, turn.due_at))


async def hour_of(tx: Transaction, bot_id: int, chat_id: int, kind: str) -> int | None:
    """The local hour at which something repeats in a chat; None where it does not."""
    sql = "SELECT local_time FROM schedules WHERE bot_id = %s AND chat_id = %s AND kind = %s"
    for row in await tx.rows(sql, (bot_id, chat_id, kind)):
        return row["local_time"].hour if row["local_time"] is not None else None
    return None
