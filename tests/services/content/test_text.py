"""A program as text: stored as typed, given back as stored, and refused with its line."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from bot.ops import wire
from core.engine.models import Distance, Duration, Equipment, GroupKind, LoadMode, Muscle, Pattern, Sport
from core.engine.units import Unit
from core.errors import NotAllowed, Refused
from core.notation.program import (
    ExerciseText,
    NotationError,
    ProgramText,
    exercise_lines,
    read_program,
    write_program,
)
from core.persistence.database import Database
from core.services import custom_exercises, library
from core.services.content import groups, programs, reading, schedule, templates
from core.services.content import session_exercises as inside
from core.services.content.text import Stored, store_text, text_of
from core.services.content.values import settled, weekdays
from core.services.custom_exercises import NewExercise
from tests.builders import NOW, athlete
from tests.notation.program.strategies import programs as any_programs
from tests.services.content.conftest import Gym, check_orders

BASE = """Program: Strength base (powerlifting)
Week 1-3

Day 1 Mon: Lower | week 1 | week 2 | week 3
A Back squat | 1x5@8, 3x5@-10% | 1x4@8, 3x4@-10% | —
B1 Leg press: 3x8-12@8 (31X0) rest 90
B2 Leg curl: 3x12 # slow on the way down
"Finisher": C Plank: 3x45s

Day 2 Thu: Upper
A Bench press: 5/3/1+ @75/85/95%

Week 4

