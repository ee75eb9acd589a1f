"""Reminders: once per local date, whatever clocks, zones and machines do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.delivery import inbox, schedules
from core.delivery.effects import Effects, ScheduleWrite, Turn
from core.delivery.finish import finish
from core.delivery.schedules import EVERY_DAY, LATE_AFTER, again, next_fire, too_late
from core.persistence.database import Database, Transaction

# Links to files that are no places ("localtime" is this machine's own).
ZONES = sorted(available_timezones() - {"Factory", "localtime"})
FIRST, LAST = (
    datetime(1971, 1, 1, tzinfo=UTC),
    datetime(2037, 12, 1, tzinfo=UTC),
)  # all rules are written down

zones = st.sampled_from(ZONES)
times = st.times().map(lambda t: t.replace(microsecond=0))
instants = st.timedeltas(timedelta(0), LAST - FIRST).map(lambda since: FIRST + since)
masks = st.integers(1, EVERY_DAY)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def due(at: datetime, now: datetime, zone: str, local_time: time, fired: date | None = None) -> Turn:
    return Turn(
        bot_id=1,
        chat_id=1,
        now=now,
        update_id=None,
        body=None,
        due="reminder",
        attempts=0,
        last_message_id=0,
        pending=None,
        cards={},
        local_time=local_time,
        weekdays=EVERY_DAY,
        zone=zone,
        due_at=at,
        last_local_date=fired,
    )


@cache
def clock_changes(zone: str, first: datetime = FIRST, last: datetime = LAST) -> tuple[datetime, ...]:
    """Every instant at which a zone's clocks jump."""
    place = ZoneInfo(zone)

    def offset(at: datetime) -> timedelta | None:
        return at.astimezone(place).utcoffset()

    def jumps() -> Iterator[datetime]:
        at = first
        while at < last:
            low, high = at, at + timedelta(days=7)
            at = high
            if offset(low) == offset(high):
                continue
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
            yield high

    return tuple(jumps())


def fires(zone: str, local_time: time, weekdays: int, after: datetime, days: int) -> list[datetime]:
    """The fires of some days, each counted from the one before as the worker counts them."""
    found = [next_fire(local_time, weekdays, zone, after)]
    while found[-1] < after + timedelta(days=days):
        coming = again(due(found[-1], found[-1], zone, local_time))
        assert coming is not None
        found.append(coming.at)
    return found


@lru_cache(maxsize=100)
def dates_around(zone: str, around: datetime) -> list[date]:
    """The local dates that a place really has, found by looking every quarter of an hour."""
    place, quarter = ZoneInfo(zone), timedelta(minutes=15)
    return sorted({(around + n * quarter).astimezone(place).date() for n in range(-6 * 96, 10 * 96)})


def one_fire_per_date(zone: str, local_time: time, around: datetime) -> None:
    found = fires(zone, local_time, EVERY_DAY, around - timedelta(days=3), days=6)
    dates = [at.astimezone(ZoneInfo(zone)).date() for at in found]
    assert dates == [day for day in dates_around(zone, around) if dates[0] <= day <= dates[-1]]


@pytest.mark.parametrize(
    ("zone", "local_time", "after", "expected"),
    [
        # A plain day.
        ("Europe/Berlin", "07:00", "2026-11-04T05:59", "2026-11-04T06:00"),
        # 02:00 jumps to 03:00: the first instant after the gap.
        ("Europe/Berlin", "02:30", "2027-03-27T12:00", "2027-03-28T01:00"),
        # 03:00 falls back to 02:00: the first of the two, and not the second.
        ("Europe/Berlin", "02:30", "2027-10-30T12:00", "2027-10-31T00:30"),
        ("Europe/Berlin", "02:30", "2027-10-31T00:30", "2027-11-01T01:30"),
        # Midnight itself jumps to one o'clock.
        ("Africa/Cairo", "00:15", "2027-04-29T12:00", "2027-04-29T22:00"),
        ("America/Havana", "00:00", "2027-03-13T12:00", "2027-03-14T05:00"),
        # One o'clock falls back to midnight.
        ("America/Havana", "00:30", "2026-10-31T12:00", "2026-11-01T04:30"),
        ("America/Havana", "00:30", "2026-11-01T04:30", "2026-11-02T05:30"),
        # Half an hour is enough for a gap.
        ("Australia/Lord_Howe", "02:15", "2026-10-03T00:00", "2026-10-03T15:30"),
        # The gap ends on the next date, 23:00 to 00:00: the last second before it.
        ("America/Nuuk", "23:30", "2027-03-27T12:00", "2027-03-28T00:59:59"),
        ("America/Nuuk", "23:30", "2027-03-28T00:59:59", "2027-03-29T00:30"),
        # Samoa crossed the date line and never had 30 December 2011.
        ("Pacific/Apia", "08:00", "2011-12-29T18:00", "2011-12-30T18:00"),
    ],
)
def test_what_is_due_when_clocks_change(zone: str, local_time: str, after: str, expected: str) -> None:
    assert next_fire(time.fromisoformat(local_time), EVERY_DAY, zone, utc(after)) == utc(expected)


def test_a_weekday_that_a_place_never_had_waits_for_the_next_week() -> None:
    friday = 1 << 4
    at = next_fire(time(8), friday, "Pacific/Apia", utc("2011-12-28T00:00"))
    assert at.astimezone(ZoneInfo("Pacific/Apia")).isoformat() == "2012-01-06T08:00:00+14:00"


