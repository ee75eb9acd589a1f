"""Sunday evening: the week in a few lines, proposals with buttons, and records said with the set that is one."""

from datetime import timedelta

import pytest

from bot.loopback.phone import Phone
from core.services import access, people
from core.services.access import Actor
from tests.bot.stage import Stage
from tests.services.training_days import as_planned


async def sundays(stage: Stage) -> None:
    """Let time pass until the review is due."""
    (row,) = await stage.rows("SELECT next_at FROM schedules WHERE kind = 'review'")
    await stage.travel(row["next_at"] - await stage.now() + timedelta(seconds=1))
    await stage.settled()


async def trained(stage: Stage, from_kg: int, step_kg: int) -> None:
    """Twelve weeks of the main lifts, going down by a step each time, written where the log is."""
    for key in await main_lifts(stage):
        await stage.rows(
            """
            INSERT INTO set_logs (athlete_id, performed_at, exercise_id, local_date, load_g, typed_load, unit, reps,
              rpe_halves, target_rpe_halves, warm_up, row)
            SELECT a.id, at, e.id, at::date, kg * 1000, kg, 'kg', 5, 16, 16, false, 'set'
            FROM athletes a, exercises e,
              LATERAL (SELECT n, clock_now() - interval '84 hours' * (24 - n) AS at, %s - %s * n AS kg
                FROM generate_series(1, 24) n) d, generate_series(1, 3)
            WHERE e.key = %s AND e.athlete_id IS NULL AND e.organization_id IS NULL RETURNING id
            """,
            (from_kg, step_kg, key),
        )


async def main_lifts(stage: Stage) -> list[str]:
    rows = await stage.rows(
        """
        SELECT DISTINCT e.key FROM training_blocks b, jsonb_array_elements(b.days) d,
          jsonb_array_elements(d -> 'exercises') x JOIN exercises e ON e.id = (x ->> 'exercise_id')::bigint
        WHERE x ->> 'role' = 'main'
        """
    )
    return [row["key"] for row in rows]


