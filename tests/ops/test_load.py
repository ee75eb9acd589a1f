"""A file of real sets becomes athletes with a history; nothing of its mess is lost, nothing wrong is learnt."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.ops import load_histories, set_file
from bot.ops.load_histories import Loaded
from bot.ops.set_file import SetFileError
from core.persistence.database import Database, DatabaseRole
from tests.ops import mess

SETS = """
SELECT s.*, e.name FROM set_logs s JOIN exercises e ON e.id = s.exercise_id WHERE s.athlete_id = %s ORDER BY s.id
"""


async def sets_of(db: Database, one: Loaded) -> list[dict[str, Any]]:
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        return await tx.rows(SETS, (one.athlete_id,))


async def test_every_set_of_the_file_is_there_as_typed(
    db: Database, lifters: dict[str, Loaded], tmp_path: Path
) -> None:
    for lifter, typed in set_file.histories(tmp_path / "sets.csv").items():
        stored = await sets_of(db, lifters[lifter])
        assert [(row["typed_load"], row["unit"]) for row in stored] == [
            (one.load, one.unit.value) for one in typed
        ]
        assert lifters[lifter].sets == len(typed)
    ana = lifters["ana"]
    assert (ana.workouts, ana.exercises, ana.own_exercises) == (54, 3, 1)


async def test_what_cannot_be_is_a_note_beside_an_unknown(db: Database, lifters: dict[str, Loaded]) -> None:
    noted = [row for row in await sets_of(db, lifters["ana"]) if row["note"] is not None]
    assert [(row["note"], row["load_g"] is None, row["reps"], row["trusted"]) for row in noted] == [
        ("2956 lb × 5", True, 5, False),
        (f"{noted[1]['typed_load']} lb × 877777", False, None, False),
    ]


async def test_a_slip_teaches_nothing_and_everything_else_does(
    db: Database, lifters: dict[str, Loaded]
) -> None:
    ana = await sets_of(db, lifters["ana"])
    untrusted = [
        (row["name"], row["typed_load"]) for row in ana if not row["trusted"] and row["note"] is None
    ]
    assert untrusted == [("Bench press", Decimal(1550))]
    assert lifters["ana"].untrusted == 3
    ben = await sets_of(db, lifters["ben"])
    assert all(row["trusted"] for row in ben), "light days, missing and no repetitions are no slips"
    assert [row["reps"] for row in ben if row["reps"] != 5] == [None, 0]


async def test_nobody_is_loaded_twice_and_a_file_is_loaded_lifter_by_lifter(
    db: Database, lifters: dict[str, Loaded], tmp_path: Path
) -> None:
    file = mess.write(tmp_path / "again.csv", weeks=1)
    with pytest.raises(SetFileError, match="Lifter ana was loaded before"):
        await load_histories.load(db, set_file.histories(file))


async def test_a_load_that_comes_back_is_strength_and_no_slip(db: Database, tmp_path: Path) -> None:
    file = tmp_path / "leap.csv"
    lines = [f"eve,{day},Squat,{n},{load},kg,5," for day, load in ((0, 40), (3, 100)) for n in (1, 2, 3)]
    file.write_text("\n".join(["lifter,day,exercise,set,load,unit,reps,rpe", *lines]))
    [eve] = await load_histories.load(db, set_file.histories(file))
    assert eve.untrusted == 0
    file.write_text(
        "\n".join(["lifter,day,exercise,set,load,unit,reps,rpe", *lines[:4]]).replace("eve", "liv")
    )
    [liv] = await load_histories.load(db, set_file.histories(file))
    assert liv.untrusted == 1


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (",0,Squat,1,100,kg,5,", "column lifter"),
        ("ana,0,Squat,1,,kg,5,", "column load"),
        ("ana,0,Squat,1,100,kg,five,", "column reps"),
    ],
)
def test_what_cannot_be_read_is_named_before_anything_is_written(
    tmp_path: Path, row: str, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sets.csv"
    file.write_text(f"lifter,day,exercise,set,load,unit,reps,rpe\n{row}\n")
    assert load_histories.main(file, data=tmp_path / "never", as_json=False) == 2
    assert where in capsys.readouterr().err
    assert not (tmp_path / "never").exists()
