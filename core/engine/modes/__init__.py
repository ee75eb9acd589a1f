"""How the sets of one exercise lead to each other: one function for each mode."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from core.engine.models import ExercisePrescription, PerformedSet, Progress, SetMode, SetTarget
from core.engine.modes import apre, drops

Mode = Callable[[ExercisePrescription, Sequence[SetTarget], Sequence[PerformedSet]], Progress]

MODES: Mapping[SetMode, Mode] = MappingProxyType(
    {
        SetMode.STRAIGHT: drops.straight,
        SetMode.DOUBLE_PROGRESSION: drops.straight,
        SetMode.AMRAP: drops.straight,
        SetMode.LOAD_DROP: drops.load_drop,
        SetMode.REPEATS: drops.repeats,
        SetMode.APRE_3: apre.go_on,
        SetMode.APRE_6: apre.go_on,
        SetMode.APRE_10: apre.go_on,
    }
)
