"""The steps that may adjust an exercise of today. Their order orders nothing: see `adjust.combine`."""

from collections.abc import Callable

from core.engine.adjust import Adjustment, Situation
from core.engine.steps.ceilings import ceilings
from core.engine.steps.disruptions import disruptions
from core.engine.steps.effort_history import effort_history
from core.engine.steps.first_exposure import first_exposure
from core.engine.steps.frequency import frequency
from core.engine.steps.layoff import layoff
from core.engine.steps.limits import limits
from core.engine.steps.pain import pain
from core.engine.steps.people import alone, minor, pregnancy
from core.engine.steps.progression import progression
from core.engine.steps.readiness import readiness
from core.engine.steps.recovery import recovery
from core.engine.steps.returning import returning
from core.engine.steps.soreness import soreness
from core.engine.steps.volume_rise import volume_rise
from core.engine.steps.weekly_volume import weekly_volume

Step = Callable[[Situation], Adjustment | None]

STEPS: tuple[Step, ...] = (
    ceilings,
    minor,
    pregnancy,
    alone,
    effort_history,
    readiness,
    soreness,
    recovery,
    weekly_volume,
    volume_rise,
    progression,
    layoff,
    returning,
    frequency,
    pain,
    disruptions,
    first_exposure,
    limits,
)
