"""What today's sets of one exercise aim at, before a load is known, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.engine.adjust import Combined, Situation
from core.engine.curve import EASIEST_RPE, reps_to_failure
from core.engine.loads import loadable_steps_g
from core.engine.models import LoadMode, Reason, SetKind, SetMode, SetTarget, Strength

NO_FACTS: Mapping[str, float | int | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """So many sets of so many repetitions at this effort."""

    sets: int
    reps: int
    reps_max: int | None
    rpe: float
    rest_s: int
    reps_delta: int = 0  # repetitions that are left out: the load is that of the full set

    def target(self, load_g: int | None, reps: int, rpe: float | None) -> SetTarget:
        """One working set; the upper end of a range never falls below its lower end."""
        reps = max(reps + self.reps_delta, 1)
        most = None if self.reps_max is None else self.reps_max + self.reps_delta
        reps_max = None if most is None or most <= reps else most
        return SetTarget(
            kind=SetKind.WORK, load_g=load_g, reps=reps, reps_max=reps_max, rpe=rpe, rest_s=self.rest_s
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The sets of one exercise, why they are so, and the loads that set by set may choose from."""

    series: tuple[SetTarget, ...]
    reasons: tuple[Reason, ...]
    load_steps_g: tuple[int, ...] = ()
    mode: SetMode = SetMode.STRAIGHT


def aim_of(situation: Situation, decision: Combined) -> Aim:
    """Today's line of the plan with everything that was decided but the load. At least one set remains."""
    planned = situation.planned
    sets = planned.sets + decision.sets_delta
    return Aim(
        sets=max(sets if decision.most_sets is None else min(sets, decision.most_sets), 1),
        reps=max(planned.reps, decision.reps_least or 1, 1),
        reps_max=planned.reps_max,
        rpe=capped_rpe(planned.rpe, decision.rpe_cap, situation.strength),
        rest_s=planned.rest_s,
        reps_delta=decision.reps_delta,
    )


def capped_rpe(planned_rpe: float, cap: float | None, strength: Strength | None) -> float:
    """A planned effort, which means what is really left. A cap also holds for what this person will call it."""
    planned_rpe = max(planned_rpe, EASIEST_RPE)
    if cap is None:
        return planned_rpe
    bias_reps = 0.0 if strength is None else max(strength.rir_bias_reps, 0.0)
    return min(planned_rpe, 10.0 - reps_to_failure(0, max(cap, EASIEST_RPE), bias_reps))


def asks_for_more(situation: Situation, cap: float) -> bool:
    """Whether the plan means an effort above a cap, or one that this person will call more than that."""
    return capped_rpe(situation.planned.rpe, cap, situation.strength) < situation.planned.rpe


def steps_here_g(situation: Situation, decision: Combined) -> tuple[int, ...]:
    """What can be loaded here within a coach's limit. Help is no load: more of it is lighter."""
    steps_g = loadable_steps_g(situation.snapshot.profile.kit, situation.exercise)
    most_g = decision.most_load_g
    if most_g is None or situation.exercise.load_mode is LoadMode.ASSISTED:
        return steps_g
    return tuple(step_g for step_g in steps_g if step_g <= most_g)


def sets_reason(situation: Situation, aim: Aim, later: Mapping[str, float | int | None] = NO_FACTS) -> Reason:
    """How many sets; `later` says how those after the first follow from it."""
    facts = {"planned_sets": situation.planned.sets, "sets": aim.sets, **later}
    return Reason(step="sets", code="sets", facts=facts, exercise_id=situation.exercise.id)
