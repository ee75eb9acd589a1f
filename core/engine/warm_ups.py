"""The way up to the first work set: five protocols, one of them the lifter's own."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from core.engine.models import WarmUpProtocol, WarmUpStep

MOST_STEPS = 10  # design choice


def _steps(*steps: tuple[float, int]) -> tuple[WarmUpStep, ...]:
    return tuple(WarmUpStep(percent=percent, reps=reps) for percent, reps in steps)


# percent of the working load and repetitions (warm_up_standard; the others are coaching practice as well);
# 0 percent is the lightest load that there is: the empty bar
PROTOCOLS: Mapping[WarmUpProtocol, tuple[WarmUpStep, ...]] = MappingProxyType(
    {
        WarmUpProtocol.STANDARD: _steps((40, 5), (60, 3), (75, 2), (90, 1)),
        WarmUpProtocol.MINIMAL: _steps((50, 5), (75, 2)),
        WarmUpProtocol.EXTENDED: _steps((30, 10), (50, 5), (65, 3), (80, 2), (90, 1), (95, 1)),
        WarmUpProtocol.EMPTY_BAR: _steps((0, 10), (50, 5), (70, 3), (85, 1)),
    }
)
STANDARD = PROTOCOLS[WarmUpProtocol.STANDARD]


def steps_of(protocol: WarmUpProtocol, custom_steps: Sequence[WarmUpStep] = ()) -> tuple[WarmUpStep, ...]:
    """The steps of a protocol; a custom one has its own."""
    return tuple(custom_steps) if protocol is WarmUpProtocol.CUSTOM else PROTOCOLS[protocol]


def is_way_up(steps: Sequence[WarmUpStep]) -> bool:
    """Whether each step is heavier than the one before, and there are not too many."""
    rising = all(before.percent < after.percent for before, after in pairwise(steps))
    return rising and len(steps) <= MOST_STEPS