Day 1 Mon: Easy
A Back squat: 2x5@60%"""


async def store(gym: Gym, text: str) -> Stored:
    return await gym.do(store_text, gym.organization_id, text, NOW)


async def test_a_program_is_stored_as_typed_and_given_back(gym: Gym) -> None:
    stored = await store(gym, BASE)
    assert (stored.version, stored.changed) == (1, True)
    assert (stored.weeks, stored.sessions, stored.exercises) == (4, 7, 5)
    assert read_program(await gym.do(text_of, stored.program_id), Unit.KG) == read_program(BASE, Unit.KG)
    whole = await gym.do(reading.program, stored.program_id)
    assert (whole.name, whole.sport, whole.weeks) == ("Strength base", Sport.POWERLIFTING, 4)
    lower = whole.templates[whole.sessions[0].session_template_id]
    assert [group.kind for group in lower.groups] == [
        GroupKind.STANDALONE,
        GroupKind.SUPERSET,
        GroupKind.STANDALONE,
    ]
    squat = lower.groups[0].exercises[0]
    assert [len(squat.series_of(week)) for week in (1, 2, 3)] == [4, 4, 0]
    await check_orders(gym)


async def test_aliases_typing_and_units_are_settled(gym: Gym) -> None:
    stored = await store(gym, "Program: Quick\nDay 1\nBP: 3x5@225lb\nsquat: 3X5 @ 100")
    assert await gym.do(text_of, stored.program_id) == (
        "Program: Quick (strength)\nWeek 1\n\nDay 1 Mon\nA Bench press: 3x5@225lb\nB Back squat: 3x5@100kg"
    )


async def test_any_sport_is_written_down(gym: Gym) -> None:
    text = "Program: Run (running)\nDay 1 Sat\nA Plank: 2x1:30 rest 60\nB Running: 4x400m@RPE7, 5km"
    stored = await store(gym, text)
    whole = await gym.do(reading.program, stored.program_id)
    ((plank,), (carry,)) = [g.exercises for g in next(iter(whole.templates.values())).groups]
    assert plank.series_of(1)[0].amount == Duration(duration_s=90)
    assert [one.amount for one in carry.series_of(1)[3:]] == [
        Distance(distance_m=400),
        Distance(distance_m=5000),
    ]


async def test_the_program_on_the_coaches_page_can_be_stored(gym: Gym) -> None:
    page = (Path(__file__).parents[3] / "docs" / "notation.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```\n(Program:.*?)```", page, re.DOTALL)
    stored = await store(gym, program)
    again = read_program(await gym.do(text_of, stored.program_id), Unit.KG)
    assert again == read_program(program, Unit.KG)


async def test_an_exercise_of_the_organizations_own_is_as_good_as_any(gym: Gym) -> None:
    yoke = NewExercise(
        name="Yoke | walk",
        pattern=Pattern.CARRY,
        equipment=Equipment.NONE,
        load_mode=LoadMode.DISTANCE,
        muscles={Muscle.QUADS: 1.0},
    )
    added = await gym.do(custom_exercises.add, gym.organization_id, yoke, NOW)
    stored = await store(gym, "Program: Strong (strongman)\nDay 1\nyoke walk: 3x20m")
    text = await gym.do(text_of, stored.program_id)
    assert text.endswith("A Yoke walk: 3x20m")
    assert await store(gym, text) == replace(stored, changed=False)
    await gym.do(custom_exercises.archive, added.exercise.id, NOW)
    assert await gym.do(text_of, stored.program_id) == text


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ([None, None, None], [1, 3, 5]),
        ([1, 4], [1, 4]),
        ([2, None, 5, None], [2, 3, 5, 6]),
        ([7, None], [7, 7]),
        ([None, 3], [1, 3]),
        ([None] * 7, [1, 2, 3, 4, 5, 6, 7]),
        ([None] * 9, [1, 1, 2, 3, 4, 4, 5, 6, 7]),
    ],
)
def test_a_session_without_a_weekday_gets_one(said: list[int | None], days: list[int]) -> None:
    assert weekdays(said) == days


async def test_what_stands_twice_in_a_week_is_one_template(gym: Gym) -> None:
    day = "Full body\nA Back squat: 3x5\n"
    stored = await store(gym, f"Program: Twice\nDay 1 Mon: {day}Day 2 Fri: {day}")
    whole = await gym.do(reading.program, stored.program_id)
    assert [(s.day_of_week, s.session_template_id) for s in whole.sessions] == [
        (1, whole.sessions[0].session_template_id),
        (5, whole.sessions[0].session_template_id),
    ]


async def test_the_same_text_again_changes_nothing(gym: Gym) -> None:
    first = await store(gym, BASE)
    again = await store(gym, BASE.replace("Bench press", "bp").replace("1x5@8", "1 x 5 @ RPE 8"))
    assert again == replace(first, changed=False)
    assert len(await gym.do(templates.listed)) == 3


async def test_another_text_of_the_name_is_the_next_version_and_shares_what_stayed(gym: Gym) -> None:
    first = await store(gym, BASE)
    second = await store(gym, BASE.replace("5/3/1+", "5/3/2+"))
    assert (second.version, second.changed) == (2, True)
    assert [head.version for head in await gym.do(programs.listed)] == [2]
    old, new = [await gym.do(reading.program, one.program_id) for one in (first, second)]
    names = {old.templates[shared].name for shared in old.templates.keys() & new.templates.keys()}
    assert names == {"Lower", "Easy"}
    assert "5/3/1+" in await gym.do(text_of, first.program_id)
    assert "5/3/2+" in await gym.do(text_of, second.program_id)
    lower = next(one for one in new.templates.values() if one.name == "Lower")
    before = await gym.do(text_of, first.program_id)
    await gym.do(inside.prescribe, lower.id, lower.groups[0].exercises[0].id, (), NOW)
    assert await gym.do(text_of, first.program_id) == before


async def test_two_who_send_the_same_new_program_make_one(gym: Gym) -> None:
    results = await asyncio.gather(*(store(gym, BASE) for _ in range(2)), return_exceptions=True)
    assert sum(isinstance(result, Stored) for result in results) >= 1
    assert all(isinstance(result, Stored) or "program_name_taken" in str(result) for result in results)
    assert len(await gym.do(programs.listed)) == 1


async def test_an_unknown_exercise_is_refused_with_its_line_and_what_was_meant(gym: Gym) -> None:
    with pytest.raises(Refused) as refused:
        await store(gym, BASE.replace("Leg curl", "Leg crul"))
    facts = refused.value.facts
    assert (facts["why"], facts["line"], facts["typed"]) == ("unknown_exercise", 7, "Leg crul")
    assert "Leg curl" in str(facts["suggestions"])
    with pytest.raises(Refused) as refused:
        await store(gym, BASE.replace("Plank", "Xyzzy"))
    assert (refused.value.facts["line"], refused.value.facts["suggestions"]) == (8, ())
    assert await gym.do(programs.listed) == []


async def test_a_coachs_private_exercise_is_refused_with_its_line(gym: Gym) -> None:
    async with gym.db.transaction() as tx:
        await library.add_custom(tx, gym.coach, "Kim's secret curl")
    with pytest.raises(Refused, match="private_exercise") as refused:
        await store(gym, BASE.replace("Leg curl", "Kim's secret curl"))
    assert refused.value.facts["line"] == 7


async def test_a_text_that_cannot_be_read_stores_nothing(gym: Gym) -> None:
    with pytest.raises(NotationError):
        await store(gym, BASE.replace("3x12", "3x"))
    assert not await gym.do(programs.listed)
    assert not await gym.do(templates.listed)


@pytest.mark.parametrize(
    "text",
    [
        "Program: Long\nWeek 1-105\nDay 1\nPlank: 1x5",
        "Program: Full\n" + "Day 1 Mon\nPlank: 1x5\n" * 11,
    ],
)
async def test_what_no_program_can_hold_is_refused(gym: Gym, text: str) -> None:
    with pytest.raises((Refused, NotationError)):
        await store(gym, text)


async def test_only_members_store_for_an_organization(gym: Gym, db: Database) -> None:
    sam = await athlete(db, 2, "Sam")
    with pytest.raises(NotAllowed):
        async with db.transaction() as tx:
            await store_text(tx, sam, gym.organization_id, BASE, NOW)


async def test_what_is_not_complete_cannot_be_shown_as_text(gym: Gym) -> None:
    made = await gym.do(programs.make, gym.organization_id, "Base", 2, NOW)
    await gym.do(schedule.place, made, await gym.template(1), 1, 1, NOW)
    with pytest.raises(Refused, match="not_as_text"):
        await gym.do(text_of, made)
    await gym.do(programs.resize, made, 1, NOW)
    await gym.do(schedule.place, made, await gym.template(), 1, 2, NOW)
    with pytest.raises(Refused, match="not_as_text"):
        await gym.do(text_of, made)


async def test_names_that_the_notation_cannot_hold_are_written_without_what_it_means(gym: Gym) -> None:
    made = await gym.do(programs.make, gym.organization_id, "Base #1", 1, NOW)
    template = await gym.template(1, name="Lower | heavy")
    (group,) = (await gym.do(reading.template, template)).groups
    await gym.do(groups.rename, template, group.id, 'The "big" one', NOW)
    await gym.do(inside.write_note, template, group.exercises[0].id, "Slow\nand deep", NOW)
    await gym.do(schedule.place, made, template, 1, 1, NOW)
    text = await gym.do(text_of, made)
    assert text.startswith("Program: Base 1 (strength)")
    assert "Day 1 Mon: Lower heavy" in text
    assert '"The big one": A' in text
    assert text.endswith("# Slow and deep")
    assert write_program(read_program(text, Unit.KG)) == text


async def test_a_large_program_takes_few_statements(gym: Gym) -> None:
    day = "".join(f"Back squat: 3x{reps}@70%, 2x{reps} # note {reps}\n" for reps in range(1, 30))
    text = "Program: Large\nWeek 1-52\n" + "".join(f"Day {n}: Day {n}\n{day}" for n in range(1, 6))
    with wire.tapped(gym.db) as line:
        await store(gym, text)
        assert line.sent().statements <= 24


def test_exercises_are_found_in_their_lines() -> None:
    assert exercise_lines(BASE) == (5, 6, 7, 8, 11, 16)
    assert exercise_lines(BASE.replace("\n", "\r\n")) == (5, 6, 7, 8, 11, 16)


def named(program: ProgramText, known: list[str]) -> ProgramText:
    """The program with exercises that the library has, and names that fit a group."""

    def exercise(one: ExerciseText) -> ExerciseText:
        return replace(one, name=known[len(one.name) % len(known)])

    phases = tuple(
        replace(
            phase,
            sessions=tuple(
                replace(
                    session,
                    groups=tuple(
                        replace(
                            group,
                            name=group.name[:40].strip() or None if group.name else None,
                            exercises=tuple(map(exercise, group.exercises)),
                        )
                        for group in session.groups
                    ),
                )
                for session in phase.sessions
            ),
        )
        for phase in program.phases
    )
    return replace(program, phases=phases)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(program=any_programs())
async def test_every_program_comes_back_from_the_database_as_it_was_stored(
    gym: Gym, program: ProgramText
) -> None:
    known = ["Back squat", "Bench press", "Plank", "Leg press"]
    program = named(program, known)
    stored = await store(gym, write_program(program))
    as_stored = settled(program, {name: name for name in known})
    assert read_program(await gym.do(text_of, stored.program_id), Unit.KG) == as_stored
    again = await store(gym, await gym.do(text_of, stored.program_id))
    assert again == replace(stored, changed=False)
