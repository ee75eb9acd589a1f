"""A coach's program as a plan: every week with its days and sets as they were written."""

from dataclasses import replace

from core.engine.instantiate import instantiate
from core.engine.models import (
    ExerciseGroup,
    PercentOfMax,
    PlannedExercise,
    PrescribedSet,
    ProgramContent,
    ProgramSession,
    Reps,
    Rir,
    Role,
    Rpe,
    Series,
    SessionExercise,
    SessionTemplate,
    Sport,
)
from tests.engine.builders import BENCH, LIBRARY, LIFTER, PUSH_UP, SQUAT

EXERCISES = {exercise.id: exercise for exercise in LIBRARY}
FIVES = (PrescribedSet(amount=Reps(reps=5), intensity=Rpe(rpe=8.0), rest_s=200),) * 3
TRIPLES = (PrescribedSet(amount=Reps(reps=3), intensity=PercentOfMax(percent=85.0)),) * 4
RANGE = (PrescribedSet(amount=Reps(reps=8, reps_max=12), intensity=Rir(rir=1.0)),) * 2


def exercise(exercise_id: int, every_week: Series, **by_week: Series) -> SessionExercise:
    return SessionExercise(
        id=exercise_id,
        exercise_id=exercise_id,
        name="",
        every_week=every_week,
        by_week={int(week[1:]): series for week, series in by_week.items()},
    )


def program(
    weeks: int, *sessions: tuple[int, int, int], **templates: tuple[SessionExercise, ...]
) -> ProgramContent:
    """Sessions are (week, weekday, template); templates are named t1, t2 ..."""
    made = {
        int(name[1:]): SessionTemplate(
            id=int(name[1:]),
            organization_id=None,
            name=name,
            sport=Sport.STRENGTH,
            note=None,
            archived=False,
            groups=tuple(ExerciseGroup(id=n, name=None, exercises=(one,)) for n, one in enumerate(inside)),
        )
        for name, inside in templates.items()
    }
    return ProgramContent(
        id=1,
        organization_id=None,
        name="Base",
        sport=Sport.STRENGTH,
        weeks=weeks,
        version=1,
        note=None,
        archived=False,
        sessions=tuple(
            ProgramSession(id=n, session_template_id=template, week=week, day_of_week=day)
            for n, (week, day, template) in enumerate(sessions)
        ),
        templates=made,
    )


def lines(content: ProgramContent, block: int = 0, day: int = 0) -> tuple[PlannedExercise, ...]:
    return instantiate(content, LIFTER, EXERCISES)[block].days[day].exercises


def test_weeks_that_are_alike_are_one_block_and_keep_every_series() -> None:
    squats = exercise(SQUAT.id, FIVES, w3=TRIPLES)
    made = instantiate(program(3, (1, 1, 1), (2, 1, 1), (3, 1, 1), t1=(squats,)), LIFTER, EXERCISES)
    assert [block.weeks for block in made] == [2, 1]
    assert [block.days[0].exercises[0].series for block in made] == [FIVES, TRIPLES]
    assert all(not block.allow_auto_scale for block in made)
    assert all(block.rir_start == block.rir_end and block.weekly_volume_ramp == 1.0 for block in made)


def test_a_line_shows_what_was_written_as_far_as_it_was() -> None:
    content = program(1, (1, 1, 1), t1=(exercise(SQUAT.id, FIVES), exercise(PUSH_UP.id, RANGE)))
    squat, push_up = lines(content)
    assert (squat.role, squat.sets, squat.reps, squat.rpe, squat.rest_s) == (Role.MAIN, 3, 5, 8.0, 200)
    assert (push_up.role, push_up.sets, push_up.reps, push_up.reps_max) == (Role.ACCESSORY, 2, 8, 12)
    assert push_up.rpe == 9.0


def test_days_are_those_of_the_program_and_two_sessions_of_a_day_are_one() -> None:
    content = program(
        1,
        (1, 2, 1),
        (1, 2, 2),
        (1, 6, 1),
        t1=(exercise(SQUAT.id, FIVES),),
        t2=(exercise(BENCH.id, TRIPLES), exercise(SQUAT.id, RANGE)),
    )
    (block,) = instantiate(content, LIFTER, EXERCISES)
    assert [(day.day_number, day.weekday) for day in block.days] == [(1, 2), (2, 6)]
    assert [line.exercise_id for line in block.days[0].exercises] == [SQUAT.id, BENCH.id]
    assert block.days[0].exercises[0].series == FIVES + RANGE
    assert block.main_lifts == {"squat": SQUAT.id, "push": BENCH.id}


def test_an_exercise_that_pauses_a_week_and_one_that_is_in_no_library_are_not_there() -> None:
    content = program(
        2,
        (1, 1, 1),
        (2, 1, 1),
        t1=(exercise(SQUAT.id, FIVES, w2=()), exercise(BENCH.id, FIVES), exercise(999, FIVES)),
    )
    first, second = instantiate(content, LIFTER, EXERCISES)
    assert [line.exercise_id for line in first.days[0].exercises] == [SQUAT.id, BENCH.id]
    assert [line.exercise_id for line in second.days[0].exercises] == [BENCH.id]


def test_what_was_written_as_a_group_is_a_group_of_the_day_in_the_weeks_that_have_two_of_it() -> None:
    squat, bench = exercise(SQUAT.id, FIVES), exercise(BENCH.id, FIVES)
    push_up = exercise(PUSH_UP.id, RANGE, w2=())
    content = program(2, (1, 1, 1), (2, 1, 1), t1=())
    groups = (
        ExerciseGroup(id=1, name=None, exercises=(squat,)),
        ExerciseGroup(id=2, name="Finisher", exercises=(bench, push_up)),
    )
    content = replace(content, templates={1: replace(content.templates[1], groups=groups)})
    first, second = instantiate(content, LIFTER, EXERCISES)
    assert [(line.exercise_id, line.group, line.group_name) for line in first.days[0].exercises] == [
        (SQUAT.id, None, None),
        (BENCH.id, 1, "Finisher"),
        (PUSH_UP.id, 1, "Finisher"),
    ]
    assert [(line.exercise_id, line.group) for line in second.days[0].exercises] == [
        (SQUAT.id, None),
        (BENCH.id, None),
    ]


def test_an_exercise_that_two_groups_have_stays_in_the_first_one() -> None:
    squat, bench, push_up = (exercise(one.id, RANGE) for one in (SQUAT, BENCH, PUSH_UP))
    content = program(1, (1, 1, 1), t1=())
    groups = (
        ExerciseGroup(id=1, name=None, exercises=(squat, bench)),
        ExerciseGroup(id=2, name=None, exercises=(squat, push_up)),
    )
    (block,) = instantiate(
        replace(content, templates={1: replace(content.templates[1], groups=groups)}), LIFTER, EXERCISES
    )
    assert [(line.exercise_id, line.sets, line.group) for line in block.days[0].exercises] == [
        (SQUAT.id, 4, 0),
        (BENCH.id, 2, 0),
        (PUSH_UP.id, 2, None),
    ]


def test_a_week_without_sessions_is_a_week_of_rest_and_a_long_program_has_several_blocks() -> None:
    sessions = [(week, 1, 1) for week in range(2, 22)]
    made = instantiate(program(21, *sessions, t1=(exercise(SQUAT.id, FIVES),)), LIFTER, EXERCISES)
    assert [(block.weeks, len(block.days)) for block in made] == [(1, 0), (16, 1), (4, 1)]
