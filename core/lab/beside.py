"""The other coaches' turn: the same exercise for the same body on the same day, loaded by each of them."""

from core.engine.loads import loadable_steps_g
from core.engine.models import ExercisePrescription, SetKind, SetTarget, Snapshot
from core.lab import invariants
from core.lab.athlete import SET_TAKES, Athlete, counts
from core.lab.coaches import Line
from core.lab.lifter import Attempt
from core.lab.people import library
from core.lab.telling import said


def train_beside(athlete: Athlete, each: ExercisePrescription, snapshot: Snapshot, day: int) -> None:
    """The same exercise with the plan's sets, repetitions and effort, loaded by each other coach."""
    exercise = library()[each.exercise_id].exercise
    meant = next(reason.facts for reason in each.reasons if reason.step == "plan")
    if not athlete.beside or not counts(each):
        return
    line = Line(
        day=day,
        exercise_id=each.exercise_id,
        sets=_whole(meant["sets"]),
        reps=_whole(meant["reps"]),
        reps_max=None if meant["reps_max"] is None else _whole(meant["reps_max"]),
        rpe=min(max(float(meant["rpe"] or 0.0), invariants.EASIEST_RPE), invariants.HARDEST_RPE),
        steps_g=loadable_steps_g(snapshot.profile.kit, exercise),
    )
    for name, coach in athlete.beside.items():
        coach.begin(line)
        worn = 0.0
        for number in range(line.sets):
            load_g, reps = coach.choose(line)
            attempt = Attempt(
                day=day,
                exercise_id=line.exercise_id,
                number=number,
                load_g=load_g,
                reps=reps,
                reps_max=line.reps_max if reps == line.reps else None,
                stop_rpe=line.rpe,
            )
            done = athlete.lifter.lift(attempt, worn)
            worn += athlete.lifter.physiology.set_loss(max(done.rir, 0.0))
            athlete.seen.tally(name).add(line.rpe, done.rir, missed=done.failed)
            target = SetTarget(kind=SetKind.WORK, load_g=load_g, reps=line.reps, rpe=line.rpe)
            reported, _ = said(athlete, done, target, snapshot.now + SET_TAKES * number)
            coach.hear(line, load_g, done, reported)
        coach.end(line)


def _whole(value: float | str | None) -> int:
    return int(value or 0)
