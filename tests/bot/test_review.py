"""Sunday evening: the week in a few lines, proposals with buttons, and records said with the set that is one."""

from datetime import timedelta

from tests.bot.stage import Stage


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
