"""Sets that a coach or a program wrote, again from their receipt: what was written, what is known, what today takes."""

import math
from dataclasses import dataclass, replace

from core.engine.adjust import Combined
from core.engine.asked import FAILURE_RPE, effort_at
from core.engine.curve import EASIEST_RPE, Curve, felt_rpe, reps_to_failure
from core.engine.loads import nearest_g
from core.engine.rounding import MOST_REPS, to_kit
from core.engine.writing import as_felt, honest
from core.lab.receipt import FELT_ROUNDED, ROUNDED, Receipt, ReplayedSet, back_off

EXACTLY = 1e-5  # of an effort, for the rounding of what the receipt knows of a person


@dataclass(frozen=True, slots=True)
class _Known:
    """What the receipt says of the lift's strength."""

    e1rm_g: float
    curve: Curve
    bias_reps: float
    guess_factor: float


@dataclass(frozen=True, slots=True)
class _Set:
    """One written set as its reason tells of it, and what holds for the whole series."""

    told: Receipt
    decision: Combined
    known: _Known | None
    limits: bool  # whether sets to the limit are for this person here
    outline_reps: int
    outline_rpe: float
    outline_rest_s: int

    def fact(self, name: str) -> float | None:
        return self.told.fact("authored", name)

    def whole(self, name: str) -> int | None:
        return self.told.whole("authored", name)

    @property
    def how(self) -> str | None:
        """How its load came about."""
        how = self.told.reasons[0].facts.get("how")
        return how if isinstance(how, str) else None

    @property
    def factor(self) -> float:
        return self.decision.signal_factor * self.decision.light_factor

    @property
    def amrap(self) -> bool:
        """Whether as many as possible were written."""
        return self.fact("amrap") == 1

    @property
    def effort(self) -> float | None:
        """What the set asks for: said, by its percentage, or all that is possible."""
        said, percent = self.fact("said_rpe"), self.fact("percent")
        if said is not None:
            return said
        if percent is not None:
            return effort_at(percent, None if self.amrap else self.whole("reps"), self.fact("rpe_cap"))
        return FAILURE_RPE if self.amrap else None

    @property
    def asked_rpe(self) -> float:
        """The same; where the set says none, that of the plan's outline."""
        return self.outline_rpe if self.effort is None else self.effort

    def capped(self, rpe: float) -> float:
        cap = self.decision.rpe_cap
        return rpe if cap is None else min(rpe, cap)

    @property
    def shape(self) -> ReplayedSet:
        """Everything but load and effort."""
        said_s, seconds, metres = (self.whole(name) for name in ("said_rest_s", "duration_s", "distance_m"))
        rest_s = self.outline_rest_s if said_s is None else said_s
        if seconds is not None or metres is not None:
            return ReplayedSet(amount=metres if seconds is None else seconds, rest_s=rest_s)
        said, most = self.whole("reps"), self.whole("reps_max")
        least = max(self.outline_reps if said is None else said, self.decision.reps_least or 1)
        reps_max = most if most is not None and most > least else None
        return ReplayedSet(reps=least, reps_max=reps_max, amrap=self.amrap and self.limits, rest_s=rest_s)

    def nearest_g(self, wanted_g: float) -> int | None:
        """The nearest of the two loads beside; None where the receipt says that another one was wanted."""
        told_g, steps_g = self.whole("wanted_g"), self.told.beside_g("authored")
        if told_g is None or not steps_g or abs(wanted_g - told_g) > max(ROUNDED * wanted_g, 1.0):
            return None
        return nearest_g(steps_g, told_g)

    def with_load(self, made: ReplayedSet, wanted_g: float) -> ReplayedSet | None:
        load_g = self.nearest_g(wanted_g)
        return None if load_g is None else replace(made, load_g=load_g - self.told.body_g)

    def aims(self, known: _Known) -> bool:
        """Whether the effort that is really meant follows: under a cap what this person calls by the cap's name."""
        told, asked, cap = self.fact("rpe"), max(self.asked_rpe, EASIEST_RPE), self.decision.rpe_cap
        if cap is not None:
            left = reps_to_failure(0, max(cap, EASIEST_RPE), max(known.bias_reps, 0.0))
            asked = min(asked, 10.0 - left)
        return told is not None and abs(told - asked) <= EXACTLY

    def felt(self, known: _Known, load_g: float, reps: int) -> float | None:
        """How it will be felt, as the receipt says; None where that does not follow from what else it says."""
        told = self.fact("felt_rpe")
        again = felt_rpe(reps, known.curve.reps(load_g / known.e1rm_g), known.bias_reps)
        return told if told is not None and abs(again - told) <= FELT_ROUNDED else None


