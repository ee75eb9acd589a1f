"""Between two sets or two lifts: why what comes next is as it is, in half a line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.texts.targets import load_words
from bot.texts.tongue import Html, Tongue
from bot.texts.why.sentences import Facts, load, whole
from core.engine.models import LoadMode, Reason, SetMode
from core.engine.rounding import FAR
from core.engine.set_by_set import MISSES_THAT_END
from core.engine.standing import MOST_ABOVE_PRESCRIBED
from core.services.live import LiveExercise


def short_reason(t: Tongue, reason: Reason, exercise: LiveExercise | None = None) -> Html | None:
    """Why the next set is what it is, in half a line; None where nothing is to be said."""
    speak = SENTENCES.get(reason.code)
    return None if speak is None else speak(t, _Next(reason.facts, exercise))


@dataclass(frozen=True, slots=True)
class _Next:
    """The set that is next, as a reason tells of it."""

    facts: Facts
    exercise: LiveExercise | None

    @property
    def mode(self) -> LoadMode:
        """What moves from set to set; where load is hung on the body, that load."""
        plain = self.exercise is None or "body_load_g" in self.facts
        return LoadMode.BAR if plain or self.exercise is None else LoadMode(self.exercise.load_mode)

    @property
    def by_reps(self) -> bool:
        """Whether the body is the load, so that only repetitions can move."""
        return self.mode is LoadMode.BODY_WEIGHT

    @property
    def loaded(self) -> bool:
        return self.facts.get("to_g") is not None

    @property
    def load_moved(self) -> bool:
        return self.facts.get("to_g") != self.facts.get("from_g")

    @property
    def reps_moved(self) -> bool:
        """Where the load cannot follow, the repetitions do."""
        reps, planned = self.facts.get("reps"), self.facts.get("planned_reps")
        return reps is not None and planned is not None and reps != planned

    @property
    def all_g(self) -> int:
        """Everything that is lifted, the body too where it is a part of it."""
        return whole(self.facts, "to_g") + self.body_g

    @property
    def body_g(self) -> int:
        return whole(self.facts, "body_load_g")

    @property
    def steps_g(self) -> tuple[int, ...]:
        """What can be loaded; of help, which is told the other way round, nothing is said."""
        if self.exercise is None or self.mode is LoadMode.ASSISTED:
            return ()
        return self.exercise.prescription.load_steps_g

    def is_far(self, step_g: int) -> bool:
        """Whether a step is further off than the engine would go for the load that it wanted."""
        return abs(step_g + self.body_g - self.all_g) > FAR * self.all_g

    def words(self, t: Tongue) -> Html:
        """The load; where the body is the load, the repetitions."""
        reps = self.facts.get("reps")
        if self.by_reps and reps is not None:
            return t.n_("{n} rep", "{n} reps", int(reps))
        if self.mode is LoadMode.ASSISTED:
            return load_words(t, whole(self.facts, "to_g"), self.mode)
        return load(t, self.facts, "to_g")

    def set_words(self, t: Tongue) -> Html:
        """The load, with its repetitions where these are others than planned."""
        load_said = self.words(t)
        return Html(f"{load_said} × {self.facts.get('reps')}") if self.reps_moved else load_said

    def step_words(self, t: Tongue, step_g: int) -> Html:
        """A load beside it."""
        return load(t, {**self.facts, "step_g": step_g}, "step_g")


def _harder(t: Tongue, after: _Next) -> Html | None:
    if not after.loaded:
        return None
    if not after.by_reps and after.reps_moved:
        reps = after.facts.get("reps")
        return t._("Harder than planned, so {load} × {reps} next.", load=after.words(t), reps=reps)
    if after.load_moved or (after.by_reps and after.reps_moved):
        return t._("Harder than planned, so {load} next.", load=after.words(t))
    if after.by_reps:
        return t._("Harder than planned, but not enough to change the reps.")
    lighter_g = max((step_g for step_g in after.steps_g if step_g < whole(after.facts, "to_g")), default=None)
    if after.steps_g and lighter_g is None:
        return t._("Harder than planned. Nothing lighter can be loaded here.")
    if lighter_g is not None and after.is_far(lighter_g):
        too_light = after.step_words(t, lighter_g)
        return t._("Harder than planned. The load stays: {load} would be too light.", load=too_light)
    return t._("Harder than planned, but not enough to change the load.")


def _easier(t: Tongue, after: _Next) -> Html | None:
    if not after.loaded:
        return None
    if not after.by_reps and after.reps_moved:
        reps = after.facts.get("reps")
        return t._("Easier than planned, so {load} × {reps} next.", load=after.words(t), reps=reps)
    if after.load_moved or (after.by_reps and after.reps_moved):
        return t._("Easier than planned, so {load} next.", load=after.words(t))
    if after.by_reps:
        return t._("Easier than planned, but not enough to change the reps.")
    heavier_g = min((step_g for step_g in after.steps_g if step_g > whole(after.facts, "to_g")), default=None)
    if after.exercise is None or heavier_g is None or not _may_rise(after, after.exercise, heavier_g):
        return None
    if after.is_far(heavier_g):
        too_heavy = after.step_words(t, heavier_g)
        return t._("Easier than planned. The load stays: {load} would be too heavy.", load=too_heavy)
    return t._("Easier than planned, but not enough to change the load.")


def _may_rise(after: _Next, exercise: LiveExercise, heavier_g: int) -> bool:
    """Not after a miss, not where an author or a range names the load, not above what one day may bring."""
    prescription = exercise.prescription
    by_range = prescription.steering.mode is SetMode.DOUBLE_PROGRESSION
    fixed = any(target.fixed for target in exercise.progress.remaining)
    planned_g = max((each.load_g for each in prescription.series if each.load_g is not None), default=0)
    most_g = MOST_ABOVE_PRESCRIBED * (planned_g + after.body_g)
    return not by_range and not fixed and not after.facts.get("misses") and heavier_g + after.body_g <= most_g


def _tiring(t: Tongue, after: _Next) -> Html | None:
    if not after.loaded or not after.load_moved:
        return None
    return t._("As planned. Sets add up, so {load} next.", load=after.words(t))


def _missed(t: Tongue, after: _Next) -> Html | None:
    return t._("Missed. Rest longer, then {load}.", load=after.words(t)) if after.loaded else None


def _followed(t: Tongue, after: _Next) -> Html | None:
    if not after.loaded or after.by_reps:
        return None
    return t._("You chose another load, so {load} next.", load=after.words(t))


def _apre(t: Tongue, after: _Next) -> Html | None:
    if not after.loaded:
        return None
    reps = after.facts.get("reps")
    return t._("{reps} reps, so {load} for the last set.", reps=reps, load=after.words(t))


def _stopped(t: Tongue, after: _Next) -> Html:
    if whole(after.facts, "misses") >= MISSES_THAT_END:
        return t._("Three misses: this lift is done for today.")
    return t._("Even the lightest load is too hard for more sets today.")


SENTENCES: Mapping[str, Callable[[Tongue, _Next], Html | None]] = {
    "good_day": lambda t, after: t._("Going well so far today, so {set}.", set=after.set_words(t)),
    "bad_day": lambda t, after: t._("Hard going so far today, so {set}.", set=after.set_words(t)),
    "harder": _harder,
    "easier": _easier,
    "tiring": _tiring,
    "missed": _missed,
    "followed": _followed,
    "apre": _apre,
    "stopped": _stopped,
    "ramp_on": lambda t, after: t._("Still light. Next: {load}.", load=after.words(t)),
    "ramp_found": lambda t, after: t._("Found it: work sets at {load}.", load=after.words(t)),
    "too_heavy": lambda t, after: t._("That was heavy enough. No work sets today."),
    "enough": lambda t, after: t._("As tired as planned: that was the last set."),
    "dropped_off": lambda t, after: t._("You tire faster than sets should make you. Enough of this lift."),
    "one_more": lambda t, after: t._("Easier than you came in for. One more set?"),
}
