"""Two lifters whose messy histories were loaded."""

from pathlib import Path

import pytest

from bot.ops import load_histories, set_file
from bot.ops.load_histories import Loaded
from core.persistence.database import Database
from tests.ops import mess


@pytest.fixture
async def lifters(db: Database, tmp_path: Path) -> dict[str, Loaded]:
    """Ana with half a year in pounds, Ben with six in kilograms; neither has an account or a plan."""
    loaded = await load_histories.load(db, set_file.histories(mess.write(tmp_path / "sets.csv")))
    return {one.lifter: one for one in loaded}
