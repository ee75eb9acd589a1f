"""Until when a day of the plan that was missed can be made up for, and which day of the plan is due."""

from collections.abc import Sequence

from core.engine.models import PlannedDay, Role

SUNDAY = 7  # by definition


def made_up_until(days: Sequence[PlannedDay], day: PlannedDay) -> int:
    """The last weekday for it: the day before the week's next day with the same first main lift, else Sunday."""
    lift = _leading_lift(day)
    same = (each for each in days if each.weekday > day.weekday and _leading_lift(each) == lift)
    return SUNDAY if lift is None else min((each.weekday - 1 for each in same), default=SUNDAY)


def due(days: Sequence[PlannedDay], left: Sequence[PlannedDay], weekday: int) -> PlannedDay | None:
    """The first of the days that are left which has come and may still be made up for."""
    come = (each for each in left if each.weekday <= weekday <= made_up_until(days, each))
    return next(come, None)


def _leading_lift(day: PlannedDay) -> int | None:
    return next((line.exercise_id for line in day.exercises if line.role is Role.MAIN), None)
