"""What fits into a workout: accessories are paired, then give up sets, then go; main lifts give way last."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from core.engine.adjust import HELPER_SHARE, prime_movers
from core.engine.models import Exercise, ExercisePrescription, Reason, Role, SetKind
from core.engine.timing import SET_S, minutes_of

OVERTIME_MINUTES = 5  # design choice
MOST_HARD_SETS = 30  # of a whole workout, however long it may take; design choice
LEAST_ACCESSORY_SETS = 2  # fewer are left out instead; design choice
LEAST_MAIN_SETS = 2  # design choice
MOST_TOGETHER = 3  # a circuit of more is hard to keep places for; design choice
BETWEEN_S = 20  # walking from one exercise of a group to the next; field practice, design choice
LEAST_ROUND_REST_S = 60  # design choice

Together = tuple[ExercisePrescription, ...]  # one exercise, a superset or a circuit


@dataclass(frozen=True, slots=True, kw_only=True)
class Authored:
    """What a coach wrote of the day's exercises: it stays, in its groups and with its rests."""

    exercise_ids: frozenset[int] = frozenset()
    groups: Mapping[int, int] = field(default_factory=dict)  # of those that are done in turns
    rests: frozenset[int] = frozenset()  # exercises whose rests are said


NOTHING = Authored()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What is done, in groups and in order, each with the rests it would have alone, and what made it fit."""

    groups: tuple[Together, ...]
    authored: Authored
    reasons: tuple[Reason, ...] = ()

    @property
    def rested(self) -> tuple[Together, ...]:
        """The same with the rests that belong to a group."""
        said = self.authored.rests
        return tuple(_alternating(group, said) if len(group) > 1 else group for group in self.groups)

    @property
    def minutes(self) -> int:
        return minutes_of(each.series for group in self.rested for each in group)

    @property
    def hard_sets(self) -> int:
        return sum(work_sets(each) for group in self.groups for each in group)


def fit(
    prescribed: Sequence[ExercisePrescription],
    library: Mapping[int, Exercise],
    minutes: int,
    authored: Authored = NOTHING,
) -> Fitted:
    """Each way of making room is used as far as it goes before the next one is tried. What a coach wrote stays."""
    fitted, written = Fitted(groups=_grouped(prescribed, authored), authored=authored), authored.exercise_ids
    ways: tuple[Callable[[Fitted], Fitted | None], ...] = (
        lambda now: _pair(now, library, minutes, written),
        lambda now: _trim(now, Role.ACCESSORY, LEAST_ACCESSORY_SETS, minutes, written),
        lambda now: _leave_out(now, minutes, written),
        lambda now: _trim(now, Role.MAIN, LEAST_MAIN_SETS, minutes, written),
    )
    for make_room in ways:
        while not _fits(fitted, minutes):
            smaller = make_room(fitted)
            if smaller is None:
                break
            fitted = smaller
    return fitted


def _grouped(prescribed: Sequence[ExercisePrescription], authored: Authored) -> tuple[Together, ...]:
    """Everything alone, but for a coach's groups: each stands where its first exercise does."""
    groups: dict[tuple[int | None, int | None], list[ExercisePrescription]] = {}
    for each in prescribed:
        number = authored.groups.get(each.exercise_id)
        alone = each.exercise_id if number is None else None
        groups.setdefault((alone, number), []).append(each)
    return tuple(tuple(group) for group in groups.values())


def work_sets(each: ExercisePrescription) -> int:
    return sum(target.kind is not SetKind.WARM_UP for target in each.series)


def _fits(now: Fitted, minutes: int) -> bool:
    return not _too_long(now, minutes) and now.hard_sets <= MOST_HARD_SETS


def _too_long(now: Fitted, minutes: int) -> bool:
    return now.minutes > minutes + OVERTIME_MINUTES


def _pair(
    now: Fitted, library: Mapping[int, Exercise], minutes: int, written: frozenset[int]
) -> Fitted | None:
    """Joins one accessory to another group of them that works other muscles. Pairing saves time, not sets."""
    if not _too_long(now, minutes):
        return None
    groups = [
        group
        for group in now.groups
        if all(_may_pair(each) and each.exercise_id not in written for each in group)
    ]
    joins = [
        (len(one) + len(other), one, other)
        for index, one in enumerate(groups)
        for other in groups[index + 1 :]
        if len(one) + len(other) <= MOST_TOGETHER and len(other) == 1 and not _compete(one, other, library)
    ]
    for _, one, other in sorted(joins, key=lambda join: join[0]):
        together = (*one, *other)
        left = (together if group is one else group for group in now.groups if group is not other)
        facts = {"minutes": minutes, "exercises": len(together)}
        reason = Reason(
            step="time",
            code="together",
            facts=facts,
            source="time_practice",
            exercise_id=other[0].exercise_id,
        )
        joined = replace(now, groups=tuple(left), reasons=(*now.reasons, reason))
        if joined.minutes < now.minutes:
            return joined
    return None


def _may_pair(each: ExercisePrescription) -> bool:
    return each.role is Role.ACCESSORY and all(target.kind is SetKind.WORK for target in each.series)


