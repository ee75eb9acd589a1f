"""What a week that is over says about the plan: proposals with what they rest on, which a person may decline.

Every rule looks at one thing and proposes at most one change; an early deload answers for all of them. Nothing here
knows of limits and permissions: who applies a proposal does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from core.engine.models import Block, BlockType, Reason, Trend
from core.engine.models.changes import (
    BlockExtension,
    Change,
    EarlyDeload,
    ExerciseSwap,
    IntensityReduction,
    Intervention,
    StallIntervention,
    VolumeIncrease,
    VolumeReduction,
)
from core.engine.one_more import OneMore
from core.engine.trends import Course

LOW_RECOVERY_SCORE = 0.35  # of a day's fatigue score (fatigue_score)
RECOVERY_DAYS = 7  # the last ones that are looked at (fatigue_score)

# Weeks in a row in which a lift is told to be stuck until each rung (stall_ladder); the third week's is a deload
SMALLEST_STEPS_WEEKS, LIGHTER_WEEKS, VARIATION_WEEKS, FEWER_SETS_WEEKS, GOAL_WEEKS = 2, 4, 5, 8, 12

HARD_WEEK_RPE = 1.0  # felt minus meant, as a mean over the week's workouts; design choice
HARD_WEEK_DAYS = 2  # workouts at least; design choice
EASIER_RIR = 1.0  # design choice
LITTLE_DONE = 0.7  # of the sets meant: the plan asks for more than there is room for; design choice
LESS_VOLUME = 0.8  # of the sets; design choice
WELL_DONE = 0.9  # of the sets meant; design choice
GAINING_LIFTS = 2  # that surely gain, for a block to be worth drawing out; design choice
LONGEST_BLOCK_WEEKS = 6  # rogerson_2024: a deload every 5.6 weeks
EXTENDED = frozenset({BlockType.ACCUMULATION, BlockType.INTENSIFICATION})
EASY = frozenset({BlockType.DELOAD, BlockType.RESTORATION})
STUCK = frozenset({Trend.STALLED, Trend.DECLINING})


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftWeeks:
    """One main lift: where it goes now, and for how many weekly evaluations in a row it has been stuck."""

    exercise_id: int
    course: Course | None
    stuck_weeks: int
    variation_id: int | None = None  # what could take its place

    @property
    def stuck(self) -> bool:
        """Told to stand still or to lose as of now."""
        return self.course is not None and self.course.trend in STUCK


def stuck_weeks(past: Sequence[Course], sunday: date) -> int:
    """For how many weekly evaluations in a row up to one a lift has been stuck; a week without it is passed over."""
    count, weeks = 0, groupby(reversed(past), key=lambda each: (sunday - each.on).days // 7)
    for ago, of_week in weeks:
        if ago < 0:
            continue
        if next(of_week).trend not in STUCK:
            break
        count += 1
    return count


@dataclass(frozen=True, slots=True, kw_only=True)
class Worn:
    """An accessory that has been done for so many weeks, and the next of its pool."""

    exercise_id: int
    weeks: int
    trend: Trend | None
    next_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedWeek:
    """A week of a block that is over. None where nothing was said or meant: unknown is neither well nor badly."""

    block: Block
    week_in_block: int  # 0-based, the one that is over
    deload_next: bool  # the week that comes is an easy one anyway
    lifts: tuple[LiftWeeks, ...] = ()
    low_recovery_days: int = 0
    effort_error_rpe: float | None = None  # mean of felt minus meant over its workouts
    workouts: int = 0
    compliance: float | None = None
    accessories: tuple[Worn, ...] = ()
    one_more: OneMore | None = None  # a set that some muscle has earned, where it fits

    @property
    def last(self) -> bool:
        """The block is over with it."""
        return self.week_in_block >= self.block.weeks - 1

    @property
    def went_well(self) -> bool:
        """Its sets were done, about as hard as meant and without low days, and no main lift is stuck."""
        felt = self.effort_error_rpe is None or self.effort_error_rpe < HARD_WEEK_RPE
        done = self.compliance is not None and self.compliance >= WELL_DONE
        return felt and done and self.low_recovery_days == 0 and not any(lift.stuck for lift in self.lifts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change and why; without a change it is advice."""

    reason: Reason
    change: Change | None = None


def review(week: ReviewedWeek) -> tuple[Proposal, ...]:
    """What is proposed after a week, the weightiest first. In an easy week nothing is.

    Where a block may not be scaled, neither less effort nor fewer sets of everything nor a set more is proposed.
    """
    if week.block.block_type in EASY:
        return ()
    deload = None if week.deload_next else _deload(week)
    if deload is not None:
        return (deload,)
    rules: tuple[Callable[[ReviewedWeek], Proposal | None], ...] = (_going_well, _worn_out)
    if week.block.allow_auto_scale:
        rules = (_too_hard, _too_much, *rules, _one_more)
    found = [_ladder(lift) for lift in week.lifts] + [rule(week) for rule in rules]
    return tuple(proposal for proposal in found if proposal is not None)


def _deload(week: ReviewedWeek) -> Proposal | None:
    """Stuck lifts together, one for weeks, or days of low recovery."""
    triggers = week.block.deload_triggers
    stuck = sum(lift.stuck for lift in week.lifts)
    weeks = max((lift.stuck_weeks for lift in week.lifts), default=0)
    if stuck >= triggers.performance_stall_sessions:
        return _early("stuck_lifts", "stall_posterior", lifts=stuck)
    if week.low_recovery_days >= triggers.low_recovery_days:
        return _early("low_recovery", "fatigue_score", days=week.low_recovery_days)
    if weeks == triggers.performance_stall_sessions and stuck > 0:
        return _early("stuck_weeks", "stall_posterior", weeks=weeks)
    return None


