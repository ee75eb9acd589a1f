"""The bodies are the literature's: nobody softens one to please a figure."""

from collections.abc import Mapping
from random import Random
from statistics import fmean, stdev

import pytest

from core.engine.sources import SOURCES
from core.lab.lifter import make_lifter
from core.lab.people import personas, scripts
from core.lab.physiology import HARSH, USUAL, numbers, physiology, sources

PINNED: Mapping[str, tuple[float, str]] = {
    "report_bias_reps": (0.95, "halperin_2022"),
    "report_bias_between_sd_reps": (1.45, "halperin_2022"),
    "report_bias_full_from_reps": (2.0, "remmert_2023"),
    "report_noise_sd_reps": (1.0, "zourdos_2016"),
    "report_noise_at_max_sd_reps": (0.32, "zourdos_2016"),
    "day_cv_pct": (3.0, "grgic_2020"),
    "day_shared": (0.5, "design"),
    "drift_sd_pct_per_sqrt_week": (0.7, "ipf_drift"),
    "start_sd_pct": (15.0, "design"),
    "gain_beginner_pct_per_week": (1.0, "progression_rates"),
    "gain_intermediate_pct_per_week": (0.2, "progression_rates"),
    "gain_advanced_pct_per_week": (0.05, "progression_rates"),
    "gain_between_sd_pct_per_week": (0.1, "progression_rates"),
    "beginner_weeks": (26.0, "progression_rates"),
    "curve_main_k": (0.0249, "nuzzo_2024"),
    "curve_main_b": (1.078, "nuzzo_2024"),
    "curve_bench_k": (0.0379, "nuzzo_2024"),
    "curve_bench_b": (0.937, "nuzzo_2024"),
    "curve_leg_press_k": (0.0046, "nuzzo_2024"),
    "curve_leg_press_b": (1.577, "nuzzo_2024"),
    "reps_at_80_between_sd": (2.51, "nuzzo_2024"),
    "set_loss_at_failure_pct": (1.75, "back_off_practice"),
    "set_loss_none_from_rir": (5.0, "moran_navarro_2017"),
    "set_noise_sd_reps": (0.5, "design"),
    "layoff_free_days": (14.0, "detraining"),
    "layoff_third_week_pct": (1.0, "detraining"),
    "layoff_pct_per_week": (1.75, "detraining"),
    "layoff_most_pct": (25.0, "detraining"),
    "regain_pct_per_week": (3.5, "ogasawara_2013"),
    "exercise_ratio_sd_pct": (10.0, "design"),
}
PINNED_HARSH: Mapping[str, tuple[float, str]] = {
    "report_bias_between_sd_reps": (2.12, "halperin_2022"),
    "report_noise_sd_reps": (1.5, "steele_2017"),
    "day_cv_pct": (4.2, "grgic_2020"),
    "drift_sd_pct_per_sqrt_week": (0.84, "ipf_drift"),
    "start_sd_pct": (20.0, "design"),
    "gain_between_sd_pct_per_week": (0.2, "progression_rates"),
    "reps_at_80_between_sd": (3.4, "nuzzo_2024"),
    "set_noise_sd_reps": (0.8, "design"),
}
ANCHORS = [
    ("main", 90, 5.0),
    ("main", 70, 15.0),
    ("bench", 90, 4.0),
    ("bench", 80, 8.8),
    ("bench", 70, 14.1),
    ("leg_press", 90, 9.0),
    ("leg_press", 80, 13.1),
    ("leg_press", 70, 19.0),
]


@pytest.mark.parametrize(("name", "pinned"), [(USUAL, PINNED), (HARSH, PINNED_HARSH)])
def test_every_number_is_pinned_with_its_source(name: str, pinned: Mapping[str, tuple[float, str]]) -> None:
    assert {key: (each["value"], each["source"]) for key, each in numbers(name).items()} == pinned
    known = {*SOURCES, *sources(USUAL), *sources(name)}
    assert {source for _, source in pinned.values()} <= known


def test_harsher_bodies_are_nowhere_kinder() -> None:
    assert all(value > PINNED[key][0] for key, (value, _) in PINNED_HARSH.items())


@pytest.mark.parametrize(("curve", "percent", "reps"), ANCHORS)
def test_curves_pass_the_measured_anchors(curve: str, percent: int, reps: float) -> None:
    found = physiology().curve(curve)
    assert found.reps(percent / 100) == pytest.approx(reps, rel=0.06)
    assert found.fraction(found.reps(percent / 100)) == pytest.approx(percent / 100)


def test_people_differ_in_repetitions_and_in_what_they_say_as_much_as_measured() -> None:
    trained = [True] * 7
    lifters = [
        make_lifter(personas()[2], scripts()[0], physiology(), f"{number}", trained) for number in range(400)
    ]
    at_80 = [lifter.curves[1].reps(0.8) for lifter in lifters]
    assert stdev(at_80) == pytest.approx(2.51, rel=0.15)
    assert fmean(lifter.bias_reps for lifter in lifters) == pytest.approx(0.95, abs=0.2)
    assert stdev(lifter.bias_reps for lifter in lifters) == pytest.approx(1.45, rel=0.1)


def test_a_body_that_judges_well_near_its_limit_has_no_bias_there() -> None:
    body = physiology()
    assert body.bias_share(0.0) == 0.0
    assert body.bias_share(1.0) == 0.5
    assert body.report_noise_sd(0.0) == 0.32
    assert body.report_noise_sd(3.0) == 1.0


def test_time_away_costs_as_much_as_measured() -> None:
    body = physiology()
    assert [round(100 * body.layoff_loss(days), 2) for days in (0, 14, 21, 28, 56, 365)] == [
        0,
        0,
        1,
        2.75,
        9.75,
        25,
    ]


def test_strength_drifts_as_much_as_measured() -> None:
    draws = Random("drift")
    body = physiology()
    changes = []
    for _ in range(40):
        lifter = make_lifter(personas()[4], scripts()[0], body, f"{draws.random()}", [True] * 366)
        changes.append(lifter.levels[1][365] - lifter.levels[1][0])
    yearly_sd = (52 * 0.007**2 + (52 * 0.001) ** 2) ** 0.5  # drift, and gains that differ between people
    assert stdev(changes) == pytest.approx(yearly_sd, rel=0.25)
