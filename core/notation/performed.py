"""The sets that a line has told so far, and what it may leave unsaid: the load and reps going on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from core.engine.units import Unit, from_grams, to_grams
from core.notation import bounds
from core.notation.readings import Bar, Measure, Term
from core.notation.values import MAX_SETS, Context, Entry, NotNotation, OutOfBounds, RejectCode


@dataclass(frozen=True, slots=True)
class Load:
    g: int | None
    typed: Decimal | None
    unit: Unit | None
    body_weight: bool = False


BODY_WEIGHT = Load(None, None, None, body_weight=True)


class Performed:
    """Entries in the order told. `needs_open`: they make sense only with an exercise open."""

    def __init__(self, context: Context) -> None:
        last = context.last
        self.entries: list[Entry] = []
        self.needs_open = False
        self.last = last
        self.reps = context.reps if context.reps is not None or last is None else last.reps
        self.load = _load_going_on(context)
        self._context = context
        self._group_start = 0  # first entry of the body that commas continue
        self._count_start = 0  # first entry of the last number of reps
        self._warm_up = self._warm_up_until_break = False

    @property
    def bar(self) -> Bar:
        return Bar(self._context.unit, self.load.g, self._context.best_load_g, self.load.body_weight)

    def typed(self, term: Term) -> Load:
        if term.measure is not None:
            raise NotNotation
        unit = term.unit or self._context.unit
        return Load(bounds.load_g(term.value, unit), term.value, unit)

    def on_top_of_body(self, term: Term, negative: bool) -> Load:
        load = self.typed(term)
        if negative and load.g is not None:
            taken_off = bounds.changed_load_g(-load.g, term.unit or self._context.unit, True)
            return Load(taken_off, term.value.copy_negate(), load.unit, body_weight=True)
        return replace(load, body_weight=True)

    def changed(self, term: Term, negative: bool) -> Load:
        """The load going on and that much more or less, in the unit of the load going on."""
        self._use_context()
        unit = self.load.unit or term.unit or self._context.unit
        change_g = bounds.load_g(term.value, term.unit or unit)
        if self.load.g is None and not self.load.body_weight:
            raise OutOfBounds(RejectCode.LOAD_UNKNOWN)
        exact_g = (self.load.g or 0) + (-change_g if negative else change_g)
        load_g = to_grams(from_grams(exact_g, unit), unit)
        return Load(
            bounds.changed_load_g(load_g, unit, self.load.body_weight), None, unit, self.load.body_weight
        )

    def same_reps(self) -> Term:
        if self.reps is None:
            raise OutOfBounds(RejectCode.REPS_UNKNOWN)
        return Term(Decimal(self.reps))

    def add(
        self, load: Load | None, counts: Sequence[Term], sets: Term | None = None, *, continues: bool = False
    ) -> None:
        """One set for each count, or `sets` of the one count; no load means the load going on.

        `continues`: more of the same body, which an effort at its end is about as a whole.
        """
        if not continues:
            self._group_start = len(self.entries)
        if load is None:
            self._use_context()
        else:
            self.load = load
            self._warm_up = self._warm_up_until_break
        times = 1 if sets is None else _sets(sets)
        for count in counts:
            self._count_start = len(self.entries)
            self._append([self._entry(count)] * times)

    def repeat(self) -> None:
        """The last set once more: the same work, but how hard it was is not known."""
        self._use_context()
        if self.last is not None:
            self._group_start = self._count_start = len(self.entries)
            self._append([replace(self.last, typed_load=None, rpe=None)])
        elif self.load.g is not None and self.reps is not None:
            self.add(None, [Term(Decimal(self.reps))])
        else:
            raise OutOfBounds(RejectCode.NOTHING_TO_REPEAT)

    def warm_up(self, first: int, until_break: bool) -> None:
        self._warm_up, self._warm_up_until_break = True, until_break
        self.entries[first:] = [replace(entry, warm_up=True) for entry in self.entries[first:]]

    def rate(self, rpe: float, only_last_count: bool) -> None:
        """Give the last count its effort, or the whole body if no part of it has one yet."""
        start = self._group_start
        if only_last_count or any(entry.rpe is not None for entry in self.entries[start:]):
            start = self._count_start
        self.entries[start:] = [replace(entry, rpe=rpe) for entry in self.entries[start:]]

    def mark_last(self, *, failed: bool = False, drop: bool = False) -> None:
        last = self.entries[-1]
        self.entries[-1] = replace(last, failed=failed or last.failed, drop=drop or last.drop)

    def close_group(self) -> None:
        """After a line break or semicolon nothing belongs to what was before, though the load goes on."""
        self._group_start = len(self.entries)
        self._warm_up = self._warm_up_until_break = False
        self.load = replace(self.load, typed=None)

    def _use_context(self) -> None:
        self.needs_open |= not self.entries

    def _entry(self, count: Term) -> Entry:
        if count.unit is not None:
            raise NotNotation
        seconds = count.value if count.measure is Measure.SECONDS else count.within_s
        return Entry(
            load_g=self.load.g,
            typed_load=self.load.typed,
            unit=self.load.unit,
            reps=bounds.reps(count.value) if count.measure is None else None,
            duration_s=None if seconds is None else bounds.duration_s(seconds),
            distance_m=bounds.distance_m(count.value) if count.measure is Measure.METRES else None,
            body_weight=self.load.body_weight,
            warm_up=self._warm_up,
        )

    def _append(self, entries: list[Entry]) -> None:
        self.entries += entries
        if len(self.entries) > MAX_SETS:
            raise OutOfBounds(RejectCode.SETS_TOO_MANY, sets=len(self.entries), most=MAX_SETS)
        self.last = self.entries[-1]
        if self.last.unsaid:
            return  # after a miss the repetitions that were meant go on
        self.reps = self.last.reps


def _sets(term: Term) -> int:
    if term.unit is not None or term.measure is not None:
        raise NotNotation
    return bounds.sets(term.value)


def _load_going_on(context: Context) -> Load:
    last = context.last
    on_body = last is not None and last.body_weight
    if context.load_g is not None:
        return Load(context.load_g, None, context.load_unit or context.unit, on_body)
    if last is not None:
        return Load(last.load_g, None, last.unit, on_body)
    return Load(None, None, None)
