"""What is usual for one athlete: how they answer, and what their device measures, so that today is judged by it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, stdev

from core.engine.models import CheckIn, CheckInStatus, Measured, Usual

LEAST_ANSWERS = 14  # own_baseline; until then fixed anchors
BASELINE_DAYS = 90  # design choice
QUESTIONS = ("readiness", "motivation", "stress", "sleep_minutes", "sleep_quality")

HRV_RECENT_DAYS, HRV_LEAST_RECENT = 7, 3  # hrv_band
MONTH_DAYS, LEAST_MONTH_DAYS = 30, 14  # hrv_band
HRV_BAND_SD = 0.5  # the smallest change worth anything, so one step of deviation (hrv_band)
LEAST_LN_HRV_SD = 0.05  # design choice
LEAST_RESTING_HR_SD_BPM = 3.0  # design choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What a device measured on one date; None is not measured."""

    on: date
    hrv_ms: float | None = None
    resting_hr_bpm: float | None = None
    recovery_pct: float | None = None
    sleep_minutes: int | None = None


def usual(said: Iterable[CheckIn]) -> Mapping[str, Usual]:
    """Mean and deviation of every question with enough answers. One that was only repeated is no answer."""
    answers = [each for each in said if each.status is CheckInStatus.ANSWERED]
    found: dict[str, Usual] = {}
    for question in QUESTIONS:
        values = [float(value) for each in answers if (value := getattr(each, question)) is not None]
        if len(values) >= LEAST_ANSWERS:
            found[question] = Usual(mean=fmean(values), sd=stdev(values))
    return found


def measured(days: Sequence[Measurement], on: date) -> Measured | None:
    """Today's measurements, those that vary from day to day beside the month before; None where none say anything."""
    today = next((each for each in days if each.on == on), Measurement(on=on))
    told = Measured(
        recovery_pct=today.recovery_pct,
        hrv_deviation=_hrv(days, on),
        resting_hr_deviation=_resting_hr(days, today),
        sleep_minutes=today.sleep_minutes,
    )
    return None if told == Measured() else told


def _hrv(days: Sequence[Measurement], on: date) -> float | None:
    """The week's mean of ln rMSSD in steps of half a deviation of the month before it."""
    week_from = on - timedelta(days=HRV_RECENT_DAYS - 1)
    week = _ln_hrv(days, week_from, on)
    month = _ln_hrv(days, week_from - timedelta(days=MONTH_DAYS), week_from - timedelta(days=1))
    if len(week) < HRV_LEAST_RECENT or len(month) < LEAST_MONTH_DAYS:
        return None
    return (fmean(week) - fmean(month)) / (HRV_BAND_SD * max(stdev(month), LEAST_LN_HRV_SD))


def _ln_hrv(days: Sequence[Measurement], first: date, last: date) -> list[float]:
    inside = (each.hrv_ms for each in days if first <= each.on <= last)
    return [math.log(hrv_ms) for hrv_ms in inside if hrv_ms is not None and hrv_ms > 0.0]


def _resting_hr(days: Sequence[Measurement], today: Measurement) -> float | None:
    """Today's resting heart rate against the month before: faster is worse."""
    month_from = today.on - timedelta(days=MONTH_DAYS)
    month = [
        each.resting_hr_bpm
        for each in days
        if each.resting_hr_bpm is not None and month_from <= each.on < today.on
    ]
    if today.resting_hr_bpm is None or len(month) < LEAST_MONTH_DAYS:
        return None
    return (fmean(month) - today.resting_hr_bpm) / max(stdev(month), LEAST_RESTING_HR_SD_BPM)
