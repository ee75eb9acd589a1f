"""A simulated athlete's snapshot holds everything that the product's hold, and what the engine raises is kept."""

from dataclasses import MISSING, Field, fields

import pytest

import core.lab.months
from bot.ops.simulate import raised
from core.engine.models import ExercisePrescription, PerformedSet, Progress, RestDay, Snapshot, Workout
from core.engine.today import generate
from core.lab.months import play
from core.lab.people import personas, scripts
from core.lab.physiology import physiology
from core.lab.seen import Fault, Months
from core.persistence.documents import from_document

LIVES = {each.name: each for each in scripts()}
# who shows it soonest, and by when: persona, weeks
FED_BY = {
    "wears_a_device": (2, 1),
    "coached": (2, 4),
    "own_pools": (2, 1),
    "two_gyms": (2, 3),
    "two_a_day": (2, 1),
    "own_constants": (2, 1),
    "weighs_in": (2, 1),
    "sharp_pain": (6, 7),
    "illness": (6, 1),
    "red_flag": (6, 9),
}


def months(script: str, weeks: int, persona: int = 2) -> Months:
    who = personas()[persona]
    return play(0, who, LIVES[script], physiology(), seed="snapshots", weeks=weeks, alone=True)


@pytest.fixture(scope="module")
def seen() -> list[Snapshot]:
    """Every snapshot of some lives."""
    kept: list[Snapshot] = []

    def watched(snapshot: Snapshot) -> Workout | RestDay:
        kept.append(snapshot)
        return generate(snapshot)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.lab.months, "generate", watched)
        for script, (persona, weeks) in FED_BY.items():
            months(script, weeks, persona)
    return kept


def default(field: Field[object]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def test_no_field_of_a_snapshot_is_left_at_its_default(seen: list[Snapshot]) -> None:
    left = {
        field.name
        for field in fields(Snapshot)
        if all(getattr(snapshot, field.name) == default(field) for snapshot in seen)
    }
    assert left == set()


def test_a_snapshot_has_only_what_the_day_may_use(seen: list[Snapshot]) -> None:
    for snapshot in seen:
        known = {each.id for each in (*snapshot.exercises, *snapshot.known_exercises)}
        assert {line.exercise_id for line in snapshot.day.exercises} <= known
        assert {done.exercise_id for done in snapshot.history} <= known


def test_an_exception_of_the_day_is_a_broken_promise_and_the_months_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(snapshot: Snapshot) -> Workout | RestDay:
        if snapshot.local_date.isoweekday() == 1:
            raise ZeroDivisionError("no sets")
        return generate(snapshot)

    monkeypatch.setattr(core.lab.months, "generate", broken)
    seen = months("adherent", weeks=3)
    assert [(each.rule, each.day) for each in seen.violations] == [
        ("the_engine_raised", day) for day in (0, 7, 14)
    ]
    assert seen.workouts > 0


def test_what_raised_can_be_made_again_from_its_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(prescription: ExercisePrescription, performed: list[PerformedSet]) -> Progress:
        raise KeyError(len(performed))

    monkeypatch.setattr(core.lab.months, "progress", broken)
    athlete = months("adherent", weeks=1)
    [first, *_] = athlete.violations
    assert first.rule == "the_engine_raised"
    assert first.detail == "KeyError(0)"
    assert first.fault is not None
    [told, *_] = raised([athlete])
    assert (told["persona"], told["day"]) == (athlete.persona, 0)
    again = from_document(Fault, told["fault"])
    assert again == first.fault
    made = generate(again.snapshot)
    assert isinstance(made, Workout)
    assert again.prescription in made.exercises
