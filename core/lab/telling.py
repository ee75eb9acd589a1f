"""What the log is told of a set: habits of reporting, typing errors, other loads than asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from core.engine import is_unusual
from core.engine.models import ExercisePrescription, PerformedSet, SetKind, SetTarget, Snapshot
from core.lab.athlete import MONDAY, Athlete
from core.lab.lifter import Lifted

SAYS_LESS_RPE = 1.5
SAID_SHARE = 0.4  # of sets, where efforts are said now and then
TYPED_FACTOR = 10


def told(
    athlete: Athlete,
    each: ExercisePrescription,
    target: SetTarget,
    done: Lifted,
    snapshot: Snapshot,
    at: datetime,
    earlier: Sequence[PerformedSet],
) -> PerformedSet:
    """The set as it is logged, typing errors included; what is odd is asked about, as in the product."""
    rpe, target_rpe = said(athlete, done, target, at)
    made = PerformedSet(
        exercise_id=each.exercise_id,
        at=at,
        local_date=snapshot.local_date,
        load_g=target.load_g,
        reps=done.reps,
        rpe=rpe,
        target_rpe=target_rpe,
        target_reps=target.reps,
        failed=done.failed,
        rehab=each.rehab,
        body_weight_g=snapshot.body_weight_g,
        place_id=snapshot.place_id,
    )
    week = (snapshot.now - MONDAY).days // 7
    typo = next(
        (one for one in athlete.script.typos if one.week == week and week not in athlete.typos_made), None
    )
    if typo is None or target.load_g is None or target.kind is not SetKind.WORK:
        return made
    athlete.typos_made.add(week)
    made = replace(made, load_g=TYPED_FACTOR * target.load_g)
    odd = is_unusual(each.strength, each, made, earlier) is not None
    return replace(made, trusted=typo.confirmed or not odd)


def said(
    athlete: Athlete, done: Lifted, target: SetTarget, at: datetime
) -> tuple[float | None, float | None]:
    """The effort that is reported, and the one that was asked for as far as the log knows it."""
    rpe: float | None = done.rpe
    match athlete.script.report:
        case "ten":
            rpe = 10.0
        case "less":
            rpe = max(done.rpe - SAYS_LESS_RPE, 5.0)
        case "tick":
            rpe = None
        case "nothing":
            return None, None
        case "sometimes":
            says = Random(f"{athlete.lifter.seed}/says/{at.isoformat()}").random() < SAID_SHARE
            rpe = done.rpe if says else None
    return rpe, target.rpe
