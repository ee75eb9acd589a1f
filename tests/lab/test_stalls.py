"""The engine's detector of stalls and declines, heard by lifters of whom it is known where they go."""

from statistics import median

import pytest

from core.engine import trends
from core.lab.physiology import physiology
from core.lab.stalls import Heard, heard


def test_declines_are_found_and_gains_are_left_alone() -> None:
    """Thirty lifters, so shares are rough: a detector that never or always sounds is far outside."""
    found = heard(physiology(), 3, 30)
    assert found.lifters == 30
    assert found.false_stall_pct <= 25.0
    assert found.decline_found_pct >= 40.0
    assert found.decline_found_pct >= found.false_stall_pct + 30.0
    assert 40.0 <= found.ideal_decline_found_pct <= 95.0


def test_the_same_seed_hears_the_same() -> None:
    heard.cache_clear()
    first = heard(physiology(), 4, 3)
    heard.cache_clear()
    assert heard(physiology(), 4, 3) == first


def test_a_surer_alarm_is_rarer(monkeypatch: pytest.MonkeyPatch) -> None:
    heard.cache_clear()
    usual = heard(physiology(), 5, 12)
    heard.cache_clear()
    monkeypatch.setattr(trends, "SURE_OF_DECLINE", 1.0)
    never = heard(physiology(), 5, 12)
    heard.cache_clear()
    assert never.decline_found_pct == 0.0 < usual.decline_found_pct
    assert never.ideal_decline_found_pct == usual.ideal_decline_found_pct


@pytest.mark.long
def test_one_in_ten_is_alarmed_falsely_and_nine_in_ten_of_what_can_be_found_is() -> None:
    """Over five seeds, none of which the detector was set on."""
    found: list[Heard] = [heard(physiology(), seed, 300) for seed in range(1, 6)]
    assert median(each.false_stall_pct for each in found) <= 10.0
    assert median(each.decline_found_pct / each.ideal_decline_found_pct for each in found) >= 0.9
