"""Which date it is for somebody: the day ends at four in the morning, the week starts on Monday."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_ENDS_AFTER = timedelta(hours=4)  # a workout that runs past midnight belongs to the evening it began in

# Local time. What nobody asked for and what can wait comes outside of the night; design choice.
QUIET_FROM, QUIET_UNTIL = time(21), time(8)


def local_date(now: datetime, zone: str) -> date:
    """The date that `now` belongs to in a zone."""
    return (now.astimezone(ZoneInfo(zone)) - DAY_ENDS_AFTER).date()


def week_start(day: date) -> date:
    """The Monday of a date's week."""
    return day - timedelta(days=day.weekday())


def when_awake(at: datetime, zone: str) -> datetime:
    """The same moment, or the end of the night that it falls into."""
    there = at.astimezone(ZoneInfo(zone))
    if QUIET_UNTIL <= there.time() < QUIET_FROM:
        return at
    morning = there.date() + timedelta(days=1 if there.time() >= QUIET_FROM else 0)
    return datetime.combine(morning, QUIET_UNTIL, ZoneInfo(zone)).astimezone(UTC)