def authored_sets(receipt: Receipt) -> tuple[ReplayedSet, ...] | None:
    """Every working set; None where the receipt does not say enough, or where what it says does not add up."""
    planned, decision = receipt.whole("authored", "planned_sets"), receipt.decision
    written = _written(receipt)
    if planned is None or written is None:
        return None
    made: list[ReplayedSet] = []
    for each in written:
        one, count = _one(each, made[0] if made else None), each.whole("sets")
        if one is None or count is None:
            return None
        made += [one] * count
    most = planned if decision.most_sets is None else min(planned, decision.most_sets)
    if len(made) != max(min(planned + decision.binding_sets_delta, most), 1):
        return None
    return tuple(_fewer(each, decision.reps_delta) for each in made)


def _written(receipt: Receipt) -> list[_Set] | None:
    """The sets as they were written; None where the outline of their series is not told."""
    outline = receipt.each("authored", "as_written")[0]
    reps, rest_s = outline.whole("authored", "reps"), outline.whole("authored", "rest_s")
    rpe, known = outline.fact("authored", "rpe"), _known(receipt)
    if reps is None or rest_s is None or rpe is None:
        return None
    limits = not receipt.has("authored", "no_amrap")
    return [
        _Set(told, receipt.decision, known, limits, reps, rpe, rest_s)
        for told in receipt.each("authored", "set")
    ]


def _known(receipt: Receipt) -> _Known | None:
    for told in receipt.each("authored", "estimate"):
        names = ("e1rm_g", "bias_reps", "guess_factor")
        e1rm_g, bias_reps, guess_factor = (told.fact("authored", name) for name in names)
        curve = told.curve_of("authored")
        if e1rm_g is not None and curve is not None and bias_reps is not None and guess_factor is not None:
            return _Known(e1rm_g, curve, bias_reps, guess_factor)
    return None


def _fewer(made: ReplayedSet, delta: int) -> ReplayedSet:
    """Repetitions that are left out come off last, for the load is that of all of them."""
    if made.reps is None or delta == 0:
        return made
    reps, most = max(made.reps + delta, 1), None if made.reps_max is None else made.reps_max + delta
    return replace(made, reps=reps, reps_max=most if most is not None and most > reps else None, rpe=None)


def _one(each: _Set, first: ReplayedSet | None) -> ReplayedSet | None:
    match each.how:
        case "first" if first is not None:
            return _backed_off(each, first)
        case "held" | "helped" | "held_as_typed" | "nothing_held":
            return _unloaded(each)
        case "unknown":
            named_g = each.fact("named_g")
            return each.shape if named_g is None else each.with_load(each.shape, named_g * each.factor)
        case "ramp":
            return _ramped(each)
    known = each.known
    if known is None:
        return None
    match each.how:
        case "measured":
            return _measured(each, known)
        case "named":
            return _named(each, known)
        case "effort":
            return _by_effort(each, known)
    return None


def _backed_off(each: _Set, first: ReplayedSet) -> ReplayedSet | None:
    """From the first set as it was written, before repetitions are left out."""
    percent, shape = each.fact("off_percent"), each.shape
    if percent is None:
        return None
    reps = first.reps if shape.reps is None else shape.reps
    made = back_off(first, reps, each.told.beside_g("authored"), percent, each.told.body_g)
    return replace(shape, load_g=made.load_g, rpe=made.rpe, back_off_percent=percent)


