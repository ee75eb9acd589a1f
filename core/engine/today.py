"""Today's workout. The whole policy is `generate`; each part of it is one file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core.engine.accessories import Chosen, with_accessories
from core.engine.adjust import Combined, Situation, combine
from core.engine.aim import Written
from core.engine.disruptions import at_hand, stopping, without_equipment
from core.engine.fitting import Authored, Together, fit
from core.engine.formulas import within_bounds
from core.engine.groups import letter
from core.engine.habits import heard
from core.engine.models import (
    CheckInStatus,
    Disruption,
    ExercisePrescription,
    Muscle,
    Reason,
    RestDay,
    SetKind,
    Snapshot,
    Steering,
    Workout,
)
from core.engine.series import write
from core.engine.steps import STEPS
from core.engine.steps.ceilings import EASY_BLOCKS
from core.engine.steps.frequency import without_rest
from core.engine.steps.soreness import WORST
from core.engine.week import situations


def generate(snapshot: Snapshot) -> Workout | RestDay:
    """Plan's line -> strength -> combined adjustments -> loads that exist -> warm-ups -> what fits."""
    history = tuple(heard(snapshot.history, tells=snapshot.habits.tells))
    snapshot = replace(snapshot, history=history, constants=within_bounds(snapshot.constants))
    answered = (*_check_in(snapshot), *_missing_equipment(snapshot))
    if snapshot.red_flag is not None:
        return RestDay(trace=(_red_flag(snapshot), *answered))

    if stops := stopping(snapshot):
        return RestDay(trace=(*answered, *(_stops(each) for each in stops), _disrupted()))

    snapshot, chosen = with_accessories(at_hand(snapshot))
    today, missing = situations(snapshot)
    if today and all(_all_sore(situation) for situation in today):
        return RestDay(
            trace=(*answered, Reason(step="rest_day", code="all_sore", source="soreness_practice"))
        )

    prescribed: list[ExercisePrescription] = []
    left_out = list(missing)
    worked: set[Muscle] = set()
    for situation in today:
        decision = combine(said for step in STEPS if (said := step(situation)) is not None)
        warm = situation.prime_movers <= worked
        written = None if decision.drop else write(situation, decision, warm=warm)
        if isinstance(written, Written):
            prescribed.append(_prescription(situation, decision, written, chosen))
            worked |= situation.prime_movers
        else:
            left_out += _why_left_out(situation, decision, written)

    library = {exercise.id: exercise for exercise in snapshot.exercises}
    fitted = fit(prescribed, library, snapshot.profile.minutes, _authored(today))
    trace = (*answered, *without_rest(snapshot), *left_out, *fitted.reasons)
    if not fitted.groups:
        return RestDay(trace=(*trace, Reason(step="rest_day", code="nothing_left")))
    return Workout(
        exercises=_placed(fitted.rested, _names(today)),
        trace=trace,
        minutes=fitted.minutes,
    )


def _prescription(
    situation: Situation, decision: Combined, written: Written, chosen: Chosen
) -> ExercisePrescription:
    selection = chosen.get(situation.exercise.id)
    return ExercisePrescription(
        exercise_id=situation.exercise.id,
        order=0,
        group="",
        role=situation.planned.role,
        selection=situation.planned.selection if selection is None else selection,
        series=written.series,
        reasons=(
            *(() if selection is None else selection.reasons),
            *situation.reasons,
            *_of(situation, (*decision.reasons, *_own_load_per_rpe(situation))),
            *written.reasons,
        ),
        strength=situation.strength,
        load_steps_g=written.load_steps_g,
        steering=_steering(situation, decision, written),
    )


