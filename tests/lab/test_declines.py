"""What an ideal detector finds is a bound that others have computed, too."""

import pytest

from core.lab.declines import found


@pytest.mark.parametrize(
    ("noise_pct", "drift_pct", "sessions", "share"),
    [(3, 0.7, 1, 0.71), (3, 0.7, 2, 0.77), (4, 0.7, 2, 0.64), (4, 0.7, 3, 0.69), (5, 0.7, 1, 0.43)],
)
def test_the_ideal_detector_is_as_good_as_one_can_be(
    noise_pct: float, drift_pct: float, sessions: int, share: float
) -> None:
    assert found(noise_pct / 100, drift_pct / 100, 1, sessions) == pytest.approx(share, abs=0.06)
