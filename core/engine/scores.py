"""Scores that compare totals across body weights, and the IPF's classes: for comparing, no load depends on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import exp

from core.engine.models import Sex
from core.engine.people import age

G_PER_KG = 1000  # by definition


class Discipline(StrEnum):
    """What a total is the sum of."""

    THREE_LIFTS = "three_lifts"
    BENCH_PRESS = "bench_press"


class AgeDivision(StrEnum):
    """Whom one competes with, by the year of birth."""

    SUB_JUNIOR = "sub_junior"
    JUNIOR = "junior"
    OPEN = "open"
    MASTERS_1 = "masters_1"
    MASTERS_2 = "masters_2"
    MASTERS_3 = "masters_3"
    MASTERS_4 = "masters_4"


@dataclass(frozen=True, slots=True)
class WeightClass:
    """Up to a body weight, that one included; or all above it."""

    limit_g: int
    above: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """A total in points; None where a formula has no answer, as without a sex or a body weight."""

    dots: float | None
    wilks: float | None
    ipf_gl: float | None


@dataclass(frozen=True, slots=True)
class Polynomial:
    """`total * points / sum(coefficients[i] * body_weight_kg ** i)`, the body weight kept within the bounds."""

    points: float
    lightest_kg: float
    heaviest_kg: float
    coefficients: tuple[float, ...]


# Source dots
DOTS: Mapping[Sex, Polynomial] = {
    Sex.MALE: Polynomial(
        500, 40.0, 210.0, (-307.75076, 24.0900756, -0.1918759221, 0.0007391293, -0.0000010930)
    ),
    Sex.FEMALE: Polynomial(
        500, 40.0, 150.0, (-57.96288, 13.6175032, -0.1126655495, 0.0005158568, -0.0000010706)
    ),
}

# Source wilks: the formula of 1994, not the one of 2020
WILKS: Mapping[Sex, Polynomial] = {
    Sex.MALE: Polynomial(
        500,
        40.0,
        201.9,
        (-216.0475144, 16.2606339, -0.002388645, -0.00113732, 7.01863e-06, -1.291e-08),
    ),
    Sex.FEMALE: Polynomial(
        500,
        26.51,
        154.53,
        (594.31747775582, -27.23842536447, 0.82112226871, -0.00930733913, 4.731582e-05, -9.054e-08),
    ),
}

# Source ipf_gl: by sex, equipment and discipline the A, B and C of `total * 100 / (A - B * e ** (-C * kg))`
IPF_GL: Mapping[tuple[Sex, bool, Discipline], tuple[float, float, float]] = {
    (Sex.MALE, False, Discipline.THREE_LIFTS): (1199.72839, 1025.18162, 0.00921),
    (Sex.MALE, True, Discipline.THREE_LIFTS): (1236.25115, 1449.21864, 0.01644),
    (Sex.MALE, False, Discipline.BENCH_PRESS): (320.98041, 281.40258, 0.01008),
    (Sex.MALE, True, Discipline.BENCH_PRESS): (381.22073, 733.79378, 0.02398),
    (Sex.FEMALE, False, Discipline.THREE_LIFTS): (610.32796, 1045.59282, 0.03048),
    (Sex.FEMALE, True, Discipline.THREE_LIFTS): (758.63878, 949.31382, 0.02435),
    (Sex.FEMALE, False, Discipline.BENCH_PRESS): (142.40398, 442.52671, 0.04724),
    (Sex.FEMALE, True, Discipline.BENCH_PRESS): (221.82209, 357.00377, 0.02937),
}
IPF_GL_POINTS = 100  # ipf_gl
IPF_GL_LIGHTEST_KG = 35  # ipf_gl: the formula begins here

# Source ipf_classes: the first class of each is for sub-juniors and juniors alone
CLASS_LIMITS_KG: Mapping[Sex, tuple[int, ...]] = {
    Sex.MALE: (53, 59, 66, 74, 83, 93, 105, 120),
    Sex.FEMALE: (43, 47, 52, 57, 63, 69, 76, 84),
}

YOUNGEST_COMPETITOR_YEARS = 14  # ipf_ages: from the birthday on
# Source ipf_ages: the first calendar year of each division, by the age that is reached in it
DIVISIONS_FROM_YEARS = (
    (70, AgeDivision.MASTERS_4),
    (60, AgeDivision.MASTERS_3),
    (50, AgeDivision.MASTERS_2),
    (40, AgeDivision.MASTERS_1),
    (24, AgeDivision.OPEN),
    (19, AgeDivision.JUNIOR),
)
JUNIORS = frozenset({AgeDivision.SUB_JUNIOR, AgeDivision.JUNIOR})


def scores(
    total_g: int,
    body_weight_g: int | None,
    sex: Sex | None,
    *,
    discipline: Discipline = Discipline.THREE_LIFTS,
    equipped: bool = False,
) -> Scores:
    """A total in each kind of points. The formulas know women and men only: Mx has none."""
    if body_weight_g is None or sex is None:
        return Scores(dots=None, wilks=None, ipf_gl=None)
    total_kg, body_weight_kg = total_g / G_PER_KG, body_weight_g / G_PER_KG
    return Scores(
        dots=_polynomial(DOTS.get(sex), total_kg, body_weight_kg),
        wilks=_polynomial(WILKS.get(sex), total_kg, body_weight_kg),
        ipf_gl=_ipf_gl(IPF_GL.get((sex, equipped, discipline)), total_kg, body_weight_kg),
    )


def _polynomial(formula: Polynomial | None, total_kg: float, body_weight_kg: float) -> float | None:
    if formula is None:
        return None
    x = min(max(body_weight_kg, formula.lightest_kg), formula.heaviest_kg)
    return total_kg * formula.points / sum(c * x**i for i, c in enumerate(formula.coefficients))


def _ipf_gl(abc: tuple[float, float, float] | None, total_kg: float, body_weight_kg: float) -> float | None:
    if abc is None or body_weight_kg < IPF_GL_LIGHTEST_KG:
        return None
    a, b, c = abc
    return total_kg * IPF_GL_POINTS / (a - b * exp(-c * body_weight_kg))


def weight_class(
    sex: Sex | None, body_weight_g: int | None, division: AgeDivision | None = None
) -> WeightClass | None:
    """The class that a body weight is in today; without a division the one for everybody."""
    limits_kg = None if sex is None else CLASS_LIMITS_KG.get(sex)
    if limits_kg is None or body_weight_g is None:
        return None
    limits_g = [kg * G_PER_KG for kg in (limits_kg if division in JUNIORS else limits_kg[1:])]
    fitting = (WeightClass(limit_g) for limit_g in limits_g if body_weight_g <= limit_g)
    return next(fitting, WeightClass(limits_g[-1], above=True))


def age_division(birth_date: date | None, on: date) -> AgeDivision | None:
    """By the age reached in the calendar year; None before one may compete, and where it is unknown."""
    if birth_date is None or age(birth_date, on) < YOUNGEST_COMPETITOR_YEARS:
        return None
    years = on.year - birth_date.year
    reached = (division for from_years, division in DIVISIONS_FROM_YEARS if years >= from_years)
    return next(reached, AgeDivision.SUB_JUNIOR)