def _unloaded(each: _Set) -> ReplayedSet | None:
    """Body weight, bands, holds and ways: less of it on a bad day, and help as it was written."""
    effort, factor, made = each.effort, each.factor, each.shape
    if effort is not None and factor == 1.0:
        made = replace(made, rpe=max(each.capped(effort), EASIEST_RPE))
    if made.reps is not None:
        made = replace(made, reps=max(math.floor(made.reps * factor), 1))
    elif made.amount is not None and each.fact("duration_s") is not None:
        made = replace(made, amount=max(round(made.amount * factor), 1))
    named_g, most_g = each.fact("named_g"), each.decision.most_load_g
    allowed = named_g is not None and (most_g is None or named_g <= most_g)
    if each.how == "nothing_held":
        return None if allowed else made
    if each.how == "held_as_typed":
        return replace(made, load_g=round(named_g)) if named_g is not None and allowed else None
    hung_g = 0.0 if named_g is None else named_g  # nothing on the body
    return each.with_load(made, hung_g if each.how == "helped" else hung_g * factor)


def _ramped(each: _Set) -> ReplayedSet | None:
    """The lightest load until the way up has found another one."""
    lightest_g, most_rpe = each.whole("lightest_g"), each.fact("most_rpe")
    if lightest_g is None or most_rpe is None:
        return None
    rpe = max(each.capped(each.asked_rpe), EASIEST_RPE)
    return replace(each.shape, load_g=lightest_g, rpe=min(rpe, most_rpe))


def _named_g(each: _Set, known: _Known) -> float | None:
    """The author's load, or share of the max."""
    named_g, percent = each.fact("named_g"), each.fact("percent")
    return named_g if named_g is not None or percent is None else known.e1rm_g * percent / 100.0


def _measured(each: _Set, known: _Known) -> ReplayedSet | None:
    """A time or a distance under load."""
    effort, named_g = each.effort, _named_g(each, known)
    made = replace(each.shape, rpe=None if effort is None else each.capped(effort))
    return made if named_g is None else each.with_load(made, named_g * each.factor)


def _named(each: _Set, known: _Known) -> ReplayedSet | None:
    """A load or a share of the max, as heavy as written or as its cap allows; what it feels like follows."""
    named_g, rir, shape = _named_g(each, known), each.fact("rir"), each.shape
    if named_g is None or rir is None or not each.aims(known):
        return None
    if shape.amrap and each.fact("reps") is None:
        possible = each.fact("possible_reps")
        again = known.curve.reps(named_g / known.e1rm_g) - rir
        if possible is None or abs(again - possible) > FELT_ROUNDED:
            return None
        shape = replace(shape, reps=min(max(round(possible), 1), MOST_REPS))
    reps = shape.reps or 1
    wanted_g = named_g if each.fact("percent") is None else named_g * known.guess_factor
    if not shape.amrap and (each.decision.rpe_cap is not None or each.fact("rpe_cap") is not None):
        wanted_g = min(wanted_g, known.e1rm_g * known.curve.fraction(reps + rir))
    load_g = each.nearest_g(wanted_g * each.factor)
    felt = None if load_g is None else each.felt(known, load_g / each.decision.signal_factor, reps)
    if load_g is None or felt is None:
        return None
    called = each.capped(each.asked_rpe) if shape.amrap else honest(min(felt, FAILURE_RPE))
    return replace(shape, load_g=load_g - each.told.body_g, rpe=called)


def _by_effort(each: _Set, known: _Known) -> ReplayedSet | None:
    """One-rep max x what leaves so many x factors, then the nearest load, or other repetitions with one beside."""
    rpe, rir, shape, light = each.fact("rpe"), each.fact("rir"), each.shape, each.decision.light_factor < 1.0
    if rpe is None or rir is None or shape.reps is None or not each.aims(known):
        return None
    bears_g, wanted_g = known.e1rm_g * known.curve.fraction(shape.reps + rir), each.whole("wanted_g")
    if wanted_g is None or each.nearest_g(bears_g * each.factor * known.guess_factor) is None:
        return None
    kept_rpe, steps_g = None if light else 10.0 - rir, each.told.beside_g("authored")
    fitted = to_kit(steps_g, wanted_g, shape.reps, kept_rpe, known.curve)
    if fitted is None:
        return None
    ordinary = each.decision.signal_factor * (1.0 if light else known.guess_factor)
    felt = each.felt(known, fitted.load_g / ordinary, fitted.reps)
    if felt is None:
        return None
    return replace(
        shape,
        load_g=fitted.load_g - each.told.body_g,
        reps=fitted.reps,
        reps_max=shape.reps_max if fitted.reps == shape.reps else None,
        rpe=honest(felt) if light else as_felt(felt),
        rir=None if light else 10.0 - rpe,
    )