async def test_the_week_is_said_on_sunday_and_a_proposal_is_decided_with_a_tap(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    await stage.train(ana)
    await trained(stage, 120, 1)
    await stage.tap(ana, "Finish")
    await sundays(stage)
    [week] = [text for text in await stage.heard(ana) if text.startswith("Your week")]
    assert "goes down" in week
    assert len(week) <= 900
    assert any("An easy week next" in text for text in await stage.heard(ana))
    answer = await stage.tap(ana, "1: do it")
    assert "Changed" in answer.text
    (row,) = await stage.rows("SELECT status FROM adaptations WHERE type = 'early_deload'")
    assert row["status"] == "applied"
    assert "The plan is as it was" in (await stage.tap(ana, "Undo the change")).text
    (row,) = await stage.rows("SELECT status FROM adaptations WHERE type = 'early_deload'")
    assert row["status"] == "reverted"
    assert (await ana.last()).labels == ()


async def test_who_trained_nothing_hears_nothing(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    await stage.say(ana, "/today")
    await sundays(stage)
    assert not [text for text in await stage.heard(ana) if text.startswith("Your week")]


async def test_a_set_that_is_a_record_says_so_and_the_same_again_does_not(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    await stage.say(ana, "/today")
    await trained(stage, 60, 0)
    await stage.warm(ana)
    assert "Record: the heaviest so far, up from 60 kg." in (await stage.say(ana, "62.5x5@8")).text
    assert "Record" not in (await stage.say(ana, "62.5x5@8")).text


async def test_the_first_time_there_is_nothing_to_beat(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    await stage.warm(ana)
    assert "Record" not in (await stage.say(ana, "60x5@8")).text


BENCH_SETS = """
SELECT count(*) AS sets FROM workouts w
  JOIN workout_exercises x ON (x.athlete_id, x.workout_id) = (w.athlete_id, w.id)
  JOIN exercises e ON e.id = x.exercise_id, jsonb_array_elements(x.series) s
WHERE e.key = 'bench_press' AND s ->> 'kind' = 'work' AND w.id = (SELECT max(id) FROM workouts)
"""


async def a_good_week(stage: Stage, phone: Phone) -> Actor:
    """Monday, Wednesday and Friday as planned, and nothing hurts."""
    await stage.say(phone, "/today")
    async with stage.db.transaction() as tx:
        actor = await people.find(tx, phone.user_id)
        assert actor is not None
        await access.scope(tx, actor)
    for days in (0, 2, 2):
        await stage.travel(timedelta(days=days))
        await as_planned(stage.db, actor, await stage.now())
    await sundays(stage)
    return actor


async def kinds(stage: Stage) -> list[tuple[str, str]]:
    rows = await stage.rows("SELECT type, status FROM adaptations ORDER BY id")
    return [(row["type"], row["status"]) for row in rows]


async def bench_sets_next_friday(stage: Stage, phone: Phone, actor: Actor) -> int:
    """After the days before it as planned; the workout is opened by chat."""
    for days in (1, 2):
        await stage.travel(timedelta(days=days))
        await as_planned(stage.db, actor, await stage.now())
    await stage.travel(timedelta(days=2))
    await stage.train(phone)
    (row,) = await stage.rows(BENCH_SETS)
    return int(row["sets"])


async def test_a_good_week_earns_a_set_more_which_a_tap_puts_into_the_next_ones(stage: Stage) -> None:
    """The bench press is done on Mondays and Fridays, 4 and 3 sets: seven for the chest, which bears 22."""
    ana = await stage.lifter("Ana")
    actor = await a_good_week(stage, ana)
    card = await ana.last()
    assert card.text == (
        "I would change the plan\n"
        "1. Bench press (Fri): 4 sets instead of 3 until this block ends. Chest: 7 sets this week, where helping "
        "counts half; 8 to 22 are useful. They went as planned or better and left you hardly sore.\n"
        "Nothing changes without your yes."
    )
    assert card.labels == ("1: do it", "1: leave it")
    yes, no = card.data[0]
    assert "Changed" in (await stage.tap(ana, "1: do it")).text
    for old in (yes, no):
        await ana.tap_data(old or "", card.message_id)
        await stage.settled()
    assert await kinds(stage) == [("volume_increase", "applied")], (
        "a second tap and an old button change nothing"
    )
    assert await bench_sets_next_friday(stage, ana, actor) == 4


async def test_a_set_more_is_taken_back_with_a_tap(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    actor = await a_good_week(stage, ana)
    await stage.tap(ana, "1: do it")
    assert "The plan is as it was" in (await stage.tap(ana, "Undo the change")).text
    assert await kinds(stage) == [("volume_increase", "reverted")]
    assert await bench_sets_next_friday(stage, ana, actor) == 3


async def test_a_no_leaves_the_plan_as_it_is(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    actor = await a_good_week(stage, ana)
    assert "The plan stays as it was" in (await stage.tap(ana, "1: leave it")).text
    assert await kinds(stage) == [("volume_increase", "declined")]
    assert await bench_sets_next_friday(stage, ana, actor) == 3


async def test_a_yes_that_comes_when_the_block_is_over_says_so_and_changes_nothing(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    await a_good_week(stage, ana)
    await stage.travel(timedelta(weeks=3))
    await stage.tap(ana, "1: do it")
    assert "That part of the plan is over" in (await ana.toasts())[-1]
    assert await kinds(stage) == [("volume_increase", "proposed")]


@pytest.mark.parametrize(
    ("language", "words"), [("es", "4 series en lugar de 3"), ("ru", "подходов 4 вместо 3")]
)
async def test_a_set_more_is_proposed_in_every_language(stage: Stage, language: str, words: str) -> None:
    ana = await stage.lifter("Ana", language)
    await a_good_week(stage, ana)
    assert words in (await ana.last()).text
