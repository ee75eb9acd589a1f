"""Numbers, dates and whole messages in each language, within what Telegram can carry."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.texts import day, sets, why
from bot.texts.names import exercise as exercise_name
from bot.texts.tongue import LANGUAGES, Tongue
from core.engine import KITS, progress
from core.engine.groups import letter
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import (
    BlockType,
    Equipment,
    ExercisePrescription,
    LoadMode,
    PerformedSet,
    Role,
    SetKind,
    SetTarget,
    Strength,
)
from core.engine.units import Unit
from core.persistence.library import curated
from core.persistence.tables.training import ExerciseStatus
from core.services.live import LiveExercise, LiveWorkout, LoggedSet
from tests.bot.engine_codes import reason

NOW = datetime(2026, 11, 20, 17, 30, 5, tzinfo=UTC)
MESSAGE_UNITS, TOAST_CHARACTERS = 4096, 200  # Telegram's limits; a message is counted in UTF-16 units


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert [Tongue(language).load(102_500) for language in ("en", "es", "ru")] == [
        "102.5 kg",
        "102,5 kg",
        "102,5 кг",
    ]
    assert [Tongue(language).number(1234.5) for language in ("en", "ru")] == ["1,234.5", "1\xa0234,5"]
    assert Tongue("ru", Unit.LB).load(102_058) == "225 lb"
    assert Tongue("en").number(8.0) == "8"


def test_dates_and_times_are_those_of_the_person() -> None:
    assert [Tongue(language).date(date(2026, 11, 20)) for language in ("en", "es", "ru")] == [
        "Fri, Nov 20",
        "vie, 20 nov",
        "пт, 20 нояб.",
    ]
    assert Tongue("ru", zone="Asia/Kolkata").time(NOW) == "23:00"
    assert Tongue("en", zone="America/Lima").clock(NOW) == "12:30:05"
    assert [Tongue("es").weekday(n) for n in (1, 7)] == ["lun", "dom"]


def prescription(number: int, role: Role = Role.MAIN) -> ExercisePrescription:
    """As many different lines as an exercise of the engine can have."""
    warm_ups = [
        SetTarget(kind=SetKind.WARM_UP, load_g=load_g, reps=5) for load_g in (47_500, 72_500, 90_000, 107_500)
    ]
    work = [
        SetTarget(kind=SetKind.WORK, load_g=117_500, reps=5, reps_max=8, rpe=8.5, rest_s=180)
        for _ in range(4)
    ]
    return ExercisePrescription(
        exercise_id=number,
        order=number,
        group=letter(number),
        role=role,
        series=(*warm_ups, *work),
        reasons=(),
        strength=Strength(exercise_id=number, log_mean=11.8, log_sd=0.03, sets_seen=3),
        load_steps_g=tuple(range(20_000, 200_000, 2_500)),
    )


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_workout_fits_into_one_message(language: str, unit: Unit) -> None:
    """Seven exercises with the longest names, every one with something left out besides."""
    t = Tongue(language, unit)
    longest = sorted((line.name for line in curated()), key=lambda name: -len(exercise_name(t, name)))
    exercises = [(name, prescription(number)) for number, name in enumerate(longest[:7])]
    said = why.said(t, [reason(step, code) for step, code in why.SENTENCES])  # more than ever come together
    left_out = sorted(said, key=len)[-7:]
    phase = day.block_phase(t, 15, 16, BlockType.INTENSIFICATION)
    text = day.overview(t, 5, 120, exercises, left_out, phase)
    assert phase in text
    assert len(re.sub("<[^>]+>", "", text).encode("utf-16-le")) / 2 < MESSAGE_UNITS
    assert all(exercise_name(t, name) in text for name, _ in exercises)


def workout(t: Tongue) -> tuple[LiveWorkout, LoggedSet]:
    """Three exercises; one set of the first is done, and it was hard."""

    def live(number: int, name: str) -> LiveExercise:
        made = prescription(number)
        work = replace(made, series=tuple(s for s in made.series if s.kind is SetKind.WORK))
        return LiveExercise(
            id=number,
            exercise_id=number,
            name=name,
            load_mode=LoadMode.BAR,
            equipment=Equipment.BARBELL,
            group_index=number,
            status=ExerciseStatus.OPEN,
            planned=True,
            prescription=work,
            last_time=None,
            logs=(),
            progress=progress(work, []),
        )

    performed = PerformedSet(
        exercise_id=0, at=NOW, local_date=NOW.date(), load_g=117_500, reps=5, rpe=10.0, target_rpe=8.5
    )
    log = LoggedSet(
        first_id=1,
        workout_exercise_id=0,
        typed_unit=t.unit,
        body_weight=False,
        message_id=None,
        entry=None,
        performed=performed,
    )
    names = ("Back squat", "Bench press", "Barbell row")
    opened = LiveWorkout(
        id=1,
        status=WorkoutStatus.IN_PROGRESS,
        local_date=NOW.date(),
        started_at=NOW,
        minutes=60,
        week_in_block=0,
        day_number=1,
        exercises=tuple(live(number, name) for number, name in enumerate(names)),
        turned_to=None,
        place_id=None,
        kit=KITS["full_gym"],
    )
    return opened.with_logs(0, (log,)), log


def test_the_card_is_whole_in_russian() -> None:
    t = Tongue("ru", Unit.KG, "Europe/Moscow")
    opened, _ = workout(t)
    # 1.5 points harder, of which 0.47 are believed at a log_sd of 0.03: 2.8 % lighter, and 1.5 % that a ten takes
    assert sets.card(t, opened, NOW + timedelta(seconds=30)).splitlines() == [
        "<b>A Присед</b> · подход 2 из 4",
        "<b>112,5 кг × 5–8</b> на RPE 8,5 (1,5 в запасе)",
        "На сторону: 25 + 20 + 1,25",
        "",
        "✓ Присед: 117,5 кг × 5 на RPE 10",
        "Тяжелее, чем по плану: дальше 112,5 кг.",
        "Отдых до <b>20:33:05</b>",
        "Потом: Жим лёжа, Тяга штанги в наклоне",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tap_s_answer_fits_a_toast(language: str) -> None:
    t = Tongue(language)
    opened, log = workout(t)
    assert len(sets.toast(t, log, opened.exercises[0])) < TOAST_CHARACTERS