@given(zones, times, masks, instants)
def test_a_fire_is_later_than_asked_and_on_one_of_the_weekdays(
    zone: str, local_time: time, weekdays: int, after: datetime
) -> None:
    at = next_fire(local_time, weekdays, zone, after)
    assert at > after
    assert weekdays >> at.astimezone(ZoneInfo(zone)).weekday() & 1


@given(zones, times, instants)
def test_clocks_that_do_not_jump_show_the_time_asked_for(
    zone: str, local_time: time, after: datetime
) -> None:
    at = next_fire(local_time, EVERY_DAY, zone, after)
    here = at.astimezone(ZoneInfo(zone))
    quiet = (here - timedelta(days=1)).utcoffset() == (here + timedelta(days=1)).utcoffset()
    assert here.time() == local_time or not quiet


@given(zones, st.integers(-90, 90), st.data())
def test_every_local_date_around_a_clock_change_has_exactly_one_fire(
    zone: str, minutes: int, data: st.DataObject
) -> None:
    changes = clock_changes(zone, utc("2005-01-01"), utc("2030-01-01")) or (utc("2026-11-04T12:00"),)
    change = data.draw(st.sampled_from(changes))
    near = change.astimezone(ZoneInfo(zone)) + timedelta(minutes=minutes)
    one_fire_per_date(zone, near.time(), change)


@given(zones, zones, times, instants)
def test_a_changed_zone_never_brings_a_second_message_on_one_local_date(
    home: str, away: str, local_time: time, after: datetime
) -> None:
    first = next_fire(local_time, EVERY_DAY, home, after)
    turn = due(first, first, home, local_time)
    fired = again(turn)
    assert fired is not None
    landed = next_fire(local_time, EVERY_DAY, away, first + timedelta(minutes=1))
    there = landed.astimezone(ZoneInfo(away)).date()
    says_nothing = too_late(due(landed, landed, away, local_time, fired.fired_on))
    assert says_nothing == (there <= fired.fired_on)


@given(zones, times, instants, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_a_clock_that_is_set_back_fires_no_date_again(
    zone: str, local_time: time, after: datetime, back: timedelta
) -> None:
    at = next_fire(local_time, EVERY_DAY, zone, after)
    coming = again(due(at, at - back, zone, local_time))
    assert coming is not None
    assert coming.fired_on < coming.at.astimezone(ZoneInfo(zone)).date()


def test_after_days_off_the_machine_says_nothing_old_and_goes_on_with_the_next_date() -> None:
    was_due, now = utc("2026-11-01T07:00"), utc("2026-11-04T12:00")
    turn = due(was_due, now, "Europe/London", time(7))
    assert too_late(turn)
    coming = again(turn)
    assert coming is not None
    assert coming.at == utc("2026-11-05T07:00")


def test_a_message_that_is_a_little_late_is_said() -> None:
    was_due = utc("2026-11-04T07:00")
    assert not too_late(due(was_due, was_due + LATE_AFTER, "Europe/London", time(7), date(2026, 11, 3)))


def test_a_schedule_without_a_weekday_is_refused_rather_than_looked_for_for_ever() -> None:
    with pytest.raises(ValueError, match="weekday"):
        next_fire(time(7), 0, "Europe/London", utc("2026-11-04T07:00"))


@pytest.mark.parametrize(
    ("zone", "local_time", "says_nothing"),
    [("America/New_York", time(8), True), ("America/New_York", time(18), False)],
    ids=["another zone, the same date", "another time is another reminder"],
)
async def test_what_a_reminder_that_has_fired_does_after_a_change(
    db: Database, zone: str, local_time: time, says_nothing: bool
) -> None:
    async def plan(update_id: int, at: datetime, zone: str, local_time: time) -> None:
        wanted = ScheduleWrite(
            kind="reminder", next_at=at, local_time=local_time, weekdays=EVERY_DAY, zone=zone
        )
        async with db.transaction() as tx:
            await inbox.store(tx, 1, [inbox.Incoming(update_id, 7, {})])
            turn = await inbox.take(tx, 1, 7)
            assert turn is not None
            await finish(tx, turn, Effects(schedules=(wanted,)))

    async def take(tx: Transaction) -> Turn:
        turn = await schedules.take(tx, 1, 7)
        assert turn is not None
        return turn

    tokyo_morning = utc("2025-11-03T23:00")  # the 4th, at eight
    await plan(1, tokyo_morning, "Asia/Tokyo", time(8))
    async with db.transaction() as tx:
        turn = await take(tx)
        await finish(tx, turn, Effects(), again=again(turn))
    await plan(2, next_fire(local_time, EVERY_DAY, zone, tokyo_morning), zone, local_time)
    async with db.transaction() as tx:
        landed = await take(tx)
        assert landed.due_at is not None
        assert too_late(replace(landed, now=landed.due_at)) == says_nothing


@pytest.mark.long
def test_every_clock_change_on_earth_keeps_one_fire_per_date() -> None:
    half_hours = [time(n // 2, n % 2 * 30) for n in range(48)]
    for zone in {clock_changes(zone): zone for zone in ZONES}.values():  # many names are of one place
        for change in clock_changes(zone):
            for local_time in half_hours:
                one_fire_per_date(zone, local_time, change)
