"""What is known of one lift comes from all of them: a tested squat tells what a bench press's reports are worth."""

from datetime import timedelta

import pytest

from core.engine.models import MaxSource, Strength
from core.persistence.database import Database
from core.services import entered_maxes
from tests.builders import NOW, athlete
from tests.services.training_days import exercise_id, opened, performed

WEEKS = 12
SAID_TWO = 8.0  # five repetitions, and two left: so people say


async def bench_of_somebody(db: Database, telegram_id: int, *, squat_tested_kg: float | None) -> Strength:
    """What a workout knows of the bench press of somebody who squats 100 kg and presses 60 kg for five at RPE 8."""
    actor = await athlete(db, telegram_id)
    squat, bench = await exercise_id(db, "back_squat"), await exercise_id(db, "bench_press")
    for week in range(WEEKS, 0, -1):
        at = NOW - timedelta(days=7 * week)
        await performed(db, actor, squat, (100, 5), at=at, rpe=SAID_TWO)
        await performed(db, actor, bench, (60, 5), at=at + timedelta(hours=1), rpe=SAID_TWO)
        if squat_tested_kg is not None and week % 4 == 1:
            async with db.transaction() as tx:
                read = await entered_maxes.read(tx, actor, f"squat {squat_tested_kg:g}x1")
                await entered_maxes.keep(tx, actor, read.maxes, MaxSource.TESTED, at + timedelta(days=2))
    strength = (await opened(db, actor))[bench].strength
    assert strength is not None
    return strength


async def test_a_tested_squat_changes_what_the_reports_of_a_bench_press_are_worth(db: Database) -> None:
    untested = await bench_of_somebody(db, 1, squat_tested_kg=None)
    usual = await bench_of_somebody(db, 2, squat_tested_kg=119)  # 5 at RPE 8, with one more left than said
    shy = await bench_of_somebody(db, 3, squat_tested_kg=135)
    # Twelve weeks without a failed set say something too: whoever really had less left than said would have failed.
    # Integrated numerically, one lift moves the bias by 0.41 and leaves 0.65 of its variance: two lifts 0.5.
    assert untested.bias_known == pytest.approx(0.5, abs=0.03)
    assert usual.bias_known > untested.bias_known + 0.03
    assert usual.rir_bias_reps < untested.rir_bias_reps - 0.1
    assert shy.rir_bias_reps > usual.rir_bias_reps + 0.15
    assert shy.log_mean > usual.log_mean
    assert usual.log_sd < untested.log_sd
