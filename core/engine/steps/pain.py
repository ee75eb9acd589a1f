"""Sharp or strong pain stops a lift, mild pain makes it lighter, and tomorrow decides."""

from datetime import date, timedelta

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.models import Pain, PainDecision, Reason

MOST_PAIN_TO_TRAIN_WITH = 5  # of 10; silbernagel
MILD_PAIN = 2  # of 10; design choice
MILD_LOAD, MODERATE_LOAD = 0.90, 0.80  # design choice, after -20 % for a minor injury in coaching practice
PAIN_RPE = 7.0  # design choice
WEEK_DAYS = 7  # silbernagel: no increase from week to week
REMEMBERED_DAYS = 7  # unless a later report says that it has settled; design choice


def react_to_pain(pain: Pain) -> PainDecision:
    """What a report does at once. Only red flags stop the whole workout."""
    stops = pain.sharp or pain.level > MOST_PAIN_TO_TRAIN_WITH
    load_factor = _load_factor(pain)
    return PainDecision(
        stop_workout=False,
        stop_exercise=stops,
        load_factor=load_factor,
        reason=Reason(
            step="pain",
            code=_code(pain),
            facts={
                "level": pain.level,
                "load_factor": load_factor,
                "ask_on": (pain.local_date + timedelta(days=1)).isoformat() if pain.level > 0 else None,
            },
            source="silbernagel",
            exercise_id=pain.exercise_id,
        ),
    )


def pain(situation: Situation) -> Adjustment | None:
    """By the latest report; a lift that hurts more from week to week, or still in the morning, has to wait."""
    report = _latest(situation)
    if report is None:
        return None
    code = _waits(situation, report)
    if code is not None:
        facts = {"level": report.level}
        reason = Reason(step="pain", code=code, facts=facts, source="silbernagel")
        return Adjustment(family=Family.PAIN, reason=reason, drop=True)
    decision = react_to_pain(report)
    if not decision.stop_exercise and decision.load_factor == 1.0:
        return None
    return Adjustment(
        family=Family.PAIN,
        reason=decision.reason,
        load_factor=decision.load_factor,
        rpe_cap=PAIN_RPE,
        round_down=True,
        drop=decision.stop_exercise,
    )


def _waits(situation: Situation, report: Pain) -> str | None:
    """Milder pain that does not behave as pain that may be trained with."""
    if react_to_pain(report).stop_exercise or report.level <= MILD_PAIN:
        return None
    if report.morning:
        return "not_settled"
    week_ago = situation.snapshot.local_date - timedelta(days=WEEK_DAYS)
    before = _worst(situation, week_ago - timedelta(days=WEEK_DAYS), week_ago)
    lately = _worst(situation, week_ago, situation.snapshot.local_date)
    return "rising" if 0 < before < lately else None


def _worst(situation: Situation, after: date, until: date) -> int:
    """The worst level after one date and until another; 0 where nothing was said."""
    return max(
        (
            report.level
            for report in situation.snapshot.pains
            if report.exercise_id == situation.exercise.id and after < report.local_date <= until
        ),
        default=0,
    )


def _code(pain: Pain) -> str:
    if pain.sharp:
        return "sharp"
    if pain.level > MOST_PAIN_TO_TRAIN_WITH:
        return "strong"
    return "lighter" if pain.level > 0 else "settled"


def _load_factor(pain: Pain) -> float:
    if pain.sharp or pain.level > MOST_PAIN_TO_TRAIN_WITH:
        return 0.0
    if pain.level <= 0:
        return 1.0
    return MILD_LOAD if pain.level <= MILD_PAIN else MODERATE_LOAD


def _latest(situation: Situation) -> Pain | None:
    """The newest day's worst report of this exercise."""
    today = situation.snapshot.local_date
    since = today - timedelta(days=REMEMBERED_DAYS)
    own = [
        report
        for report in situation.snapshot.pains
        if report.exercise_id == situation.exercise.id and since <= report.local_date <= today
    ]
    return max(own, key=lambda report: (report.local_date, report.sharp, report.level), default=None)
