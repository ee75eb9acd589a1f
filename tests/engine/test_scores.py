"""Points and classes as competitions count them; the vectors are published results and independent computations."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.models import Sex
from core.engine.scores import (
    CLASS_LIMITS_KG,
    AgeDivision,
    Discipline,
    Scores,
    WeightClass,
    age_division,
    scores,
    weight_class,
)

MALE, FEMALE = Sex.MALE, Sex.FEMALE
BENCH = Discipline.BENCH_PRESS
ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("sex", "body_weight_g", "total_g", "dots"),
    [
        (MALE, 100_000, 1_000_000, 615.5157646),
        (MALE, 83_000, 700_000, 472.561),
        (FEMALE, 63_000, 450_000, 483.982),
    ],
)
def test_dots(sex: Sex, body_weight_g: int, total_g: int, dots: float) -> None:
    assert scores(total_g, body_weight_g, sex).dots == pytest.approx(dots, rel=0, abs=5e-4)


@pytest.mark.parametrize(
    ("sex", "body_weight_g", "total_g", "wilks"),
    [
        (MALE, 100_000, 1_000_000, 608.5890719),
        (FEMALE, 100_000, 1_000_000, 832.5833167),
        (FEMALE, 60_000, 500_000, 557.4434),
    ],
)
def test_wilks(sex: Sex, body_weight_g: int, total_g: int, wilks: float) -> None:
    assert scores(total_g, body_weight_g, sex).wilks == pytest.approx(wilks, rel=0, abs=5e-5)


@pytest.mark.parametrize(
    ("sex", "body_weight_g", "total_g", "discipline", "equipped", "points"),
    [
        (MALE, 92_040, 1_035_000, Discipline.THREE_LIFTS, True, 112.85),  # published
        (FEMALE, 70_500, 122_500, BENCH, False, 96.78),  # published
        (MALE, 83_000, 700_000, Discipline.THREE_LIFTS, False, 96.899),
        (FEMALE, 63_000, 450_000, Discipline.THREE_LIFTS, False, 98.452),
    ],
)
def test_ipf_gl(
    sex: Sex, body_weight_g: int, total_g: int, discipline: Discipline, equipped: bool, points: float
) -> None:
    made = scores(total_g, body_weight_g, sex, discipline=discipline, equipped=equipped)
    digits = len(str(points).partition(".")[2])
    assert made.ipf_gl is not None
    assert round(made.ipf_gl, digits) == points


@pytest.mark.parametrize("sex", [MALE, FEMALE])
def test_beyond_the_bounds_of_a_formula_the_bound_counts(sex: Sex) -> None:
    assert scores(500_000, 20_000, sex).dots == scores(500_000, 40_000, sex).dots
    assert scores(500_000, 300_000, sex).wilks == scores(500_000, 250_000, sex).wilks


def test_ipf_gl_has_no_points_below_the_body_weight_where_it_begins() -> None:
    assert scores(100_000, 34_999, FEMALE).ipf_gl is None
    assert scores(100_000, 35_000, FEMALE).ipf_gl is not None


@pytest.mark.parametrize(("sex", "body_weight_g"), [(None, 80_000), (MALE, None), (Sex.MX, 80_000)])
def test_what_is_unknown_or_has_no_formula_has_no_score_and_no_class(
    sex: Sex | None, body_weight_g: int | None
) -> None:
    assert scores(500_000, body_weight_g, sex) == Scores(dots=None, wilks=None, ipf_gl=None)
    assert weight_class(sex, body_weight_g) is None


@given(
    st.sampled_from([MALE, FEMALE]),
    st.integers(20_000, 400_000),
    st.integers(1, 1_500_000),
    st.sampled_from(Discipline),
    st.booleans(),
)
def test_a_heavier_total_is_always_more_points(
    sex: Sex, body_weight_g: int, total_g: int, discipline: Discipline, equipped: bool
) -> None:
    less, more = (
        scores(total, body_weight_g, sex, discipline=discipline, equipped=equipped)
        for total in (total_g, total_g + 500)
    )
    for name in ("dots", "wilks", "ipf_gl"):
        points, better = getattr(less, name), getattr(more, name)
        assert (points is None) == (better is None) == (name == "ipf_gl" and body_weight_g < 35_000)
        assert points is None or 0.0 < points < better


@pytest.mark.parametrize(
    ("sex", "body_weight_g", "division", "limit_kg", "above"),
    [
        (MALE, 83_000, AgeDivision.OPEN, 83, False),
        (MALE, 83_010, AgeDivision.OPEN, 93, False),
        (MALE, 120_000, None, 120, False),
        (MALE, 120_010, None, 120, True),
        (MALE, 52_000, AgeDivision.JUNIOR, 53, False),
        (MALE, 52_000, AgeDivision.MASTERS_1, 59, False),
        (MALE, 52_000, None, 59, False),
        (FEMALE, 43_000, AgeDivision.SUB_JUNIOR, 43, False),
        (FEMALE, 43_000, AgeDivision.OPEN, 47, False),
        (FEMALE, 70_000, AgeDivision.OPEN, 76, False),
        (FEMALE, 84_500, AgeDivision.JUNIOR, 84, True),
    ],
)
def test_a_class_goes_up_to_its_limit_and_the_last_one_has_none(
    sex: Sex, body_weight_g: int, division: AgeDivision | None, limit_kg: int, above: bool
) -> None:
    assert weight_class(sex, body_weight_g, division) == WeightClass(limit_kg * 1000, above)


@given(st.sampled_from([MALE, FEMALE]), st.integers(20_000, 400_000), st.sampled_from([None, *AgeDivision]))
def test_everybody_is_in_the_narrowest_class_that_holds_them(
    sex: Sex, body_weight_g: int, division: AgeDivision | None
) -> None:
    found = weight_class(sex, body_weight_g, division)
    assert found is not None
    assert (body_weight_g > found.limit_g) == found.above
    below = [kg * 1000 for kg in CLASS_LIMITS_KG[sex][1:] if kg * 1000 < found.limit_g]
    assert all(limit_g < body_weight_g for limit_g in below)


@pytest.mark.parametrize(
    ("born", "division"),
    [
        (date(2012, 11, 22), None),  # 14 tomorrow
        (date(2012, 11, 21), AgeDivision.SUB_JUNIOR),
        (date(2008, 1, 1), AgeDivision.SUB_JUNIOR),
        (date(2007, 12, 31), AgeDivision.JUNIOR),
        (date(2003, 1, 1), AgeDivision.JUNIOR),
        (date(2002, 12, 31), AgeDivision.OPEN),
        (date(1987, 1, 1), AgeDivision.OPEN),
        (date(1986, 12, 31), AgeDivision.MASTERS_1),
        (date(1976, 12, 31), AgeDivision.MASTERS_2),
        (date(1966, 12, 31), AgeDivision.MASTERS_3),
        (date(1956, 12, 31), AgeDivision.MASTERS_4),
        (date(1930, 1, 1), AgeDivision.MASTERS_4),
        (None, None),
    ],
)
def test_a_division_is_by_the_age_reached_in_the_calendar_year(
    born: date | None, division: AgeDivision | None
) -> None:
    assert age_division(born, ON) is division
