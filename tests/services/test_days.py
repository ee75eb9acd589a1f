"""Whose night it is: what nobody asked for waits until the morning, and never longer."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.services.days import QUIET_FROM, QUIET_UNTIL, when_awake

instants = st.timedeltas(timedelta(0), timedelta(days=365)).map(
    lambda since: datetime(2026, 1, 1, tzinfo=UTC) + since
)
zones = st.sampled_from(["UTC", "America/New_York", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney"])


@given(instants, zones)
def test_it_is_day_there_and_not_later_than_the_end_of_the_night(at: datetime, zone: str) -> None:
    found = when_awake(at, zone)
    assert QUIET_UNTIL <= found.astimezone(ZoneInfo(zone)).time() < QUIET_FROM
    assert timedelta(0) <= found - at <= timedelta(hours=12), (
        "eleven hours of night, one more when clocks change"
    )
    assert when_awake(found, zone) == found


@pytest.mark.parametrize(
    ("at", "awake"),
    [("07:59", "08:00"), ("08:00", "08:00"), ("20:59", "20:59"), ("21:00", "08:00"), ("00:30", "08:00")],
)
def test_the_night_is_from_nine_to_eight(at: str, awake: str) -> None:
    found = when_awake(datetime.fromisoformat(f"2026-11-04T{at}:00+01:00"), "Europe/Madrid")
    assert f"{found.astimezone(ZoneInfo('Europe/Madrid')):%H:%M}" == awake
