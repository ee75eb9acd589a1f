"""What age, pregnancy and lifting alone take from the effort. None of it takes from the load by itself."""

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.aim import asks_for_more
from core.engine.models import Pregnancy, Reason
from core.engine.posture import on_the_back
from core.engine.safety import alone_under

MINOR_RPE = 8.0  # minors
MINOR_LEAST_REPS = 5  # minors
PREGNANT_RPE = 7.0  # pregnancy
PREGNANT_LEAST_REPS = 8  # so light that no breath need be held; pregnancy
ALONE_RPE = 9.0  # one repetition left to rack the bar with; design choice


def minor(situation: Situation) -> Adjustment | None:
    """Under 18: nothing near a maximum, and always the lighter of two loads. An unknown age changes nothing."""
    if situation.snapshot.profile.minor is not True:
        return None
    facts = {"rpe": MINOR_RPE, "reps": MINOR_LEAST_REPS}
    return Adjustment(
        family=Family.CEILING,
        reason=Reason(step="people", code="minor", facts=facts, source="minors"),
        rpe_cap=MINOR_RPE,
        reps_least=MINOR_LEAST_REPS,
        round_down=True,
    )


def pregnancy(situation: Situation) -> Adjustment | None:
    """Pregnant or after a birth: moderate efforts of more repetitions, whatever the plan says."""
    told = situation.snapshot.profile.pregnancy
    if told is None:
        return None
    if told is Pregnancy.EXPECTING and on_the_back(situation.exercise):
        reason = Reason(step="people", code="on_the_back", source="pregnancy")
        return Adjustment(family=Family.CEILING, reason=reason, drop=True)
    facts = {"rpe": PREGNANT_RPE, "reps": PREGNANT_LEAST_REPS, "stage": told.value}
    return Adjustment(
        family=Family.CEILING,
        reason=Reason(step="people", code="pregnancy", facts=facts, source="pregnancy"),
        rpe_cap=PREGNANT_RPE,
        reps_least=PREGNANT_LEAST_REPS,
        round_down=True,
    )


def alone(situation: Situation) -> Adjustment | None:
    """Under a bar that nothing catches a repetition is always left."""
    if not asks_for_more(situation, ALONE_RPE) or not alone_under(
        situation.snapshot.profile, situation.exercise
    ):
        return None
    facts = {"planned_rpe": situation.planned.rpe, "rpe": ALONE_RPE}
    return Adjustment(
        family=Family.CEILING, reason=Reason(step="people", code="alone", facts=facts), rpe_cap=ALONE_RPE
    )
