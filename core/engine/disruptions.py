"""What comes in between: which lifts and dates it covers, and when to ask whether it is still there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.engine.lifecycles import DisruptionStatus
from core.engine.models import DisruptionKind, Severity

ASK_AGAIN_AFTER = timedelta(days=7)  # design choice: what has no end is forgotten otherwise
MONITORED_FOR = timedelta(days=7)  # design choice: after its end it may come back


@dataclass(frozen=True, slots=True, kw_only=True)
class Disruption:
    """An injury, an illness, a journey ... No `exercise_ids` means all lifts, no `ends_on` an open end."""

    id: int
    kind: DisruptionKind
    severity: Severity
    status: DisruptionStatus
    starts_on: date
    ends_on: date | None
    exercise_ids: frozenset[int]
    description: str | None
    asked_at: datetime  # when it was reported, or last said to be still there

    @property
    def stops_training(self) -> bool:
        """Nothing is trained at all inside its dates."""
        active = self.status is DisruptionStatus.ACTIVE
        return active and self.severity is Severity.MAJOR and not self.exercise_ids

    def covers(self, on: date) -> bool:
        """Whether a date is one of its dates."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


def due_for_question(disruption: Disruption, now: datetime) -> bool:
    """Whether something without an end was not asked about for a week."""
    open_ended = disruption.status is DisruptionStatus.ACTIVE and disruption.ends_on is None
    return open_ended and now - disruption.asked_at >= ASK_AGAIN_AFTER
