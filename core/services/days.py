"""Which date it is for somebody: the day ends at four in the morning, the week starts on Monday."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY_ENDS_AFTER = timedelta(hours=4)  # a workout that runs past midnight belongs to the evening it began in


def local_date(now: datetime, zone: str) -> date:
    """The date that `now` belongs to in a zone."""
    return (now.astimezone(ZoneInfo(zone)) - DAY_ENDS_AFTER).date()


def week_start(day: date) -> date:
    """The Monday of a date's week."""
    return day - timedelta(days=day.weekday())