def _steering(situation: Situation, decision: Combined, written: Written) -> Steering:
    """Its mode, and how many sets may come back. A deload gives nothing back, an unknown lift has no measure."""
    planned = situation.planned
    work = sum(target.kind is SetKind.WORK for target in written.series)
    ramps = any(target.kind is SetKind.RAMP for target in written.series)
    easy = situation.snapshot.block_type in EASY_BLOCKS
    most = planned.sets if decision.most_sets is None else min(planned.sets, decision.most_sets)
    held_back = 0 if ramps or easy else min(decision.held_back_sets, most - work)
    return Steering(mode=written.mode, fatigue_pct=planned.fatigue_pct, held_back_sets=max(held_back, 0))


def _own_load_per_rpe(situation: Situation) -> tuple[Reason, ...]:
    """For `set_by_set`, which sees the prescription only."""
    own = situation.snapshot.constants.get("set_by_set.LOAD_PER_RPE")
    return () if own is None else (Reason(step="own", code="load_per_rpe", facts={"load_per_rpe": own}),)


def _authored(today: Sequence[Situation]) -> Authored:
    """What a coach wrote of today's exercises."""
    written = [each.planned for each in today if each.planned.series]
    return Authored(
        exercise_ids=frozenset(line.exercise_id for line in written),
        groups={line.exercise_id: line.group for line in written if line.group is not None},
        rests=frozenset(
            line.exercise_id for line in written if any(each.rest_s is not None for each in line.series)
        ),
    )


def _names(today: Sequence[Situation]) -> Mapping[int, str]:
    """By exercise, the name that a coach gave its group."""
    return {each.planned.exercise_id: name for each in today if (name := each.planned.group_name) is not None}


def _placed(groups: Sequence[Together], names: Mapping[int, str]) -> tuple[ExercisePrescription, ...]:
    """Order from 1, and for what is done together its name or a letter, no two alike; after Z comes AA."""
    letters = [letter(index) for index in range(len(groups))]
    called: list[str] = []
    for index, group in enumerate(groups):
        name = names.get(group[0].exercise_id)
        called.append(letters[index] if name is None or name in (*letters, *called) else name)
    placed = [(name, each) for name, group in zip(called, groups, strict=True) for each in group]
    return tuple(replace(each, order=order, group=group) for order, (group, each) in enumerate(placed, 1))


def _why_left_out(situation: Situation, decision: Combined, written: Reason | None) -> Iterable[Reason]:
    left_out = Reason(step="left_out", code="left_out", exercise_id=situation.exercise.id)
    return (*_of(situation, decision.reasons), *(() if written is None else (written,)), left_out)


def _of(situation: Situation, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(replace(reason, exercise_id=situation.exercise.id) for reason in reasons)


def _all_sore(situation: Situation) -> bool:
    felt = situation.snapshot.check_in.soreness
    return any(felt.get(muscle, 0) >= WORST for muscle in situation.prime_movers)


def _check_in(snapshot: Snapshot) -> tuple[Reason, ...]:
    """What was heard: an answer, last time's answer, or nothing, which is neither tired nor fresh."""
    check_in = snapshot.check_in
    known = check_in.readiness is not None or bool(check_in.soreness)
    code = check_in.status if known else CheckInStatus.UNKNOWN
    facts = {"readiness": check_in.readiness, "muscles": len(check_in.soreness)}
    return (Reason(step="check_in", code=code.value, facts=facts),)


def _red_flag(snapshot: Snapshot) -> Reason:
    return Reason(step="red_flag", code="red_flag", facts={"sign": snapshot.red_flag}, source="red_flags")


def _missing_equipment(snapshot: Snapshot) -> tuple[Reason, ...]:
    code = "missing_equipment"
    return tuple(
        Reason(step="disruptions", code=code, facts={"severity": each.severity}, source="disruption_practice")
        for each in without_equipment(snapshot)
    )


def _stops(disruption: Disruption) -> Reason:
    facts = {"kind": disruption.kind, "severity": disruption.severity}
    return Reason(step="disruptions", code="no_training", facts=facts, source="disruption_practice")


def _disrupted() -> Reason:
    return Reason(step="rest_day", code="disrupted", source="disruption_practice")
