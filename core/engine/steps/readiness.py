"""A day below one's own ordinary days costs the workout a set; where two signs agree, more. Fresh earns nothing."""

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.fatigue import Channel, score
from core.engine.models import Reason

LOW_SD, VERY_LOW_SD = -1.0, -2.0  # of an ordinary day; readiness 2 and 1 of 5 until the own days are known
VERY_LOW_LOAD = 0.95  # craven_2022: the most that one bad night may take off
AGREED_LOAD = 0.975  # half of it; design choice
AGREE = 2  # two_key_rule: so many signs before more than one set goes
AGREED_SETS_FROM = 3  # an exercise with fewer sets keeps them; design choice
OWN_LOAD = "readiness.VERY_LOW_LOAD"

# Answers about feeling are one sign, however many were asked: they come from the same head in the same minute
FEELING = (Channel.READINESS, Channel.MOOD)
SIGNS = (FEELING, (Channel.SLEEP,), (Channel.WEARABLE,), (Channel.PERFORMANCE,))
# A device moves sets only (hrv_band), a mood too; sets that felt hard have their own step
TAKE_LOAD = (Channel.READINESS, Channel.SLEEP)


def readiness(situation: Situation) -> Adjustment | None:
    """Unknown is not low, and not fresh: it changes nothing."""
    found = situation.signs
    low = [min(told, key=told.__getitem__) for told in _told(situation) if min(told.values()) <= LOW_SD]
    if not any(channel is not Channel.PERFORMANCE for channel in low):
        return None
    agreed = len(low) >= AGREE
    very_low = any(found.get(channel, 0.0) <= VERY_LOW_SD for channel in TAKE_LOAD)
    own = situation.own(OWN_LOAD) if very_low else {}
    load_factor = AGREED_LOAD if agreed else 1.0
    if very_low:
        load_factor = min(load_factor, situation.constant(OWN_LOAD, VERY_LOW_LOAD))
    gives_up = situation.yields_first or (agreed and situation.planned.sets >= AGREED_SETS_FROM)
    sets_delta = -1 if gives_up else 0
    if load_factor == 1.0 and sets_delta == 0:
        return None
    facts = {
        "readiness": situation.snapshot.check_in.readiness,
        "signs": ", ".join(low),
        "fatigue_score": _rounded(score(found)),
        "load_factor": load_factor,
        "sets": sets_delta,
        **own,
    }
    code = "several" if agreed else "low" if low == [Channel.READINESS] else "one_sign"
    reason = Reason(
        step="readiness", code=code, facts=facts, source="two_key_rule" if agreed else "craven_2022"
    )
    return Adjustment(family=Family.READINESS, reason=reason, load_factor=load_factor, sets_delta=sets_delta)


def _told(situation: Situation) -> list[dict[Channel, float]]:
    """What each independent sign says, where it says anything."""
    found = situation.signs
    told = [{channel: found[channel] for channel in channels if channel in found} for channels in SIGNS]
    return [each for each in told if each]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
