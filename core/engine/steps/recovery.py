"""A muscle that worked hard a day ago is expected to be sore, unless somebody says how it feels."""

from datetime import timedelta

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.models import CheckInStatus, Muscle, Reason, Worked

# Three sets to failure: nobody has recovered after a day, two of five after two days (muscle_recovery)
HARD_SETS, HARD_SETS_TWO_DAYS_AGO = 3.0, 6.0
HARD_SPORT = 150.0  # minutes x RPE: 25 minutes at RPE 6; design choice


def recovery(situation: Situation) -> Adjustment | None:
    """One set fewer where a prime mover was trained close to failure, or in another sport, today or yesterday."""
    found = [each for each in situation.snapshot.worked if _is_tired(situation, each)]
    if not found:
        return None
    worst = max(found, key=lambda each: (each.sport_load, each.hard_sets, each.muscle))
    sport = worst.sport_load >= HARD_SPORT
    facts: dict[str, float | int | str | None] = {
        "muscle": worst.muscle,
        "days_ago": (situation.snapshot.local_date - worst.on).days,
        "hard_sets": worst.hard_sets,
        "sport_load": round(worst.sport_load),
        "sets": -1,
    }
    code = "other_sport" if sport else "trained_hard"
    reason = Reason(step="recovery", code=code, facts=facts, source="muscle_recovery")
    return Adjustment(family=Family.SORENESS, reason=reason, sets_delta=-1)


def _is_tired(situation: Situation, worked: Worked) -> bool:
    if worked.muscle not in situation.prime_movers or _is_said(situation, worked.muscle):
        return False
    days_ago = situation.snapshot.local_date - worked.on
    if not timedelta(0) <= days_ago <= timedelta(days=2):
        return False
    if days_ago == timedelta(days=2):
        return worked.hard_sets >= HARD_SETS_TWO_DAYS_AGO
    return worked.hard_sets >= HARD_SETS or worked.sport_load >= HARD_SPORT


def _is_said(situation: Situation, muscle: Muscle) -> bool:
    """An answer of today knows better; last time's answer, repeated, does not know of yesterday."""
    check_in = situation.snapshot.check_in
    return check_in.status is CheckInStatus.ANSWERED and muscle in check_in.soreness