def _early(code: str, source: str, **facts: int) -> Proposal:
    return Proposal(
        reason=Reason(step="review", code=code, facts=dict(facts), source=source), change=EarlyDeload()
    )


def _ladder(lift: LiftWeeks) -> Proposal | None:
    """What is done about one lift, a step further the longer it is stuck; each step is proposed once."""
    if not lift.stuck or lift.course is None:
        return None
    change: Change | None = None
    match lift.stuck_weeks:
        case n if n == SMALLEST_STEPS_WEEKS:
            code = "smallest_steps"
        case n if n == LIGHTER_WEEKS:
            code, change = "lighter", _intervene(lift, Intervention.LIGHTER)
        case n if n == VARIATION_WEEKS and lift.variation_id is not None:
            code, change = "variation", _intervene(lift, Intervention.VARIATION)
        case n if n == FEWER_SETS_WEEKS:
            code, change = "fewer_sets", _intervene(lift, Intervention.FEWER_SETS)
        case n if n == GOAL_WEEKS:
            code = "goal"
        case _:
            return None
    surely = lift.course.decline if lift.course.trend is Trend.DECLINING else lift.course.stall
    facts = {
        "weeks": lift.stuck_weeks,
        "surely_pct": round(100.0 * surely),
        "slope_pct": round(100.0 * lift.course.slope_per_week, 2),
        "to_exercise_id": lift.variation_id if code == "variation" else None,
    }
    reason = Reason(
        step="review", code=code, facts=facts, source="stall_ladder", exercise_id=lift.exercise_id
    )
    return Proposal(reason=reason, change=change)


def _intervene(lift: LiftWeeks, intervention: Intervention) -> StallIntervention:
    to = lift.variation_id if intervention is Intervention.VARIATION else None
    return StallIntervention(exercise_id=lift.exercise_id, intervention=intervention, to_exercise_id=to)


def _too_hard(week: ReviewedWeek) -> Proposal | None:
    """Workouts that felt harder than meant, although every load was chosen for what was meant."""
    error_rpe = week.effort_error_rpe
    if week.last or error_rpe is None or error_rpe < HARD_WEEK_RPE or week.workouts < HARD_WEEK_DAYS:
        return None
    facts = {"error_rpe": round(error_rpe, 2), "workouts": week.workouts, "rir": EASIER_RIR}
    reason = Reason(step="review", code="felt_harder", facts=facts, source="effort_history")
    return Proposal(reason=reason, change=IntensityReduction(rir=EASIER_RIR))


def _too_much(week: ReviewedWeek) -> Proposal | None:
    """Sets that nobody gets round to are not in the plan."""
    if week.last or week.compliance is None or week.compliance >= LITTLE_DONE:
        return None
    facts = {"done_pct": round(100.0 * week.compliance), "less_pct": round(100.0 * (1.0 - LESS_VOLUME))}
    reason = Reason(step="review", code="too_much", facts=facts, source="design")
    return Proposal(reason=reason, change=VolumeReduction(factor=LESS_VOLUME))


def _going_well(week: ReviewedWeek) -> Proposal | None:
    """A week more of a block in which everything goes up, while it is no longer than a body bears."""
    block = week.block
    gaining = sum(lift.course is not None and lift.course.trend is Trend.IMPROVING for lift in week.lifts)
    if not week.last or block.block_type not in EXTENDED or block.weeks >= LONGEST_BLOCK_WEEKS:
        return None
    if not week.went_well or gaining < GAINING_LIFTS:
        return None
    facts = {"lifts": gaining, "weeks": block.weeks + 1}
    reason = Reason(step="review", code="going_well", facts=facts, source="rogerson_2024")
    return Proposal(reason=reason, change=BlockExtension(weeks=1))


def _worn_out(week: ReviewedWeek) -> Proposal | None:
    """The accessory that was done longest gives way to the next of its pool, where it does not gain."""
    cadence = week.block.rotation_policy.accessory_cadence_weeks
    due = [worn for worn in week.accessories if worn.weeks >= cadence and worn.trend is not Trend.IMPROVING]
    if not week.last or not due:
        return None
    worn = max(due, key=lambda each: each.weeks)
    reason = Reason(
        step="review",
        code="rotate",
        facts={"weeks": worn.weeks, "to_exercise_id": worn.next_id},
        source="design",
        exercise_id=worn.exercise_id,
    )
    return Proposal(
        reason=reason, change=ExerciseSwap(exercise_id=worn.exercise_id, to_exercise_id=worn.next_id)
    )


def _one_more(week: ReviewedWeek) -> Proposal | None:
    """One set for one muscle, after a week that went well in everything else, too."""
    found = week.one_more
    if found is None or week.last or not week.went_well or week.block.block_type not in EXTENDED:
        return None
    earned = found.step.reason
    facts = {
        "muscle": earned.facts["muscle"],
        "counting": found.landmark.counting.value,
        "week_sets": earned.facts["from_sets"],
        "mev_sets": found.landmark.mev_sets,
        "mrv_sets": found.landmark.mrv_sets,
        "soreness": earned.facts["soreness"],
        "error_rpe": earned.facts["error_rpe"],
        "weekday": found.weekday,
        "from_sets": found.sets,
        "to_sets": found.sets + 1,
    }
    reason = Reason(
        step="review", code="one_more", facts=facts, source=earned.source, exercise_id=found.exercise_id
    )
    change = VolumeIncrease(day_number=found.day_number, exercise_id=found.exercise_id)
    return Proposal(reason=reason, change=change)
