"""An exercise that was never done before begins lighter and with few sets, however much its load is known."""

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.loads import WITHOUT_MAX
from core.engine.models import Reason

FIRST_LOAD = 0.90  # first_exposure
FIRST_SETS = 2  # first_exposure
FIRST_RPE = 7.0  # where no load can be lighter; design choice


def first_exposure(situation: Situation) -> Adjustment | None:
    """A max that was entered says that it is not new. Where no load is known, the way up to it is light enough."""
    unloaded = situation.exercise.load_mode in WITHOUT_MAX
    if _known(situation) or (situation.strength is None and not unloaded):
        return None
    load_factor = 1.0 if unloaded else FIRST_LOAD
    sets_delta = min(FIRST_SETS - situation.planned.sets, 0)
    return Adjustment(
        family=Family.FIRST_TIME,
        reason=Reason(
            step="first_exposure",
            code="first_time",
            facts={"load_factor": load_factor, "sets": sets_delta},
            source="first_exposure",
        ),
        load_factor=load_factor,
        sets_delta=sets_delta,
        rpe_cap=FIRST_RPE if unloaded else None,
    )


def _known(situation: Situation) -> bool:
    snapshot, number = situation.snapshot, situation.exercise.id
    return bool(situation.done) or any(entry.exercise_id == number for entry in snapshot.maxes)
