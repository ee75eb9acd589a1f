"""What a wearable measures every morning: sleep, heart, and its own score of recovery. It knows a little of the day.

Draws from a stream of its own: who takes the device off is the same lifter on the same days.
"""

import math
from datetime import date, timedelta
from random import Random

from core.engine.baseline import HRV_RECENT_DAYS, MONTH_DAYS, Measurement, measured
from core.engine.models import Measured
from core.lab.lifter import Lifter
from core.lab.people import Script

# Of grown-ups, and what a bad night does; design choice
HRV_MS, LN_HRV_SD, BAD_LN_HRV = 60.0, 0.10, -0.25
RESTING_HR_BPM, RESTING_HR_SD_BPM, BAD_RESTING_HR_BPM = 56.0, 2.0, 7.0
SLEEP_MINUTES, SLEEP_SD_MINUTES, BAD_SLEEP_MINUTES = 440.0, 40.0, -170.0
RECOVERY_PCT, RECOVERY_SD_PCT, BAD_RECOVERY_PCT = 62.0, 15.0, -40.0
OF_THE_DAY = 0.3  # correlation of all of it with the day's form; design choice
WORN_SHARE = 0.9  # of the nights


def of_today(lifter: Lifter, script: Script, day: int, today: date) -> Measured | None:
    """Today beside the weeks before, as the product sees it; None without a device."""
    if not script.wears_a_device:
        return None
    ago = range(MONTH_DAYS + HRV_RECENT_DAYS, -1, -1)
    return measured([_night(lifter, script, day - n, today - timedelta(days=n)) for n in ago], today)


def _night(lifter: Lifter, script: Script, day: int, on: date) -> Measurement:
    draws = Random(f"{lifter.seed}/device/{day}")
    if draws.random() >= WORN_SHARE:
        return Measurement(on=on)
    better, own = lifter.shared_form(day) / lifter.shared_form_sd, math.sqrt(1.0 - OF_THE_DAY**2)
    hrv, heart, sleep, recovery = (OF_THE_DAY * better + own * draws.gauss(0.0, 1.0) for _ in range(4))
    bad = day // 7 in script.bad_nights
    return Measurement(
        on=on,
        hrv_ms=HRV_MS * math.exp(LN_HRV_SD * hrv + BAD_LN_HRV * bad),
        resting_hr_bpm=RESTING_HR_BPM - RESTING_HR_SD_BPM * heart + BAD_RESTING_HR_BPM * bad,
        recovery_pct=min(max(RECOVERY_PCT + RECOVERY_SD_PCT * recovery + BAD_RECOVERY_PCT * bad, 1.0), 99.0),
        sleep_minutes=round(max(SLEEP_MINUTES + SLEEP_SD_MINUTES * sleep + BAD_SLEEP_MINUTES * bad, 0.0)),
    )
