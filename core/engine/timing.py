"""How long work takes."""

import math
from collections.abc import Iterable, Sequence

from core.engine.models import SetTarget

SET_S = 40  # coaching practice: 22-40 s a set; design choice
CHANGE_S = 60  # walking over and loading up; design choice


def series_s(series: Iterable[SetTarget]) -> int:
    """Seconds for one exercise, rests and the change to it included."""
    return CHANGE_S + sum(
        (SET_S if target.duration_s is None else target.duration_s) + target.rest_s for target in series
    )


def minutes_of(all_series: Iterable[Sequence[SetTarget]]) -> int:
    return math.ceil(sum(series_s(series) for series in all_series) / 60)
