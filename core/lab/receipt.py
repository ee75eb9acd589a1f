"""What a receipt says, read for its replay: facts by step, the decision of all adjustments, the rests of a round."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.engine.adjust import Combined, combine, read_back
from core.engine.curve import (
    EASIEST_RPE,
    Curve,
    felt_rpe,
    fraction_of_max,
    reps_to_failure,
    reps_to_failure_at,
)
from core.engine.fitting import BETWEEN_S, LEAST_ROUND_REST_S
from core.engine.loads import nearest_g
from core.engine.models import Reason, SetMode
from core.engine.timing import SET_S

FELT_ROUNDED = 0.02  # of an effort, for the facts' own rounding
ROUNDED = 1e-4  # of a load, likewise


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedSet:
    """One working set that a receipt gives."""

    reps: int | None = None
    load_g: int | None = None  # help with a minus
    amount: int | None = None  # seconds or metres, where repetitions are not counted
    reps_max: int | None = None
    amrap: bool = False
    rpe: float | None = None  # as this person calls it
    rir: float | None = None  # really to be left
    back_off_percent: float | None = None  # on or off the first one's load
    rest_s: int | None = None  # None where the receipt does not say whose turn it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The working sets that a receipt gives."""

    sets: tuple[ReplayedSet, ...]
    in_turns: bool = False  # whether the rests are those of a group's rounds


@dataclass(frozen=True, slots=True)
class Receipt:
    """The facts of an exercise's reasons by step, and the decision that its adjustments make together."""

    reasons: Sequence[Reason]
    decision: Combined

    def fact(self, step: str, name: str) -> float | None:
        """A fact; loads with the body that is lifted, where their reason names it."""
        for reason in self.reasons:
            value, body_g = reason.facts.get(name), reason.facts.get("body_load_g", 0)
            if reason.step == step and isinstance(value, int | float) and isinstance(body_g, int):
                return value + body_g if name.endswith("_g") else value
        return None

    def whole(self, step: str, name: str) -> int | None:
        value = self.fact(step, name)
        return None if value is None else round(value)

    def each(self, *step_and_code: str) -> list["Receipt"]:
        """Every reason of a step, or of one of its codes, as a receipt of its own."""
        return [
            replace(self, reasons=[reason])
            for reason in self.reasons
            if (reason.step, reason.code)[: len(step_and_code)] == step_and_code
        ]

    def has(self, step: str, *codes: str) -> bool:
        return any(reason.step == step and reason.code in codes for reason in self.reasons)

    def least(self, name: str, *codes: str) -> float:
        """The lowest value of a fact in any reason, or in those of some codes."""
        facts = (each.facts.get(name) for each in self.reasons if not codes or each.code in codes)
        return min((value for value in facts if isinstance(value, int | float)), default=math.inf)

    @property
    def light(self) -> bool:
        """Whether it is less than could be done, so that its effort falls."""
        return self.decision.light_factor < 1.0 or self.decision.reps_delta < 0

    @property
    def mode(self) -> SetMode:
        """How one set leads to the next, as the plan says; what is not for this person here is not in its line."""
        told = (
            each.facts.get("mode") for each in self.reasons if each.step == "plan" and "sets" in each.facts
        )
        return next((SetMode(mode) for mode in told if isinstance(mode, str)), SetMode.STRAIGHT)

    @property
    def curve(self) -> Curve | None:
        """This person's own, of which the reason of the load tells."""
        return self.curve_of("strength")

    def curve_of(self, step: str) -> Curve | None:
        k, b, stretch = (self.fact(step, name) for name in ("curve_k", "curve_b", "stretch"))
        return None if k is None or b is None or stretch is None else Curve(k, b, stretch)

    @property
    def body_g(self) -> int:
        """How much of a load is the body; nothing where loads are told as they are."""
        told = (reason.facts.get("body_load_g") for reason in self.reasons)
        return next((value for value in told if isinstance(value, int)), 0)

    def beside_g(self, step: str, below: str = "below_g", above: str = "above_g") -> list[int]:
        """The steps beside what was wanted, as far as there are any."""
        beside = (self.whole(step, name) for name in (below, above))
        return [step_g for step_g in beside if step_g is not None]

    @property
    def ramps(self) -> bool:
        """Whether a set before the work looks for its load."""
        return self.has("strength", "unknown")


def read(reasons: Sequence[Reason]) -> Receipt:
    """A receipt, with what its adjustments decide together."""
    return Receipt(reasons, combine(said for reason in reasons if (said := read_back(reason)) is not None))


def back_off(
    first: ReplayedSet, reps: int | None, steps_g: Sequence[int], percent: float, body_g: int
) -> ReplayedSet:
    """A set at so many percent on or off the first one's load, and by the chart what it should feel like."""
    made = replace(first, reps=reps, back_off_percent=percent, rpe=None, rir=None)
    first_g = None if first.load_g is None else first.load_g + body_g
    if first_g is None or first_g <= 0 or not steps_g:
        return made
    load_g = nearest_g(steps_g, first_g * (1.0 + percent / 100.0))
    made = replace(made, load_g=load_g - body_g)
    if first.rpe is None or first.reps is None or reps is None:
        return made
    share = fraction_of_max(reps_to_failure(first.reps, first.rpe)) * load_g / first_g
    felt = round(2.0 * felt_rpe(reps, reps_to_failure_at(share))) / 2.0
    return replace(made, rpe=felt if EASIEST_RPE <= felt <= 10.0 else None)


def with_turns(receipt: Receipt, made: Replayed, *, in_turns: bool) -> Replayed:
    """With the rests of the rounds that its group does; what stands beyond the last round keeps its own."""
    told = receipt.each("turns")
    if not told:
        return _silent(made) if in_turns else made
    before = 1 if receipt.ramps else 0  # the set that looks for a load is in the first round
    sets = tuple(
        replace(each, rest_s=_rest_s(told, index + before, each.rest_s))
        for index, each in enumerate(made.sets)
    )
    return Replayed(sets=sets, in_turns=True)


def _silent(made: Replayed) -> Replayed:
    """A receipt from before rounds were told."""
    return replace(made, sets=tuple(replace(each, rest_s=None) for each in made.sets))


def _rest_s(told: Sequence[Receipt], index: int, own_s: int | None) -> int | None:
    """After the set of a 0-based place: a walk, or what the others' sets leave of its round's longest rest."""
    for one in told:
        begins, ends, others, longest_s = (
            one.whole("turns", name) for name in ("from_round", "to_round", "others", "longest_s")
        )
        if begins is None or ends is None or others is None or longest_s is None:
            continue
        if begins <= index + 1 <= ends:
            left_s = longest_s - others * (SET_S + BETWEEN_S)
            round_s = max(left_s, min(LEAST_ROUND_REST_S, longest_s))
            return BETWEEN_S if one.has("turns", "between") else round_s
    return own_s
