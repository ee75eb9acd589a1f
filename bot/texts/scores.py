"""A total and its scores: numbers, and nothing about anybody's body."""

from bot.texts.tongue import Html, Tongue
from core.engine.models import Sex
from core.engine.scores import AgeDivision, Discipline, WeightClass
from core.engine.units import Unit
from core.services.events import Event
from core.services.scores import ScoredTotal


def scored(t: Tongue, total: ScoredTotal) -> Html:
    """The total, its points, its class; or what is missing for them."""
    load = t.load(total.total_g)
    headline = (
        t._("<b>Total: {load}</b>", load=load)
        if total.discipline is Discipline.THREE_LIFTS
        else t._("<b>Bench press: {load}</b>", load=load)
    )
    lines = [headline, *(_points(t, total) or [_missing(t, total)])]
    return Html("\n".join(lines))


def _points(t: Tongue, total: ScoredTotal) -> list[Html]:
    if total.body_weight_g is None or total.weight_class is None:
        return []
    points = (("DOTS", total.scores.dots), ("Wilks", total.scores.wilks), ("IPF GL", total.scores.ipf_gl))
    named = [f"{name} {t.number(round(value, 2))}" for name, value in points if value is not None]
    limit = _weight_class(t, total.weight_class)
    in_class = (
        t._("IPF class: {limit}", limit=limit)
        if total.division is None
        else t._("IPF class: {limit}, {division}", limit=limit, division=_division(t, total.division))
    )
    basis = t._("At {weight} body weight, lifted raw.", weight=t.load(total.body_weight_g))
    return [Html(" · ".join(named)), in_class, basis]


def _missing(t: Tongue, total: ScoredTotal) -> Html:
    if total.sex is Sex.MX:
        return t._("DOTS, Wilks and IPF GL have formulas for women's and men's classes only.")
    if total.sex is not None:
        return t._("For its scores, send your body weight like /bodyweight 82.5.")
    if total.body_weight_g is not None:
        return t._("For its scores, choose your sex in /profile, as competitions name it.")
    return t._(
        "For its scores, choose your sex in /profile, as competitions name it, "
        "and send your body weight like /bodyweight 82.5."
    )


def _weight_class(t: Tongue, which: WeightClass) -> Html:
    """By its name, which is in kilograms everywhere."""
    kilograms = t.amount(which.limit_g, Unit.KG)
    return t._("{number} kg", number=Html(f"{kilograms}+") if which.above else kilograms)


def _division(t: Tongue, which: AgeDivision) -> Html:
    return {
        AgeDivision.SUB_JUNIOR: t._("sub-juniors"),
        AgeDivision.JUNIOR: t._("juniors"),
        AgeDivision.OPEN: t._("open"),
        AgeDivision.MASTERS_1: t._("masters 1"),
        AgeDivision.MASTERS_2: t._("masters 2"),
        AgeDivision.MASTERS_3: t._("masters 3"),
        AgeDivision.MASTERS_4: t._("masters 4"),
    }[which]


def of_meet(t: Tongue, meet: Event, total: ScoredTotal) -> Html:
    """The newest meet's, and how to ask for another."""
    when = t._("{name}, {date}", name=meet.name, date=t.long_date(meet.starts_on))
    return Html(f"{when}\n{scored(t, total)}")


def usage(t: Tongue) -> Html:
    """Nothing was typed, and there is no meet."""
    return t._("Send squat, bench press and deadlift like /score 180 120 220, or a total like /score 520.")


def unclear(t: Tongue) -> Html:
    """That is neither three lifts nor a total."""
    return t._("I cannot read that as lifts. {how}", how=usage(t))


def too_heavy(t: Tongue) -> Html:
    """A slip."""
    return t._("Nobody has lifted that much yet. Check the numbers and send them again.")
