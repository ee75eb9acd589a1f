"""A fast loss of body weight is noticed; a slow one, a gain, and one weight alone are not."""

from datetime import date, timedelta

import pytest

from core.engine.weight_loss import fast_loss

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("weighed", "noticed"),
    [
        ([], False),
        ([(0, 80.0)], False),
        ([(28, 80.0), (0, 75.9)], True),
        ([(28, 80.0), (0, 76.0)], False),  # five percent, not more
        ([(29, 80.0), (0, 70.0)], False),  # longer ago than four weeks
        ([(20, 80.0), (10, 82.0), (0, 77.0)], True),
        ([(20, 70.0), (0, 80.0)], False),
    ],
)
def test_more_than_five_percent_in_four_weeks_is_noticed(
    weighed: list[tuple[int, float]], noticed: bool
) -> None:
    rows = [(TODAY - timedelta(days=ago), round(1000 * kilograms)) for ago, kilograms in weighed]
    assert (fast_loss(rows) is not None) == noticed