def _compete(one: Together, other: Together, library: Mapping[int, Exercise]) -> bool:
    """Whether a muscle that one works is a prime mover of the other."""
    return any(
        prime_movers(library[a.exercise_id]) & _worked(library[b.exercise_id])
        or prime_movers(library[b.exercise_id]) & _worked(library[a.exercise_id])
        for a in one
        for b in other
    )


def _worked(exercise: Exercise) -> frozenset[object]:
    return frozenset(muscle for muscle, share in exercise.muscles.items() if share >= HELPER_SHARE)


def _alternating(together: Together, said: frozenset[int]) -> Together:
    """Rests of a round: a walk between its exercises, and after the last what is left of the longest rest.

    Rests that were `said` stay as they are. Warm-ups belong to no round.
    """
    work = [[target for target in each.series if target.kind is not SetKind.WARM_UP] for each in together]
    rounds = zip(*work, strict=False)  # as many as the exercise with the fewest sets has
    longest_s = [max(target.rest_s for target in one_round) for one_round in rounds]
    return tuple(
        _own_rests(each)
        if each.exercise_id in said
        else _in_turns(each, longest_s, others=len(together) - 1, last=each is together[-1])
        for each in together
    )


def _in_turns(
    each: ExercisePrescription, longest_s: Sequence[int], *, others: int, last: bool
) -> ExercisePrescription:
    """With the rests of its rounds, of which each has a longest one, and the reasons for them."""
    rests_s = [_round_rest_s(longest, others) if last else BETWEEN_S for longest in longest_s]
    first = sum(target.kind is SetKind.WARM_UP for target in each.series)
    series = list(each.series)
    for index, rest_s in enumerate(rests_s, first):
        series[index] = replace(series[index], rest_s=rest_s)
    return replace(
        each, series=tuple(series), reasons=(*each.reasons, *_turns(each, longest_s, others, last))
    )


def _turns(each: ExercisePrescription, longest_s: Sequence[int], others: int, last: bool) -> Iterator[Reason]:
    """Why it rests so, once for the rounds that are alike."""
    done = 0
    for longest, alike in groupby(longest_s):
        count = len(list(alike))
        yield Reason(
            step="turns",
            code="round" if last else "between",
            facts={"from_round": done + 1, "to_round": done + count, "others": others, "longest_s": longest},
            source="time_practice",
            exercise_id=each.exercise_id,
        )
        done += count


def _round_rest_s(longest_s: int, others: int) -> int:
    """What the others' sets leave of the longest rest."""
    return max(longest_s - others * (SET_S + BETWEEN_S), min(LEAST_ROUND_REST_S, longest_s))


def _own_rests(each: ExercisePrescription) -> ExercisePrescription:
    why = Reason(step="turns", code="as_written", source="plan", exercise_id=each.exercise_id)
    return replace(each, reasons=(*each.reasons, why))


def _trim(now: Fitted, role: Role, least: int, minutes: int, written: frozenset[int]) -> Fitted | None:
    """One set fewer of the exercise of that role with most of them, the last where several have as many."""
    able = [
        each
        for each in _all(now)
        if each.role is role and _may_trim(each, least) and each.exercise_id not in written
    ]
    if not able:
        return None
    most = max(work_sets(each) for each in able)
    trimmed = [each for each in able if work_sets(each) == most][-1]
    code = "fewer_sets" if _too_long(now, minutes) else "too_many_sets"
    smaller = replace(trimmed, series=trimmed.series[:-1])
    sets = sum(target.kind is SetKind.WORK for target in smaller.series)
    facts = {"minutes": minutes, "most_sets": MOST_HARD_SETS, "sets": sets}
    reason = Reason(
        step="time", code=code, facts=facts, source="time_practice", exercise_id=trimmed.exercise_id
    )
    before = (each for each in now.reasons if not _is_trim(each, trimmed.exercise_id))
    return replace(now, groups=_replaced(now, trimmed, (smaller,)), reasons=(*before, reason))


def _is_trim(reason: Reason, exercise_id: int) -> bool:
    return reason.exercise_id == exercise_id and "sets" in reason.facts


def _may_trim(each: ExercisePrescription, least: int) -> bool:
    """A way up to an unknown load is not cut short."""
    return work_sets(each) > least and each.series[-1].kind is SetKind.WORK


def _leave_out(now: Fitted, minutes: int, written: frozenset[int]) -> Fitted | None:
    """The last accessory goes, while anything else is left."""
    accessories = [
        each for each in _all(now) if each.role is Role.ACCESSORY and each.exercise_id not in written
    ]
    if not accessories or len(_all(now)) == 1:
        return None
    gone = accessories[-1]
    reason = Reason(
        step="time",
        code="no_time" if _too_long(now, minutes) else "too_many_sets",
        facts={"minutes": minutes, "most_sets": MOST_HARD_SETS},
        source="time_practice",
        exercise_id=gone.exercise_id,
    )
    told = tuple(each for each in now.reasons if each.exercise_id != gone.exercise_id)
    return replace(now, groups=_replaced(now, gone, ()), reasons=(*told, reason))


def _all(now: Fitted) -> list[ExercisePrescription]:
    return [each for group in now.groups for each in group]


def _replaced(now: Fitted, one: ExercisePrescription, by: Together) -> tuple[Together, ...]:
    groups = (
        tuple(new for each in group for new in (by if each is one else (each,))) for group in now.groups
    )
    return tuple(group for group in groups if group)
