"""The training engine: pure functions from what is known to what to do. Start with `today.generate`."""

from core.engine.kits import KITS
from core.engine.lighten import lighten
from core.engine.models import ENGINE_VERSION
from core.engine.next_set import progress
from core.engine.planning import plan
from core.engine.plates import loadings
from core.engine.safety import may_amrap, may_test
from core.engine.steps.pain import react_to_pain
from core.engine.strength import estimate
from core.engine.today import generate
from core.engine.unusual import is_unusual
from core.engine.volume import hard_days_in_row, hard_sets

__all__ = [
    "ENGINE_VERSION",
    "KITS",
    "estimate",
    "generate",
    "hard_days_in_row",
    "hard_sets",
    "is_unusual",
    "lighten",
    "loadings",
    "may_amrap",
    "may_test",
    "plan",
    "progress",
    "react_to_pain",
]
