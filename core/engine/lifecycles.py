"""The lives of things that have a status, and the only steps they may take."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class WorkoutStatus(StrEnum):
    """A workout: planned until it is opened, or completed at once where it is told afterwards.

    A missed or skipped one can be made up for, a finished one reopened.
    """

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    SKIPPED = "skipped"
    MISSED = "missed"


class MacrocycleStatus(StrEnum):
    """A plan: one is active; it was followed to its end, or given up for another."""

    ACTIVE = "active"
    COMPLETED = "completed"
    ARCHIVED = "archived"


class DisruptionStatus(StrEnum):
    """A disruption: active, over but still watched, resolved; it may come back."""

    ACTIVE = "active"
    MONITORING = "monitoring"
    RESOLVED = "resolved"


class AdaptationStatus(StrEnum):
    """A change to the plan: proposed, then applied or declined; what was applied can be reverted."""

    PROPOSED = "proposed"
    APPLIED = "applied"
    DECLINED = "declined"
    REVERTED = "reverted"


class EventStatus(StrEnum):
    """A meet, test, match or race."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


W, M, D, A, E = WorkoutStatus, MacrocycleStatus, DisruptionStatus, AdaptationStatus, EventStatus
STEPS: Mapping[type[StrEnum], Mapping[StrEnum, frozenset[StrEnum]]] = MappingProxyType(
    {
        W: {
            W.PLANNED: frozenset({W.IN_PROGRESS, W.COMPLETED, W.SKIPPED, W.MISSED}),
            W.IN_PROGRESS: frozenset({W.COMPLETED, W.SKIPPED}),
            W.COMPLETED: frozenset({W.IN_PROGRESS}),
            W.SKIPPED: frozenset({W.PLANNED, W.COMPLETED}),
            W.MISSED: frozenset({W.PLANNED, W.COMPLETED}),
        },
        M: {
            M.ACTIVE: frozenset({M.COMPLETED, M.ARCHIVED}),
            M.COMPLETED: frozenset(),
            M.ARCHIVED: frozenset(),
        },
        D: {
            D.ACTIVE: frozenset({D.MONITORING, D.RESOLVED}),
            D.MONITORING: frozenset({D.ACTIVE, D.RESOLVED}),
            D.RESOLVED: frozenset({D.ACTIVE}),
        },
        A: {
            A.PROPOSED: frozenset({A.APPLIED, A.DECLINED}),
            A.APPLIED: frozenset({A.REVERTED}),
            A.DECLINED: frozenset(),
            A.REVERTED: frozenset(),
        },
        E: {
            E.PLANNED: frozenset({E.DONE, E.CANCELLED}),
            E.DONE: frozenset({E.PLANNED}),
            E.CANCELLED: frozenset({E.PLANNED}),
        },
    }
)


def before(status: StrEnum) -> frozenset[StrEnum]:
    """The statuses from which `status` may be reached: what an UPDATE has to find."""
    return frozenset(each for each, after in STEPS[type(status)].items() if status in after)
