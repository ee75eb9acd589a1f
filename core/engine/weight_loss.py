"""A body weight that falls fast is a question for a person, never praise, and nothing here advises to lose any."""

from collections.abc import Sequence
from datetime import date, timedelta

FAST_LOSS = 0.05  # of body weight; design choice
WITHIN = timedelta(weeks=4)  # design choice


def fast_loss(weighed: Sequence[tuple[date, int]]) -> float | None:
    """The share lost between the heaviest of the last four weeks and the newest, where it is a lot. Oldest first."""
    if not weighed:
        return None
    newest_on, newest_g = weighed[-1]
    lately_g = [grams for on, grams in weighed if on >= newest_on - WITHIN and grams > 0]
    most_g = max(lately_g, default=0)
    return 1.0 - newest_g / most_g if newest_g < (1.0 - FAST_LOSS) * most_g else None
